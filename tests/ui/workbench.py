# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, driven as a user would: with pointer, keyboard, and accessible objects. Run it
under display.sh."""
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile

from gi.repository import Gio, GLib

import accessible
import screen
from accessible import Node
from hand import PATIENCE, wait, xdotool

PROGRAM = os.environ['FOP_WINDOW']
CLI = os.environ['FOP_CLI']
EXAMPLES = pathlib.Path(os.environ['FOP_EXAMPLES'])
DATA = pathlib.Path(os.environ['FOP_TEST_DATA'])
SHOTS = pathlib.Path(os.environ['FOP_SHOTS'])
APPLICATION = 'org.fopworkbench.Workbench'
OBJECT = '/org/fopworkbench/Workbench'
# Without animations, menus and dialogs appear at once, and without a blinking cursor the program
# can become idle.
SETTINGS = '[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n'

# From AdwMessageDialog of libadwaita 1.7, which measures whether its buttons fit side by side.
TRYING_WIDTHS = re.compile('Gtk-WARNING.*: Trying to measure GtkLabel 0x.* for width of [0-9]+, but')

_bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def variant(kind, value):
    """A parameter of an action."""
    return GLib.Variant(kind, value)


SUPERSCRIPTS = str.maketrans('⁻⁰¹²³⁴⁵⁶⁷⁸⁹', '-0123456789')


def number(text):
    """Parses a number as typeset by the window: "1.19 · 10⁻³⁹"."""
    plain = text.replace('\xa0', ' ').replace(',', '').replace('−', '-')
    mantissa, _, power = plain.partition(' · 10')
    return float(mantissa) * 10.0 ** int(power.translate(SUPERSCRIPTS) or '0')


def _loss_in(row):
    return number(next(node.name for node in row.all('label') if re.match(r'[\d−]', node.name)))


class Workbench(Node):
    """The running program."""

    def __init__(self, *arguments, environment=None):
        self.status_line = None
        self.home = tempfile.TemporaryDirectory(prefix='fop-ui-')
        self.folder = pathlib.Path(self.home.name)
        private = {f'XDG_{word}_HOME': str(self.folder / word.lower())
                   for word in ('DATA', 'STATE', 'CONFIG', 'CACHE')}
        self.errors = open(self.folder / 'stderr', 'w+b')  # closed in _end
        private.update(environment or {})
        settings = pathlib.Path(private['XDG_CONFIG_HOME']) / 'gtk-4.0' / 'settings.ini'
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(SETTINGS, encoding='utf-8')
        self.process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)], stderr=self.errors, cwd=self.folder,
            env={**os.environ, 'GSETTINGS_BACKEND': 'memory', 'GTK_A11Y': 'atspi',
                 'HOME': str(self.folder),
                 # Where a processor has to play the graphics card, cairo leaves it time for more.
                 'GSK_RENDERER': 'cairo',
                 # The graphics driver and GTK's dialogs leave memory behind at exit: leaks are
                 # looked for where only our own code runs, in the unit and command-line tests.
                 'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
                 **private})
        try:
            super().__init__(wait('the window', self._application))
            wait('the first frame', lambda: self.all(role='push button'))
        except BaseException:
            self._end()
            raise

    def _application(self):
        assert self.process.poll() is None, f'it ended at once: {self.complaints()}'
        return accessible.application(self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is not None:
                self.screenshot('failure')
                print(f'# exit status {self.process.poll()}; stderr: {self.complaints()!r}')
                with contextlib.suppress(GLib.Error):
                    print(f'# on the screen: {[node.name for node in self.all("label")]}')
        finally:
            self._end()

    def _end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.errors.close()
        self.home.cleanup()

    def rest(self):
        """Waits until the program and the screen are idle. Not while runs are playing."""
        screen.rest(self.process.pid, PATIENCE)

    def reveal(self, node):
        """Scrolls the sidebar until the node is visible, and returns it."""
        self.rest()
        _, _, _, height = self.children()[0].extents()
        for _ in range(40):
            _, y, _, tall = node.extents()
            above, below = 60 - y, y + tall - (height - 80)
            if above < 0 and below < 0:
                break
            xdotool('mousemove', 6, height // 2, 'click', '--repeat',
                    max(1, max(above, below) // 100), '--delay', 1, 4 if above >= 0 else 5)
            self.rest()
        return node

    def focus_slider(self, name):
        """Focuses a slider, by way of the entry above it."""
        self.reveal(self.find('text', name)).click()
        self.key('Tab')
        return self.find('slider', name)

    def status(self):
        """The status line."""
        if self.status_line is None:
            self.status_line = wait('the status line', lambda: next(
                node for node in self.all('label') if re.match(r'[\d,]+ / [\d,]+ · ', node.name)))
        return self.status_line.name.replace('\xa0', ' ')

    def opened(self):
        """Waits until its experiment has been read: earlier choices would have no effect."""
        self.status()

    def step(self):
        return int(self.status().split(' /')[0].replace(',', ''))

    def settled_step(self):
        """The step, once it no longer changes."""
        self.rest()
        return self.step()

    def go_to(self, step):
        """Goes to a step, and waits for the figures, which are drawn on other threads."""
        self.action('win.go-to', variant('t', step))
        wait(f'step {step}', lambda: self.step() == step)
        self.rest()

    def title(self):
        return self.children()[0].name

    def loss(self, run):
        """The loss of a run in the list, to three digits."""
        return _loss_in(self.find('list item', run))

    def losses(self):
        return {row.name: _loss_in(row) for row in self.find('list', 'Runs').children()}

    def dismiss(self):
        """Closes the current message or dialog."""
        wait('a dialog', lambda: len(self.children()) > 1)
        self.rest()
        self.key('Escape')
        wait('its end', lambda: len(self.children()) == 1)

    def resize(self, width, height):
        identity = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                                   str(self.process.pid)], capture_output=True, text=True,
                                  check=True).stdout.split()[-1]
        xdotool('windowsize', '--sync', identity, width, height)
        self.rest()

    def leave(self):
        """Quits the program, which must exit without messages."""
        self.action('app.quit')
        self.ended_cleanly()

    def complaints(self):
        """The program's stderr, without messages from libraries."""
        written = (self.folder / 'stderr').read_text(encoding='utf-8', errors='replace')
        return ''.join(line for line in written.splitlines(keepends=True)
                       if not TRYING_WIDTHS.search(line)).lstrip('\n')

    def ended_cleanly(self):
        """Waits for it to exit, which must be without messages."""
        status = self.process.wait(PATIENCE)
        assert status == 0, f'exit status {status}: {self.complaints()}'
        assert self.complaints() == '', self.complaints()

    def key(self, *keys):
        xdotool('key', '--clearmodifiers', *keys)

    def write(self, text):
        xdotool('type', '--delay', '5', text)

    def action(self, name, parameter=None):
        """Activates "win.NAME" or "app.NAME" over the session bus."""
        scope, _, word = name.partition('.')
        path = OBJECT + ('/window/1' if scope == 'win' else '')
        _bus.call_sync(APPLICATION, path, 'org.gtk.Actions', 'Activate',
                       GLib.Variant('(sava{sv})', (word, [parameter] if parameter is not None else [], {})),
                       None, Gio.DBusCallFlags.NONE, 1000 * PATIENCE, None)

    def actions(self, scope='win'):
        path = OBJECT + ('/window/1' if scope == 'win' else '')
        answer = _bus.call_sync(APPLICATION, path, 'org.gtk.Actions', 'List', None, None,
                                Gio.DBusCallFlags.NONE, 1000 * PATIENCE, None)
        return answer.unpack()[0]

    def screenshot(self, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        screen.save(SHOTS / f'{name}.png')
