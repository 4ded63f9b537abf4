#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run is a pure function of its experiment: the same file gives the same bytes."""
import cli
import tap

NOISY = {
    'fop-workbench': 1,
    'problem': {'kind': 'softmax-regression', 'batch': 16,
                'data': {'generate': 'blobs', 'rows': 200, 'classes': 3, 'features': 4}},
    'seed': 5,
    'steps': 150,
    'runs': [
        {'name': 'SGD', 'method': 'sgd', 'learning-rate': 0.05},
        {'name': 'FOP', 'method': 'fop', 'learning-rate': 0.05, 'hyper-rate': 0.01},
        {'name': 'Adam', 'method': 'adam', 'learning-rate': 0.01},
    ],
}

# A run that has to remember the policy from which its rollout was sampled.
CONTROL = {
    'fop-workbench': 1,
    'problem': {'kind': 'cartpole', 'environments': 4, 'horizon': 32, 'hidden': [8], 'epochs': 3},
    'seed': 5,
    'steps': 150,
    'runs': [
        {'name': 'Adam', 'method': 'adam'},
        {'name': 'FOP', 'method': 'fop', 'base': 'adam', 'learning-rate': 0.001,
         'hyper-rate': 0.01, 'structure': 'layerwise'},
    ],
}


def twice(experiment, first=(), second=(), environments=(None, None)):
    """The histories of the experiment run under two sets of circumstances."""
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', experiment)
        cli.run(path, here / 'first', *first, environment=environments[0])
        cli.run(path, here / 'second', *second, environment=environments[1])
        return cli.histories(here / 'first'), cli.histories(here / 'second')


@tap.case('/determinism/the-same-file-gives-the-same-bytes')
def same_bytes():
    for experiment in (cli.QUADRATIC, NOISY, CONTROL):
        first, second = twice(experiment)
        assert first and first == second


@tap.case('/determinism/the-number-of-jobs-does-not-reach-the-numbers')
def jobs():
    for experiment in (cli.QUADRATIC, NOISY, CONTROL):
        first, second = twice(experiment, ['--jobs', '1'], ['--jobs', '4'])
        assert first and first == second


@tap.case('/determinism/the-threads-of-the-matrix-library-do-not-reach-the-numbers')
def library_threads():
    # Large enough for OpenBLAS to split a product between threads, if allowed.
    large = cli.changed(cli.QUADRATIC, steps=20, events=[],
                        problem={'kind': 'quadratic', 'dimension': 300, 'condition': 100})
    first, second = twice(large, environments=({'OPENBLAS_NUM_THREADS': '1'},
                                               {'OPENBLAS_NUM_THREADS': '4'}))
    assert first and first == second


@tap.case('/determinism/the-written-experiment-reproduces-the-histories')
def round_trip():
    for experiment in (cli.QUADRATIC, NOISY, CONTROL):
        with cli.folder() as here:
            cli.run(cli.write(here / 'a.fopx', experiment), here / 'first',
                    '--set', 'FOP.hyper-rate=0.02', '--steps', '90')
            cli.run(here / 'first/experiment.fopx', here / 'second')
            assert cli.histories(here / 'first') == cli.histories(here / 'second')
            assert (here / 'first/experiment.fopx').read_bytes() \
                == (here / 'second/experiment.fopx').read_bytes()


@tap.case('/determinism/a-run-does-not-depend-on-its-neighbors')
def alone():
    with cli.folder() as here:
        cli.run(cli.write(here / 'all.fopx', NOISY), here / 'all')
        for run in NOISY['runs']:
            single = cli.changed(NOISY, runs=[run])
            cli.run(cli.write(here / 'one.fopx', single), here / 'one')
            name = run['name']
            assert cli.histories(here / 'one')[name] == cli.histories(here / 'all')[name]


@tap.case('/determinism/an-event-changes-the-rows-after-its-step-and-none-before')
def event():
    with cli.folder() as here:
        cli.run(cli.write(here / 'with.fopx', cli.QUADRATIC), here / 'with')
        cli.run(cli.write(here / 'without.fopx', cli.changed(cli.QUADRATIC, events=[])),
                here / 'without')
        moved = cli.column(here / 'with', 'FOP', 'loss')
        still = cli.column(here / 'without', 'FOP', 'loss')
        assert (moved[:101] == still[:101]).all()
        assert (moved[101:] != still[101:]).all()
        assert cli.histories(here / 'with')['GD'] == cli.histories(here / 'without')['GD']


@tap.case('/determinism/fewer-steps-are-the-first-rows-of-more')
def fewer_steps():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        cli.run(path, here / 'long')
        cli.run(path, here / 'short', '--steps', '120')
        for name in ('GD', 'FOP'):
            assert cli.history(here / 'short', name)[1][:120] \
                == cli.history(here / 'long', name)[1][:120]
            assert len(cli.history(here / 'short', name)[1]) == 121


@tap.case('/determinism/set-on-the-command-line-equals-set-in-the-file')
def assignment():
    with cli.folder() as here:
        written = cli.changed(cli.QUADRATIC)
        for run in written['runs']:
            run['learning-rate'] = 0.07
        cli.run(cli.write(here / 'written.fopx', written), here / 'written')
        cli.run(cli.write(here / 'set.fopx', cli.QUADRATIC), here / 'set',
                '--set', '*.learning-rate=0.07')
        assert cli.histories(here / 'written') == cli.histories(here / 'set')


@tap.case('/determinism/another-seed-gives-other-numbers')
def seed():
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', NOISY), here / 'a')
        cli.run(cli.write(here / 'b.fopx', cli.changed(NOISY, seed=6)), here / 'b')
        first, second = cli.histories(here / 'a'), cli.histories(here / 'b')
        assert all(first[name] != second[name] for name in first)


tap.main()
