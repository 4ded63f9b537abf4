#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers behind figures: `--formats csv,npz,json,tex`."""
import csv
import json
import os
import re
import shutil
import subprocess

import numpy

import cli
import tap

FORMATS = 'csv,npz,json,tex'
SPECIAL = ['a, "b"', 'λ_max 50% #1 & $x$ {y} ~^\\z', 'Größe, naïve', '日本語']


def written(here, experiment, *arguments, status=0):
    out = here / 'out'
    cli.run(cli.write(here / 'a.fopx', experiment), out, '--formats', FORMATS, '--quiet',
            *arguments, status=status)
    return out


def table(path):
    """A CSV file by columns; blanks are NaN."""
    with open(path, newline='', encoding='utf-8') as file:
        header, *rows = csv.reader(file)
    return {key: numpy.array([float(row[i]) if row[i] else numpy.nan for row in rows])
            for i, key in enumerate(header)}


def same(one, other):
    return numpy.array_equal(one, other, equal_nan=True)


@tap.case('/data/every-format-has-all-points-of-the-histories')
def all_points():
    with cli.folder() as here:
        out = written(here, cli.QUADRATIC)
        arrays = numpy.load(out / 'figures/loss.npz')
        document = json.loads((out / 'figures/loss.json').read_text(encoding='utf-8'))
        tables = {entry['key']: {column['key']: column['values'] for column in entry['columns']}
                  for entry in document['tables']}
        assert list(arrays['tables']) == ['GD', 'FOP', 'events'] == list(tables)
        for name in ('GD', 'FOP'):
            losses = cli.column(out, name, 'loss')
            assert arrays[f'{name}/loss'].shape == (201,)
            assert arrays[f'{name}/step'].dtype == numpy.int64
            for columns in (table(out / f'figures/loss-{name}.csv'), tables[name],
                            {key: arrays[f'{name}/{key}'] for key in ('step', 'loss')}):
                assert list(columns) == ['step', 'loss']
                assert same(columns['step'], numpy.arange(201)) and same(columns['loss'], losses)
        assert arrays['title'] == 'Loss' == document['title']
        assert arrays['events/step'] == [100] and list(arrays['events/run']) == ['FOP']


@tap.case('/data/a-matrix-is-the-preconditioner-of-the-run')
def matrices():
    with cli.folder() as here:
        out = written(here, cli.QUADRATIC)
        wanted = numpy.load(out / 'runs/FOP/preconditioner.npy')
        arrays = numpy.load(out / 'figures/FOP/preconditioner.npz')
        assert arrays['P'].shape == (6, 6) == arrays['inverse-hessian'].shape
        assert same(arrays['P'], wanted)
        read = numpy.genfromtxt(out / 'figures/FOP/preconditioner-P.csv', delimiter=',')
        assert same(read[0, 1:], numpy.arange(1, 7)) and same(read[1:, 0], numpy.arange(1, 7))
        assert same(read[1:, 1:], wanted)
        listed = json.loads((out / 'figures/FOP/preconditioner.json').read_text())['matrices'][0]
        assert listed['shape'] == [6, 6] and same(numpy.array(listed['values']), wanted)


@tap.case('/data/every-figure-has-every-format')
def every_figure():
    with cli.folder() as here:
        out = written(here, cli.QUADRATIC)
        found = {path.relative_to(out / 'figures') for path in (out / 'figures').rglob('*.json')}
        assert {str(path) for path in found} == {
            'loss.json', 'landscape.json', *(f'FOP/{kind}.json' for kind in (
                'preconditioner', 'spectrum', 'instruments', 'gauges', 'waterfall', 'density',
                'theory')), 'GD/density.json', 'GD/theory.json'}, found
        for path in found:
            stem = (out / 'figures' / path).with_suffix('')
            assert numpy.load(f'{stem}.npz')['title'] == json.loads(
                (out / 'figures' / path).read_text(encoding='utf-8'))['title']
            assert os.path.getsize(f'{stem}.tex') > 0 and os.path.getsize(f'{stem}-notes.txt') > 0
            assert list(stem.parent.glob(f'{stem.name}*.csv')), stem


@tap.case('/data/the-same-bytes-twice')
def same_bytes():
    with cli.folder() as here:
        once = {path.relative_to(here): path.read_bytes()
                for path in (written(here, cli.QUADRATIC) / 'figures').rglob('*') if path.is_file()}
        for path, content in once.items():
            (here / path).unlink()
        written(here, cli.QUADRATIC)
        for path, content in once.items():
            assert (here / path).read_bytes() == content, path


def with_names():
    runs = [{**cli.QUADRATIC['runs'][0], 'name': name, 'learning-rate': 0.01 * (i + 1)}
            for i, name in enumerate(SPECIAL)]
    return cli.changed(cli.QUADRATIC, runs=runs, events=[])


@tap.case('/data/names-of-runs-are-kept-as-they-are')
def names():
    with cli.folder() as here:
        out = written(here, with_names())
        assert list(numpy.load(out / 'figures/loss.npz')['labels']) == SPECIAL
        document = json.loads((out / 'figures/loss.json').read_text(encoding='utf-8'))
        assert [entry['label'] for entry in document['tables']] == SPECIAL
        for entry in document['tables']:
            assert re.fullmatch(r'[A-Za-z0-9._-]+', entry['key'])
            assert len(table(out / f'figures/loss-{entry["key"]}.csv')['loss']) == 201


@tap.case('/data/rows-that-were-merged-have-their-extremes')
def merged():
    with cli.folder() as here:
        experiment = cli.changed(cli.QUADRATIC, steps=300000, events=[],
                                 runs=cli.QUADRATIC['runs'][:1])
        out = written(here, experiment)
        columns = table(out / 'figures/loss-GD.csv' if (out / 'figures/loss-GD.csv').exists()
                        else out / 'figures/loss.csv')
        assert list(columns) == ['step', 'loss', 'loss-min', 'loss-max']
        for key, values in columns.items():
            assert same(values, cli.column(out, 'GD', key)), key
        notes = (out / 'figures/loss-notes.txt').read_text(encoding='utf-8')
        assert 'each row stands for 2 steps' in notes
        # The picture draws fewer, with their number; all are beside it.
        picture = (out / 'figures/loss.tex').read_text(encoding='utf-8')
        number = int(re.search(r'decimated to (\d+) of 150001 rows', picture)[1])
        assert len(re.findall(r'^\d+ [^ ]*\\\\$', picture, re.M)) == number <= 8000
        beside = numpy.loadtxt(out / 'figures/loss-GD.dat', skiprows=1)
        assert same(beside[:, 1], columns['loss'])


@tap.case('/data/render-writes-the-data-of-one-figure')
def rendered():
    with cli.folder() as here:
        experiment = cli.write(here / 'a.fopx', cli.QUADRATIC)
        process = cli.call('render', experiment, '--figure', 'loss', '--quiet', '--points', '40',
                           '--set-option', 'smoothing=0.9', '--out', here / 'a.csv', '--out',
                           here / 'a.npz')
        assert process.returncode == 0, process.stderr
        columns = table(here / 'a-GD.csv')
        assert list(columns) == ['step', 'loss', 'loss-smoothed'] and len(columns['step']) <= 40
        assert same(numpy.load(here / 'a.npz')['GD/loss'], columns['loss'])
        assert f'decimated to {len(columns["step"])} of 201 rows' in (
            here / 'a-notes.txt').read_text(encoding='utf-8')
        # A figure without anything to draw says why, and writes nothing.
        process = cli.call('render', experiment, '--figure', 'preconditioner:GD', '--out',
                           here / 'P.csv')
        assert process.returncode == 2 and 'has no preconditioner' in process.stderr
        assert not list(here.glob('P*'))


# ---- LaTeX ----

def compiled(here, pictures):
    """Compiles a document with all @pictures by pdfLaTeX; returns its text."""
    if shutil.which('pdflatex') is None or subprocess.run(
            ['kpsewhich', 'pgfplots.sty'], stdout=subprocess.DEVNULL, check=False).returncode != 0:
        tap.skip('pdfLaTeX with pgfplots is not installed (texlive-latex-base, texlive-pictures)')
    for i, path in enumerate(pictures):
        shutil.copy(path, here / f'picture-{i}.tex')
        for image in path.parent.glob(f'{path.stem}-*.png'):
            shutil.copy(image, here)
    pages = '\\clearpage\n'.join(f'\\input{{picture-{i}}}\n' for i in range(len(pictures)))
    (here / 'paper.tex').write_text(
        '\\documentclass{article}\\usepackage{pgfplots}\\pgfplotsset{compat=1.16}\n'
        f'\\begin{{document}}\n{pages}\\end{{document}}\n', encoding='utf-8')
    process = subprocess.run(['pdflatex', '-interaction=nonstopmode', '-halt-on-error', 'paper.tex'],
                             cwd=here, capture_output=True, check=False)
    log = process.stdout.decode('utf-8', 'replace')
    assert process.returncode == 0, log[-3000:]
    assert '! ' not in log and 'Package pgfplots Warning' not in log, log
    if shutil.which('pdftotext') is None:
        return ''
    return subprocess.run(['pdftotext', here / 'paper.pdf', '-'], capture_output=True, text=True,
                          encoding='utf-8', check=True).stdout


@tap.case('/data/every-picture-compiles-in-latex')
def latex():
    with cli.folder() as here:
        out = written(here, cli.QUADRATIC)
        text = compiled(here, sorted((out / 'figures').rglob('*.tex')))
        assert not text or all(word in text for word in ('GD', 'FOP', 'step', 'H−1')), text


@tap.case('/data/pictures-of-layers-and-landscapes-compile-in-latex')
def latex_layers():
    network = {'kind': 'cnn', 'data': {'generate': 'strokes', 'rows': 40}, 'channels': [2],
               'kernel': [3]}
    runs = [{'name': 'FOP', 'method': 'fop', 'learning-rate': 0.1, 'hyper-rate': 0.05,
             'normalize': 'frobenius', 'structure': 'layerwise'}]
    plane = {'kind': 'himmelblau'}
    with cli.folder() as here:
        out = written(here, cli.changed(cli.QUADRATIC, problem=network, steps=20, runs=runs,
                                        events=[]))
        pictures = sorted((out / 'figures').rglob('*.tex'))
        assert {'layers', 'blocks', 'kernels-kernels-1'} <= {path.stem for path in pictures}
        compiled(here, pictures)
        shutil.rmtree(out)
        out = written(here, cli.changed(cli.QUADRATIC, problem=plane, steps=50, events=[],
                                        runs=[{**cli.QUADRATIC['runs'][1], 'learning-rate': 0.001}]))
        assert (out / 'figures/landscape-loss.png').exists()
        compiled(here, [out / 'figures/landscape.tex'])


@tap.case('/data/special-names-and-divergence-compile-in-latex')
def latex_names():
    experiment = with_names()
    experiment['runs'].append({**experiment['runs'][0], 'name': 'far_away', 'learning-rate': 1e6})
    with cli.folder() as here:
        out = written(here, experiment, status=3)
        text = compiled(here, sorted((out / 'figures').rglob('*.tex')))
        assert not text or all(word in text for word in ('50%', '#1 & $x$', 'U+65E5')), text


tap.main()
