# SPDX-License-Identifier: GPL-3.0-or-later
"""A training step of an MLP (784-128-64-10, batch 128) and of a CNN (channels 8 and 16, 5 × 5,
pool 2, batch 64), the gathering of the batch included, beside PyTorch's in the same precision; and
what layer-wise FOP adds to it, here and as written in PyTorch. Processor time at one thread; the
clock for PyTorch's two."""
import statistics
import time

import torch
from torch import nn

from measure import Line, in_turn

ROWS = 2048
STEPS = 12
RATE, HYPER_RATE = 1e-3, 1e-4


def mlp(activation):
    return nn.Sequential(nn.Linear(784, 128), activation(), nn.Linear(128, 64), activation(),
                         nn.Linear(64, 10))


def cnn():
    return nn.Sequential(nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 8, 5), nn.ReLU(),
                         nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(256, 10))


NETWORKS = {'mlp-tanh': (lambda: mlp(nn.Tanh), 128, 'MLP, tanh'),
            'mlp-relu': (lambda: mlp(nn.ReLU), 128, 'MLP, ReLU'),
            'cnn': (cnn, 64, 'CNN')}


class Layerwise:
    """M and the last gradient of each weight, of unit norm, as matrices whose rows are what goes
    into it: k × k pixels for a convolution."""

    def __init__(self, model):
        self.layers = []
        for weight in (p for p in model.parameters() if p.dim() > 1):
            order = weight[0, 0].numel() if weight.dim() == 4 else weight.shape[1]
            self.layers.append([weight, order, torch.eye(order, dtype=weight.dtype), None])

    @torch.no_grad()
    def step(self):
        for layer in self.layers:
            weight, order, factor, last = layer
            gradient = weight.grad.reshape(-1, order).T
            unit = gradient / gradient.norm()
            if last is not None:
                change = unit @ (last.T @ factor) + last @ (unit.T @ factor)
                factor += HYPER_RATE / change.norm() * change
            layer[3] = unit
            weight.grad.copy_((factor @ (factor.T @ gradient)).T.reshape(weight.shape))


def seconds_a_step(kind, dtype, threads, layerwise, clock):
    """Of PyTorch, after a few steps to warm up."""
    make, batch, _ = NETWORKS[kind]
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    model = make().to(dtype)
    inputs, labels = torch.randn(ROWS, 784, dtype=dtype), torch.randint(0, 10, (ROWS,))
    loss, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=RATE)
    fop = Layerwise(model) if layerwise else None
    for step in range(STEPS + 5):
        if step == 5:
            begin = clock()
        rows = torch.randint(0, ROWS, (batch,))
        optimizer.zero_grad()
        loss(model(inputs[rows]), labels[rows]).backward()
        if fop is not None:
            fop.step()
        optimizer.step()
    taken = (clock() - begin) / STEPS
    torch.set_num_threads(1)
    return taken


def measure(programs):
    for kind, (_, _, title) in NETWORKS.items():
        for word, dtype in (('single', torch.float32), ('double', torch.float64)):
            ours, theirs = [], []

            def here(ours=ours, kind=kind, word=word):
                ours.append(programs.numbers('networks', kind, word))
                return ours[-1][0]

            def there(theirs=theirs, kind=kind, dtype=dtype):
                theirs.append([1e6 * seconds_a_step(kind, dtype, 1, fop, time.process_time)
                               for fop in (False, True)])
                return theirs[-1][0]

            step, peer = in_turn(here, there, rounds=3)
            yield Line(f'{title}, {word}', 'µs', step, 'PyTorch', peer,
                       peer if word == 'single' else None)
            two = statistics.median(1e6 * seconds_a_step(kind, dtype, 2, False, time.perf_counter)
                                    for _ in range(3))
            yield Line(f'{title}, {word}, our one thread', 'µs', step, 'PyTorch, two', two)
            share, other = (statistics.median(100 * (with_fop / plain - 1)
                                              for plain, with_fop in side)
                            for side in (ours, theirs))
            yield Line(f'{title}, {word}: FOP adds', '%', share, 'PyTorch', other, 3)
