# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec, by the clock: to the end of `fop-workbench-cli --version`, beside a program that does
nothing; to the window's first frame, and to its first example on the move. The shortest quarter
counts: what else the machine does only lengthens it."""
import statistics
import subprocess
import time

from measure import Line

RUNS = 40
WINDOWS = 12


def milliseconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return 1e3 * (time.perf_counter() - begin)


def shortest(rounds):
    return [statistics.median(sorted(side)[:len(side) // 4]) for side in zip(*rounds)]


def measure(programs):
    ours = [str(programs.build / 'app' / 'fop-workbench-cli'), '--version']
    version, nothing = shortest([(milliseconds(ours), milliseconds(['true'])) for _ in range(RUNS)])
    yield Line('--version', 'ms', version, 'true', nothing, 10)

    frame, playing = shortest([programs.on_screen('window', 'start') for _ in range(WINDOWS)])
    yield Line('first frame', 'ms', frame, limit=500)
    yield Line('first example playing', 'ms', playing, limit=1000)
