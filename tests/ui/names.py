#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""File names that are not valid UTF-8, files changed by other programs, and names without an
extension, with a screen reader enabled."""
import json
import os
import pathlib
import shutil
import tempfile

import tap
import workbench
from hand import wait
from workbench import Workbench, variant

FAULTS = workbench.DATA / 'faults' / 'name-not-utf8'
VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'


class Arguments:
    """A folder of files with Latin-1 names, as bytes."""

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix='fop-names-')
        self.folder = os.path.join(os.fsencode(self.home.name), b'd\xe9')
        os.mkdir(self.folder)
        for name, new in (('P.npy', b'h\xe9.npy'), ('k.csv', b'k\xe9.csv')):
            shutil.copy(FAULTS / name, os.path.join(self.folder, new))
        experiment = json.loads((FAULTS / 'e.fopx').read_text(encoding='utf-8'))
        experiment['problem']['data']['csv'] = 'k\\xE9.csv'
        with open(self.path(b'e.fopx'), 'w', encoding='utf-8') as file:
            json.dump(experiment, file)
        return self

    def __exit__(self, *_):
        self.home.cleanup()

    def path(self, name):
        """As str, which Popen encodes as the same bytes."""
        return os.fsdecode(os.path.join(self.folder, name))


@tap.case('/names/a-matrix-is-shown-by-a-name-that-can-be-read')
def matrix():
    with Arguments() as files, Workbench(files.path(b'h\xe9.npy')) as window:
        wait('its window', lambda: any(node.name == 'h\\xE9.npy' for node in window.children()))
        window.screenshot('name-not-utf8')
        window.leave()


@tap.case('/names/a-data-set-becomes-an-experiment-that-can-be-saved-and-opened')
def data():
    with Arguments() as files, Workbench(files.path(b'k\xe9.csv')) as window:
        window.find('push button', 'Create')
        window.key('alt+r')
        wait('the experiment', lambda: 'k\\xE9.csv' in window.title())
        saved = window.folder / 'saved.fopx'
        window.action('win.save-to', variant('s', str(saved)))
        wait('the file', saved.exists)
        window.action('win.open-file', variant('s', str(VALLEY)))
        wait('another', lambda: window.title() == 'A hidden valley')
        window.action('win.open-file', variant('s', str(saved)))
        wait('the same again', lambda: 'k\\xE9.csv' in window.title())
        window.leave()


@tap.case('/names/an-experiment-in-such-a-folder-runs-and-failures-are-told')
def experiment():
    with Arguments() as files, Workbench(files.path(b'e.fopx')) as window:
        window.go_to(2)
        window.leave()
    with Arguments() as files:
        os.remove(files.path(b'k\xe9.csv'))
        with Workbench(files.path(b'e.fopx')) as window:
            wait('a message', lambda: window.all('label', text='k\\xE9.csv: '))
            window.dismiss()
            window.leave()


@tap.case('/names/what-another-program-has-written-is-not-overwritten-unasked')
def changed_outside():
    with Workbench(VALLEY) as window:
        path = window.folder / 'copy.fopx'
        shutil.copy(VALLEY, path)
        path.chmod(0o600)
        window.action('win.open-file', variant('s', str(path)))
        window.go_to(50)
        window.focus_slider('Learning rate ε')
        window.key('Left')
        wait('the mark of a change', lambda: window.title().startswith('•'))
        path.write_text('of another program', encoding='utf-8')
        window.key('ctrl+s')
        window.find('push button', 'Replace')
        window.screenshot('changed-outside')
        window.dismiss()
        assert path.read_text(encoding='utf-8') == 'of another program'
        assert window.title().startswith('•')
        window.key('ctrl+s')
        window.find('push button', 'Replace')
        window.key('alt+r')
        wait('the file', lambda: not window.title().startswith('•'))
        assert json.loads(path.read_text(encoding='utf-8'))['events'][0]['step'] == 50
        assert path.stat().st_mode & 0o777 == 0o600
        window.leave()


@tap.case('/names/an-ending-is-appended-where-there-is-none')
def ending():
    with Workbench(VALLEY) as window:
        window.go_to(5)
        taken = window.folder / 'taken.fopx'
        taken.write_text('here first', encoding='utf-8')
        window.action('win.save-to', variant('s', str(window.folder / 'taken')))
        window.find('push button', 'Replace')
        window.dismiss()
        assert taken.read_text(encoding='utf-8') == 'here first'
        window.action('win.save-to', variant('s', str(window.folder / 'fresh v1.2')))
        wait('the file', (window.folder / 'fresh v1.2.fopx').exists)
        window.action('win.save-to', variant('s', str(window.folder / 'as.json')))
        wait('the file', (window.folder / 'as.json').exists)
        window.leave()


tap.main()
