#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line frees its memory and reads no uninitialized memory."""
import os
import pathlib
import shutil
import subprocess

import cli
import tap


# What is known of the libraries below us.
SUPPRESSIONS = pathlib.Path(__file__).parents[1] / 'sanitizers' / 'valgrind.supp'


def under_valgrind(*arguments):
    """Runs the program under valgrind; returns its exit status unless there are memory errors."""
    if cli.SANITIZED:
        tap.skip('the sanitizers look for the same and cannot run under valgrind')
    if shutil.which('valgrind') is None:
        tap.skip('valgrind is not installed')
    environment = {**os.environ, 'OPENBLAS_NUM_THREADS': '1', 'G_SLICE': 'always-malloc'}
    process = subprocess.run(
        ['valgrind', '--quiet', '--leak-check=full', '--errors-for-leak-kinds=definite',
         '--show-leak-kinds=definite', '--error-exitcode=99',
         f'--suppressions={SUPPRESSIONS}', cli.PROGRAM, *map(str, arguments)],
        capture_output=True, text=True, timeout=1100, env=environment, check=False)
    assert process.returncode != 99, process.stderr[-4000:]
    return process.returncode


@tap.case('/leaks/a-run-with-all-its-outputs')
def run():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=110))
        assert under_valgrind('run', path, '--out', here / 'out', '--formats',
                              'pdf,svg,png,csv,npz,json,tex') == 0


@tap.case('/leaks/the-experiment-of-a-figure')
def extract():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=20, events=[]))
        cli.run(path, here / 'out', '--formats', 'pdf,svg,png')
        for ending in ('pdf', 'svg', 'png'):
            assert under_valgrind('extract', here / f'out/figures/loss.{ending}',
                                  '--out', here / f'{ending}.fopx') == 0


@tap.case('/leaks/a-refused-experiment')
def refused():
    with cli.folder() as here:
        broken = cli.changed(cli.QUADRATIC)
        broken['runs'][1]['normalize'] = 'frobenus'
        path = cli.write(here / 'a.fopx', broken)
        assert under_valgrind('run', path, '--out', here / 'out') == 2


@tap.case('/leaks/a-page')
def page():
    assert under_valgrind('describe', 'fop') == 0


tap.main()
