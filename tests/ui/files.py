#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening, refusing, and exporting files, and what the window leaves behind."""
import json

import tap
import workbench
from hand import wait
from workbench import Workbench, variant

FAULTS = workbench.DATA / 'faults'
VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'


def title(path):
    return json.loads(path.read_text(encoding='utf-8'))['title']


@tap.case('/window/every-example-opens-and-plays')
def examples():
    with Workbench() as window:
        for path in sorted(workbench.EXAMPLES.glob('*.fopx')):
            window.action('win.example', variant('s', path.stem.split('-', 1)[1]))
            wait(path.stem, lambda: window.title() == title(path))
            wait('some steps', lambda: window.step() > 0)
            assert len(list(window.children())) == 1, 'a message came up'
        window.leave()


@tap.case('/window/an-example-opens-from-the-list')
def example_by_hand():
    with Workbench() as window:
        window.find('push button', 'Examples').click()
        window.find('label', title(workbench.EXAMPLES / '06-which-minimum.fopx'))
        window.key('Down', 'Down', 'Down', 'Down', 'Down', 'Return')
        wait('the example', lambda: window.title() == 'Which minimum?')
        window.screenshot('which-minimum')
        window.leave()


@tap.case('/window/a-bad-file-is-refused-in-words-and-the-open-experiment-stays')
def bad_files():
    with Workbench(VALLEY) as window:
        cut = window.folder / 'cut.fopx'
        cut.write_text(VALLEY.read_text(encoding='utf-8')[:200], encoding='utf-8')
        unknown = window.folder / 'unknown.fopx'
        unknown.write_text(VALLEY.read_text(encoding='utf-8').replace('hyper-rate', 'hyper-rat'),
                           encoding='utf-8')
        newer = window.folder / 'newer.fopx'
        newer.write_text(VALLEY.read_text(encoding='utf-8').replace('bench": 1', 'bench": 2'),
                         encoding='utf-8')
        table = window.folder / 'table.csv'
        table.write_text('1,2,0\n3,four,1\n', encoding='utf-8')
        for path, words in ((cut, 'line'), (unknown, 'hyper-rate'), (newer, '2'),
                            (table, 'four'), (window.folder, str(window.folder)),
                            (window.folder / 'missing.fopx', 'missing.fopx')):
            window.action('win.open-file', variant('s', str(path)))
            wait(f'a message on {path.name}', lambda: window.all('label', text=words))
            if path == unknown:
                window.screenshot('refused')
            window.dismiss()
            assert window.title() == 'A hidden valley'
            assert window.step() == 0
        window.go_to(100)
        window.leave()


@tap.case('/window/figures-are-exported-as-pdf-svg-and-png')
def exports():
    with Workbench(VALLEY) as window:
        window.go_to(500)
        for kind in ('loss', 'preconditioner', 'spectrum'):
            for ending, magic in (('pdf', b'%PDF-'), ('svg', b'<?xml'), ('png', b'\x89PNG')):
                path = window.folder / f'{kind}.{ending}'
                window.action('win.export-to', variant('(sss)', (kind, ending, str(path))))
                wait(f'{path.name}', path.exists)
                content = path.read_bytes()
                assert content.startswith(magic) and len(content) > 2000, path.name
        window.leave()


@tap.case('/window/a-report-is-about-the-step-that-is-shown')
def reports():
    with Workbench(VALLEY) as window:
        window.go_to(500)
        for ending, magic in (('html', b'<!DOCTYPE html>'), ('pdf', b'%PDF-')):
            path = window.folder / f'valley.{ending}'
            window.action('win.report-to', variant('s', str(path)))
            wait(path.name, path.exists)
            assert path.read_bytes().startswith(magic), path.name
            wait('the last message', lambda: window.all('label', text=f'Wrote {path.name}')
                 and not window.all('label', text='Writing'))
        assert 'Step 500 of 2,000.' in (window.folder / 'valley.html').read_text(encoding='utf-8')
        window.action('win.report-to', variant('s', str(window.folder / 'valley.txt')))
        wait('a refusal', lambda: window.all('label', text='.html or .pdf'))
        window.dismiss()
        window.leave()


@tap.case('/window/a-data-set-becomes-an-experiment')
def data():
    with Workbench(VALLEY) as window:
        source = workbench.DATA / 'optdigits.tra'
        window.action('win.open-file', variant('s', str(source)))
        window.find('push button', 'Create')
        window.rest()
        window.key('alt+r')
        wait('the experiment', lambda: window.title() != 'A hidden valley')
        window.action('win.speed', variant('d', 0))
        if window.step() == 0:
            window.action('win.play')
        wait('steps', lambda: window.step() > 20)
        window.find('image', 'Preconditioner')
        wait('a spectrum', lambda: 'κ(P)' in window.status())
        window.screenshot('data')
        window.leave()


@tap.case('/window/how-data-were-read-is-said-where-it-is-not-evident')
def notes():
    with Workbench(FAULTS / 'header-of-numbers' / 'e.fopx') as window:
        wait('the note', lambda: window.all('label', text='is read as column names'))
        window.screenshot('notes')
        window.action('win.open-file',
                      variant('s', str(FAULTS / 'csv-messages' / 'pandas-index.csv')))
        window.find('push button', 'Create')
        wait('the note on the index', lambda: window.all('label', text='left out'))
        assert not window.all('label', text='\\x0A')
        window.screenshot('notes-of-data')
        window.key('Escape')
        window.action('win.open-file',
                      variant('s', str(FAULTS / 'row-names' / 'c.csv')))
        wait('the note on the rows', lambda: window.all('label', text='as row names'))
        window.screenshot('notes-of-a-matrix')
        window.leave()


@tap.case('/window/closing-while-runs-go-on-ends-at-once')
def close_running():
    for how in ('window.close', 'app.quit'):
        with Workbench(workbench.EXAMPLES / '09-noisy-batches.fopx') as window:
            window.action('win.speed', variant('d', 0))
            window.action('win.play')
            wait('some steps', lambda: window.step() > 0)
            if how == 'app.quit':
                window.key('ctrl+q')
            else:
                window.find('push button', 'Close').click()
            window.ended_cleanly()


@tap.case('/window/unsaved-work-is-asked-about')
def unsaved():
    with Workbench(VALLEY) as window:
        copy = window.folder / 'copy.fopx'
        copy.write_bytes(VALLEY.read_bytes())
        window.action('win.open-file', variant('s', str(copy)))
        window.go_to(50)
        window.focus_slider('Learning rate ε')
        window.key('Left')
        wait('the mark of a change', lambda: window.title().startswith('•'))
        window.key('ctrl+w')
        window.find('push button', 'Discard')
        window.dismiss()
        window.key('ctrl+w')
        window.find('push button', 'Save')
        window.key('alt+s')
        window.ended_cleanly()
        assert json.loads(copy.read_text(encoding='utf-8'))['events'][0]['step'] == 50


tap.main()
