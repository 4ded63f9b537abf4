#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`render`: one figure of an experiment, in the size and with the text of a publication."""
import json
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree

import cli
import tap

MM = 72 / 25.4


def render(*arguments, status=0):
    process = cli.call('render', *arguments)
    assert process.returncode == status, (process.returncode, process.stderr)
    return process


def refused(*arguments):
    return render(*arguments, status=2).stderr


def asked(program, *arguments):
    """What a program of poppler says; the case is skipped where it is missing."""
    if not shutil.which(program):
        tap.skip(f'{program} (package poppler-utils) is not there')
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def page_size(path):
    width, height = re.search(r'^Page size: +([\d.]+) x ([\d.]+) pts', asked('pdfinfo', path), re.M).groups()
    return float(width), float(height)


@tap.case('/render/a-page-has-the-width-and-text-the-size-asked-for')
def sizes():
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'loss.pdf'
        render(path, '--figure', 'loss', '--width', '85mm', '--font-size', '8', '--out', out)
        assert abs(page_size(out)[0] - 85 * MM) < 0.1 * MM
        words = asked('pdftotext', '-bbox', out, '-')
        box = re.search(r'yMin="([\d.]+)".*?yMax="([\d.]+)">step<', words)
        tall = float(box[2]) - float(box[1])
        render(path, '--figure', 'loss', '--width', '170mm', '--font-size', '16', '--out', out)
        box = re.search(r'yMin="([\d.]+)".*?yMax="([\d.]+)">step<', asked('pdftotext', '-bbox', out, '-'))
        assert abs(float(box[2]) - float(box[1]) - 2 * tall) < 0.02, (tall, box.groups())
        # A line of text is about as high as its size: versions of poppler measure it differently.
        assert 7.2 <= tall <= 12, tall


@tap.case('/render/venues-have-their-columns')
def venues():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        for preset, inches in (('icml', 3.25), ('neurips', 5.5), ('acl', 3.3)):
            out = here / f'{preset}.pdf'
            render(path, '--figure', 'preconditioner', '--preset', preset, '--out', out)
            assert abs(page_size(out)[0] - 72 * inches) < 0.1, preset
            text = asked('pdftotext', out, '-')
            # No title; the text is text, in fonts that are embedded.
            assert 'Preconditioner' not in text and 'P = M M' in text, text
            fonts = asked('pdffonts', out).splitlines()[2:]
            assert fonts and all(line.split()[-5] == 'yes' for line in fonts), fonts


@tap.case('/render/several-files-the-same-bytes-twice')
def bytes_twice():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        files = [here / f'figure.{ending}' for ending in ('pdf', 'svg', 'png')]
        outs = [word for file in files for word in ('--out', file)]
        seen = []
        for _ in range(2):
            render(path, '--figure', 'spectrum:FOP', '--dpi', '150', *outs)
            seen.append([file.read_bytes() for file in files])
        assert seen[0] == seen[1]
        assert seen[0][0].startswith(b'%PDF-') and b'CreationDate' not in seen[0][0]
        width = struct.unpack('>I', seen[0][2][16:20])[0]
        assert width == -(-85 * 150 // 25.4), width


@tap.case('/render/results-and-their-experiment-give-the-same-figure')
def results():
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'results'
        cli.run(path, out)
        for name, source in (('one.svg', path), ('other.svg', out)):
            render(source, '--figure', 'preconditioner:FOP', '--at', '150', '--out', here / name)
        assert (here / 'one.svg').read_bytes() == (here / 'other.svg').read_bytes()
        (here / 'empty').mkdir()
        assert 'experiment.fopx' in refused(here / 'empty', '--figure', 'loss', '--out', here / 'a.pdf')
        (out / 'experiment.fopx').write_text('{', encoding='ascii')
        text = refused(out, '--figure', 'loss', '--out', here / 'a.pdf')
        assert 'cannot be reopened' in text and 'experiment.fopx' in text, text


@tap.case('/render/a-step-is-that-step')
def steps():
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'P.pdf'
        render(path, '--figure', 'preconditioner:FOP', '--at', '120', '--out', out)
        assert 'step 120' in asked('pdftotext', out, '-')
        assert 'from 0 to 200' in refused(path, '--figure', 'loss', '--at', '201', '--out', out)


@tap.case('/render/options-are-those-of-the-menus')
def options():
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'a.pdf'
        render(path, '--figure', 'loss', '--set-option', 'quantity=gradient-norm', '--out', out)
        assert 'Gradient norm' in asked('pdftotext', out, '-')
        for arguments, words in (
                (['loss', '--set-option', 'quantity=los'], ['quantity', 'loss', 'gradient-norm']),
                (['loss', '--set-option', 'qantity=loss'], ['quantity', 'right-scale']),
                (['loss', '--set-option', 'scale'], ['NAME=VALUE']),
                (['gauges', '--set-option', 'scale=log'], ['gauges has no options']),
                (['los'], ['did you mean loss', 'waterfall']),
                (['layers'], ['no figure “layers”', 'preconditioner']),
                (['spectrum:FOPP'], ['did you mean', 'FOP']),
                (['spectrum:FOP:weights'], ['FOP has only one preconditioner']),
                (['preconditioner:GD'], ['GD has no preconditioner'])):
            text = refused(path, '--figure', *arguments, '--out', here / 'refused.pdf')
            assert all(word in text for word in words), (arguments, text)
        assert not (here / 'refused.pdf').exists()


@tap.case('/render/a-block-is-chosen-by-its-name')
def blocks():
    problem = {'kind': 'mlp', 'hidden': [6], 'data': {'generate': 'moons', 'rows': 40}}
    runs = [{'name': 'a:b', 'method': 'fop', 'learning-rate': 0.1, 'structure': 'layerwise'}]
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.changed(cli.QUADRATIC, problem=problem, runs=runs,
                                                      events=[], steps=20))
        text = refused(path, '--figure', 'preconditioner:a:b:none', '--out', here / 'P.svg')
        names = re.search(r'is not one of ([^;\n]*)', text)[1].split(', ')
        assert len(names) >= 2, text
        seen = set()
        for name in names[:2]:
            render(path, '--figure', f'preconditioner:a:b:{name}', '--out', here / 'P.svg')
            seen.add((here / 'P.svg').read_bytes())
        assert len(seen) == 2


@tap.case('/render/styles-are-files-and-options-prevail')
def styles():
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'a.pdf'
        style = here / 'style.json'
        style.write_text(json.dumps({'fop-workbench-style': 1, 'width': '60mm', 'title': False,
                                     'y-label': 'excess risk'}), encoding='utf-8')
        render(path, '--figure', 'loss', '--style', style, '--out', out)
        text = asked('pdftotext', out, '-')
        assert abs(page_size(out)[0] - 60 * MM) < 0.1 and not text.startswith('Loss'), text
        render(path, '--figure', 'loss', '--style', style, '--width', '3in', '--title', '--out', out)
        assert abs(page_size(out)[0] - 216) < 0.1 and 'Loss' in asked('pdftotext', out, '-')
        for words, arguments in ((['--width', 'mm'], ['--width', '85']),
                                 (['--legend', 'below'], ['--legend', 'belov']),
                                 (['.svg'], ['--out', here / 'a.gif'])):
            text = refused(path, '--figure', 'loss', '--out', out, *arguments)
            assert all(word in text for word in words), text
        style.write_text('{"fop-workbench-style": 1, "widht": "60mm"}', encoding='utf-8')
        text = refused(path, '--figure', 'loss', '--style', style, '--out', out)
        assert 'style.json' in text and 'width' in text, text


@tap.case('/render/text-in-svg-is-text-in-its-place')
def svg_text():
    space = '{http://www.w3.org/2000/svg}'
    with cli.folder() as here:
        path, out = cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'a.svg'
        render(path, '--figure', 'loss', '--width', '85mm', '--font-size', '8', '--y-label', 'a < b & c',
               '--out', out)
        root = xml.etree.ElementTree.parse(out).getroot()
        texts = {element.text: element for element in root.iter(f'{space}text')}
        assert abs(float(root.get('width').removesuffix('pt')) - 85 * MM) < 0.01
        assert {'step', 'a < b & c', 'GD', 'FOP', '0', '200'} <= set(texts), sorted(texts)
        assert abs(float(texts['step'].get('font-size')) - 8) < 0.01
        assert 'rotate(-90' in texts['a < b & c'].get('transform')
        for element in texts.values():
            assert 0 <= float(element.get('x')) <= 85 * MM and float(element.get('textLength')) > 0
        render(path, '--figure', 'loss', '--svg-text', 'outlines', '--out', out)
        assert not list(xml.etree.ElementTree.parse(out).getroot().iter(f'{space}text'))


@tap.case('/render/what-is-changed-is-said')
def remarks():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        process = render(path, '--figure', 'loss', '--font-size', '7', '--out', here / 'a.pdf')
        assert 'note: Exponents would print at 4.2 pt and have been enlarged to 5 pt' in process.stderr, process.stderr
        process = render(path, '--figure', 'preconditioner', '--x-min', '3', '--out', here / 'a.pdf')
        assert 'Limits have no effect' in process.stderr, process.stderr


@tap.case('/render/several-figures-make-a-sheet-with-letters')
def sheet():
    with cli.folder() as here:
        path = cli.write(here / 'a.fopx', cli.QUADRATIC)
        out, data = here / 'sheet.svg', here / 'sheet.json'
        render(path, '--figure', 'loss', '--figure', 'preconditioner:FOP', '--figure', 'loss',
               '--set-option', 'quantity=gradient-norm', '--preset', 'two-columns', '--columns', '3',
               '--at', '150', '--out', out, '--out', data)
        text = out.read_text(encoding='utf-8')
        assert all(f'>({letter})<' in text for letter in 'abc') and '>(d)<' not in text
        width, height = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', text).groups()
        assert abs(float(width) - 175 * MM) < 0.1 * MM and float(height) < float(width) / 2
        found = cli.call('extract', out, '--out', here / 'back.fopx')
        assert 'loss at step 150' in found.stdout and '; preconditioner' in found.stdout, found.stdout
        numbers = json.loads(data.read_text(encoding='utf-8'))
        assert numbers, 'the numbers of all figures'
        text = refused(path, '--figure', 'loss', '--figure', 'spectrum', '--set-option', 'columns=2',
                       '--out', out)
        assert 'columns' in text and 'quantity' in text, text
        text = refused(path, *(['--figure', 'loss'] * 27), '--out', out)
        assert '26' in text, text


tap.main()
