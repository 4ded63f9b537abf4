#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: exit status 2, one message that names the file, key or line, and nothing written."""
import gzip
import io
import json
import math
import os
import shutil
import struct

import numpy

import cli
import tap


def images(rows=12, magic=0x00000803, side=4, body=None):
    """An IDX images file."""
    if body is None:
        body = bytes(i % 256 for i in range(rows * side * side))
    return struct.pack('>IIII', magic, rows, side, side) + body


def labels(rows=12, magic=0x00000801):
    """An IDX labels file of three classes."""
    return struct.pack('>II', magic, rows) + bytes(i % 3 for i in range(rows))


def array(rows):
    """A .npy file."""
    file = io.BytesIO()
    numpy.save(file, numpy.array(rows, dtype=float))
    return file.getvalue()


def on_data(data, **members):
    """Softmax regression on the data source."""
    return {'fop-workbench': 1, 'problem': {'kind': 'softmax-regression', 'data': data, **members},
            'steps': 5, 'runs': [{'name': 'SGD', 'method': 'sgd', 'learning-rate': 0.1}]}


IDX = on_data({'images': 'images', 'labels': 'labels'})
CSV = on_data({'csv': 'table.csv', 'label-column': -1})


def with_run(**members):
    """The small quadratic with members of its second run changed."""
    experiment = cli.changed(cli.QUADRATIC)
    experiment['runs'][1].update(members)
    return experiment


def with_hessian(matrix):
    return cli.changed(cli.QUADRATIC, problem={'kind': 'quadratic', 'hessian': matrix}, events=[])


def refused(experiment, files, words, arguments=()):
    """Runs the experiment with the files; expects status 2 and a message that contains all words."""
    with cli.folder() as here:
        for name, content in files.items():
            if content is None:
                (here / name).mkdir()
            else:
                (here / name).write_bytes(content)
        path = here / 'a.fopx'
        if isinstance(experiment, bytes):
            path.write_bytes(experiment)
        elif experiment is not None:
            cli.write(path, experiment)
        process = cli.call('run', path, '--out', here / 'out', *arguments)
        assert process.returncode == 2, f'exit status {process.returncode}: {process.stderr}'
        for word in words:
            assert word in process.stderr, f'no “{word}” in: {process.stderr}'
        assert len(process.stderr.strip().splitlines()) == 1, process.stderr
        assert not (here / 'out').exists(), 'something was written'


GOOD_TEXT = json.dumps(cli.QUADRATIC, indent=1).encode()
TABLE = b'1,2,0\n3,4,1\n5,6,2\n'

CASES = {
    # Data files: name, experiment, files, words that the message must contain.
    'gzip-cut-short': (IDX, {'images': gzip.compress(images(body=os.urandom(192)))[:100],
                             'labels': labels()}, ['images']),
    'idx-with-a-wrong-magic': (IDX, {'images': images(magic=0x00000D03), 'labels': labels()},
                               ['images', '00 00 08 03', '00 00 0d 03']),
    'idx-shorter-than-its-header-says': (IDX, {'images': images()[:-7], 'labels': labels()},
                                         ['images']),
    'idx-longer-than-its-header-says': (IDX, {'images': images() + b'??', 'labels': labels()},
                                        ['images']),
    'fewer-labels-than-images': (IDX, {'images': images(12), 'labels': labels(11)},
                                 ['labels', '12', '11']),
    'ragged-table': (CSV, {'table.csv': b'1,2,0\n3,4,1\n5,2\n'}, ['table.csv', '3']),
    'text-in-a-number-column': (CSV, {'table.csv': b'1,2,0\n3,four,1\n5,6,2\n'},
                                ['table.csv', '2', 'four']),
    'nan-in-data': (CSV, {'table.csv': b'1,2,0\n3,nan,1\n5,6,2\n'}, ['table.csv', '2']),
    'empty-data-file': (CSV, {'table.csv': b''}, ['table.csv']),
    'folder-for-a-data-file': (CSV, {'table.csv': None}, ['table.csv']),
    'missing-data-file': (CSV, {}, ['table.csv']),
    'libsvm-without-a-colon': (on_data({'libsvm': 'a'}), {'a': b'+1 1:1 2:1\n-1 3\n'}, ['a:', '2']),
    # Experiment files.
    'json-cut-in-half': (GOOD_TEXT[:len(GOOD_TEXT) // 2], {}, ['a.fopx', 'line']),
    'empty-experiment': (b'', {}, ['a.fopx']),
    'experiment-that-is-not-text': (b'\x89PNG\r\n\x1a\n\0\0', {}, ['a.fopx']),
    'unknown-key-of-a-run': (with_run(**{'learning-rat': 0.1}), {},
                             ['a.fopx', 'learning-rat', 'learning-rate', 'runs[1]']),
    'unknown-key-of-the-experiment': (cli.changed(cli.QUADRATIC, step=3), {}, ['step', 'steps']),
    'unknown-problem': (cli.changed(cli.QUADRATIC, problem={'kind': 'rosenbrok'}), {},
                        ['rosenbrok', 'rosenbrock']),
    'unknown-method': (with_run(method='adm'), {}, ['adm', 'adam']),
    'unknown-word-of-a-choice': (with_run(normalize='frobenus'), {}, ['frobenus', 'frobenius']),
    'value-out-of-range': (with_run(**{'learning-rate': -1}), {}, ['learning-rate', '-1']),
    'value-of-a-wrong-type': (with_run(**{'learning-rate': 'fast'}), {}, ['learning-rate']),
    'fraction-for-a-whole-number': (cli.changed(cli.QUADRATIC, steps=10.5), {}, ['steps']),
    'keep-factor-where-p-has-no-m': (
        with_run(structure='low-rank', **{'keep-factor': True}), {},
        ['runs[1].keep-factor', 'structure is low-rank']),
    'two-runs-of-one-name': (with_run(name='GD'), {}, ['GD', 'name']),
    'run-name-that-is-no-folder': (with_run(name='a/b'), {}, ['runs[1].name', 'slash']),
    'no-runs': (cli.changed(cli.QUADRATIC, runs=[], events=[]), {}, ['runs']),
    'event-of-a-run-that-is-not-there': (
        cli.changed(cli.QUADRATIC, events=[{'run': 'FOPP', 'step': 1, 'set': {'hyper-rate': 1}}]),
        {}, ['FOPP']),
    'event-on-a-setting-that-needs-a-restart': (
        cli.changed(cli.QUADRATIC,
                    events=[{'run': 'FOP', 'step': 1, 'set': {'structure': 'diagonal'}}]),
        {}, ['structure']),
    'file-of-a-newer-version': (cli.changed(cli.QUADRATIC, **{'fop-workbench': 2}), {}, ['2']),
    # Matrices.
    'hessian-not-symmetric': (with_hessian([[1, 0.5], [0, 1]]), {}, ['hessian', 'symmetric']),
    'hessian-not-square': (with_hessian([[1, 0, 0], [0, 1, 0]]), {}, ['hessian']),
    'hessian-not-finite': (with_hessian('h.npy'), {'h.npy': array([[1, 0], [0, math.nan]])},
                           ['h.npy', '[1, 1]', 'finite']),
    'number-past-all-numbers': (
        json.dumps(with_hessian([[1, 0], [0, 'INF']])).replace('"INF"', '1e999').encode(), {},
        ['a.fopx', 'line 1', '1e999']),
    'start-of-a-wrong-length': (
        cli.changed(cli.QUADRATIC, problem={'kind': 'rosenbrock', 'dimension': 4,
                                            'start': [1, 2, 3]}, events=[]), {}, ['start']),
    'pickled-npy': (with_hessian('h.npy'),
                    {'h.npy': b"\x93NUMPY\x01\0\x76\0{'descr': '|O', 'fortran_order': False, "
                              b"'shape': (1, 1), }".ljust(127) + b'\n' + b'\x80\x04.'}, ['h.npy']),
}

for title, (content, beside, expected) in CASES.items():
    tap.add(f'/refusals/{title}', refused, content, beside, expected)

for title, bad, expected in (
        ('set-without-a-value', ['--set', 'FOP.hyper-rate'], ['FOP.hyper-rate']),
        ('set-on-an-unknown-run', ['--set', 'FOQ.hyper-rate=1'], ['FOQ', 'FOP']),
        ('set-of-an-unknown-key', ['--set', 'FOP.hyper-rat=1'], ['hyper-rat', 'hyper-rate']),
        ('set-out-of-range', ['--set', 'FOP.learning-rate=-3'], ['learning-rate', '-3']),
        ('no-steps', ['--steps', '0'], ['--steps']),
        ('steps-that-are-no-number', ['--steps', 'many'], ['many']),
        ('unknown-format', ['--formats', 'pdf,gif'], ['gif', 'png']),
        ('negative-jobs', ['--jobs', '-1'], ['--jobs'])):
    tap.add(f'/refusals/{title}', refused, cli.QUADRATIC, {}, expected, bad)


@tap.case('/refusals/file-without-permission')
def permission():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        here.chmod(0o755)
        path.chmod(0)
        options, program = {}, cli.PROGRAM
        if os.geteuid() == 0:
            # Root may read anything: ask as nobody, who may not reach the program where it stands.
            options = {'user': 65534, 'group': 65534, 'extra_groups': []}
            program = shutil.copy(cli.PROGRAM, here)
            try:
                if cli.call('--version', program=program, **options).returncode != 0:
                    tap.skip('the program cannot be started without being root here')
            except PermissionError:
                tap.skip('root cannot become nobody here, or nobody cannot reach temporary files')
        process = cli.call('run', path, '--out', here / 'out', program=program, **options)
        assert process.returncode == 2 and 'a.fopx' in process.stderr, process.stderr


@tap.case('/refusals/folder-for-an-experiment')
def directory():
    with cli.folder() as here:
        process = cli.call('run', here, '--out', here / 'out')
        assert process.returncode == 2 and str(here) in process.stderr, process.stderr


@tap.case('/refusals/experiment-that-is-not-there')
def missing():
    refused(None, {}, ['a.fopx'])


@tap.case('/refusals/ten-gigabytes-are-refused-before-they-are-taken')
def too_large():
    for problem in ({'kind': 'quadratic', 'dimension': 40_000},
                    {'kind': 'rosenbrock', 'dimension': 1_400_000_000}):
        large = cli.changed(cli.QUADRATIC, problem=problem, events=[])
        with cli.folder() as here:
            path = cli.write(here / 'a.fopx', large)
            reader, writer = os.pipe()
            pid = os.posix_spawn(cli.PROGRAM, [cli.PROGRAM, 'run', path, '--out', here / 'out'],
                                 os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writer, 2)])
            os.close(writer)
            with os.fdopen(reader, encoding='utf-8') as stream:
                message = stream.read()
            _, wait_status, usage = os.wait4(pid, 0)
            assert os.waitstatus_to_exitcode(wait_status) == 2, message
            assert 'dimension' in message and 'GiB' in message, message
            assert usage.ru_maxrss < 500_000, f'{usage.ru_maxrss} kB were taken'


@tap.case('/refusals/wrong-usage-shows-the-right-one')
def usage():
    for arguments in ([], ['ru'], ['run'], ['run', 'a', 'b'], ['run', '--fast', 'a'], ['list'],
                      ['list', 'things'], ['describe'], ['describe', 'fopp']):
        process = cli.call(*arguments)
        assert process.returncode == 2, (arguments, process.returncode)
        assert process.stderr and not process.stdout, arguments
    assert 'did you mean “fop”?' in cli.call('describe', 'fopp').stderr


tap.main()
