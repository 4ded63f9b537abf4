#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published a1a table, with the rows of first-order preconditioning in it.

Squared hinge on LIBSVM's a1a from the published start, until the largest element of the gradient is
below 1e-4: how many gradients each method takes, at the best of its settings, 1,000 at most. Every
number that is chosen so lies inside its grid, which grows until it does. Beside it mean and spread
over ten other starts of the same length, for the start matters. Then one setting
of each rule, chosen on a1a, goes unchanged to other binary data sets of this kind.

usage: a1a-table.py [--program CLI] [--experiment FILE] [--starts N] [--siblings | --write]

What was found (mean gradients to ‖g‖_∞ < 1e-4; HDM at 10/L, with the η_β of five that is best for
each set, and one rule of FOP that stays as it is: full, monotone, ε = 100/L, ρ = 0.04, κ = 0.02,
η_β = 2, hyper-momentum 0.7; five starts):

    set                                    HDM    FOP    L-BFGS(10)  BFGS
    a1a                                    387    252    333 (329)    94 (94)
    a1a, rows 1 to 800                     246    210    264 (259)    84 (84)
    a1a, rows 801 on                       284    197    230 (225)    80 (81)
    optdigits, odd                         312    214    287 (282)    82 (83)
    optdigits, below 5                     379    244    297 (277)    80 (79)
    MNIST 14 × 14, odd                     361    333    533 (525)   143 (143)
    and, not looked at before:
    optdigits, other writers, 3 5 8        340    227    285 (278)    75 (76)
    optdigits, other writers, 1 4 7        280    167    199 (187)    86 (86)
    MNIST 14 × 14, later rows, below 5     366    344    534 (544)   149 (149)
    a1a, every third row                   532    248    250 (224)    79 (79)

In brackets are SciPy 1.10.1's L-BFGS-B (maxcor 10, ftol 0) and BFGS from the same starts: both are
as good as the public implementation. BFGS takes the fewest gradients on every set. From the
published start HDM takes 276 and FOP 273 (diagonal), 302 (full), 270 (full, with momentum in M),
each at the best of a grid. What else was tried: cosine instead of frobenius took 450 and more; full
without momentum in M, at 60/L and 0.05, loses to HDM on MNIST; diagonal is no better than HDM and
worse on other sets; ρ growing with √n changed little; fixed momentum costs half as much again;
low-rank fails, because P ⪰ I keeps ε below 2/L, where GD fails too. The rule keeps n² numbers and
O(n²) work a step, as BFGS does; HDM and diagonal keep a few n.

The experiment is resources/experiments/published/a1a.fopx; its runs are the best rows found. --write
puts those of this search there. The sets made of MNIST are read from the folder data/ of the one that
FOP_SHARED names, and left out where it is missing.
"""
import argparse
import gzip
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

from grids import Axis, best_inside, ladder

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / 'tests' / 'data'
SHARED = pathlib.Path(os.environ.get('FOP_SHARED', ROOT.parent / 'shared'))
IMAGES = SHARED / 'data' / 't10k-images-idx3-ubyte.gz'
LABELS = SHARED / 'data' / 't10k-labels-idx1-ubyte.gz'
LIMIT = 1000
HM = 0.7  # hyper-momentum

# Rates in units of 1/L, and what else grids are cut from; see grids.ladder().
RATES = [15 * 2.0 ** k for k in range(-8, 9)]
FINE_RATES = [15, 20, 30, 40, 60, 80, 100, 140, 200, 280, 400, 560, 800]
FINE_HYPER_RATES = [0.002, 0.003, 0.005, 0.007, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1,
                    0.15, 0.2, 0.3, 0.5, 0.7, 1]
LOW_RATES = [0.06, 0.12, 0.25, 0.5, 1, 1.5, 1.9, 2.1, 2.5, 3, 4, 6, 8, 12]
MOMENTUM_RATES = [0.03, 0.1, 0.3, 1, 3, 5, 10, 100, 1000, 10000]


def fop(curvature, rate, hyper_rate, **more):
    """Monotone FOP with a learning rate in units of 1/L."""
    return {'method': 'fop', 'monotone': True, 'learning-rate': rate / curvature,
            'hyper-rate': hyper_rate,
            **{key.replace('_', '-'): value for key, value in more.items()}}


def hdm(curvature, rate, momentum_rate, structure='diagonal'):
    return {'method': 'hdm', 'learning-rate': rate / curvature, 'momentum-rate': momentum_rate,
            'structure': structure}


def methods(curvature):
    """Each row: what its numbers are, the axes that they are taken from, and the settings."""
    def fop_rows(structure, rates, hyper_rates, **more):
        def make(rate, hyper_rate):
            return fop(curvature, rate, hyper_rate, structure=structure, **more)
        return [Axis(*rates), Axis(*hyper_rates)], make

    def hdm_rows(structure):
        return ('η L, η_β', [Axis(ladder(1), 0.1, 100), Axis(MOMENTUM_RATES, 1, 100)],
                lambda rate, momentum_rate: hdm(curvature, rate, momentum_rate, structure))

    diagonal = (RATES, 30, 240), (ladder(1, 2, 5), 0.2, 5)
    full = (RATES, 15, 120), (ladder(1, 2, 5), 0.01, 0.2)
    low_rank = (LOW_RATES, 0.5, 1.9), (ladder(1, 2, 5), 0.2, 5)
    in_factor = (FINE_RATES, 60, 140), (FINE_HYPER_RATES, 0.02, 0.07)
    return {
        'GD': ('ε L', [Axis(LOW_RATES, 0.5, 1.9)],
               lambda rate: {'method': 'sgd', 'learning-rate': rate / curvature}),
        'Adam': ('ε', [Axis(ladder(1), 1e-3, 10)],
                 lambda rate: {'method': 'adam', 'learning-rate': rate}),
        **{f'L-BFGS({memory})': ('', [], lambda memory=memory: {'method': 'lbfgs',
                                                                'memory': memory})
           for memory in (1, 3, 5, 10)},
        'BFGS': ('', [], lambda: {'method': 'bfgs'}),
        'BFGS, scaled start': ('', [], lambda: {'method': 'bfgs', 'scale-start': True}),
        'HDM': hdm_rows('diagonal'),
        'HDM, full': hdm_rows('full'),
        'FOP diagonal, β learned': (
            'ε L, ρ; κ 0.03, η_β 5',
            *fop_rows('diagonal', *diagonal, hyper_decay=0.03, momentum_rate=5)),
        'FOP diagonal, β fixed': (
            'ε L, ρ; κ 0.03, β 0.95',
            *fop_rows('diagonal', *diagonal, hyper_decay=0.03, momentum=0.95)),
        'FOP full, β learned': (
            'ε L, ρ; κ 0.01, η_β 5',
            *fop_rows('full', *full, hyper_decay=0.01, momentum_rate=5)),
        'FOP full, momentum in M': (
            'ε L, ρ; μ_M 0.7, κ 0.02, η_β 2',
            *fop_rows('full', *in_factor, hyper_momentum=HM, hyper_decay=0.02, momentum_rate=2)),
        'FOP full, β fixed': (
            'ε L, ρ; κ 0.03, β 0.95',
            *fop_rows('full', *full, hyper_decay=0.03, momentum=0.95)),
        'FOP low-rank 10, β learned': (
            'ε L, ρ; κ 0.01, η_β 5',
            *fop_rows('low-rank', *low_rank, rank=10, hyper_decay=0.01, momentum_rate=5)),
        'FOP low-rank 10, β fixed': (
            'ε L, ρ; κ 0.01, β 0.95',
            *fop_rows('low-rank', *low_rank, rank=10, hyper_decay=0.01, momentum=0.95)),
    }


def rules(curvature):
    """Settings that go unchanged to all sets; the last two have none to choose."""
    return {
        'HDM 10/L, 10': hdm(curvature, 10, 10),
        'HDM 10/L, 3': hdm(curvature, 10, 3),
        'FOP diagonal 60/L, 0.5': fop(curvature, 60, 0.5, structure='diagonal', hyper_decay=0.03,
                                      momentum_rate=5),
        'FOP full 60/L, 0.05': fop(curvature, 60, 0.05, structure='full', hyper_decay=0.01,
                                   momentum_rate=5),
        'FOP full 100/L, 0.04, momentum in M': fop(curvature, 100, 0.04, structure='full',
                                                   hyper_momentum=HM, hyper_decay=0.02,
                                                   momentum_rate=2),
        'L-BFGS(10)': {'method': 'lbfgs', 'memory': 10},
        'BFGS': {'method': 'bfgs'},
    }


class Bench:
    """Runs experiments made from the one of the file."""

    def __init__(self, program, template, folder):
        self.program, self.template, self.folder = program, template, folder

    def count(self, settings, data, start):
        """Gradient evaluations by name; None where the gradient is not small within the limit."""
        names = {f'run {i}': name for i, name in enumerate(settings)}
        experiment = {
            **self.template,
            'problem': {'kind': 'squared-hinge', 'data': {'libsvm': str(data)},
                        'start': list(map(float, start))},
            'runs': [{'name': name, **settings[names[name]]} for name in names],
        }
        path, out = self.folder / 'table.fopx', self.folder / 'table'
        path.write_text(json.dumps(experiment), encoding='utf-8')
        done = subprocess.run([self.program, 'run', path, '--out', out, '--quiet', '--formats',
                               'svg', '--jobs', '1'], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            sys.exit(done.stderr)
        summary = json.loads((out / 'summary.json').read_text(encoding='utf-8'))
        return {names[run['name']]: run['gradient-evaluations']
                if run['status'] == 'converged' and run['gradient-evaluations'] <= LIMIT else None
                for run in summary['runs']}


def capped(counts):
    return [LIMIT if count is None else count for count in counts]


def spread(counts):
    """"326 ± 33", and how many of them failed."""
    failed = sum(count is None for count in counts)
    text = f'{numpy.mean(capped(counts)):.0f} ± {numpy.std(capped(counts)):.0f}'
    return text + (f' ({failed} at {LIMIT})' if failed else '')


def starts(dimension, n):
    for seed in range(1, n + 1):
        start = numpy.random.default_rng(seed).standard_normal(dimension)
        yield start / numpy.linalg.norm(start)


def curvature_of(path):
    """L = σ_max² of the features with a last one of −1, and their number."""
    lines = [[entry.split(':') for entry in line.split()[1:]]
             for line in path.read_text(encoding='utf-8').splitlines()]
    features = max(int(index) for line in lines for index, _ in line)
    table = numpy.zeros((len(lines), features + 1))
    table[:, -1] = -1
    for row, line in zip(table, lines):
        for index, value in line:
            row[int(index) - 1] = float(value)
    return numpy.linalg.norm(table, 2) ** 2, features


def write_binary(path, features, classes):
    with path.open('w', encoding='utf-8') as file:
        for row, positive in zip(features, classes):
            entries = ' '.join(f'{i + 1}:1' for i in numpy.flatnonzero(row))
            file.write(f'{"+1" if positive else "-1"} {entries}\n')
    return path


def idx(path, header):
    return numpy.frombuffer(gzip.decompress(path.read_bytes())[header:], dtype=numpy.uint8)


def siblings(folder):
    """Binary features and two classes: halves of a1a, digits as black and white."""
    lines = (DATA / 'a1a').read_text(encoding='utf-8').splitlines(keepends=True)
    for name, part in (('a1a, rows 1 to 800', lines[:800]), ('a1a, rows 801 on', lines[800:])):
        path = folder / name.replace(' ', '-')
        path.write_text(''.join(part), encoding='utf-8')
        yield name, path
    pixels, digit = digits_of('optdigits.tra')
    yield 'optdigits, odd', write_binary(folder / 'odd', pixels, digit % 2 == 1)
    yield 'optdigits, below 5', write_binary(folder / 'below', pixels, digit < 5)
    if IMAGES.exists():
        yield 'MNIST 14 × 14, odd', write_binary(folder / 'mnist',
                                                 *mnist(0, lambda digit: digit % 2))


def unseen(folder):
    """The same kind, but no setting was chosen by looking at them."""
    pixels, digit = digits_of('optdigits.tes')
    yield 'optdigits, other writers, 3 5 8', write_binary(folder / 'curved', pixels,
                                                          numpy.isin(digit, (3, 5, 8)))
    yield 'optdigits, other writers, 1 4 7', write_binary(folder / 'straight', pixels,
                                                          numpy.isin(digit, (1, 4, 7)))
    if IMAGES.exists():
        yield 'MNIST 14 × 14, later rows, below 5', write_binary(
            folder / 'later', *mnist(4000, lambda digit: digit < 5))
    lines = (DATA / 'a1a').read_text(encoding='utf-8').splitlines(keepends=True)
    path = folder / 'third'
    path.write_text(''.join(lines[::3]), encoding='utf-8')
    yield 'a1a, every third row', path


def digits_of(name):
    table = numpy.loadtxt(DATA / name, dtype=int)
    return table[:, :64] > 8, table[:, 64]


def mnist(first, positive):
    """2,000 images from @first on, 2 × 2 pixels taken together, as black and white."""
    rows = slice(first, first + 2000)
    images = idx(IMAGES, 16).reshape(-1, 14, 2, 14, 2)[rows].mean((2, 4))
    return images.reshape(2000, -1) > 96, positive(idx(LABELS, 8)[rows])


def numbers(point):
    return ', '.join(f'{value:g}' for value in point)


def print_table(bench, data, golden, n_starts):
    """Returns the best settings of each row."""
    best = {}
    print(f'{"":28}{"gradients":>10}  {"best of":>7}  {f"mean of {n_starts} starts":>24}  settings')
    for name, (words, axes, make) in methods(golden['L']).items():
        def judge(points, make=make):
            counts = bench.count({point: make(*point) for point in points}, data, golden['start'])
            return [math.inf if counts[point] is None else counts[point] for point in points]

        point, worth = best_inside(axes, judge)
        best[name] = make(*point)
        others = [bench.count({name: best[name]}, data, start)[name]
                  for start in starts(len(golden['start']), n_starts)] if n_starts else []
        count = 'fails' if math.isinf(worth[point]) else worth[point]
        print(f'{name:28}{count:>10}  {len(worth):>7}  {spread(others) if others else "":>24}  '
              f'{numbers(point)}{f" ({words})" if words else ""}', flush=True)
    return best


def print_siblings(bench, title, sets, n_starts):
    """The rules as they are, and HDM at the η_β that is best for the set: its η was never best
    elsewhere than at 10/L."""
    print(f'{title}; mean and spread over {n_starts} starts of length 1')
    for name, path in sets:
        curvature, features = curvature_of(path)

        def counts(settings, path=path, features=features):
            found = [bench.count(settings, path, start) for start in starts(features + 1, n_starts)]
            return {key: [one[key] for one in found] for key in settings}

        def judge(points, curvature=curvature, counts=counts):
            found = counts({point: hdm(curvature, 10, *point) for point in points})
            return [numpy.mean(capped(found[point])) for point in points]

        print(f'{name} ({features} features, L = {curvature:.0f})')
        for key, found in counts(rules(curvature)).items():
            print(f'    {key:40}{spread(found):>24}')
        point, worth = best_inside([Axis(MOMENTUM_RATES, 1, 100)], judge)
        print(f'    {f"HDM 10/L, best of {len(worth)} here: {numbers(point)}":40}'
              f'{spread(counts({point: hdm(curvature, 10, *point)})[point]):>24}', flush=True)


def write_experiment(path, experiment, start, best):
    """The best rows as the experiment's runs, one a line."""
    lines = {key: json.dumps(value, ensure_ascii=False) for key, value in experiment.items()}
    problem = {**experiment['problem'], 'start': start}
    lines['problem'] = '{\n    ' + ',\n    '.join(
        f'{json.dumps(key)}: {json.dumps(value)}' for key, value in problem.items()) + ' }'
    lines['runs'] = '[\n    ' + ',\n    '.join(
        json.dumps({'name': name, **settings}, ensure_ascii=False)
        for name, settings in best.items()) + ' ]'
    path.write_text('{\n  ' + ',\n  '.join(f'{json.dumps(key)}: {text}'
                                          for key, text in lines.items()) + '\n}\n',
                    encoding='utf-8')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--program', default=ROOT / 'build' / 'app' / 'fop-workbench-cli')
    parser.add_argument('--experiment', type=pathlib.Path,
                        default=ROOT / 'resources' / 'experiments' / 'published' / 'a1a.fopx')
    parser.add_argument('--starts', type=int, default=10)
    parser.add_argument('--siblings', action='store_true', help='other data sets instead')
    parser.add_argument('--write', action='store_true', help='put the best rows in the experiment')
    options = parser.parse_args()
    data = DATA / 'a1a'
    golden = json.loads((DATA / 'golden' / 'squared-hinge.json').read_text(encoding='utf-8'))['a1a']
    experiment = json.loads(options.experiment.read_text(encoding='utf-8'))

    with tempfile.TemporaryDirectory(prefix='fop-a1a-') as name:
        folder = pathlib.Path(name)
        bench = Bench(options.program, experiment, folder)
        if options.siblings:
            print_siblings(bench, 'Sets on which the rules were chosen',
                           [('a1a', data), *siblings(folder)], options.starts)
            print_siblings(bench, 'Sets that no rule had seen', unseen(folder), options.starts)
            return
        best = print_table(bench, data, golden, options.starts)
        if options.write:
            write_experiment(options.experiment, experiment, golden['start'], best)


if __name__ == '__main__':
    main()
