#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the cases of a test run: Meson counts programs, but people want to know about cases.

usage: tally.py build/meson-logs/testlog.json

Prints what failed and was skipped, then the line "N passed, N failed, N skipped". A program that
fails without naming a failed case (a crash, a time-out, a broken plan) counts as one failed case;
one that speaks no TAP counts as one case. Exit status 1 if anything failed or nothing ran.
"""
import json
import re
import sys

CASE = re.compile(r'^(not )?ok\b\s*\d*\s*-?\s*([^#]*?)\s*(?:#\s*(SKIP|TODO)\b\s*(.*))?$', re.I)
GOOD = ('OK', 'EXPECTEDFAIL')


def cases(program):
    """Yields (outcome, name, words) for each TAP line of a program's output."""
    for line in program.get('stdout', '').splitlines():
        match = CASE.match(line)
        if not match:
            continue
        bad, name, directive, words = match.groups()
        if directive:
            yield 'skipped', name, words
        else:
            yield 'failed' if bad else 'passed', name, ''


def tally(programs):
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    notes = []
    for program in programs:
        found = list(cases(program))
        result = program['result']
        if not found and result == 'SKIP':
            found = [('skipped', program['name'], '')]
        elif not found and result in GOOD:
            found = [('passed', program['name'], '')]
        elif result not in GOOD + ('SKIP',) and all(case[0] != 'failed' for case in found):
            found.append(('failed', program['name'], result.lower()))
        for outcome, name, words in found:
            counts[outcome] += 1
            if outcome != 'passed':
                notes.append(f'{outcome}: {name}' + (f' ({words})' if words else ''))
    return counts, notes


def main():
    try:
        with open(sys.argv[1], encoding='utf-8') as log:
            programs = [json.loads(line) for line in log if line.strip()]
    except FileNotFoundError:
        programs = []
    counts, notes = tally(programs)
    for note in notes:
        print(note)
    print('{passed} passed, {failed} failed, {skipped} skipped'.format(**counts))
    return 1 if counts['failed'] or not programs else 0


if __name__ == '__main__':
    sys.exit(main())
