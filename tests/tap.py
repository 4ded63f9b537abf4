# SPDX-License-Identifier: GPL-3.0-or-later
"""Test cases in Python that speak TAP, as the C tests do: one case, one law.

    @tap.case('/cli/same-file-gives-the-same-bytes')
    def same_bytes():
        assert first == second

    tap.main()

A case passes if it returns, fails if it raises, and is skipped if it calls skip(). With arguments,
only the cases whose names contain one of them run.
"""
import sys
import traceback

_cases = []


class Skip(Exception):
    pass


def skip(words):
    """Ends the case as skipped; the words say what is missing."""
    raise Skip(words)


def case(name):
    def register(function):
        _cases.append((name, function))
        return function
    return register


def add(name, function, *arguments):
    """Registers function(*arguments) as the case called name."""
    _cases.append((name, lambda: function(*arguments)))


def main():
    wanted = sys.argv[1:]
    chosen = [(name, function) for name, function in _cases
              if not wanted or any(word in name for word in wanted)]
    print(f'1..{len(chosen)}', flush=True)
    failed = 0
    for number, (name, function) in enumerate(chosen, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:  # whatever a case raises is its failure, and the next one still runs
            failed += 1
            traceback.print_exc()
            print(f'not ok {number} {name}', flush=True)
    sys.exit(1 if failed else 0)
