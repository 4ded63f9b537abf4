# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of the benchmark are made with."""
import dataclasses
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
# A peer's round lasts at least so long, in seconds, and takes at least one step.
LEAST = 0.1


@dataclasses.dataclass
class Line:
    """One thing measured. Lower is better: ours should be at most `limit`. Without a limit it is
    only shown; `beside` is what it is compared with, under `name`."""
    what: str
    unit: str
    ours: float
    name: str = ''
    beside: float | None = None
    limit: float | None = None

    def ratio(self):
        return None if self.beside is None else self.beside / self.ours

    def met(self):
        return None if self.limit is None else self.ours <= self.limit

    def goal(self):
        return '' if self.limit is None else f'≤ {figure(self.limit, self.unit)}'


class Programs:
    """The programs of a build folder."""

    def __init__(self, build):
        self.build = build

    def numbers(self, name, *arguments):
        """What tests/bench/NAME.c prints: a line of numbers."""
        command = [str(self.build / 'tests' / 'bench' / f'bench-{name}'), *map(str, arguments)]
        return [float(word) for word in subprocess.check_output(command, text=True).split()]

    def text(self, name):
        return subprocess.check_output([str(self.build / 'tests' / 'bench' / f'bench-{name}')],
                                       text=True)

    def on_screen(self, name, *arguments, environment=None):
        """What a program prints that needs a screen: one and a session bus of its own, nothing
        remembered from earlier, and cairo, as the product has it without a graphics card."""
        display = pathlib.Path(__file__).parents[1] / 'ui' / 'display.sh'
        program = self.build / 'tests' / 'bench' / f'bench-{name}'
        with tempfile.TemporaryDirectory(prefix='fop-bench-') as home:
            private = {f'XDG_{word}_HOME': f'{home}/{word.lower()}'
                       for word in ('DATA', 'STATE', 'CONFIG', 'CACHE')}
            return [float(word) for word in subprocess.check_output(
                [display, program, *map(str, arguments)], text=True, stderr=subprocess.DEVNULL,
                env={**os.environ, **private, 'HOME': home, 'GSETTINGS_BACKEND': 'memory',
                     'GSK_RENDERER': 'cairo', **(environment or {}),
                     'GSETTINGS_SCHEMA_DIR': str(self.build.resolve() / 'resources')}).split()]


def figure(value, unit):
    """Three digits and the unit, without an exponent."""
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return f'{value:,.{digits}f} {unit}'


def progress(text):
    """The line that says what is being measured: one that is overwritten, on a terminal."""
    if sys.stderr.isatty():
        print(f'\r\033[K{text}', end='', file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)


def microseconds(step):
    """Processor time of this thread for step(), a function, in µs."""
    count, begin = 0, time.thread_time()
    while count == 0 or time.thread_time() - begin < LEAST:
        step()
        count += 1
    return 1e6 * (time.thread_time() - begin) / count


def in_turn(*measurements, rounds=ROUNDS):
    """The median of each, measured by turns, so that what else the machine does meets all."""
    taken = [[] for _ in measurements]
    for _ in range(rounds):
        for values, measurement in zip(taken, measurements):
            values.append(measurement())
    return [statistics.median(values) for values in taken]
