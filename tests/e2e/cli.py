# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command line for the tests: experiments in temporary folders, and their results."""
import contextlib
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile

import numpy

import tap

PROGRAM = os.environ['FOP_CLI']
EXAMPLES = pathlib.Path(os.environ['FOP_EXAMPLES'])
DATA = pathlib.Path(os.environ['FOP_TEST_DATA'])
# The sanitizers have their own exit status and allocator: valgrind cannot run below them.
SANITIZED = os.environ.get('FOP_SANITIZED', 'none') != 'none'

QUADRATIC = {
    'fop-workbench': 1,
    'title': 'A small valley',
    'problem': {'kind': 'quadratic', 'dimension': 6, 'condition': 50, 'seed': 3},
    'seed': 1,
    'steps': 200,
    'runs': [
        {'name': 'GD', 'method': 'sgd', 'learning-rate': 0.1},
        {'name': 'FOP', 'method': 'fop', 'learning-rate': 0.1, 'hyper-rate': 0.01,
         'normalize': 'frobenius'},
    ],
    'events': [{'run': 'FOP', 'step': 100, 'set': {'hyper-rate': 0.003}}],
}


@contextlib.contextmanager
def folder():
    """A temporary folder as a pathlib.Path."""
    with tempfile.TemporaryDirectory(prefix='fop-e2e-') as name:
        yield pathlib.Path(name)


def changed(experiment, **members):
    """A deep copy of the experiment with some members replaced."""
    copy = json.loads(json.dumps(experiment))
    copy.update(members)
    return copy


def write(path, experiment):
    path.write_text(json.dumps(experiment), encoding='utf-8')
    return path


def call(*arguments, program=PROGRAM, environment=None, **options):
    """Runs the program; returns the completed process with its output."""
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          encoding='utf-8', timeout=1100, check=False,
                          env={**os.environ, **(environment or {})}, **options)


def run(path, out, *arguments, status=0, environment=None):
    """`run PATH --out OUT`, which must exit with the given status; returns the process."""
    process = call('run', path, '--out', out, *arguments, environment=environment)
    assert process.returncode == status, \
        f'exit status {process.returncode}, not {status}: {process.stderr}'
    return process


def summary(out):
    return json.loads((out / 'summary.json').read_text(encoding='utf-8'))


def run_summary(out, name):
    return next(entry for entry in summary(out)['runs'] if entry['name'] == name)


def history(out, name):
    """The history as (header, rows of text)."""
    with open(out / 'runs' / name / 'history.csv', newline='', encoding='ascii') as file:
        header, *rows = csv.reader(file)
    return header, rows


def declared_columns(method):
    """The columns of the method's history, in the order of its page. Those of sgd are every run's."""
    page = call('describe', method).stdout.split('\nHistory columns', 1)[1].split('\nParameters (', 1)[0]
    return re.findall(r'^    ([a-z][a-z0-9-]*)\b.*?: ', page, re.M)


def column(out, name, key):
    header, rows = history(out, name)
    index = header.index(key)
    return numpy.array([float(row[index]) if row[index] else numpy.nan for row in rows])


def histories(out):
    """The bytes of every history, by run."""
    return {path.parent.name: path.read_bytes() for path in (out / 'runs').glob('*/history.csv')}


def shared(name):
    """A data file too large for DATA; without it the case is skipped."""
    path = pathlib.Path(os.environ['FOP_SHARED']) / 'data' / name
    if not path.exists():
        tap.skip(f'no {name} in the folder data of the one that FOP_SHARED names')
    return path.resolve()
