#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`foresee`: hypergradients of a run, compared with a NumPy implementation."""
import csv

import numpy

import cli
import tap

HESSIAN = numpy.array([[1.0, 0.3, 0.0], [0.3, 0.5, 0.1], [0.0, 0.1, 0.05]])
START = numpy.array([1.0, -2.0, 3.0])
RATE = 0.4
STEPS = 50
VALLEY = {
    'fop-workbench': 1,
    'problem': {'kind': 'quadratic', 'hessian': HESSIAN.tolist(), 'start': START.tolist()},
    'steps': STEPS,
    'runs': [{'name': 'GD', 'method': 'sgd', 'learning-rate': RATE},
             {'name': 'Adam', 'method': 'adam'}],
}


def foresee(path, out, *arguments, status=0):
    process = cli.call('foresee', path, '--out', out, *arguments)
    assert process.returncode == status, f'{process.returncode}: {process.stderr}'
    return process


def column(path, key):
    with open(path, newline='', encoding='ascii') as file:
        return numpy.array([float(row[key] or 'nan') for row in csv.DictReader(file)])


def close(actual, expected):
    numpy.testing.assert_allclose(actual, expected, rtol=1e-7, atol=1e-11)


@tap.case('/foresee/hypergradients-are-those-of-a-plain-computation')
def hypergradients():
    theta, gradients = START, []
    for _ in range(STEPS + 1):
        gradients.append(HESSIAN @ theta)
        theta = theta - RATE * gradients[-1]
    far, backwards = numpy.zeros(STEPS), gradients[STEPS]
    total = numpy.zeros((3, 3))
    for t in reversed(range(STEPS)):
        far[t] = -backwards @ gradients[t]
        total -= RATE * numpy.outer(backwards, gradients[t])
        backwards = backwards - RATE * HESSIAN @ backwards
    with cli.folder() as here:
        out = here / 'out'
        foresee(cli.write(here / 'a.fopx', VALLEY), out, '--meta-iterations', '3')
        assert {path.name for path in out.iterdir()} == {
            'foresight.csv', 'schedule.csv', 'iterations.csv', 'foresight.pdf',
            'start-hypergradient.npy', 'preconditioner-hypergradient.npy'}
        close(column(out / 'foresight.csv', 'hypergradient'), far)
        close(column(out / 'foresight.csv', 'short-sighted'),
              [-gradients[t + 1] @ gradients[t] for t in range(STEPS)])
        close(numpy.load(out / 'start-hypergradient.npy'), backwards)
        close(numpy.load(out / 'preconditioner-hypergradient.npy'), (total + total.T) / 2)
        losses = column(out / 'iterations.csv', 'loss')
        assert len(losses) > 1 and numpy.all(numpy.diff(losses) < 0)

        theta = START
        for rate in column(out / 'schedule.csv', 'optimized-learning-rate'):
            theta = theta - rate * HESSIAN @ theta
        numpy.testing.assert_allclose(theta @ HESSIAN @ theta / 2, losses[-1], rtol=1e-6)


@tap.case('/foresee/same-file-gives-the-same-bytes')
def same_bytes():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        for name in ('first', 'second'):
            foresee(path, here / name, '--run', 'FOP', '--meta-iterations', '2', '--quiet')
        for file in ('foresight.csv', 'schedule.csv', 'iterations.csv'):
            assert (here / 'first' / file).read_bytes() == (here / 'second' / file).read_bytes()


@tap.case('/foresee/what-cannot-be-run-backwards-is-refused-and-nothing-written')
def refused():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', VALLEY)
        for arguments, words in [(('--run', 'Adam'), 'its method is adam'),
                                 (('--run', 'GB'), 'GD'),
                                 (('--set', 'GD.learning-rate=1e9'), 'diverges'),
                                 (('--set', 'GD.learning-rate=3'), 'would become'),
                                 (('--meta-iterations', '-1'), '--meta-iterations'),
                                 (('--formats', 'gif'), 'gif')]:
            process = foresee(path, here / 'out', *arguments, status=2)
            assert words in process.stderr, process.stderr
            assert not (here / 'out').exists()


@tap.case('/foresee/output-that-cannot-be-written-is-status-4')
def unwritable():
    with cli.folder() as here:
        (here / 'out').write_text('in the way', encoding='utf-8')
        foresee(cli.write(here / 'a.fopx', VALLEY), here / 'out', status=4)


@tap.case('/foresee/how-data-were-read-is-said')
def notes():
    with cli.folder() as here:
        process = foresee(cli.DATA / 'faults/header-of-numbers/e.fopx', here / 'out')
        assert 'note: iris_num.csv: ' in process.stderr, process.stderr


tap.main()
