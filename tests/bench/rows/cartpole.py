# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of cart and pole, many carts at a time, beside the same written with NumPy's vectors. Both
take the same pushes, and have to end at the same places."""
import time

import numpy

from measure import Line, in_turn

STEPS = 500


def vectorized(carts):
    """µs a step of one cart, and the sum of all states."""
    each, total = numpy.arange(carts), 1.1
    place, speed, angle, turn = numpy.zeros((4, carts))
    begin = time.thread_time()
    for step in range(STEPS):
        force = numpy.where((7 * step + 3 * each) % 5 >= 2, 10.0, -10.0)
        sine, cosine = numpy.sin(angle), numpy.cos(angle)
        push = (force + 0.05 * turn * turn * sine) / total
        bend = (9.8 * sine - cosine * push) / (0.5 * (4 / 3 - 0.1 * cosine * cosine / total))
        drive = push - 0.05 * bend * cosine / total
        place, speed = place + 0.02 * speed, speed + 0.02 * drive
        angle, turn = angle + 0.02 * turn, turn + 0.02 * bend
        failed = (numpy.abs(place) > 2.4) | (numpy.abs(angle) > 12 * numpy.pi / 180)
        for state in (place, speed, angle, turn):
            state[failed] = 0
    taken = 1e6 * (time.thread_time() - begin) / (STEPS * carts)
    return taken, float(place.sum() + speed.sum() + angle.sum() + turn.sum())


def measure(programs):
    for carts in (1, 16, 256, 4096):
        sums = {}

        def ours(carts=carts, sums=sums):
            taken, sums['ours'] = programs.numbers('cartpole', carts, STEPS)
            return taken

        def theirs(carts=carts, sums=sums):
            taken, sums['theirs'] = vectorized(carts)
            return taken

        here, there = in_turn(ours, theirs)
        difference = abs(sums['ours'] - sums['theirs'])
        assert difference <= 1e-8 * carts, f'{carts} carts end {difference} apart'
        yield Line(f'step of one of {carts:,}', 'µs', here, 'NumPy vectors', there, there)
