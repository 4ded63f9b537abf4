# SPDX-License-Identifier: GPL-3.0-or-later
"""The step as the engine takes it, history, keyframes and events included, beside the bare one."""
from measure import Line, in_turn


def measure(programs):
    for n in (2, 10, 50, 200, 500, 1000):
        taken = []

        def bare(n=n, taken=taken):
            taken.append(programs.numbers('step', n))
            return taken[-1][0]

        kernel, whole = in_turn(bare, lambda taken=taken: taken[-1][1])
        yield Line(f'n = {n}', 'µs', whole, 'the bare step', kernel, 1.02 * kernel + 0.05)
