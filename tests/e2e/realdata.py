#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training on real data files through the command line."""
import numpy

import cli
import tap


def experiment(problem, runs, steps, **members):
    return {'fop-workbench': 1, 'problem': problem, 'seed': 1, 'steps': steps, 'runs': runs,
            **members}


ADAM = {'name': 'Adam', 'method': 'adam', 'learning-rate': 0.01}
FOP = {'name': 'FOP', 'method': 'fop', 'learning-rate': 0.5, 'hyper-rate': 0.003,
       'normalize': 'frobenius', 'structure': 'diagonal'}


@tap.case('/realdata/softmax-regression-reads-optdigits-well')
def optdigits():
    problem = {'kind': 'softmax-regression', 'batch': 128,
               'data': {'csv': str(cli.DATA / 'optdigits.tra'), 'label-column': -1,
                        'scale': 0.0625},
               'test': {'csv': str(cli.DATA / 'optdigits.tes'), 'label-column': -1,
                        'scale': 0.0625}}
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', experiment(problem, [ADAM, FOP], 1500,
                                                     **{'evaluate-every': 500}))
        cli.run(path, here / 'out')
        for name in ('Adam', 'FOP'):
            entry = cli.run_summary(here / 'out', name)
            assert entry['test-accuracy'] >= 0.93, (name, entry['test-accuracy'])
            assert entry['train-accuracy'] > entry['test-accuracy']
            known = cli.column(here / 'out', name, 'test-accuracy')
            filled = numpy.flatnonzero(~numpy.isnan(known))
            assert list(filled) == [0, 500, 1000, 1500]
            assert known[1500] == entry['test-accuracy']


@tap.case('/realdata/a-full-preconditioner-of-650-parameters')
def full():
    problem = {'kind': 'softmax-regression', 'batch': 128,
               'data': {'csv': str(cli.DATA / 'optdigits.tra'), 'label-column': -1,
                        'scale': 0.0625}}
    run = {'name': 'FOP', 'method': 'fop', 'learning-rate': 0.1, 'hyper-rate': 0.003,
           'normalize': 'frobenius', 'structure': 'full'}
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', experiment(problem, [run], 50)), here / 'out')
        matrix = numpy.load(here / 'out/runs/FOP/preconditioner.npy')
        assert matrix.shape == (650, 650)
        assert (numpy.linalg.eigvalsh(matrix) > 0).all()


def reads_digits(images, labels, accuracy):
    problem = {'kind': 'softmax-regression', 'batch': 128, 'test-fraction': 0.2,
               'data': {'images': str(images), 'labels': str(labels)}}
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', experiment(problem, [ADAM], 400))
        cli.run(path, here / 'out')
        known = cli.run_summary(here / 'out', 'Adam')['test-accuracy']
        assert known >= accuracy, known
        assert numpy.load(here / 'out/runs/Adam/theta.npy').shape == (7850,)


@tap.case('/realdata/softmax-regression-reads-600-digits')
def digits():
    reads_digits(cli.DATA / 'digits-images-idx3-ubyte.gz', cli.DATA / 'digits-labels-idx1-ubyte.gz',
                 0.8)


@tap.case('/realdata/softmax-regression-reads-mnist')
def mnist():
    reads_digits(cli.shared('t10k-images-idx3-ubyte.gz'), cli.shared('t10k-labels-idx1-ubyte.gz'),
                 0.88)


@tap.case('/realdata/squared-hinge-on-a1a-falls-to-its-level')
def a1a():
    problem = {'kind': 'squared-hinge', 'loss': 'sum',
               'data': {'libsvm': str(cli.DATA / 'a1a')}}
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', experiment(problem, [ADAM], 1500))
        cli.run(path, here / 'out')
        entry = cli.run_summary(here / 'out', 'Adam')
        losses = cli.column(here / 'out', 'Adam', 'loss')
        assert entry['train-accuracy'] >= 0.84
        assert losses[-1] < 0.5 * losses[0]


tap.main()
