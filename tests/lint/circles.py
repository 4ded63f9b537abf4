#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds circles of files: a .c file and its header, which include others that include them again.

A header without a .c file of its own counts as part of the files that include it.
"""
import graphlib
import pathlib
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def included(path, includes, sources):
    """The files with code that @path includes, without their suffixes, also through headers."""
    for target in includes.get(path, ()):
        if target[:-2] in sources:
            yield target[:-2]
        else:
            yield from included(target, includes, sources)


def circle_of(includes):
    """The files of one circle, or None; @includes: what each .c or .h file includes."""
    sources = {path[:-2] for path in includes if path.endswith('.c')}
    graph = {source: {other for path in (source + '.c', source + '.h')
                      for other in included(path, includes, sources)} - {source}
             for source in sources}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return error.args[1][::-1]
    return None


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    listed = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '--', '*.c', '*.h',
         ':!tests'], cwd=root, check=True, capture_output=True, text=True).stdout.split()
    circle = circle_of({path: INCLUDE.findall((root / path).read_text(encoding='utf-8'))
                        for path in listed if (root / path).exists()})
    if circle:
        print('a circle of files, each of which includes the next:', ' → '.join(circle),
              file=sys.stderr)
    return 1 if circle else 0


if __name__ == '__main__':
    sys.exit(main())
