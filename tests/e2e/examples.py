#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example runs, and its results support the claims of its description."""
import json

import numpy

import cli
import tap

CLAIMS = {}


def claim(stem):
    """Registers a check of the example's description against its results."""
    def register(function):
        CLAIMS[stem] = function
        return function
    return register


class Results:
    """The results of one example."""

    def __init__(self, out):
        self.out = out

    def loss(self, name):
        return cli.run_summary(self.out, name)['final-loss']

    def decades(self, better, worse):
        """Orders of magnitude between two final losses."""
        return numpy.log10(self.loss(worse)) - numpy.log10(self.loss(better))

    def theta(self, name):
        return numpy.load(self.out / 'runs' / name / 'theta.npy')

    def gradient(self, name):
        return cli.column(self.out, name, 'gradient-norm')[-1]

    def condition(self, name):
        """κ(P)."""
        return numpy.linalg.cond(numpy.load(self.out / 'runs' / name / 'preconditioner.npy'))

    def whole_loss(self, name):
        return cli.column(self.out, name, 'train-loss')[-1]


@claim('01-a-hidden-valley')
def hidden_valley(results):
    assert results.decades('FOP', 'GD') > 30
    assert all(results.decades('FOP', name) > 10 for name in ('Momentum', 'Adam', 'HD'))


@claim('02-the-banana-valley')
def banana(results):
    assert results.loss('FOP') < 1e-20
    assert 0.02 <= results.loss('GD') < 0.03
    assert 1e-8 < results.loss('Adam') < 1e-6


@claim('03-too-fast-a-learner')
def too_fast(results):
    wild = cli.run_summary(results.out, 'FOP, ρ = 10')
    assert wild['status'] == 'diverged' and wild['diverged-at'] <= 10
    for name in ('FOP, ρ = 0.01', 'GD'):
        assert cli.run_summary(results.out, name)['status'] == 'completed'


@claim('04-turned-axes')
def turned(results):
    assert 1.5 < results.decades('Diagonal', 'GD') < 3
    assert results.decades('Full', 'Diagonal') > 18


@claim('05-straight-axes')
def straight(results):
    assert results.decades('Diagonal', 'Full') > 9
    assert results.decades('Full', 'GD') > 15


@claim('06-which-minimum')
def minimum(results):
    for name in ('FOP', 'Adam'):
        assert numpy.allclose(results.theta(name), [3, 2], atol=1e-3)
    for name in ('GD', 'Momentum'):
        assert numpy.allclose(results.theta(name), [3.584428, -1.848127], atol=1e-3)


@claim('07-three-clouds')
def clouds(results):
    assert 8 < results.gradient('GD') / results.gradient('FOP') < 13
    assert abs(results.loss('FOP') - results.loss('Adam')) < 1e-3


@claim('08-features-that-move-together')
def correlated(results):
    full, adam, diagonal, plain = (results.loss(name)
                                   for name in ('FOP', 'Adam', 'FOP, diagonal', 'GD'))
    assert full < min(adam, diagonal) - 0.005
    assert max(adam, diagonal) < plain - 0.02


@claim('09-noisy-batches')
def noisy(results):
    fop, annealed, plain = (results.whole_loss(name) for name in ('FOP', 'FOP, annealed', 'SGD'))
    assert fop < annealed < plain
    assert annealed - fop < 0.2 * (plain - fop)
    assert results.condition('FOP') > 1e4
    assert results.condition('FOP, annealed') < 3


@claim('10-momentum-and-a-matrix')
def momentum(results):
    assert 3.5 < results.decades('FOP', 'GD') < 11
    assert 3.5 < results.decades('Momentum', 'GD') < 11
    assert results.decades('FOP + momentum', 'GD') > 28


@claim('11-one-number-may-do')
def one_number(results):
    assert results.gradient('HD') < 1e-3 * results.gradient('FOP')
    assert results.gradient('FOP') < 1e-2 * results.gradient('GD')


@claim('12-a-hand-on-the-slider')
def slider(results):
    assert results.decades('Moved', 'Steady') > 28
    moved, steady = (cli.column(results.out, name, 'loss') for name in ('Moved', 'Steady'))
    assert (moved[:501] == steady[:501]).all()


@claim('13-a-restless-number')
def restless(results):
    def highest_leap(name):
        losses = numpy.log10(cli.column(results.out, name, 'loss'))
        return (losses - numpy.minimum.accumulate(losses)).max()

    assert highest_leap('Scalar') > 6
    assert highest_leap('Full') < 1


@claim('14-spirals-unwound')
def spirals(results):
    accuracy = {name: cli.run_summary(results.out, name)['train-accuracy']
                for name in ('FOP', 'GD', 'Adam')}
    assert accuracy['FOP'] > 0.98 and 0.6 < accuracy['GD'] < 0.72
    assert 3 < results.loss('FOP') / results.loss('Adam') < 6


@claim('15-a-network-that-looks')
def looks(results):
    fop, plain, adam = (results.whole_loss(name) for name in ('FOP', 'SGD', 'Adam'))
    assert 0.62 < fop / plain < 0.8
    assert fop < 1.3 * adam
    for name in ('FOP', 'SGD', 'Adam'):
        assert 0.93 < cli.run_summary(results.out, name)['test-accuracy'] < 0.97


@claim('16-a-pole-on-a-cart')
def pole(results):
    def reached(name, wanted):
        """The first step whose rollout has at least this mean return."""
        above = cli.column(results.out, name, 'return') >= wanted
        return above.argmax() if above.any() else None

    assert reached('SGD', 300) is None
    assert 900 < reached('FOP over SGD', 475) < 1100
    assert reached('Adam', 475) < 700 and reached('FOP over Adam', 475) < 700
    for name in ('Adam', 'FOP over Adam', 'FOP over SGD'):
        assert cli.run_summary(results.out, name)['mean-return'] >= 475


@claim('17-turn-the-valley')
def turn(results):
    path = cli.EXAMPLES / '17-turn-the-valley.fopx'
    experiment = json.loads(path.read_text(encoding='utf-8'))
    with cli.folder() as here:
        cli.run(cli.write(here / 'upright.fopx',
                          cli.changed(experiment, problem=dict(experiment['problem'], angle=0))),
                here / 'out')
        upright = Results(here / 'out')
        fall = {run['name']: numpy.log10(results.loss(run['name']) / upright.loss(run['name']))
                for run in experiment['runs']}
    assert abs(fall['Full']) < 1e-3 and abs(fall['GD']) < 1e-6
    assert 9.5 < fall['Adam'] < 10
    assert 1.4 < fall['Diagonal'] < 1.7


def check(path):
    experiment = json.loads(path.read_text(encoding='utf-8'))
    assert experiment['title'] and experiment['description'].endswith('.')
    with cli.folder() as here:
        process = cli.call('run', path, '--out', here / 'out')
        diverges = 'diverges' in experiment['description']
        assert process.returncode == (3 if diverges else 0), process.stderr
        CLAIMS[path.stem](Results(here / 'out'))


@tap.case('/examples/published-optdigits')
def published_optdigits():
    with cli.folder() as here:
        process = cli.call('run', cli.EXAMPLES / 'published' / 'optdigits.fopx', '--out',
                           here / 'out')
        assert process.returncode == 0, process.stderr
        results = Results(here / 'out')
        fop, sgd, adam = (results.whole_loss(name) for name in ('FOP', 'SGD', 'Adam'))
        assert fop < 0.6 * min(sgd, adam)
        for name in ('FOP', 'SGD', 'Adam'):
            assert 0.94 < cli.run_summary(here / 'out', name)['test-accuracy'] < 0.96


@tap.case('/examples/there-are-enough-and-each-makes-a-claim')
def enough():
    stems = {path.stem for path in cli.EXAMPLES.glob('*.fopx')}
    assert len(stems) >= 8 and stems == set(CLAIMS)


for example in sorted(cli.EXAMPLES.glob('*.fopx')):
    tap.add(f'/examples/{example.stem}', check, example)

tap.main()
