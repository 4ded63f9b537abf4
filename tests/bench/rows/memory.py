# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory three runs of 10⁸ steps have in the end, their curves watched as in the window.
Takes some minutes, and so is measured only when it is asked for by name."""
import json
import pathlib
import tempfile

from measure import Line

STEPS = 100_000_000
MOST, GROWTH = 200, 1.02
RUNS = [{'name': 'Gradient descent', 'method': 'sgd', 'learning-rate': 1e-9},
        {'name': 'Adam', 'method': 'adam', 'learning-rate': 1e-9},
        {'name': 'FOP', 'method': 'fop', 'learning-rate': 1e-9, 'hyper-rate': 1e-9,
         'normalize': 'frobenius'}]


def measure(programs):
    with tempfile.TemporaryDirectory(prefix='fop-bench-') as folder:
        path = pathlib.Path(folder) / 'long.fopx'
        path.write_text(json.dumps({
            'fop-workbench': 1, 'seed': 1, 'steps': 10 * STEPS,
            'problem': {'kind': 'quadratic', 'dimension': 4, 'condition': 100, 'rotation': False},
            'runs': RUNS}))
        first, second, seconds = programs.numbers('memory', path, STEPS)
    yield Line('3 runs of 10⁸ steps, at most', 'MB', max(first, second), limit=MOST)
    yield Line('… on the second half of the way', 'MB', second, 'on the first', first,
               GROWTH * first)
    yield Line('… time', 's', seconds)
