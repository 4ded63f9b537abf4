#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `run` writes: the files of the contract, well formed, and consistent with each other."""
import json
import math
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys

import numpy

import cli
import tap

MAGIC = {'pdf': b'%PDF-', 'svg': b'<?xml', 'png': b'\x89PNG\r\n'}


@tap.case('/cli/run-writes-every-file-of-the-contract')
def every_file():
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), out, '--formats', 'pdf,svg,png')
        found = {str(path.relative_to(out)) for path in out.rglob('*') if path.is_file()}
        wanted = {'summary.json', 'experiment.fopx'}
        for name in ('GD', 'FOP'):
            wanted |= {f'runs/{name}/{file}' for file in ('history.csv', 'theta.npy',
                                                          'instruments.csv', 'density.csv')}
        wanted |= {'runs/FOP/preconditioner.npy', 'runs/FOP/eigenvalues.csv'}
        for ending in MAGIC:
            wanted |= {f'figures/{figure}.{ending}'
                       for figure in ('loss', 'landscape', 'FOP/preconditioner', 'FOP/spectrum',
                                      'FOP/instruments', 'FOP/gauges', 'FOP/waterfall',
                                      'GD/density', 'FOP/density', 'GD/theory', 'FOP/theory')}
        assert found == wanted, f'missing {wanted - found}, unexpected {found - wanted}'
        assert set(cli.summary(out)['files']) == found
        for path in (out / 'figures').rglob('*.*'):
            start = path.read_bytes()[:6]
            assert start.startswith(MAGIC[path.suffix[1:]]), f'{path.name} starts with {start}'


@tap.case('/cli/summary-tells-what-the-histories-tell')
def summary_agrees():
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), out)
        summary = cli.summary(out)
        assert summary['title'] == 'A small valley' and summary['seed'] == 1
        for entry in summary['runs']:
            losses = cli.column(out, entry['name'], 'loss')
            assert entry['status'] == 'completed' and entry['steps'] == 200
            assert entry['final-loss'] == losses[-1]
            assert entry['best-loss'] == losses.min()
            assert entry['gradient-evaluations'] >= 200
            assert entry['function-evaluations'] >= 200
            assert entry['seconds'] >= 0 and entry['steps-per-second'] > 0
        assert [entry['method'] for entry in summary['runs']] == ['sgd', 'fop']


@tap.case('/cli/returns-of-episodes-stand-in-history-and-summary')
def returns():
    with cli.folder() as here:
        problem = {'kind': 'cartpole', 'environments': 4, 'horizon': 16, 'hidden': [8],
                   'episode-limit': 40, 'epochs': 2, 'minibatches': 3, 'evaluation-episodes': 7}
        runs = [{'name': 'Adam', 'method': 'adam'}, {'name': 'HD', 'method': 'hd'}]
        experiment = cli.changed(cli.QUADRATIC, problem=problem, steps=60, events=[], runs=runs)
        cli.run(cli.write(here / 'a.fopx', experiment), here / 'out')
        assert (here / 'out/figures/return.pdf').read_bytes().startswith(b'%PDF-')
        header, _ = cli.history(here / 'out', 'HD')
        assert header[-2:] == ['learning-rate', 'return'], header
        for name in ('Adam', 'HD'):
            shown = cli.column(here / 'out', name, 'return')
            known = shown[~numpy.isnan(shown)]
            assert len(known) >= 54 and (known > 5).all() and (known <= 40).all()
            # Six steps per rollout, and columns are those of the rollout.
            rollouts = shown[:60].reshape(10, 6)
            assert numpy.array_equal(rollouts, rollouts[:, :1].repeat(6, 1), equal_nan=True)
            mean = cli.run_summary(here / 'out', name)['mean-return']
            assert 5 < mean <= 40 and abs(7 * mean - round(7 * mean)) < 1e-9
        cli.run(cli.write(here / 'b.fopx', cli.QUADRATIC), here / 'plain')
        assert 'mean-return' not in cli.run_summary(here / 'plain', 'GD')


@tap.case('/cli/history-has-a-row-for-each-step-and-one-more')
def history_rows():
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), out)
        for name in ('GD', 'FOP'):
            header, rows = cli.history(out, name)
            assert header[:3] == ['step', 'loss', 'gradient-norm']
            assert [int(row[0]) for row in rows] == list(range(201))
            assert all(len(row) == len(header) for row in rows)
            assert all(float(row[1]) > 0 for row in rows)


@tap.case('/cli/arrays-load-in-numpy-and-agree-with-the-eigenvalues')
def arrays():
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), out)
        theta = numpy.load(out / 'runs/FOP/theta.npy', allow_pickle=False)
        matrix = numpy.load(out / 'runs/FOP/preconditioner.npy', allow_pickle=False)
        assert theta.shape == (6,) and theta.dtype == numpy.float64
        assert matrix.shape == (6, 6) and matrix.flags['C_CONTIGUOUS']
        assert (matrix == matrix.T).all()
        written = numpy.loadtxt(out / 'runs/FOP/eigenvalues.csv', delimiter=',', skiprows=1,
                                ndmin=2)[:, -1]
        assert numpy.allclose(numpy.sort(written), numpy.linalg.eigvalsh(matrix), rtol=1e-10)


@tap.case('/cli/a-run-that-keeps-m-writes-it-and-p-is-its-square')
def factors():
    fop = {'method': 'fop', 'learning-rate': 0.05}
    layered = {**fop, 'structure': 'layerwise', 'hyper-rate': 0.05}
    network = cli.changed(
        cli.QUADRATIC, steps=30, events=[],
        problem={'kind': 'mlp', 'hidden': [5],
                 'data': {'generate': 'gaussians', 'rows': 60, 'features': 4, 'classes': 3}},
        runs=[{'name': 'kept', **layered, 'keep-factor': True}, {'name': 'tracked', **layered},
              {'name': 'all', **fop, 'keep-factor': True},
              {'name': 'sides', **fop, 'structure': 'kronecker'}])
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', network), out)
        n_factors = {}
        for run in ('kept', 'tracked', 'all', 'sides'):
            folder = out / 'runs' / run
            factors = sorted(folder.glob('factor*.npy'))
            n_factors[run] = len(factors), len(list(folder.glob('preconditioner*.npy')))
            for path in factors:
                factor = numpy.load(path, allow_pickle=False)
                matrix = numpy.load(folder / path.name.replace('factor', 'preconditioner'))
                assert factor.shape == matrix.shape and factor.dtype == numpy.float64
                assert abs(factor @ factor.T - matrix).max() < 1e-14 * len(matrix) * matrix.max()
                assert abs(matrix - numpy.eye(len(matrix))).max() > 1e-3
        assert n_factors == {'kept': (2, 2), 'tracked': (0, 2), 'all': (1, 1), 'sides': (4, 4)}
        for name in os.listdir(out / 'runs' / 'kept'):
            if name.startswith('preconditioner'):
                kept, tracked = (numpy.load(out / 'runs' / run / name)
                                 for run in ('kept', 'tracked'))
                assert numpy.allclose(kept, tracked, rtol=0, atol=1e-10)


@tap.case('/cli/each-layer-has-its-matrices-under-the-name-of-its-block')
def matrices_of_layers():
    fop = {'method': 'fop', 'learning-rate': 0.05}
    network = cli.changed(
        cli.QUADRATIC, steps=20, events=[],
        problem={'kind': 'mlp', 'hidden': [5],
                 'data': {'generate': 'gaussians', 'rows': 60, 'features': 4, 'classes': 3}},
        runs=[{'name': 'layers', **fop, 'structure': 'layerwise'},
              {'name': 'sides', **fop, 'structure': 'kronecker'}])
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', network), out)
        wanted = {'layers': {'weights-1': 4, 'weights-2': 5},
                  'sides': {'weights-1-left': 4, 'weights-1-right': 5, 'weights-2-left': 5,
                            'weights-2-right': 3}}
        for name, blocks in wanted.items():
            run = out / 'runs' / name
            assert len(list(run.glob('preconditioner*.npy'))) == len(blocks)
            for block, order in blocks.items():
                matrix = numpy.load(run / f'preconditioner-{block}.npy', allow_pickle=False)
                values = numpy.loadtxt(run / f'eigenvalues-{block}.csv', delimiter=',', skiprows=1,
                                       ndmin=2)[:, -1]
                assert matrix.shape == (order, order) and (matrix == matrix.T).all()
                assert not numpy.allclose(matrix, numpy.eye(order), atol=1e-4)
                assert numpy.allclose(values, numpy.linalg.eigvalsh(matrix), rtol=1e-10)


@tap.case('/cli/results-go-beside-the-file-by-default')
def default_folder():
    with cli.folder() as here:
        path = cli.write(here / 'valley.fopx', cli.QUADRATIC)
        process = cli.call('run', path)
        assert process.returncode == 0, process.stderr
        assert (here / 'valley' / 'summary.json').exists()


@tap.case('/cli/a-landscape-is-written-in-the-plane-and-around-a-path-through-space')
def landscape():
    with cli.folder() as here:
        plane = cli.changed(cli.QUADRATIC, problem={'kind': 'himmelblau'}, steps=20, events=[])
        plane['runs'][0]['learning-rate'] = plane['runs'][1]['learning-rate'] = 0.001
        cli.run(cli.write(here / 'plane.fopx', plane), here / 'plane')
        cli.run(cli.write(here / 'space.fopx', cli.QUADRATIC), here / 'space')
        assert (here / 'plane/figures/landscape.pdf').exists()
        assert (here / 'space/figures/landscape.pdf').exists()


@tap.case('/cli/kernels-are-drawn-of-convolutions-and-layers-once')
def kernels():
    with cli.folder() as here:
        strokes = {'generate': 'strokes', 'rows': 40}
        images = cli.changed(cli.QUADRATIC, problem={
            'kind': 'cnn', 'data': strokes, 'channels': [2], 'kernel': [3]}, steps=5, events=[],
            runs=[{'name': 'FOP', 'method': 'fop', 'structure': 'layerwise'}])
        cli.run(cli.write(here / 'images.fopx', images), here / 'images')
        cli.run(cli.write(here / 'space.fopx', cli.QUADRATIC), here / 'space')
        drawn = [path.name for path in (here / 'images/figures').rglob('kernels*')]
        assert drawn == ['kernels-kernels-1.pdf'], drawn
        drawn = [path.name for path in (here / 'images/figures').rglob('layers*')]
        assert drawn == ['layers.pdf'], drawn
        assert not list((here / 'space/figures').rglob('kernels*'))


@tap.case('/cli/piped-output-has-no-progress-and-quiet-has-no-output')
def silence():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        assert cli.run(path, here / 'out').stderr == ''
        quiet = cli.run(path, here / 'out', '--quiet')
        assert quiet.stderr == '' and quiet.stdout == ''


@tap.case('/cli/a-terminal-sees-progress-rate-and-time-left')
def progress():
    with cli.folder() as here:
        long = cli.changed(cli.QUADRATIC, steps=300_000)
        path = cli.write(here / 'long.fopx', long)
        terminal, end = pty.openpty()
        with subprocess.Popen([cli.PROGRAM, 'run', path, '--out', here / 'out'], stderr=end,
                              stdout=subprocess.DEVNULL) as process:
            os.close(end)
            seen = b''
            while True:
                try:
                    piece = os.read(terminal, 4096)
                except OSError:  # Linux reports the end of a terminal as an error
                    break
                if not piece:
                    break
                seen += piece
        os.close(terminal)
        assert process.returncode == 0
        text = seen.decode()
        assert re.search(r'\d+ %  [\d.]+( [kMG])? steps/s  \d+:\d\d left', text), text[-300:]
        assert text.endswith('\r\033[K'), 'the bar stays on the screen'


@tap.case('/cli/numbers-do-not-follow-the-locale')
def locale():
    with cli.folder() as here:
        comma = decimal_comma(here / 'locales')
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        cli.run(path, here / 'c')
        cli.run(path, here / 'comma', environment=comma)
        assert cli.histories(here / 'c') == cli.histories(here / 'comma')
        assert math.isfinite(cli.run_summary(here / 'comma', 'FOP')['final-loss'])


def decimal_comma(folder):
    """The environment of a locale that is C.UTF-8 but for its decimal comma, which needs no package
    of locales: a category of glibc's is a file of offsets and strings, of which the first is the
    decimal point. Skips where the C library does not take it for a locale."""
    ours = pathlib.Path('/usr/lib/locale/C.utf8')
    if not (ours / 'LC_NUMERIC').exists():
        tap.skip(f'there is no {ours} to make a locale with a decimal comma from')
    shutil.copytree(ours, folder / 'comma.utf8')
    path = folder / 'comma.utf8' / 'LC_NUMERIC'
    category = bytearray(path.read_bytes())
    point = int.from_bytes(category[8:12], sys.byteorder)
    assert category[point:point + 2] == b'.\0'
    category[point:point + 1] = b','
    path.write_bytes(category)
    environment = {'LOCPATH': str(folder), 'LC_ALL': 'comma.UTF-8', 'LANG': 'comma.UTF-8'}
    written = subprocess.run(['/usr/bin/printf', '%.1f', '1,5'], capture_output=True, text=True,
                             check=False, env={**os.environ, **environment}).stdout
    if written != '1,5':
        tap.skip('the C library does not take a locale from LOCPATH')
    return environment


@tap.case('/outputs/the-analysis-of-a-run-is-in-its-summary')
def analysis():
    listed = json.loads(cli.call('list', 'instruments', '--json').stdout)
    instruments = [entry['kind'] for entry in listed]
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out')
        for name in ('GD', 'FOP'):
            blocks = cli.run_summary(here / 'out', name)['analysis']
            assert len(blocks) == 1 and blocks[0]['block'] == 'theta', blocks
            for key in instruments:
                # There is no Fisher matrix here, and GD's P has no eigenspace of its own.
                if key not in ('distance-inverse-fisher', 'overlap'):
                    assert isinstance(blocks[0][key], (int, float)), (name, key, blocks)
            assert abs(blocks[0]['condition-hessian'] - 50) < 1e-8
        matrix = numpy.load(here / 'out' / 'runs' / 'FOP' / 'preconditioner.npy')
        assert abs(blocks[0]['trace'] - numpy.trace(matrix)) < 1e-10 * numpy.trace(matrix)
        assert abs(blocks[0]['condition'] / numpy.linalg.cond(matrix) - 1) < 1e-8
        layers = {'fop-workbench': 1, 'steps': 3,
                  'problem': {'kind': 'cnn', 'channels': [2], 'kernel': [3],
                              'data': {'generate': 'strokes', 'rows': 20}},
                  'runs': [{'name': 'FOP', 'method': 'fop', 'structure': 'layerwise',
                            'learning-rate': 0.1}]}
        cli.run(cli.write(here / 'b.fopx', layers), here / 'layers')
        blocks = cli.run_summary(here / 'layers', 'FOP')['analysis']
        assert [block['block'] for block in blocks] == ['kernels-1', 'weights-2'], blocks
        assert all(block['condition'] >= 1 for block in blocks), blocks
        # 18 kernels' weights have a Hessian of their own; 980 weights are too many for one. What
        # follows relu is linear in the kernels piece by piece: their Hessian is the Fisher matrix.
        kernels, weights = blocks
        assert 1 < kernels['condition-preconditioned'] < math.inf, kernels
        assert 0 < kernels['distance-inverse-hessian'] < 1, kernels
        assert math.isclose(kernels['distance-inverse-fisher'],
                            kernels['distance-inverse-hessian'], rel_tol=1e-9), kernels
        assert weights['condition-hessian'] is None, weights
        assert weights['distance-inverse-fisher'] is None, weights


@tap.case('/outputs/no-table-has-a-column-twice')
def unique_columns():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=30, events=[]))
        cli.run(path, here / 'out')
        for arguments in (('foresee', path, '--run', 'GD', '--out', here / 'back'),
                          ('analyze', here / 'out/runs/FOP/preconditioner.npy', '--out',
                           here / 'read')):
            process = cli.call(*arguments)
            assert process.returncode == 0, process.stderr
        tables = [table for folder in ('out', 'back', 'read')
                  for table in (here / folder).rglob('*.csv')]
        assert len(tables) > 8, tables
        for table in tables:
            header = table.read_text(encoding='ascii').splitlines()[0].split(',')
            assert len(set(header)) == len(header), (table.name, header)


def text_of(value):
    """The table entry that corresponds to a value in the summary."""
    return '' if value is None else value if isinstance(value, str) else f'{value:.17g}'


@tap.case('/outputs/what-is-infinite-is-not-what-does-not-exist')
def infinite():
    with cli.folder() as here:
        numpy.save(here / 'p.npy', numpy.diag([1.0, 0.0, 3.0]))
        process = cli.call('analyze', here / 'p.npy', '--out', here / 'read')
        assert process.returncode == 0, process.stderr
        analysis = cli.summary(here / 'read')['matrices'][0]['analysis']
        assert analysis['condition'] == 'inf' and analysis['log-determinant'] == '-inf', analysis
        assert analysis['newton-angle'] is None and analysis['condition-hessian'] is None
        header, row = (here / 'read/instruments.csv').read_text(encoding='ascii').splitlines()
        written = dict(zip(header.split(','), row.split(',')))
        for key, value in analysis.items():
            assert written[key] == text_of(value), (key, written[key], value)
        # P starts at 0 in hdm, and a loss may overflow before it is NaN.
        runs = [{'name': 'HDM', 'method': 'hdm', 'learning-rate': 0},
                {'name': 'GD', 'method': 'sgd', 'learning-rate': 1e150}]
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=2, events=[], runs=runs))
        cli.run(path, here / 'out', status=3)
        assert cli.run_summary(here / 'out', 'GD')['final-loss'] == 'inf'
        block, = cli.run_summary(here / 'out', 'HDM')['analysis']
        assert block['condition'] == 'inf' and block['effective-rank'] is None, block


@tap.case('/outputs/a-row-is-of-one-step-in-every-table')
def rows_of_steps():
    with cli.folder() as here:
        out = here / 'out'
        cli.run(cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=128)), out)
        traces = cli.column(out, 'FOP', 'trace')
        lines = (out / 'runs/FOP/instruments.csv').read_text(encoding='ascii').splitlines()
        at = lines[0].split(',').index('trace')
        rows = {int(line.split(',')[0]): float(line.split(',')[at]) for line in lines[1:]}
        assert len(rows) == 129 and numpy.isnan(traces[128])
        for step in range(128):
            assert abs(rows[step] / (6 * traces[step]) - 1) < 1e-12, step
        matrix = numpy.load(out / 'runs/FOP/preconditioner.npy')
        assert abs(rows[128] / numpy.trace(matrix) - 1) < 1e-12
        assert rows[128] != rows[127]


@tap.case('/outputs/what-kfac-keeps-of-a-layer-is-shown-or-named')
def kfac_layers():
    """17 × 10 and 11 × 2 parameters; then 17 × 250, too large to be written as a matrix."""
    for hidden, orders in ((10, {'layer-1': 170, 'layer-2': 22}), (250, {'layer-2': 502})):
        experiment = {
            'fop-workbench': 1, 'steps': 3, 'seed': 1,
            'problem': {'kind': 'mlp', 'hidden': [hidden],
                        'data': {'generate': 'blobs', 'rows': 40, 'features': 16}},
            'runs': [{'name': 'K-FAC', 'method': 'kfac'}]}
        with cli.folder() as here:
            cli.run(cli.write(here / 'a.fopx', experiment), here / 'out')
            blocks = {block['block']: block
                      for block in cli.run_summary(here / 'out', 'K-FAC')['analysis']}
            assert blocks.keys() == {'layer-1', 'layer-2'}
            for name in blocks:
                path = here / 'out' / 'runs' / 'K-FAC' / f'preconditioner-{name}.npy'
                assert path.exists() == (name in orders)
                if name not in orders:
                    assert '4250' in blocks[name]['note'] and 'condition' not in blocks[name]
                    continue
                matrix = numpy.load(path)
                assert matrix.shape == (orders[name], orders[name])
                assert numpy.array_equal(matrix, matrix.T)
                assert blocks[name]['condition'] > 1 and blocks[name]['asymmetry'] == 0


@tap.case('/outputs/hdm-writes-the-matrix-that-its-steps-use')
def unsymmetric():
    """P itself, not its symmetric part, to which the eigenvalues belong."""
    experiment = cli.changed(cli.QUADRATIC, steps=30, events=[], runs=[
        {'name': 'HDM', 'method': 'hdm', 'structure': 'full', 'convex': False}])
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', experiment), here / 'out')
        folder = here / 'out' / 'runs' / 'HDM'
        matrix = numpy.load(folder / 'preconditioner.npy')
        apart = numpy.linalg.norm(matrix - matrix.T) / numpy.linalg.norm(matrix)
        assert apart > 0.1
        analysis, = cli.run_summary(here / 'out', 'HDM')['analysis']
        assert abs(analysis['asymmetry'] - apart) < 1e-12
        values = numpy.loadtxt(folder / 'eigenvalues.csv', delimiter=',', skiprows=1)[:, 1]
        assert numpy.allclose(values, numpy.linalg.eigvalsh((matrix + matrix.T) / 2), rtol=1e-9)


@tap.case('/outputs/a-million-steps-are-a-small-file')
def a_million_steps():
    with cli.folder() as here:
        noisy = {'fop-workbench': 1, 'steps': 1000000, 'evaluate-every': 1000000,
                 'problem': {'kind': 'quadratic', 'dimension': 2, 'noise': 0.1},
                 'runs': [{'name': 'SGD', 'method': 'sgd', 'learning-rate': 0.1}]}
        cli.run(cli.write(here / 'a.fopx', noisy), here / 'out')
        size = (here / 'out' / 'figures' / 'loss.pdf').stat().st_size
        print(f'# {size} bytes')
        assert size < 300000, size


tap.main()
