# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing a picture of 20 runs with 1,000 events: the experiment is shared, not copied."""
from measure import Line


def measure(programs):
    bare, with_curves = programs.numbers('snapshot')
    yield Line('20 runs, 1,000 events', 'µs', bare, limit=20)
    yield Line('the same with their curves', 'µs', with_curves)
