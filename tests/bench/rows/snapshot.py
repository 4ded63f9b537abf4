# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing a picture of 20 runs with 1,000 events: the experiment and the rows of the curves are
shared, not copied."""
from measure import Line


def measure(programs):
    bare, short, long = programs.numbers('snapshot')
    yield Line('20 runs, 1,000 events', 'µs', bare, limit=20)
    yield Line('… with curves of 2,000 steps', 'µs', short, limit=20)
    yield Line('… with curves of 250,000 steps', 'µs', long, limit=20)
