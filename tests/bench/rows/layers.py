# SPDX-License-Identifier: GPL-3.0-or-later
"""What the structures with a matrix for each layer add to a step of a convolutional network."""
import re

from measure import Line


def measure(programs):
    times = {name: float(time) for name, time
             in re.findall(r'^(\S.*?) +([0-9.]+) +[-+]', programs.text('layers'), re.MULTILINE)}
    base = times.pop('sgd')
    for name, time in times.items():
        yield Line(name, 'µs', time, 'SGD alone', base, 1.03 * base if name == 'layerwise' else None)
