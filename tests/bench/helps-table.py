#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does FOP help? Each classification and control problem from five seeds, base beside FOP over it.

For every problem and base optimizer the learning rate is the best of three for the base alone, and
FOP takes that same rate with the best of three hypergradient rates: both judged by the final loss
(control: by the return) from seed 0, which the table leaves out. Then seeds 1 to 5: mean ± standard
deviation of the final loss over all training rows and of the accuracy on held-out rows, or of the
mean return over 100 episodes. Real data is read from the folder that FOP_SHARED names."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / 'build' / 'app' / 'fop-workbench-cli'
SHARED = pathlib.Path(os.environ.get('FOP_SHARED', ROOT.parent / 'shared')).resolve()
SEEDS = range(1, 6)
HYPER_RATES = (0.003, 0.01, 0.03)
RATES = {'sgd': (0.03, 0.1, 0.3), 'adam': (0.001, 0.003, 0.01)}


def digits(name):
    return {'csv': str(SHARED / 'data' / name), 'scale': 1 / 16}


def mnist(**rows):
    return {'images': str(SHARED / 'data' / 't10k-images-idx3-ubyte.gz'),
            'labels': str(SHARED / 'data' / 't10k-labels-idx1-ubyte.gz'), 'standardize': True,
            **rows}


OPTDIGITS = {'data': digits('optdigits.tra'), 'test': digits('optdigits.tes'), 'batch': 64}

# name: problem, steps, FOP's structure, base optimizers
PROBLEMS = {
    'logistic regression, a1a': (
        {'kind': 'logistic-regression', 'data': {'libsvm': str(SHARED / 'data' / 'a1a')},
         'test-fraction': 0.2, 'batch': 64}, 1000, 'full', ('sgd', 'adam')),
    'softmax regression, optdigits': (
        {'kind': 'softmax-regression', **OPTDIGITS}, 1000, 'layerwise', ('sgd', 'adam')),
    'MLP 64–32–10, optdigits': (
        {'kind': 'mlp', 'hidden': [32], **OPTDIGITS}, 1000, 'layerwise', ('sgd', 'adam')),
    'deep linear, optdigits': (
        {'kind': 'deep-linear', 'depth': 3, 'width': 32, **OPTDIGITS}, 1000, 'layerwise',
        ('sgd', 'adam')),
    'autoencoder 64–8–64, optdigits': (
        {'kind': 'autoencoder', 'hidden': [8], **OPTDIGITS}, 1000, 'layerwise', ('sgd', 'adam')),
    'CNN, MNIST': (
        {'kind': 'cnn', 'channels': [8, 16], 'kernel': [5], 'pool': [2], 'batch': 64, 'gain': 0.41,
         'data': mnist(rows=8000), 'test': mnist(skip=8000)}, 500, 'layerwise', ('sgd', 'adam')),
    'CNN, drawn digits': (
        {'kind': 'cnn', 'channels': [6, 12], 'kernel': [3], 'batch': 32,
         'data': {'generate': 'strokes', 'rows': 2000, 'noise': 0.2},
         'test': {'generate': 'strokes', 'rows': 500, 'noise': 0.2}}, 300, 'layerwise',
        ('sgd', 'adam')),
    'cart and pole, PPO': ({'kind': 'cartpole'}, 1200, 'layerwise', ('adam',)),
    'pendulum, PPO': ({'kind': 'pendulum'}, 4000, 'layerwise', ('adam',)),
}


def is_control(problem):
    return problem['kind'] in ('cartpole', 'pendulum')


def base_run(name, base, rate):
    return {'name': name, 'method': base, 'learning-rate': rate}


def fop_run(name, base, rate, hyper_rate, structure):
    return {'name': name, 'method': 'fop', 'base': base, 'learning-rate': rate,
            'hyper-rate': hyper_rate, 'structure': structure}


def compute(problem, steps, runs, seed):
    """The summaries of the runs, by name."""
    with tempfile.TemporaryDirectory(prefix='fop-helps-') as name:
        path, out = pathlib.Path(name) / 'a.fopx', pathlib.Path(name) / 'out'
        path.write_text(json.dumps({
            'fop-workbench': 1, 'problem': problem, 'seed': seed, 'steps': steps,
            'evaluate-every': steps, 'runs': runs}), encoding='utf-8')
        done = subprocess.run([PROGRAM, 'run', path, '--out', out, '--quiet', '--formats', 'svg'],
                              capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            sys.exit(done.stderr)
        summary = json.loads((out / 'summary.json').read_text(encoding='utf-8'))
        return {run['name']: run for run in summary['runs']}


def judge(problem, summary):
    """Less is better; a run that diverged is worst."""
    if summary['status'] == 'diverged':
        return float('inf')
    if is_control(problem):
        return -summary['mean-return']
    loss = summary['train-loss']
    return float('inf') if loss is None else float(loss)


def best(problem, steps, runs):
    found = compute(problem, steps, list(runs.values()), 0)
    return min(runs, key=lambda key: judge(problem, found[runs[key]['name']]))


def spread(values, digits):
    values = [value for value in values if value is not None]
    if len(values) < len(SEEDS):
        return f'{len(SEEDS) - len(values)} diverged'
    deviation = float(f'{statistics.stdev(values):.1g}')
    return f'{statistics.mean(values):.{digits}g} ± {deviation:g}'


def row(problem, name, summaries):
    ended = [None if summary['status'] == 'diverged' else summary for summary in summaries]
    take = lambda key: [summary and summary.get(key) for summary in ended]
    if is_control(problem):
        return f'| {name} | | {spread(take("mean-return"), 4)} |'
    accuracy = '' if summaries[0].get('test-accuracy') is None \
        else spread([value and 100 * value for value in take('test-accuracy')], 3) + ' %'
    return f'| {name} | {spread(take("train-loss"), 3)} | {accuracy} |'


def tabulate(title, problem, steps, structure, bases):
    runs = {}
    for base in bases:
        rates = RATES[base] if not is_control(problem) else (0.001, 0.0003, 0.003)
        rate = best(problem, steps,
                    {rate: base_run(f'{rate}', base, rate) for rate in rates})
        hyper_rate = best(problem, steps,
                          {rho: fop_run(f'{rho}', base, rate, rho, structure)
                           for rho in HYPER_RATES})
        word = {'sgd': 'SGD', 'adam': 'Adam'}[base]
        runs[f'{word}, ε = {rate:g}'] = base_run(word, base, rate)
        runs[f'FOP {structure} over {word}, ρ = {hyper_rate:g}'] = fop_run(
            f'FOP over {word}', base, rate, hyper_rate, structure)
    by_seed = [compute(problem, steps, list(runs.values()), seed) for seed in SEEDS]
    print(f'| **{title}**, {steps} steps | | |')
    for label, run in runs.items():
        print(row(problem, label, [found[run['name']] for found in by_seed]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('words', nargs='*', help='only problems whose names contain one of these')
    options = parser.parse_args()
    if not (SHARED / 'data').exists():
        sys.exit(f'{SHARED}/data is not there; FOP_SHARED names the folder that has data')
    print('| five seeds | loss over the training rows | held-out accuracy, or mean return |')
    print('| --- | --- | --- |')
    for title, what in PROBLEMS.items():
        if not options.words or any(word in title for word in options.words):
            tabulate(title, *what)


if __name__ == '__main__':
    main()
