#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exported figures come back: with their experiment, at their step, as they were."""
import json
import pathlib
import shutil
import tempfile

import tap
import workbench
from hand import wait, xdotool
from workbench import Workbench, variant

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'
BANANA = workbench.EXAMPLES / '02-the-banana-valley.fopx'


def export(window, kind, name):
    """Exports a figure; returns its path."""
    path = window.folder / name
    window.action('win.export-to', variant('(sss)', (kind, path.suffix[1:], str(path))))
    wait(name, path.exists)
    return path


def reopen(window, path):
    window.action('win.open-file', variant('s', str(path)))


@tap.case('/provenance/a-figure-reopens-its-experiment-at-its-step-as-it-was')
def comes_back():
    with Workbench(VALLEY) as window:
        window.go_to(300)
        loss = window.find('image', 'Loss')
        x, y, width, height = loss.extents()
        xdotool('mousemove', x + width // 6, y + height // 2, 'click', '--repeat', 3, '--delay', 60, 4)
        xdotool('mousemove', 2, 2)
        window.find(name='Show GD').click()
        window.rest()
        first = export(window, 'loss', 'first.svg')
        assert '"x-low"' in first.read_text(encoding='utf-8'), 'the zoomed view is carried'
        reopen(window, BANANA)
        wait('the other experiment', lambda: window.title() == 'The banana valley')
        reopen(window, first)
        wait('the experiment', lambda: window.title() == 'A hidden valley')
        wait('the step', lambda: window.step() == 300)
        window.find('push button', 'Restore Loss')
        window.rest()
        window.screenshot('came-back')
        window.find('push button', 'Restore Loss').click()
        window.find('push button', 'Maximize Loss')
        window.rest()
        again = export(window, 'loss', 'again.svg')
        assert again.read_bytes() == first.read_bytes()
        window.leave()


@tap.case('/provenance/a-figure-on-the-command-line-is-opened')
def command_line():
    with tempfile.TemporaryDirectory(prefix='fop-ui-') as name:
        figures = [pathlib.Path(name) / f'spectrum.{ending}' for ending in ('pdf', 'png')]
        with Workbench(VALLEY) as window:
            window.go_to(200)
            for figure in figures:
                shutil.copy(export(window, 'spectrum', figure.name), figure)
            window.leave()
        for figure in figures:
            with Workbench(figure) as window:
                wait('the experiment', lambda: window.title() == 'A hidden valley')
                wait('the step', lambda: window.step() == 200)
                window.find('push button', 'Restore Spectrum')
                window.leave()


@tap.case('/provenance/figures-without-an-experiment-are-refused-in-words')
def without():
    with Workbench(VALLEY) as window:
        window.go_to(100)
        window.action('win.figures-carry-experiment')
        bare = export(window, 'loss', 'bare.pdf')
        window.action('win.figures-carry-experiment')
        whole = export(window, 'loss', 'whole.svg')
        changed = window.folder / 'changed.svg'
        changed.write_text(whole.read_text(encoding='utf-8').replace('"steps": 2000', '"steps": 3000'),
                           encoding='utf-8')
        picture = window.folder / 'picture.png'
        shutil.copy(workbench.EXAMPLES.parent / 'screenshots/a-hidden-valley.png', picture)
        for path, words in ((bare, 'carries no experiment'), (picture, 'carries no experiment'),
                            (changed, 'damaged or changed')):
            reopen(window, path)
            wait(f'a message on {path.name}', lambda: window.all('label', text=words))
            window.dismiss()
            assert window.title() == 'A hidden valley' and window.step() == 100
        window.leave()


@tap.case('/provenance/data-that-has-changed-is-named')
def data():
    with Workbench(VALLEY) as window:
        window.opened()
        table = window.folder / 'table.csv'
        table.write_text(''.join(f'{i % 7},{i % 5},{i % 2}\n' for i in range(40)), encoding='utf-8')
        experiment = window.folder / 'data.fopx'
        experiment.write_text(json.dumps({
            'fop-workbench': 1, 'title': 'Data', 'steps': 50,
            'problem': {'kind': 'logistic-regression', 'data': {'csv': 'table.csv'}},
            'runs': [{'name': 'GD', 'method': 'sgd'}]}), encoding='utf-8')
        reopen(window, experiment)
        wait('the experiment', lambda: window.title() == 'Data')
        window.go_to(20)
        figure = export(window, 'loss', 'loss.pdf')
        table.write_text(table.read_text(encoding='utf-8') + '1,1,1\n', encoding='utf-8')
        reopen(window, figure)
        wait('a message', lambda: window.all('label', text='this data file has changed'))
        window.dismiss()
        wait('the step', lambda: window.step() == 20)
        table.unlink()
        reopen(window, figure)
        wait('a message', lambda: window.all('label', text='table.csv'))
        window.dismiss()
        window.leave()


tap.main()
