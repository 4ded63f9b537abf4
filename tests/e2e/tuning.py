#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids of the tables: tuned values lie in their interior."""
import math
import pathlib
import sys

import tap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'bench'))
from grids import Axis, best_inside, ladder  # noqa: E402


def bowl(*bottom):
    """A judge whose best point is the one nearest to this in decades."""
    return lambda points: [sum(math.log10(x / b) ** 2 for x, b in zip(point, bottom))
                           for point in points]


@tap.case('/tuning/a-grid-grows-until-its-best-lies-inside')
def grows():
    axes = [Axis(ladder(1, 3), 0.03, 0.3), Axis.around(ladder(1, 3), 0.01)]
    best, worth = best_inside(axes, bowl(30, 1e-4))
    assert best == (30, 1e-4)
    for axis, value in zip(axes, best):
        assert axis.values()[0] < value < axis.values()[-1]
    assert min(worth, key=worth.get) == best


@tap.case('/tuning/the-last-value-that-does-not-fail-is-inside')
def edge():
    axis = Axis(ladder(1, 3), 0.03, 0.3)
    best, worth = best_inside([axis], lambda points: [math.inf if x > 10 else 1 / x
                                                      for x, in points])
    assert best == (10,) and worth[30,] == math.inf


@tap.case('/tuning/where-all-fail-a-grid-grows-downwards-only-if-told')
def all_fail():
    def judge(points):
        return [math.inf if x > 1e-3 else 1 / x for x, in points]

    assert math.isinf(min(best_inside([Axis(ladder(1), 1, 100)], judge)[1].values()))
    assert best_inside([Axis(ladder(1), 1, 100)], judge, down=True)[0] == (1e-3,)


@tap.case('/tuning/nothing-to-tune-is-one-point')
def nothing():
    assert best_inside([], lambda points: [7 for _ in points]) == ((), {(): 7})


tap.main()
