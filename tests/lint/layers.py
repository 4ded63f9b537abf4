#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks includes between layers: a layer may include itself and those below it, never the reverse.

Also: no GTK or cairo in core, no GTK in figures, system headers in <>, our own from the root in "",
and no two files with the same name. Files of more than 500 lines are reported: each is likely to
contain a second noun.
"""
import pathlib
import re
import subprocess
import sys

# The house, from the ground up: a folder may include itself and those before it.
ORDER = [
    'core/settings', 'core/linalg', 'core/data', 'core/problems', 'core/methods', 'core/analysis',
    'core/experiment', 'core/run', 'core/study', 'core/engine', 'core/output',
    'ui/figures/paint', 'ui/figures/charts', 'ui/figures/kinds',
    'ui/figures/paper', 'ui/figures/report', 'ui/figures/animation',
    'ui/jobs', 'ui/document', 'ui/parameters', 'ui/export', 'ui/grid', 'ui/matrix', 'ui/sidebar',
    'ui/window', 'app', 'tests',
]
# Folders that a folder must not include, although they come before it.
WITHOUT = {
    'core/analysis': {'core/problems', 'core/methods'},
    'ui/sidebar': {'ui/matrix'},
}
MAY_INCLUDE = {layer: set(ORDER[:i]) - WITHOUT.get(layer, set()) for i, layer in enumerate(ORDER)}
FOREIGN = {
    'core': re.compile(r'<(gtk|gdk|adwaita|cairo|pango|librsvg)'),
    'ui/figures': re.compile(r'<(gtk|gdk|adwaita)'),
}
# The command line must not load display libraries.
FOREIGN['app/cli'] = FOREIGN['ui/figures']
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
LONG = 500


def layer_of(path):
    """The longest layer name that is a folder above the path, or None."""
    found = [layer for layer in MAY_INCLUDE if path.startswith(layer + '/')]
    return max(found, key=len) if found else None


def problems_of(path, root):
    layer = layer_of(path)
    lines = (root / path).read_text(encoding='utf-8').splitlines()
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        place, bracket, target = f'{path}:{number}', *match.groups()
        for prefix, foreign in FOREIGN.items():
            if path.startswith(prefix + '/') and foreign.match('<' + target):
                yield f'{place}: {prefix} must not know <{target}>'
        if bracket == '<':
            continue
        target_layer = layer_of(target)
        if not target_layer:
            # Tests may keep shared code next to them.
            if layer != 'tests' and (root / path).parent.joinpath(target).exists():
                yield f'{place}: include "{target}" from the root'
        elif layer and target_layer != layer and target_layer not in MAY_INCLUDE[layer]:
            yield f'{place}: {layer} must not include {target_layer} ("{target}")'
    if len(lines) > LONG:
        print(f'{path}: {len(lines)} lines; is there a second noun in it?', file=sys.stderr)


def twins_of(paths):
    """Source files with the same name as another."""
    seen = {}
    for path in paths:
        if not path.startswith('tests/'):
            name = path.rsplit('/', 1)[-1]
            if name in seen:
                yield f'{path}: {seen[name]} has that name'
            seen.setdefault(name, path)


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    listed = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '--', '*.c', '*.h'],
        cwd=root, check=True, capture_output=True, text=True).stdout.split()
    listed = [path for path in listed if (root / path).exists()]
    found = [problem for path in listed for problem in problems_of(path, root)]
    found += twins_of(listed)
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
