#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures in other programs: copied."""
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import tap
import workbench
from hand import wait
from workbench import Workbench

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'
RECEIVER = pathlib.Path(__file__).with_name('receiver.py')


class Receiver:
    """Another program, and what it has taken, by type."""

    def __init__(self, way):
        self.home = tempfile.TemporaryDirectory(prefix='fop-receiver-')
        self.folder = pathlib.Path(self.home.name)
        self.process = subprocess.Popen(
            [sys.executable, RECEIVER, way, self.folder], stdout=subprocess.DEVNULL,
            env={**os.environ, 'GSK_RENDERER': 'cairo', 'GTK_A11Y': 'none'})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.home.cleanup()

    def taken(self):
        wait('something taken', (self.folder / 'taken').exists)
        return {path.name.replace('_', '/'): path.read_bytes() for path in self.folder.iterdir()
                if path.name != 'taken'}


def check_vectors(svg):
    """They parse, and carry the experiment."""
    root = xml.etree.ElementTree.fromstring(svg)
    assert root.tag == '{http://www.w3.org/2000/svg}svg', root.tag
    assert b'"fop-workbench"' in svg and b'A hidden valley' in svg, 'the experiment is in the SVG'


@tap.case('/sharing/a-copied-figure-is-on-the-clipboard-as-svg-and-png')
def clipboard():
    with Workbench(VALLEY) as window, Receiver('clipboard') as receiver:
        window.go_to(100)
        window.action('win.copy')
        taken = receiver.taken()
        check_vectors(taken['image/svg+xml'])
        png = taken['image/png']
        assert png.startswith(b'\x89PNG\r\n\x1a\n') and b'iTXt' in png, 'the experiment is in the PNG'
        assert 'text/uri-list' not in taken
        window.leave()


tap.main()
