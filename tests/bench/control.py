#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learning to act from five seeds: what the policies are worth, and how long it took.

CartPole by PPO with Adam's defaults has to come to a mean return of 475 of 500 over 100 episodes in
under a minute from four seeds of five; the exit status says whether it does. Pendulum is shown."""
import pathlib
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / 'e2e'))
import cli

SEEDS = range(1, 6)
PROBLEMS = {'cartpole': (2500, 16 * 128, 32), 'pendulum': (4000, 16 * 200, 100)}


def learn(kind, seed, steps):
    with tempfile.TemporaryDirectory() as name:
        here = pathlib.Path(name)
        experiment = {'fop-workbench': 1, 'problem': {'kind': kind}, 'seed': seed, 'steps': steps,
                      'runs': [{'name': 'Adam', 'method': 'adam'}]}
        cli.run(cli.write(here / 'a.fopx', experiment), here / 'out')
        return (cli.run_summary(here / 'out', 'Adam'),
                cli.column(here / 'out', 'Adam', 'return')[-1])


def main():
    solved = 0
    for kind, (steps, samples, period) in PROBLEMS.items():
        print(f'{kind}, {steps} steps: seed, mean return over 100 episodes, last return in '
              'training, seconds, environment steps a second (learning included)')
        for seed in SEEDS:
            summary, last = learn(kind, seed, steps)
            rate = (steps // period + 1) * samples / summary['seconds']
            print(f'{seed:4} {summary["mean-return"]:10.2f} {last:10.2f} '
                  f'{summary["seconds"]:8.1f} {rate:10.0f}', flush=True)
            if kind == 'cartpole':
                solved += summary['mean-return'] >= 475 and summary['seconds'] < 60
    print(f'cartpole: {solved} of {len(SEEDS)} seeds')
    return 0 if solved >= 4 else 1


sys.exit(main())
