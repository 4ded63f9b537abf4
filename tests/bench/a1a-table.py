#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published a1a table, with the rows of first-order preconditioning in it.

Squared hinge on LIBSVM's a1a from the published start, until the largest element of the gradient is
below 1e-4: how many gradients each method takes, at the best of its settings, 1,000 at most. Beside
it mean and spread over ten other starts of the same length, for the start matters. Then one setting
of each rule, chosen on a1a, goes unchanged to other binary data sets of this kind.

usage: a1a-table.py [--program CLI] [--experiment FILE] [--starts N] [--siblings | --write]

What was found (mean gradients to ‖g‖_∞ < 1e-4; HDM at 10/L, with the η_β of five that is best for
each set, and one rule of FOP that stays as it is: full, monotone, ε = 100/L, ρ = 0.04, κ = 0.02,
η_β = 2, hyper-momentum 0.7; five starts):

    set                                    HDM    FOP    L-BFGS(10)  BFGS
    a1a                                    387    252    328         201
    a1a, rows 1 to 800                     246    210    265         172
    a1a, rows 801 on                       284    197    232         163
    optdigits, odd                         312    214    292         180
    optdigits, below 5                     379    244    283         183
    MNIST 14 × 14, odd                     361    333    476         361
    and, not looked at before:
    optdigits, other writers, 3 5 8        340    227    291         168
    optdigits, other writers, 1 4 7        280    167    197         168
    MNIST 14 × 14, later rows, below 5     366    344    553         388
    a1a, every third row                   532    248    246         154

From the published start HDM takes 276 and FOP 273 (diagonal), 302 (full), 274 (full, with momentum
in M), each at the best of 20. What else was tried: cosine instead of frobenius took 450 and more;
full without momentum in M, at 60/L and 0.05, loses to HDM on MNIST; diagonal is no better than HDM
and worse on other sets; ρ growing with √n changed little; fixed momentum costs half as much again;
low-rank fails, because P ⪰ I keeps ε below 2/L, where GD fails too. The rule keeps n² numbers and
O(n²) work a step, as BFGS does, which takes fewer gradients still on most sets; HDM and diagonal
keep a few n.

The experiment is resources/experiments/published/a1a.fopx; its runs are the best rows found. --write
puts those of this search there. FOP_SHARED names the folder with data/ and golden/.
"""
import argparse
import gzip
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get('FOP_SHARED', ROOT.parent / 'shared'))
LIMIT = 1000
HM = 0.7  # hyper-momentum


def fop(curvature, rate, hyper_rate, **more):
    """Monotone FOP with a learning rate in units of 1/L."""
    return {'method': 'fop', 'monotone': True, 'learning-rate': rate / curvature,
            'hyper-rate': hyper_rate,
            **{key.replace('_', '-'): value for key, value in more.items()}}


def hdm(curvature, rate, momentum_rate, structure='diagonal'):
    return {'method': 'hdm', 'learning-rate': rate / curvature, 'momentum-rate': momentum_rate,
            'structure': structure}


def grid(make, first, second):
    """Settings by what distinguishes them, for each pair of two lists."""
    return {f'{a:g}, {b:g}': make(a, b) for a, b in itertools.product(first, second)}


def methods(curvature):
    """Each row's settings, 20 for those that learn a matrix, and what their numbers are."""
    def fop_grid(rates, hyper_rates, **more):
        return grid(lambda rate, hyper_rate: fop(curvature, rate, hyper_rate, **more), rates,
                    hyper_rates)

    hdm_rates, hdm_momenta = (0.1, 1, 10, 100), (1, 3, 5, 10, 100)
    diagonal = (30, 60, 120, 240), (0.2, 0.5, 1, 2, 5)
    full = (15, 30, 60, 120), (0.01, 0.02, 0.05, 0.1, 0.2)
    low_rank = (0.5, 1, 1.5, 1.9), (0.2, 0.5, 1, 2, 5)
    return {
        'GD': ('ε = 1/L', {'': {'method': 'sgd', 'learning-rate': 1 / curvature}}),
        'Adam': ('ε', {f'{rate:g}': {'method': 'adam', 'learning-rate': rate}
                       for rate in (1e-3, 1e-2, 0.1, 1, 10, 1 / curvature)}),
        **{f'L-BFGS({memory})': ('', {'': {'method': 'lbfgs', 'memory': memory}})
           for memory in (1, 3, 5, 10)},
        'BFGS': ('scale-start', {word: {'method': 'bfgs', 'scale-start': word == 'true'}
                                 for word in ('false', 'true')}),
        'HDM': ('η L, η_β', grid(lambda a, b: hdm(curvature, a, b), hdm_rates, hdm_momenta)),
        'HDM, full': ('η L, η_β', grid(lambda a, b: hdm(curvature, a, b, 'full'), hdm_rates,
                                       hdm_momenta)),
        'FOP diagonal, β learned': (
            'ε L, ρ; κ 0.03, η_β 5',
            fop_grid(*diagonal, structure='diagonal', hyper_decay=0.03, momentum_rate=5)),
        'FOP diagonal, β fixed': (
            'ε L, ρ; κ 0.03, β 0.95',
            fop_grid(*diagonal, structure='diagonal', hyper_decay=0.03, momentum=0.95)),
        'FOP full, β learned': (
            'ε L, ρ; κ 0.01, η_β 5',
            fop_grid(*full, structure='full', hyper_decay=0.01, momentum_rate=5)),
        'FOP full, momentum in M': (
            'ε L, ρ; μ_M 0.7, κ 0.02, η_β 2',
            fop_grid((60, 80, 100, 140), (0.02, 0.03, 0.04, 0.05, 0.07), structure='full',
                     hyper_momentum=HM, hyper_decay=0.02, momentum_rate=2)),
        'FOP full, β fixed': (
            'ε L, ρ; κ 0.03, β 0.95',
            fop_grid(*full, structure='full', hyper_decay=0.03, momentum=0.95)),
        'FOP low-rank 10, β learned': (
            'ε L, ρ; κ 0.01, η_β 5',
            fop_grid(*low_rank, structure='low-rank', rank=10, hyper_decay=0.01, momentum_rate=5)),
        'FOP low-rank 10, β fixed': (
            'ε L, ρ; κ 0.01, β 0.95',
            fop_grid(*low_rank, structure='low-rank', rank=10, hyper_decay=0.01, momentum=0.95)),
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


def idx(name, header):
    return numpy.frombuffer(gzip.decompress((SHARED / 'data' / name).read_bytes())[header:],
                            dtype=numpy.uint8)


def siblings(folder):
    """Binary features and two classes: halves of a1a, digits as black and white."""
    lines = (SHARED / 'data' / 'a1a').read_text(encoding='utf-8').splitlines(keepends=True)
    for name, part in (('a1a, rows 1 to 800', lines[:800]), ('a1a, rows 801 on', lines[800:])):
        path = folder / name.replace(' ', '-')
        path.write_text(''.join(part), encoding='utf-8')
        yield name, path
    pixels, digit = digits_of('optdigits.tra')
    yield 'optdigits, odd', write_binary(folder / 'odd', pixels, digit % 2 == 1)
    yield 'optdigits, below 5', write_binary(folder / 'below', pixels, digit < 5)
    yield 'MNIST 14 × 14, odd', write_binary(folder / 'mnist', *mnist(0, lambda digit: digit % 2))


def unseen(folder):
    """The same kind, but no setting was chosen by looking at them."""
    pixels, digit = digits_of('optdigits.tes')
    yield 'optdigits, other writers, 3 5 8', write_binary(folder / 'curved', pixels,
                                                          numpy.isin(digit, (3, 5, 8)))
    yield 'optdigits, other writers, 1 4 7', write_binary(folder / 'straight', pixels,
                                                          numpy.isin(digit, (1, 4, 7)))
    yield 'MNIST 14 × 14, later rows, below 5', write_binary(
        folder / 'later', *mnist(4000, lambda digit: digit < 5))
    lines = (SHARED / 'data' / 'a1a').read_text(encoding='utf-8').splitlines(keepends=True)
    path = folder / 'third'
    path.write_text(''.join(lines[::3]), encoding='utf-8')
    yield 'a1a, every third row', path


def digits_of(name):
    table = numpy.loadtxt(SHARED / 'data' / name, dtype=int)
    return table[:, :64] > 8, table[:, 64]


def mnist(first, positive):
    """2,000 images from @first on, 2 × 2 pixels taken together, as black and white."""
    rows = slice(first, first + 2000)
    images = idx('t10k-images-idx3-ubyte.gz', 16).reshape(-1, 14, 2, 14, 2)[rows].mean((2, 4))
    return images.reshape(2000, -1) > 96, positive(idx('t10k-labels-idx1-ubyte.gz', 8)[rows])


def print_table(bench, data, golden, n_starts):
    """Returns the best settings of each row."""
    best = {}
    print(f'{"":28}{"gradients":>10}  {"best of":>7}  {f"mean of {n_starts} starts":>24}  settings')
    for name, (words, settings) in methods(golden['L']).items():
        counts = bench.count(settings, data, golden['start'])
        key = min(counts, key=lambda one: capped([counts[one]])[0])
        best[name] = settings[key]
        others = [bench.count({name: settings[key]}, data, start)[name]
                  for start in starts(len(golden['start']), n_starts)] if n_starts else []
        print(f'{name:28}{counts[key] or "fails":>10}  {len(settings):>7}  '
              f'{spread(others) if others else "":>24}  {key}{" (" if key and words else ""}'
              f'{words}{")" if key and words else ""}', flush=True)
    return best


def print_siblings(bench, title, sets, n_starts):
    """The rules as they are, and HDM at the η_β that is best for the set: its η was never best
    elsewhere than at 10/L."""
    print(f'{title}; mean and spread over {n_starts} starts of length 1')
    for name, path in sets:
        curvature, features = curvature_of(path)
        settings = {**rules(curvature), **{f'HDM {key}': value for key, value
                                           in methods(curvature)['HDM'][1].items()
                                           if key.startswith('10, ')}}
        counts = {key: [] for key in settings}
        for start in starts(features + 1, n_starts):
            for key, count in bench.count(settings, path, start).items():
                counts[key].append(count)
        print(f'{name} ({features} features, L = {curvature:.0f})')
        for key in rules(curvature):
            print(f'    {key:40}{spread(counts.pop(key)):>24}')
        key = min(counts, key=lambda one: numpy.mean(capped(counts[one])))
        print(f'    {"HDM 10/L, best of 5 here: " + key[8:]:40}{spread(counts[key]):>24}',
              flush=True)


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
    data = SHARED / 'data' / 'a1a'
    if not data.exists():
        sys.exit(f'{data} is not there; FOP_SHARED names the folder that has data/a1a')
    golden = json.loads((SHARED / 'golden' / 'squared-hinge.json').read_text(encoding='utf-8'))['a1a']
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
