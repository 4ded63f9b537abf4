#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results are complete or absent, however the program ends, and no other program's files are lost.

FOP_THOROUGH=1 kills the program 100 times instead of 15.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time

import cli
import tap

FAULTS = pathlib.Path(__file__).parents[1] / 'data' / 'faults'
KILLS = 100 if os.environ.get('FOP_THOROUGH') == '1' else 15
ENDLESS = cli.changed(cli.QUADRATIC, steps=10**9)


def tree(folder):
    """The names of all files below the folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob('*')
            if path.is_symlink() or not path.is_dir()}


def wait_for(condition):
    while not condition():
        time.sleep(0.01)


def contents(out):
    """The reproducible contents of a results folder: numbers, and names of figures."""
    return {name: (out / name).read_bytes()
            for name in tree(out) if name.startswith('runs/') or name == 'experiment.fopx'}


@tap.case('/whole/figures-of-different-runs-have-different-names')
def figures():
    with cli.folder() as here:
        cli.run(FAULTS / 'figures-collide/col.fopx', here / 'out', '--formats', 'svg')
        for run, blocks in (('FOP', ('-weights-1', '-weights-2')), ('FOP-weights-1', ('',)),
                            ('eigenvalues-FOP', ('',))):
            names = {path.name for path in (here / 'out/figures' / run).iterdir()}
            wanted = {f'{kind}{block}.svg' for block in blocks
                      for kind in ('preconditioner', 'spectrum', 'instruments', 'gauges')}
            assert wanted < names, (run, names)
            picture = (here / 'out/figures' / run / f'spectrum{blocks[0]}.svg').read_bytes()
            assert picture.startswith(b'<?xml')
        assert {'figures/loss.svg', 'figures/landscape.svg'} < tree(here / 'out')


@tap.case('/whole/runs-whose-names-differ-in-case-or-are-a-figures-have-folders-of-their-own')
def folders():
    with cli.folder() as here:
        runs = [{'name': name, 'method': 'sgd', 'learning-rate': rate}
                for name, rate in (('sgd', 0.1), ('SGD', 0.2), ('loss.pdf', 0.01))]
        cli.run(cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, runs=runs, events=[])),
                here / 'out')
        folders = [entry['folder'] for entry in cli.summary(here / 'out')['runs']]
        assert folders == ['sgd', 'SGD-2', 'loss.pdf-2'], folders
        lower = {name.lower() for name in tree(here / 'out')}
        assert len(lower) == len(tree(here / 'out'))
        finals = {cli.run_summary(here / 'out', name)['final-loss']
                  for name in ('sgd', 'SGD', 'loss.pdf')}
        assert len(finals) == 3
        assert len({cli.column(here / 'out', folder, 'loss')[-1] for folder in folders}) == 3


@tap.case('/whole/a-second-run-leaves-nothing-of-the-first-and-all-of-others')
def second_run():
    with cli.folder() as here:
        out = here / 'out'
        one = cli.write(here / 'one.fopx', cli.QUADRATIC)
        other = cli.write(here / 'other.fopx', cli.changed(
            cli.QUADRATIC, runs=[{'name': 'Adam', 'method': 'adam'}], events=[]))
        cli.run(one, out, '--formats', 'svg,png')
        mine = {'notes.txt', 'runs/FOP/plot.py', 'figures/paper/a.pdf', 'figures/loss.tex'}
        for name in mine:
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text(name)
        (out / 'link').symlink_to('nowhere')
        cli.run(other, out)
        listed = set(cli.summary(out)['files'])
        assert tree(out) == listed | mine | {'link'}, tree(out) ^ (listed | mine)
        assert all((out / name).read_text() == name for name in mine)
        assert not any('FOP' in name or 'GD' in name or name.endswith('png') for name in listed)
        cli.run(other, here / 'alone')
        assert contents(here / 'alone').items() <= contents(out).items()
        assert {path.name for path in here.iterdir()} == {'one.fopx', 'other.fopx', 'out', 'alone'}


@tap.case('/whole/run-foresee-and-analyze-share-a-folder')
def shared_folder():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=30, events=[]))
        out = here / 'out'
        cli.run(path, out)
        results = tree(out)
        for _ in range(2):
            process = cli.call('foresee', path, '--out', out, '-k', 1)
            assert process.returncode == 0, process.stderr
        assert results < tree(out) and 'foresight.csv' in tree(out)
        process = cli.call('analyze', out / 'runs/FOP/preconditioner.npy', '--out', out)
        assert process.returncode == 0, process.stderr
        assert set(cli.summary(out)['files']) == {
            'summary.json', 'instruments.csv', 'eigenvalues.csv', 'figures/preconditioner.pdf',
            'figures/spectrum.pdf'}
        assert 'runs/FOP/preconditioner.npy' not in tree(out) and 'foresight.csv' in tree(out)


@tap.case('/whole/results-may-go-where-one-stands')
def working_folder():
    with cli.folder() as here:
        (here / 'out').mkdir()
        path = cli.write(here / 'out/a.fopx', cli.QUADRATIC)
        for _ in range(2):
            process = cli.call('run', path, '--out', '.', cwd=here / 'out')
            assert process.returncode == 0, process.stderr
            assert tree(here / 'out') == set(cli.summary(here / 'out')['files']) | {'a.fopx'}


@tap.case('/whole/data-files-are-named-from-where-the-results-stand')
def data_files():
    with cli.folder() as here:
        out = here / 'out'
        out.mkdir()
        (out / 'd.csv').write_text('a,b\n1,0\n2,1\n3,0\n4,1\n')
        problem = {'kind': 'logistic-regression', 'data': {'csv': 'out/d.csv'}}
        cli.run(cli.write(here / 'a.fopx', cli.changed(
            cli.QUADRATIC, problem=problem, steps=3, events=[])), out)
        cli.run(out / 'experiment.fopx', out)
        cli.run(out / 'experiment.fopx', here / 'elsewhere')
        assert cli.histories(out) == cli.histories(here / 'elsewhere')


@tap.case('/whole/a-kill-leaves-the-old-results-or-the-new-ones')
def kills():
    with cli.folder() as here:
        out = here / 'out'
        paths = [cli.write(here / 'one.fopx', cli.QUADRATIC),
                 cli.write(here / 'other.fopx', cli.changed(
                     cli.QUADRATIC, runs=[{'name': name, 'method': 'adam'} for name in 'ABC'],
                     events=[]))]
        wanted = []
        for path in paths:
            begin = time.monotonic()
            cli.run(path, here / 'wanted', '--formats', 'svg')
            seconds = time.monotonic() - begin
            wanted.append((set(cli.summary(here / 'wanted')['files']), contents(here / 'wanted')))
        cli.run(paths[0], out, '--formats', 'svg')
        (out / 'runs/mine').mkdir()
        (out / 'runs/mine/notes.txt').write_text('mine')
        draw = random.Random(12)
        ended = [0, 0]
        for kill in range(KILLS):
            # Half of them near the end, when the folders are swapped.
            late = seconds * (1.1 - 0.3 * draw.random())
            delay = draw.choice((late, seconds * draw.random()))
            with subprocess.Popen([cli.PROGRAM, 'run', paths[(kill + 1) % 2], '--out', out,
                                   '--formats', 'svg'], stdout=subprocess.DEVNULL) as process:
                time.sleep(delay)
                process.kill()
            listed = set(cli.summary(out)['files'])
            which = 0 if listed == wanted[0][0] else 1
            found = contents(out)
            assert found.pop('runs/mine/notes.txt') == b'mine'
            assert (listed, found) == wanted[which], f'a mixture after {kill + 1} kills'
            assert tree(out) == listed | {'runs/mine/notes.txt'}, tree(out) ^ listed
            ended[which] += 1
        print(f'# {KILLS} kills: {ended} times the results of either')
        cli.run(paths[1], out, '--formats', 'svg')
        assert {path.name for path in here.iterdir()} == {'one.fopx', 'other.fopx', 'out', 'wanted'}


@tap.case('/whole/signals-leave-nothing')
def signals():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', ENDLESS)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with subprocess.Popen([cli.PROGRAM, 'run', path, '--out', here / 'a/b/out', '--quiet'],
                                  stderr=subprocess.PIPE) as process:
                wait_for(lambda: list(here.glob('a/b/.out.*')))
                process.send_signal(number)
                said = process.stderr.read()
            assert process.returncode == -number and said == b'', (process.returncode, said)
            assert [entry.name for entry in here.iterdir()] == ['a.fopx']


@tap.case('/whole/a-signal-that-is-ignored-stays-so')
def ignored():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', ENDLESS)
        with subprocess.Popen(['nohup', cli.PROGRAM, 'run', path, '--out', here / 'out', '--quiet'],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            wait_for(lambda: list(here.glob('.out.*')))
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGTERM)
        assert process.returncode == -signal.SIGTERM


@tap.case('/whole/what-cannot-be-written-is-said-before-anything-is-computed')
def tried_first():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', ENDLESS)
        (here / 'file').write_text('here first')
        for command in ('run', 'foresee'):
            process = cli.call(command, path, '--out', here / 'file/below', '--quiet')
            assert process.returncode == 4 and str(here / 'file/below') in process.stderr


@tap.case('/whole/output-that-cannot-be-printed-is-4')
def standard_output():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=3, events=[]))
        cli.run(path, here / 'out')
        matrix = here / 'out/runs/FOP/preconditioner.npy'
        commands = [['--help'], ['--version'], ['list', 'methods'], ['list', 'problems', '--json'],
                    ['describe', 'fop'], ['run', '--help'], ['analyze', '--help'],
                    ['run', path, '--out', here / 'again'],
                    ['foresee', path, '--out', here / 'back', '-k', 0],
                    ['analyze', matrix, '--out', here / 'seen']]
        for command in commands:
            for shell in ('exec "$0" "$@" >/dev/full', 'exec "$0" "$@" >&-'):
                process = subprocess.run(['sh', '-c', shell, cli.PROGRAM, *map(str, command)],
                                         stderr=subprocess.PIPE, text=True, check=False)
                assert process.returncode == 4, (command, shell, process.returncode)
                assert 'standard output could not be written' in process.stderr, process.stderr
        for out, file in (('again', 'runs/FOP/theta.npy'), ('back', 'foresight.csv'),
                          ('seen', 'instruments.csv')):
            assert (here / out / file).stat().st_size > 0
        silent = subprocess.run(['sh', '-c', 'exec "$0" "$@" >&- 2>&- <&-', cli.PROGRAM, 'run',
                                 path, '--out', here / 'silent', '--quiet'], check=False)
        assert silent.returncode == 0
        assert contents(here / 'silent') == contents(here / 'out')


@tap.case('/whole/what-all-runs-together-need-is-refused-beforehand')
def memory_of_all():
    with cli.folder() as here:
        with subprocess.Popen([cli.PROGRAM, 'run', FAULTS / 'memory/10_x_fop_11000.fopx', '--out',
                               here / 'out'], stderr=subprocess.PIPE, text=True) as process:
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 2, process.returncode
        assert '10 runs would need 4.543 GiB; the limit for all runs is 4 GiB' in said, said
        assert cli.SANITIZED or usage.ru_maxrss < 500_000, usage.ru_maxrss
        assert list(here.iterdir()) == []


@tap.case('/whole/a-limit-of-the-process-is-an-error')
def memory_of_process():
    if cli.SANITIZED:
        tap.skip('the sanitizers take terabytes of address space')
    with cli.folder() as here:
        large = cli.changed(cli.QUADRATIC, steps=1, events=[],
                            problem={'kind': 'quadratic', 'dimension': 700, 'rotation': False})
        path = cli.write(here / 'a.fopx', large)
        ended = set()
        for mebibytes in (250, 310, 325, 340, 350, 360, 375, 4000):
            process = subprocess.run(
                ['sh', '-c', f'ulimit -v {1024 * mebibytes}; exec "$0" "$@"', cli.PROGRAM, 'run',
                 path, '--out', here / 'out', '--jobs', '1', '--formats', 'svg', '--quiet'],
                capture_output=True, text=True, check=False,
                env={**os.environ, 'OPENBLAS_NUM_THREADS': '1'})
            print(f'# {mebibytes} MiB: {process.returncode} {process.stderr.strip()}')
            assert process.returncode in (0, 2, 4), (mebibytes, process)
            left = {entry.name for entry in here.iterdir()}
            if process.returncode != 0:
                assert 'memory' in process.stderr, process.stderr
                assert left == {'a.fopx'}
            else:
                assert set(cli.summary(here / 'out')['files']) == tree(here / 'out')
                shutil.rmtree(here / 'out')
            ended.add(process.returncode)
        assert {0, 2} <= ended


def strokes(picture, what='<path'):
    """The number of lines in an SVG figure."""
    return picture.read_text(encoding='utf-8').count(what)


def words(picture):
    """The text of a figure as PDF."""
    if shutil.which('pdftotext') is None:
        tap.skip('pdftotext is not installed')
    return ' '.join(subprocess.run(['pdftotext', picture, '-'], capture_output=True, text=True,
                                   check=True).stdout.split())


@tap.case('/whole/no-run-is-left-out-however-many')
def many_runs():
    with cli.folder() as here:
        path = FAULTS / 'many-runs/n65.fopx'
        experiment = json.loads(path.read_text(encoding='utf-8'))
        cli.run(path, here / 'all', '--formats', 'svg')
        assert all(entry['analysis'][0]['condition'] is not None
                   for entry in cli.summary(here / 'all')['runs'])
        fewer = cli.changed(experiment, runs=experiment['runs'][:64])
        cli.run(cli.write(here / 'a.fopx', fewer), here / 'fewer', '--formats', 'svg')
        # Coinciding lines are one, except that of the last run, which is dotted and separate.
        for figure, what in (('loss', 'stroke-dasharray'), ('landscape', '<path')):
            assert strokes(here / f'all/figures/{figure}.svg', what) \
                > strokes(here / f'fewer/figures/{figure}.svg', what), figure
        cli.run(FAULTS / 'many-runs/n66-fop.fopx', here / 'fop', '--formats', 'svg')
        analyses = [entry['analysis'] for entry in cli.summary(here / 'fop')['runs']]
        assert len(analyses) == 66 and all(analysis for analysis in analyses)
        for run in ('r01', 'r66'):
            assert (here / f'fop/figures/{run}/spectrum.svg').exists()


@tap.case('/whole/names-that-have-no-room-are-counted')
def counted():
    with cli.folder() as here:
        cli.run(FAULTS / 'many-runs/n65.fopx', here / 'out', '--formats', 'pdf')
        said = words(here / 'out/figures/loss.pdf')
        named = [number for number in range(1, 66) if f'r{number:03}: ' in said]
        assert named == list(range(1, len(named) + 1)) and len(named) > 5
        assert f'Plus {65 - len(named)} more runs. Seed 1' in said, said
        assert re.search(r'\+\d+ unlabeled', words(here / 'out/figures/landscape.pdf'))
        # In the legend, for which the page has grown.
        assert all(f'r{number:03}' in said for number in range(1, 65)) and 'the best run' in said


@tap.case('/whole/twenty-names-stand-in-a-legend-and-long-ones-are-told-apart')
def legends():
    with cli.folder() as here:
        cli.run(FAULTS / 'legends/r20.fopx', here / 'many', '--formats', 'pdf')
        # Once in the legend, and once in the caption if it fits.
        said = words(here / 'many/figures/loss.pdf').split(' r20: ')[0]
        names = [run['name'] for run in json.loads(
            (FAULTS / 'legends/r20.fopx').read_text(encoding='utf-8'))['runs']]
        assert all(name in said for name in names), (said, names)
        cli.run(FAULTS / 'legends/long.fopx', here / 'long', '--formats', 'pdf')
        # Whole, in smaller text, if a row has room for them, else cut where they do not differ.
        said = words(here / 'long/figures/loss.pdf').split('J(θ)')[0]
        shown = set(re.findall(r'a ve(?:…|ry long run name that goes on )x*\d', said))
        assert len(shown) == 6, (shown, said)


tap.main()
