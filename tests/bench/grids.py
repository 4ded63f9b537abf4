# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids of settings that grow until their best one lies inside."""
import itertools
import math


def ladder(*digits):
    """The numbers that begin with these digits, over eighteen decades: ladder(1, 3) is …, 0.1, 0.3,
    1, 3, …"""
    return [float(f'{digit}e{exponent}') for exponent in range(-9, 9) for digit in digits]


class Axis:
    """The part of a ladder between two of its values, ends included, which can grow at both."""

    def __init__(self, values, first, last):
        self.ladder = values
        self.first, self.last = values.index(first), values.index(last)

    @classmethod
    def around(cls, values, middle, reach=1):
        """As many values on both sides of one of them."""
        at = values.index(middle)
        return cls(values, values[at - reach], values[at + reach])

    def values(self):
        return self.ladder[self.first:self.last + 1]

    def grow_down(self):
        """Whether there is a smaller value now."""
        return self.grow_beyond(self.ladder[self.first])

    def grow_beyond(self, value):
        """Whether a value at an end has got a neighbor beyond it now."""
        at = self.ladder.index(value)
        if at == self.first and at > 0:
            self.first -= 1
        elif at == self.last and at + 1 < len(self.ladder):
            self.last += 1
        else:
            return False
        return True


def best_inside(axes, judge, down=False):
    """The best point of the grid of these axes, and all that were tried with what they were worth.

    judge(points) gives a number for each point, a tuple with a value for each axis: less is better,
    infinite is a failure. The grid grows by one value at each end that the best point stands at,
    until it stands at none: a neighbor that fails is one. Where all fail nothing grows, or with
    down all axes do at their lower ends."""
    worth = {}
    while True:
        missing = [point for point in itertools.product(*(axis.values() for axis in axes))
                   if point not in worth]
        worth.update(zip(missing, judge(missing)))
        best = min(worth, key=worth.get)
        if not math.isinf(worth[best]):
            grown = [axis.grow_beyond(value) for axis, value in zip(axes, best)]
        else:
            grown = [axis.grow_down() for axis in axes if down]
        if not any(grown):
            return best, worth
