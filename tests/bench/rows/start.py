# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec to the end of `fop-workbench-cli --version`, by the clock, beside a program that does
nothing. The shortest quarter counts: what else the machine does only lengthens it."""
import statistics
import subprocess
import time

from measure import Line

RUNS = 40


def milliseconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return 1e3 * (time.perf_counter() - begin)


def measure(programs):
    ours = [str(programs.build / 'app' / 'fop-workbench-cli'), '--version']
    taken = [(milliseconds(ours), milliseconds(['true'])) for _ in range(RUNS)]
    first = [statistics.median(sorted(side)[:RUNS // 4]) for side in zip(*taken)]
    yield Line('--version', 'ms', first[0], 'true', first[1], 10)
