#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export window: preview, styles, sheets, and the files it writes."""
import re

import tap
import workbench
from hand import wait
from workbench import Workbench, variant

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'


def open_export(window):
    """Opens the export window, and returns it."""
    window.find('push button', 'Export…').press()
    export = wait('its window', lambda: next(
        (node for node in window.children() if node.name == 'Export'), None))
    wait('a preview', lambda: size(export) is not None)
    window.rest()
    return export


def size(export):
    """Width and height of the previewed page in mm; None before there is one."""
    found = export.all('image', 'Preview')
    words = re.match(r'([0-9.]+) mm wide, ([0-9.]+) mm high', found[0].description) if found else None
    return words and (float(words[1]), float(words[2]))


def save_as(window, export, name):
    """Exports to a file in the test's folder."""
    path = window.folder / name
    export.find('push button', 'Export…').press()
    window.find('text', 'Name:').write(str(path))
    window.key('Return')
    return path


@tap.case('/export/the-preview-has-the-size-of-the-file')
def sized():
    with Workbench(VALLEY) as window:
        window.go_to(500)
        export = open_export(window)
        assert size(export)[0] == 85, size(export)
        width = export.find('text', 'Width')
        width.write('60mm')
        width.click()
        window.key('Return')
        wait('the new width', lambda: size(export)[0] == 60)
        window.screenshot('export-window')
        height = size(export)[1]
        path = save_as(window, export, 'loss.svg')
        wait('the file', path.exists)
        points = re.search(r'width="([0-9.]+)(?:pt)?" height="([0-9.]+)', path.read_text(encoding='utf-8'))
        assert abs(float(points[1]) / 72 * 25.4 - 60) < 0.05, points[0]
        assert abs(float(points[2]) / 72 * 25.4 - height) < 0.1, points[0]
        assert (window.folder / 'loss.pdf').exists(), 'the chosen format as well'
        wait('one window', lambda: len(list(window.children())) == 1)
        window.leave()


@tap.case('/export/a-width-that-is-none-is-refused-in-words')
def refused():
    with Workbench(VALLEY) as window:
        export = open_export(window)
        width = export.find('text', 'Width')
        width.write('wide')
        width.click()
        window.key('Return')
        export.find('label', text='85mm, 8.5cm')
        assert size(export)[0] == 85
        window.key('Escape')
        wait('one window', lambda: len(list(window.children())) == 1)
        window.leave()


@tap.case('/export/several-figures-make-a-sheet-with-letters')
def sheet():
    with Workbench(VALLEY) as window:
        window.go_to(500)
        export = open_export(window)
        alone = size(export)[1]
        export.find('check box', 'Spectrum').click()
        wait('a higher page', lambda: size(export)[1] > alone + 20)
        export.find('label', 'b')
        window.screenshot('export-sheet')
        path = save_as(window, export, 'both.svg')
        wait('the sheet', path.exists)
        text = path.read_text(encoding='utf-8')
        assert '>(a)<' in text and '>(b)<' in text
        wait('one window', lambda: len(list(window.children())) == 1)
        window.go_to(100)
        window.action('win.open-file', variant('s', str(path)))
        wait('the step', lambda: window.step() == 500)
        wait('its figures alone', lambda: not window.all('image', 'Conditioning'))
        assert window.all('image', 'Loss') and window.all('image', 'Spectrum')
        assert not window.all('image', 'Preconditioner')
        window.leave()


@tap.case('/export/styles-are-saved-by-name-and-the-last-one-is-remembered')
def styles():
    with Workbench(VALLEY) as window:
        export = open_export(window)
        font = export.find('text', 'Width')
        font.write('3.25in')
        font.click()
        window.key('Return')
        wait('the new width', lambda: size(export)[0] == 82.5)
        export.find('push button', 'Styles').click()
        window.find('menu item', 'Save Style…').press()
        window.find('text', 'Name of the style').write('Narrow')
        window.key('Return')
        wait('the dialog to close', lambda: len(list(window.children())) == 2)
        export.find('push button', 'Styles').click()
        window.find('menu item', 'Reset to Defaults').press()
        wait('the usual width', lambda: size(export)[0] == 85)
        export.find('push button', 'Styles').click()
        window.find('menu item', 'Narrow').press()
        wait('the saved width', lambda: size(export)[0] == 82.5)
        path = save_as(window, export, 'narrow.pdf')
        wait('the file', path.exists)
        wait('one window', lambda: len(list(window.children())) == 1)
        assert size(open_export(window))[0] == 82.5
        window.screenshot('export-narrow')
        window.key('Escape')
        wait('one window', lambda: len(list(window.children())) == 1)
        window.leave()


@tap.case('/export/files-that-exist-are-not-replaced-without-a-question')
def replaced():
    with Workbench(VALLEY) as window:
        export = open_export(window)
        other = window.folder / 'loss.pdf'
        other.write_text('mine', encoding='utf-8')
        save_as(window, export, 'loss.svg')
        window.find('label', 'Replace Existing Files?')
        window.screenshot('export-replace')
        window.key('Escape')
        wait('the question to close', lambda: len(list(window.children())) == 2)
        assert other.read_text(encoding='utf-8') == 'mine'
        assert not (window.folder / 'loss.svg').exists()
        window.key('Escape')
        wait('one window', lambda: len(list(window.children())) == 1)
        window.leave()


tap.main()
