#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures in other programs: copied, and dragged out of the window."""
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import tap
import workbench
from hand import wait, xdotool
from workbench import Workbench

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'
RECEIVER = pathlib.Path(__file__).with_name('receiver.py')
SCREEN_WIDTH, DROP = 1920, 200


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

    def place(self):
        """Moves its window to the right edge of the screen."""
        name = wait('the receiver', lambda: subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            capture_output=True, text=True, check=False).stdout.split())[-1]
        xdotool('windowmove', '--sync', name, SCREEN_WIDTH - DROP, 0)

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


def drag(window, start, end):
    """Step by step: the window answers after it has dealt with each motion."""
    xdotool('mousemove', *start, 'mousedown', 1)
    for step in range(1, 13):
        xdotool('mousemove', *(a + (b - a) * step // 12 for a, b in zip(start, end)))
        window.title()


def title_of(window, name):
    x, y, width, height = window.all('label', name)[0].extents()
    return x + width // 2, y + height // 2


@tap.case('/sharing/a-figure-dragged-out-of-the-window-is-a-file-and-a-picture')
def dragged():
    with Workbench(VALLEY) as window, Receiver('drop') as receiver:
        window.go_to(100)
        window.resize(SCREEN_WIDTH - DROP - 20, 1000)
        receiver.place()
        drag(window, title_of(window, 'Spectrum'), (SCREEN_WIDTH - DROP // 2, DROP // 2))
        window.screenshot('dragged')
        xdotool('mouseup', 1)
        taken = receiver.taken()
        assert {'image/svg+xml', 'image/png', 'text/uri-list'} <= set(taken['types'].decode().split())
        path = pathlib.Path(taken['paths'].decode())
        assert path.name == 'a-hidden-valley-spectrum.svg', path
        check_vectors(path.read_bytes())
        window.rest()
        window.leave()
        assert not path.exists() and not path.parent.exists(), 'removed with the program'


@tap.case('/sharing/a-figure-dropped-on-its-own-window-opens-nothing')
def own_window():
    with Workbench(VALLEY) as window:
        window.go_to(100)
        timeline = window.find('slider', 'Timeline')
        x, y, width, height = timeline.extents()
        drag(window, title_of(window, 'Loss'), (x + width // 2, y + height + 8))
        xdotool('mouseup', 1)
        window.rest()
        assert window.step() == 100 and not window.all('push button', 'Restore Loss')
        window.leave()


tap.main()
