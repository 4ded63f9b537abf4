#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures carry their experiment: what `extract` gives of them draws the same figures again."""
import hashlib
import json
import pathlib
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree
import zlib

import numpy

import cli
import tap

NAMESPACE = 'https://fopworkbench.invalid/figure'
FORMATS = ('pdf', 'svg', 'png')


def figures(out, *endings):
    found = [path for path in (out / 'figures').rglob('*.*')
             if not endings or path.suffix[1:] in endings]
    assert found
    return sorted(found)


def extract(figure, *arguments, status=0):
    process = cli.call('extract', figure, *arguments)
    assert process.returncode == status, process.stderr
    return process


def check_round_trip(path, here, *arguments, kinds=()):
    """Runs an experiment, takes it out of every figure, and runs that: the same figures."""
    first, again = here / 'first', here / 'again'
    cli.run(path, first, '--formats', ','.join(FORMATS), *arguments)
    text = None
    for number, figure in enumerate(figures(first)):
        out = here / f'{number}.fopx'
        process = extract(figure, '--out', out)
        assert process.stdout.startswith(f'{figure.stem} at step ') or '-' in figure.stem \
            or figure.stem == 'return', process.stdout
        text = text or out.read_text(encoding='utf-8')
        assert out.read_text(encoding='utf-8') == text
    assert set(kinds) <= {figure.stem for figure in figures(first)}, figures(first)
    cli.run(out, again, '--formats', ','.join(FORMATS))
    assert cli.histories(first) == cli.histories(again)
    for figure in figures(first, 'svg'):
        assert figure.read_bytes() == (again / figure.relative_to(first)).read_bytes(), figure


@tap.case('/provenance/an-example-comes-back-from-all-of-its-figures')
def quadratic():
    with cli.folder() as here:
        check_round_trip(cli.EXAMPLES / '01-a-hidden-valley.fopx', here, kinds=(
            'loss', 'preconditioner', 'spectrum', 'instruments', 'gauges', 'waterfall', 'density',
            'landscape', 'theory'))


@tap.case('/provenance/an-experiment-with-events-comes-back')
def events():
    with cli.folder() as here:
        check_round_trip(cli.EXAMPLES / '12-a-hand-on-the-slider.fopx', here)


@tap.case('/provenance/networks-come-back')
def network():
    with cli.folder() as here:
        check_round_trip(cli.EXAMPLES / '15-a-network-that-looks.fopx', here, '--steps', 20,
                         kinds=('layers', 'blocks'))


@tap.case('/provenance/control-comes-back')
def control():
    with cli.folder() as here:
        check_round_trip(cli.EXAMPLES / '16-a-pole-on-a-cart.fopx', here, '--steps', 5,
                         kinds=('return',))


def with_data(here):
    """An experiment on two files next to it, with relative paths."""
    random = numpy.random.default_rng(1)
    rows = random.normal(size=(30, 3))
    table = '\n'.join(','.join(f'{value:.3f}' for value in row) + f',{int(row.sum() > 0)}'
                      for row in rows)
    (here / 'rows é.csv').write_text(table + '\n', encoding='utf-8')
    numpy.save(here / 'start.npy', numpy.zeros(4))
    return cli.write(here / 'data.fopx', {
        'fop-workbench': 1, 'title': 'Data é <&>', 'steps': 20,
        'problem': {'kind': 'logistic-regression', 'data': {'csv': 'rows é.csv'},
                    'start': 'start.npy'},
        'runs': [{'name': 'GD é', 'method': 'sgd', 'learning-rate': 0.1}]})


@tap.case('/provenance/a-foresight-comes-back')
def foresight():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, steps=30, events=[]))
        arguments = ('--meta-iterations', 2, '--formats', 'svg')
        assert cli.call('foresee', path, '--run', 'FOP', '--out', here / 'first', *arguments).returncode == 0
        first = here / 'first/foresight.svg'
        process = extract(first, '--out', here / 'b.fopx')
        assert process.stdout.startswith('figure at step 30, run FOP\n')
        assert cli.call('foresee', here / 'b.fopx', '--run', 'FOP', '--out', here / 'again',
                        *arguments).returncode == 0
        assert first.read_bytes() == (here / 'again/foresight.svg').read_bytes()
        assert cli.call('foresee', path, '--out', here / 'bare', '--no-experiment',
                        *arguments).returncode == 0
        assert 'carries no experiment' in extract(here / 'bare/foresight.svg', status=2).stderr


@tap.case('/provenance/a-rendered-figure-comes-back-at-its-step-in-its-style')
def rendered():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        figure, again = here / 'P.svg', here / 'again.svg'
        arguments = ('--figure', 'spectrum:FOP', '--at', 120, '--width', '85mm', '--no-title')
        assert cli.call('render', path, *arguments, '--out', figure).returncode == 0
        process = extract(figure, '--out', here / 'b.fopx')
        assert process.stdout.startswith('spectrum at step 120, run FOP\n'), process.stdout
        value = json.loads(text_of_svg(figure))
        style = here / 'style.json'
        style.write_text(json.dumps(value['style']), encoding='utf-8')
        shown = value['figure']
        assert cli.call('render', here / 'b.fopx', '--figure', f'{shown["kind"]}:{shown["run"]}',
                        '--at', shown['step'], '--style', style, '--out', again).returncode == 0
        assert figure.read_bytes() == again.read_bytes()
        assert cli.call('render', path, *arguments, '--no-experiment', '--out', again).returncode == 0
        assert 'carries no experiment' in extract(again, status=2).stderr


@tap.case('/provenance/data-is-found-from-another-folder')
def data_paths():
    with cli.folder() as here, cli.folder() as elsewhere:
        path = with_data(here)
        check_round_trip(path, elsewhere)


@tap.case('/provenance/data-that-changed-is-named')
def data_changes():
    with cli.folder() as here:
        cli.run(with_data(here), here / 'out')
        figure = here / 'out/figures/loss.pdf'
        assert extract(figure, '--out', here / 'a.fopx').stderr == ''
        with open(here / 'rows é.csv', 'a', encoding='utf-8') as file:
            file.write('1,1,1,1\n')
        (here / 'start.npy').unlink()
        notes = extract(figure, '--out', here / 'b.fopx').stderr.splitlines()
        assert sorted(notes) == [f'note: {here}/rows é.csv: this data file has changed',
                                 f'note: {here}/start.npy: this data file cannot be read'], notes
        assert (here / 'a.fopx').read_bytes() == (here / 'b.fopx').read_bytes()


@tap.case('/provenance/extract-says-what-the-figure-shows-and-overwrites-nothing')
def command():
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out')
        figure = here / 'out/figures/FOP/spectrum.pdf'
        process = extract(figure)
        default = figure.with_suffix('.fopx')
        assert process.stdout == f'spectrum at step 200, run FOP\nWritten to {default}\n'
        assert default.read_text(encoding='utf-8') \
            == (here / 'out/experiment.fopx').read_text(encoding='utf-8')
        default.write_text('mine')
        assert 'exists and is not overwritten' in extract(figure, status=2).stderr
        assert default.read_text() == 'mine'
        assert extract(figure, '-o', here / 'b.fopx', '--quiet').stdout == ''
        assert (here / 'b.fopx').exists()
        extract(figure, '-o', here / 'none' / 'b.fopx', status=4)
        assert 'extract needs one file' in cli.call('extract').stderr


@tap.case('/provenance/the-experiment-can-be-left-out')
def left_out():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        cli.run(path, here / 'out', '--no-experiment', '--formats', ','.join(FORMATS))
        for figure in figures(here / 'out'):
            assert 'carries no experiment' in extract(figure, status=2).stderr
            assert not figure.with_suffix('.fopx').exists()
            assert b'fop-workbench-figure' not in figure.read_bytes()


@tap.case('/provenance/other-and-damaged-figures-are-refused')
def refused():
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out',
                '--formats', ','.join(FORMATS))
        for ending in FORMATS:
            whole = (here / f'out/figures/loss.{ending}').read_bytes()
            cut = here / f'cut.{ending}'
            for tenth in range(10):
                length = tenth * len(whole) // 10
                cut.write_bytes(whole[:length])
                process = cli.call('extract', cut, '--out', here / 'cut.fopx')
                # Except in a PDF, it is in front.
                assert process.returncode == (0 if ending != 'pdf' and length > 5000 else 2), length
                if process.returncode == 2:
                    assert process.stderr.startswith(f'fop-workbench-cli: {cut}: ')
                (here / 'cut.fopx').unlink(missing_ok=True)
        changed = here / 'changed.svg'
        text = (here / 'out/figures/loss.svg').read_text(encoding='utf-8')
        changed.write_text(text.replace('"steps": 200', '"steps": 201'), encoding='utf-8')
        assert 'damaged or changed' in extract(changed, status=2).stderr
        changed.write_text(text.replace('workbench-figure": 1', 'workbench-figure": 2'),
                           encoding='utf-8')
        assert 'newer version' in extract(changed, status=2).stderr
        assert 'not a figure' in extract(here / 'a.fopx', status=2).stderr
        assert 'No such file' in extract(here / 'none.pdf', status=2).stderr
        assert 'directory' in extract(here, status=2).stderr


def text_of_png(path):
    """The compressed iTXt chunk, read by the specification of PNG."""
    data, at, texts = path.read_bytes(), 8, []
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b'iTXt':
            keyword, _, rest = body.partition(b'\0')
            assert keyword == b'fop-workbench' and rest[:2] == b'\1\0'
            texts.append(zlib.decompress(rest[2:].split(b'\0', 2)[2]).decode('utf-8'))
        at += 12 + length
    assert kind == b'IEND' and len(texts) == 1
    return texts[0]


def text_of_svg(path):
    element = xml.etree.ElementTree.parse(path).getroot().find('*/{%s}figure' % NAMESPACE)
    return element.text


def text_of_pdf(path):
    process = subprocess.run(['pdfinfo', '-meta', path], capture_output=True, text=True,
                             encoding='utf-8', check=True)
    assert process.stderr == '', process.stderr
    packet = re.search(r'<x:xmpmeta.*</x:xmpmeta>', process.stdout, re.S)[0]
    return next(xml.etree.ElementTree.fromstring(packet).iter('{%s}figure' % NAMESPACE)).text


@tap.case('/provenance/other-programs-read-the-same-json')
def others():
    with cli.folder() as here:
        cli.run(with_data(here), here / 'out', '--formats', ','.join(FORMATS))
        stem = here / 'out/figures/loss'
        texts = [text_of_png(stem.with_suffix('.png')), text_of_svg(stem.with_suffix('.svg'))]
        if shutil.which('pdfinfo'):
            texts.append(text_of_pdf(stem.with_suffix('.pdf')))
        assert len(set(texts)) == 1
        value = json.loads(texts[0])
        assert value['fop-workbench-figure'] == 1
        assert value['experiment']['title'] == 'Data é <&>'
        assert value['figure']['kind'] == 'loss' and value['figure']['step'] == 20
        for file in value['files']:
            digest = hashlib.sha256(pathlib.Path(file['path']).read_bytes()).hexdigest()
            assert file['sha256'] == digest
        assert {file['path'] for file in value['files']} \
            == {f'{here}/start.npy', f'{here}/rows é.csv'}


tap.main()
