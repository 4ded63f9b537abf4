# SPDX-License-Identifier: GPL-3.0-or-later
"""Eigenvalues of a symmetric matrix, beside NumPy's eigvalsh on the same LAPACK."""
import time

import numpy

from measure import Line, in_turn


def solve(matrix):
    """The shortest of some, as the program takes it."""
    taken = []
    for _ in range(20 if len(matrix) < 500 else 3 if len(matrix) < 1500 else 1):
        begin = time.thread_time()
        numpy.linalg.eigvalsh(matrix)
        taken.append(1e3 * (time.thread_time() - begin))
    return min(taken)


def measure(programs):
    for n in (100, 500, 1000, 2000):
        matrix = numpy.random.default_rng(1).uniform(-1, 1, (n, n))
        matrix += matrix.T
        solve(matrix[:100, :100])
        ours, theirs = in_turn(lambda n=n: programs.numbers('eigenvalues', n)[0] / 1e3,
                               lambda matrix=matrix: solve(matrix), rounds=3)
        yield Line(f'n = {n}', 'ms', ours, 'numpy.linalg.eigvalsh', theirs, 1.05 * theirs)
