#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does FOP help? Each problem from five seeds: base optimizers beside FOP over them.

Every number that is tuned lies inside its grid: the grids, 1-3-10 ladders, grow until the best value
has a worse one on either side (a run that diverges is worse than any). The base's learning rate ε is
tuned alone; FOP's ε and ρ together, from the base's ε on. Both by the loss over all training rows at
the end (control: by the return) of a run from seed 0, which the table leaves out. Then seeds 1 to 5:
mean ± standard deviation of that loss, and of the accuracy on held-out rows in percent, or of the
mean return over 100 episodes, with the tuned values; ρ → 0 is the lower end of the ladder, where FOP
is its base. Each data set is taken raw, as its file has it, and scaled. MNIST is read from the folder
data/ of the one that FOP_SHARED names."""
import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from grids import Axis, best_inside, ladder

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / 'tests' / 'data'
SHARED = pathlib.Path(os.environ.get('FOP_SHARED', ROOT.parent / 'shared')).resolve()
SEEDS = range(1, 6)
RATES = ladder(1, 3)
FIRST = {'sgd': 0.1, 'adam': 0.003}  # where the search for ε begins
HYPER_RATE = 0.01                    # and that for ρ
WORDS = {'sgd': 'SGD', 'adam': 'Adam'}


def digits(name, scaled):
    return {'csv': str(DATA / name), **({'scale': 1 / 16} if scaled else {})}


def optdigits(scaled):
    return {'data': digits('optdigits.tra', scaled), 'test': digits('optdigits.tes', scaled),
            'batch': 64}


def a1a(scaled):
    return {'data': {'libsvm': str(DATA / 'a1a'), 'standardize': scaled},
            'test-fraction': 0.2, 'batch': 64}


def mnist(scaled):
    part = {'images': str(SHARED / 'data' / 't10k-images-idx3-ubyte.gz'),
            'labels': str(SHARED / 'data' / 't10k-labels-idx1-ubyte.gz'), 'standardize': scaled}
    return {'data': {**part, 'rows': 8000}, 'test': {**part, 'skip': 8000}, 'batch': 64}


def strokes(scaled):
    part = {'generate': 'strokes', 'noise': 0.2, 'standardize': scaled}
    return {'data': {**part, 'rows': 2000}, 'test': {**part, 'rows': 500}, 'batch': 32}


# name: problem, its data raw or scaled, steps, FOP's structure
LEARNING = {
    'softmax regression, optdigits': ({'kind': 'softmax-regression'}, optdigits, 1000, 'layerwise'),
    'logistic regression, a1a': ({'kind': 'logistic-regression'}, a1a, 1000, 'full'),
    'MLP 64–32–10, optdigits': ({'kind': 'mlp', 'hidden': [32]}, optdigits, 1000, 'layerwise'),
    'deep linear, optdigits': ({'kind': 'deep-linear', 'depth': 3, 'width': 32}, optdigits, 1000,
                               'layerwise'),
    'autoencoder 64–8–64, optdigits': ({'kind': 'autoencoder', 'hidden': [8]}, optdigits, 1000,
                                       'layerwise'),
    'CNN, 2,000 drawn digits': ({'kind': 'cnn', 'channels': [6, 12], 'kernel': [3]}, strokes, 300,
                                'layerwise'),
    'CNN, 8,000 MNIST digits': ({'kind': 'cnn', 'channels': [8, 16], 'kernel': [5], 'pool': [2],
                                 'gain': 0.41}, mnist, 500, 'layerwise'),
}
CONTROL = {
    'cart and pole, PPO': ({'kind': 'cartpole'}, 1200),
    'pendulum, PPO': ({'kind': 'pendulum'}, 4000),
}


class Bench:
    """Runs of one problem."""

    def __init__(self, program, problem, steps):
        self.program, self.problem, self.steps = program, problem, steps

    def compute(self, runs, seed):
        """The summaries of the runs, in their order."""
        with tempfile.TemporaryDirectory(prefix='fop-helps-') as name:
            path, out = pathlib.Path(name) / 'a.fopx', pathlib.Path(name) / 'out'
            path.write_text(json.dumps({
                'fop-workbench': 1, 'problem': self.problem, 'seed': seed, 'steps': self.steps,
                'evaluate-every': self.steps,
                'runs': [{'name': f'run {i}', **run} for i, run in enumerate(runs)],
            }), encoding='utf-8')
            done = subprocess.run([self.program, 'run', path, '--out', out, '--quiet', '--formats',
                                   'svg', '--jobs', '1'], capture_output=True, text=True,
                                  check=False)
            if done.returncode not in (0, 3):
                sys.exit(done.stderr)
            return json.loads((out / 'summary.json').read_text(encoding='utf-8'))['runs']

    def is_control(self):
        return self.problem['kind'] in ('cartpole', 'pendulum')

    def worth(self, summary):
        """Less is better; a run that diverged is worst."""
        value = summary.get('mean-return' if self.is_control() else 'train-loss')
        if summary['status'] == 'diverged' or value is None or not math.isfinite(float(value)):
            return math.inf
        return -value if self.is_control() else value

    def tune(self, axes, make):
        """The best values, inside their grids."""
        def judge(points):
            return [self.worth(found) for found in self.compute([make(*point) for point in points],
                                                                0)]
        return best_inside(axes, judge, down=True)[0]


def base_run(base, rate):
    return {'method': base, 'learning-rate': rate}


def fop_run(base, structure, rate, hyper_rate):
    return {'method': 'fop', 'base': base, 'structure': structure, 'learning-rate': rate,
            'hyper-rate': hyper_rate}


def spread(values, significant):
    deviation = float(f'{statistics.stdev(values):.1g}')
    return f'{statistics.mean(values):.{significant}g} ± {deviation:g}'


def cell(bench, summaries, words):
    """"0.0802 ± 0.002, 94.9 ± 0.2; ε 0.1": of a row's method."""
    failed = sum(math.isinf(bench.worth(summary)) for summary in summaries)
    if failed:
        return f'{failed} of {len(summaries)} diverged; {words}'
    if bench.is_control():
        return f'{spread([summary["mean-return"] for summary in summaries], 4)}; {words}'
    text = spread([summary['train-loss'] for summary in summaries], 3)
    if summaries[0].get('test-accuracy') is not None:
        text += f', {spread([100 * summary["test-accuracy"] for summary in summaries], 3)}'
    return f'{text}; {words}'


def row(bench, structure, bases):
    """The cells of the table's row: each base, and FOP over it."""
    cells = []
    for base in bases:
        rate, = bench.tune([Axis.around(RATES, FIRST[base])], lambda rate: base_run(base, rate))
        fop_rate, hyper_rate = bench.tune(
            [Axis.around(RATES, rate), Axis.around(RATES, HYPER_RATE)],
            lambda rate, hyper_rate: fop_run(base, structure, rate, hyper_rate))
        runs = [base_run(base, rate), fop_run(base, structure, fop_rate, hyper_rate)]
        by_seed = [bench.compute(runs, seed) for seed in SEEDS]
        cells.append(cell(bench, [found[0] for found in by_seed], f'ε {rate:g}'))
        words = f'ρ {hyper_rate:g}' if hyper_rate > RATES[0] else 'ρ → 0'
        cells.append(cell(bench, [found[1] for found in by_seed], f'ε {fop_rate:g}, {words}'))
    return cells


def head(bases, first):
    names = [name for base in bases for name in (WORDS[base], f'FOP over {WORDS[base]}')]
    print(f'| {first} | {" | ".join(names)} |')
    print('| --- ' * (1 + len(names)) + '|', flush=True)


def show(title, cells):
    print(f'| {title} | {" | ".join(cells)} |', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--program', default=ROOT / 'build' / 'app' / 'fop-workbench-cli')
    parser.add_argument('words', nargs='*', help='only problems whose names contain one of these')
    options = parser.parse_args()

    def chosen(titles):
        return [title for title in titles
                if not options.words or any(word in title for word in options.words)]

    if chosen(LEARNING):
        head(('sgd', 'adam'), 'problem')
    for title in chosen(LEARNING):
        problem, data, steps, structure = LEARNING[title]
        if data is mnist and not (SHARED / 'data').exists():
            print(f'{title}: left out, for {SHARED}/data is not there', file=sys.stderr)
            continue
        for scaled in (False, True):
            bench = Bench(options.program, {**problem, **data(scaled)}, steps)
            show(f'{title}, {"scaled" if scaled else "raw"}',
                 row(bench, structure, ('sgd', 'adam')))
    if chosen(CONTROL):
        head(('adam',), 'control')
    for title in chosen(CONTROL):
        problem, steps = CONTROL[title]
        show(title, row(Bench(options.program, problem, steps), 'layerwise', ('adam',)))


if __name__ == '__main__':
    main()
