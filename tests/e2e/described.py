#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every method reimplemented in NumPy from its page alone: `describe KIND`.

A class here implements the formulas of one page, and a run of the program is compared with it:
losses and the method's columns row by row, the final parameters, and the matrix of the last row. A
method without a case is a failure.
"""
import functools
import json

import numpy
from numpy.linalg import norm

import cli
import rewritten
import tap

STEPS = 14
SEED = 5
CLOSE = {'rtol': 1e-9, 'atol': 1e-12}
# A line search interpolates differences of losses, which have few correct digits near a minimum.
LESS_CLOSE = {'step-length': {'rtol': 1e-6}}


class Quadratic:
    """½ θᵀHθ − bᵀθ: one block of n × 1."""
    hessian_matrix = numpy.array([[2.0, 0.4, -0.3, 0.1], [0.4, 1.1, 0.2, 0.0],
                                  [-0.3, 0.2, 0.7, -0.1], [0.1, 0.0, -0.1, 0.3]])
    linear = numpy.array([0.5, -0.2, 0.1, 0.3])
    start = numpy.array([1.0, -2.0, 1.5, 0.5])
    blocks = [(0, 4, 1)]
    biases = []
    smoothness = numpy.linalg.eigvalsh(hessian_matrix)[-1]
    convex = True

    def settings(self, _):
        return {'kind': 'quadratic', 'hessian': self.hessian_matrix.tolist(),
                'linear': self.linear.tolist(), 'start': self.start.tolist()}

    def loss(self, theta):
        return 0.5 * theta @ self.hessian_matrix @ theta - self.linear @ theta

    def gradient(self, theta):
        return self.hessian_matrix @ theta - self.linear

    def hessian(self, _):
        return self.hessian_matrix


class Softmax:
    """Mean cross-entropy of softmax(Wᵀx + b): W of 3 × 3, row by row, then b."""
    features, classes = 3, 3
    blocks = [(0, 3, 3)]
    biases = [(9, 3)]
    convex = True

    def __init__(self):
        turn = numpy.arange(1, 12 * 3 + 1).reshape(12, 3)
        self.rows = numpy.round(2 * numpy.sin(1.7 * turn) + numpy.cos(0.3 * turn), 6)
        self.labels = numpy.arange(12) % 3
        self.extended = numpy.hstack([self.rows, numpy.ones((12, 1))])
        self.start = numpy.round(0.5 * numpy.sin(numpy.arange(12.0)), 6)

    def settings(self, folder):
        path = folder / 'rows.csv'
        path.write_text('\n'.join(','.join(map(repr, [*row.tolist(), int(label)]))
                                  for row, label in zip(self.rows, self.labels)) + '\n')
        return {'kind': 'softmax-regression', 'data': {'csv': path.name},
                'start': self.start.tolist()}

    def chances(self, theta):
        outputs = self.extended @ theta.reshape(4, 3)
        powers = numpy.exp(outputs - outputs.max(1, keepdims=True))
        return powers / powers.sum(1, keepdims=True)

    def loss(self, theta):
        return -numpy.log(self.chances(theta)[numpy.arange(12), self.labels]).mean()

    def gradient(self, theta):
        errors = self.chances(theta)
        errors[numpy.arange(12), self.labels] -= 1
        return (self.extended.T @ errors / 12).ravel()

    def fisher(self, theta):
        return self.hessian(theta)

    def hessian(self, theta):
        total = numpy.zeros((12, 12))
        for x, p in zip(self.extended, self.chances(theta)):
            total += numpy.kron(numpy.outer(x, x), numpy.diag(p) - numpy.outer(p, p))
        return total / 12


class Saddle:
    """x² − y² + y⁴/4: a Hessian with a negative eigenvalue at first."""
    start = numpy.array([1.0, 0.2])

    def settings(self, _):
        return {'kind': 'saddle', 'start': self.start.tolist()}

    def loss(self, theta):
        return theta[0] ** 2 - theta[1] ** 2 + theta[1] ** 4 / 4

    def gradient(self, theta):
        return numpy.array([2 * theta[0], -2 * theta[1] + theta[1] ** 3])

    def hessian(self, theta):
        return numpy.diag([2, -2 + 3 * theta[1] ** 2])


class Network(Softmax):
    """The same with a layer of three tanh before: (W, b) of 3 × 3 and 3, twice."""
    size = 12

    def __init__(self):
        super().__init__()
        self.start = numpy.round(0.6 * numpy.sin(1.3 * numpy.arange(24.0)), 6)

    def settings(self, folder):
        return {**super().settings(folder), 'kind': 'mlp', 'hidden': [3], 'activation': 'tanh'}

    def layers(self, theta, drawn=None):
        """What goes into each layer, with 1 behind, and what comes back to it, a row each."""
        first, second = theta.reshape(2, 4, 3)
        between = numpy.hstack([numpy.tanh(self.extended @ first), numpy.ones((12, 1))])
        powers = numpy.exp(between @ second)
        errors = powers / powers.sum(1, keepdims=True)
        labels = self.labels if drawn is None else \
            [min(numpy.searchsorted(p.cumsum(), u, 'right'), 2) for p, u in zip(errors, drawn)]
        errors[numpy.arange(12), labels] -= 1
        return (self.extended, between), \
            ((errors @ second[:3].T) * (1 - between[:, :3] ** 2), errors)

    def loss(self, theta):
        first, second = theta.reshape(2, 4, 3)
        hidden = numpy.hstack([numpy.tanh(self.extended @ first), numpy.ones((12, 1))])
        outputs = hidden @ second
        return (numpy.log(numpy.exp(outputs).sum(1))
                - outputs[numpy.arange(12), self.labels]).mean()

    def gradient(self, theta):
        return numpy.concatenate([(rows.T @ errors / 12).ravel()
                                  for rows, errors in zip(*self.layers(theta))])


def steps_of(kind):
    return getattr(rewritten.METHODS[kind], 'rows', STEPS)


def experiment(problem, kind, cases, folder):
    """A run for each case: R0, R1, …"""
    return {'fop-workbench': 1, 'seed': SEED, 'steps': steps_of(kind), 'problem': problem.settings(folder),
            'runs': [{'name': f'R{i}', 'method': kind, **options}
                     for i, (options, _) in enumerate(cases)],
            'events': [{'run': f'R{i}', 'step': step, 'set': moved}
                       for i, (_, events) in enumerate(cases) for step, moved in events.items()]}


def simulate(problem, kind, options, events):
    """Losses by row, columns by name, θ_N and the matrices P_N of the page."""
    options = dict(options)
    method = rewritten.METHODS[kind](options, problem, SEED)
    theta, losses, columns = problem.start.copy(), [], {}
    for t in range(steps_of(kind) + 1):
        options.update(events.get(t, {}))
        losses.append(problem.loss(theta))
        end = theta
        theta = method.step(t, theta, rewritten.clipped(problem.gradient(theta), options))
        for name, value in method.columns.items():
            columns.setdefault(name, []).append(value)
    return losses, columns, end, method.shown


@functools.cache
def every_runs():
    return cli.declared_columns('sgd')


def compare(out, name, simulated):
    losses, columns, theta, shown = simulated
    numpy.testing.assert_allclose(cli.column(out, name, 'loss'), losses, err_msg='loss', **CLOSE)
    header, _ = cli.history(out, name)
    own = [key for key in header[1:] if key not in every_runs()]
    assert sorted(own) == sorted(columns), (own, sorted(columns))
    for key, values in columns.items():
        numpy.testing.assert_allclose(cli.column(out, name, key)[:-1], values[:-1],
                                      err_msg=key, **LESS_CLOSE.get(key, CLOSE))
    numpy.testing.assert_allclose(numpy.load(out / 'runs' / name / 'theta.npy'), theta,
                                  err_msg='theta', **CLOSE)
    found = {path.stem.removeprefix('preconditioner').removeprefix('-'): numpy.load(path)
             for path in (out / 'runs' / name).glob('preconditioner*.npy')}
    assert found.keys() == shown.keys(), (found.keys(), shown.keys())
    for block, matrix in shown.items():
        numpy.testing.assert_allclose(found[block], matrix, err_msg=f'P {block}', rtol=1e-9,
                                      atol=1e-10 * norm(matrix))


PROBLEMS = {problem.__name__: problem for problem in (Quadratic, Softmax, Saddle, Network)}


def check(kind):
    method = rewritten.METHODS[kind]
    for name in getattr(method, 'problems', ('Quadratic', 'Softmax')):
        with cli.folder() as here:
            cases, problem = method.cases, PROBLEMS[name]()
            path = cli.write(here / 'a.fopx', experiment(problem, kind, cases, here))
            cli.run(path, here / 'out', '--formats', 'svg', '--quiet')
            for i, (options, events) in enumerate(cases):
                try:
                    compare(here / 'out', f'R{i}', simulate(problem, kind, options, events))
                except AssertionError as error:
                    raise AssertionError(f'{kind} on {name}, {options}, '
                                         f'{events}: {error}') from error


@tap.case('/described/every-method-has-a-case')
def all_of_them():
    kinds = {entry['kind'] for entry in json.loads(cli.call('list', 'methods', '--json').stdout)}
    assert kinds == rewritten.METHODS.keys(), kinds ^ rewritten.METHODS.keys()
    # Its own, not those of the class that it goes on from.
    assert all('cases' in vars(method) for method in rewritten.METHODS.values())


for word in rewritten.METHODS:
    tap.add(f'/described/{word}', functools.partial(check, word))

tap.main()
