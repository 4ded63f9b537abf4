#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files whose names or contents are not text: displayed and written with escapes, \\xE9, that are
read back."""
import json
import os
import pathlib
import re
import shutil
import subprocess

import cli
import tap

FAULTS = pathlib.Path(__file__).parents[1] / 'data' / 'faults'
# Characters that must not reach a terminal: controls, and those that change the text direction.
UNSEEN = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f؜‎‏\u2028-\u202e\u2066-\u2069]')


def call(*arguments):
    """Runs the program; its output is bytes."""
    return subprocess.run([cli.PROGRAM, *arguments], capture_output=True, timeout=280, check=False)


def clean(output):
    """The output as text, which must be UTF-8 that is safe for a terminal."""
    text = output.decode('utf-8')
    assert not UNSEEN.search(text), text
    return text


def odd(folder, name):
    """The path of a file with a name in Latin-1."""
    return os.path.join(os.fsencode(folder), name.encode('latin-1'))


@tap.case('/names/a-matrix-with-a-name-in-latin-1-is-analyzed')
def matrix():
    with cli.folder() as here:
        path = odd(here, 'h\xe9\x1b.npy')
        shutil.copy(FAULTS / 'name-not-utf8/P.npy', path)
        process = call('analyze', path, '--formats', 'svg')
        assert process.returncode == 0, process.stderr
        assert 'h\\xE9\\x1B.npy: order' in clean(process.stdout)
        out = odd(here, 'h\xe9\x1b')
        summary = json.loads(open(os.path.join(out, b'summary.json'), 'rb').read().decode('utf-8'))
        assert summary['matrices'][0]['file'].endswith('/h\\xE9\\x1B.npy')
        svg = open(os.path.join(out, b'figures', b'preconditioner.svg'), 'rb').read()
        svg.decode('utf-8')
        assert clean(call('analyze', odd(here, 'n\xe9.npy')).stderr).count('n\\xE9.npy') == 1


@tap.case('/names/an-experiment-on-data-with-a-name-in-latin-1-can-be-read-again')
def data():
    with cli.folder() as here:
        folder = odd(here, 'd\xe9')
        os.mkdir(folder)
        experiment = json.loads((FAULTS / 'name-not-utf8/e.fopx').read_text())
        shutil.copy(FAULTS / 'name-not-utf8/k.csv', os.path.join(folder, b'k\xe9.csv'))
        experiment['problem']['data']['csv'] = 'k\\xE9.csv'
        with open(os.path.join(folder, b'e.fopx'), 'w', encoding='utf-8') as file:
            json.dump(experiment, file)
        process = call('run', os.path.join(folder, b'e.fopx'))
        assert process.returncode == 0, process.stderr
        assert 'd\\xE9/e' in clean(process.stdout)
        results = os.path.join(folder, b'e')
        with open(os.path.join(results, b'experiment.fopx'), 'rb') as file:
            written = json.loads(file.read().decode('utf-8'))
        assert written['problem']['data']['csv'].endswith('/d\\xE9/k\\xE9.csv')
        with open(os.path.join(results, b'summary.json'), 'rb') as file:
            assert 'k\\xE9.csv' in json.loads(file.read().decode('utf-8'))['problem']
        again = call('run', os.path.join(results, b'experiment.fopx'), '--out', here / 'again')
        assert again.returncode == 0, again.stderr
        with open(os.path.join(results, b'runs', b'GD', b'history.csv'), 'rb') as file:
            assert cli.histories(here / 'again')['GD'] == file.read()


@tap.case('/names/a-backslash-in-a-name-is-one')
def backslash():
    with cli.folder() as here:
        experiment = json.loads((FAULTS / 'name-not-utf8/e.fopx').read_text())
        for name, written in (('a\\b.csv', 'a\\b.csv'), ('\\xE9.csv', '\\x5CxE9.csv')):
            shutil.copy(FAULTS / 'name-not-utf8/k.csv', here / name)
            experiment['problem']['data']['csv'] = written
            cli.run(cli.write(here / 'a.fopx', experiment), here / 'a')
            saved = json.loads((here / 'a/experiment.fopx').read_text())
            assert saved['problem']['data']['csv'].endswith(written), saved
            cli.run(here / 'a/experiment.fopx', here / 'again')


@tap.case('/names/what-stands-in-a-file-reaches-no-terminal-unescaped')
def contents():
    with cli.folder() as here:
        # Text in a first column would be names of rows.
        (here / 'esc.csv').write_bytes(b'a,b\n1,\x1b[31m2\n3,4\n')
        for path in (FAULTS / 'text-of-files/badutf8.npy', FAULTS / 'text-of-files/esc.npy',
                     here / 'esc.csv'):
            process = call('analyze', path, '--out', here / 'out')
            assert process.returncode == 2
            assert '\\x' in clean(process.stderr), process.stderr
        process = call('run', FAULTS / 'text-of-files/esc.fopx', '--out', here / 'out')
        assert process.returncode == 2 and '\\x1B[31mevil' in clean(process.stderr)
        for command in (['run', b'\x1b\xe9.fopx'], [b'\x1b]0;evil\x07\xe9'],
                        ['describe', '‮fop'], ['list', '--\x1b'], ['analyze', b'a\rb.npy'],
                        ['run', 'a.fopx', '--formats', '\x1b'], ['analyze', 'a', '--as', '\x9b']):
            process = call(*command)
            assert process.returncode == 2, command
            clean(process.stderr)
            clean(process.stdout)
        assert [path.name for path in here.iterdir()] == ['esc.csv']


@tap.case('/names/words-that-would-turn-a-line-around-are-refused')
def words():
    with cli.folder() as here:
        for member, value in (('title', 'a\x1b[31mb'), ('title', '\u202egpj'), ('title', 'two\nlines'),
                              ('description', 'a\rb'), ('description', 'a\u2066b')):
            process = cli.call('run', cli.write(here / 'a.fopx', cli.changed(
                cli.QUADRATIC, **{member: value})))
            assert process.returncode == 2, (member, value)
            assert f'{member}: must not contain control characters' in process.stderr
        runs = [{'name': 'a\u202eb', 'method': 'sgd'}]
        process = cli.call('run', cli.write(here / 'a.fopx', cli.changed(
            cli.QUADRATIC, runs=runs, events=[])))
        assert process.returncode == 2 and 'runs[0].name: ' in process.stderr
        cli.run(cli.write(here / 'a.fopx', cli.changed(
            cli.QUADRATIC, steps=2, events=[], title='ωµ 日本', description='Two\nlines')),
                here / 'out')
        assert cli.summary(here / 'out')['title'] == 'ωµ 日本'


tap.main()
