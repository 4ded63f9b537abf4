#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every source file names its license in its first three lines."""
import pathlib
import subprocess
import sys

SOURCES = ('*.c', '*.h', '*.py', '*.sh', '*.css', 'dev', '.ci/run')
LINE = 'SPDX-License-Identifier: GPL-3.0-or-later'


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    listed = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '--', *SOURCES],
        cwd=root, check=True, capture_output=True, text=True).stdout.split()
    bare = [path for path in listed if (root / path).exists()
            and LINE not in '\n'.join((root / path).read_text(encoding='utf-8').split('\n')[:3])]
    for path in bare:
        print(f'{path}: no line "{LINE}"', file=sys.stderr)
    return 1 if bare else 0


if __name__ == '__main__':
    sys.exit(main())
