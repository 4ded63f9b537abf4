# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, driven as a person would: by pointer, by keyboard, and by what a screen reader
sees of it. To be run under display.sh."""
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402 (the version comes first)

PROGRAM = os.environ['FOP_WINDOW']
CLI = os.environ['FOP_CLI']
EXAMPLES = pathlib.Path(os.environ['FOP_EXAMPLES'])
DATA = pathlib.Path(os.environ['FOP_TEST_DATA'])
SHOTS = pathlib.Path(os.environ['FOP_SHOTS'])
APPLICATION = 'org.fopworkbench.Workbench'
OBJECT = '/org/fopworkbench/Workbench'
# Sanitizers make everything several times slower; nothing here waits longer than it must.
PATIENCE = 60 if os.environ.get('FOP_SANITIZED', 'none') != 'none' else 20

_bus = Gio.bus_get_sync(Gio.BusType.SESSION)
for _property in ('IsEnabled', 'ScreenReaderEnabled'):
    _bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.freedesktop.DBus.Properties', 'Set',
                   GLib.Variant('(ssv)', ('org.a11y.Status', _property, GLib.Variant('b', True))),
                   None, Gio.DBusCallFlags.NONE, 5000, None)


def variant(kind, value):
    """A parameter of an action."""
    return GLib.Variant(kind, value)


def wait(words, ask, patience=PATIENCE):
    """Asks again and again until the answer is something; what vanishes meanwhile is no answer."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = ask()
        except (GLib.Error, StopIteration):
            answer = None
        if answer:
            return answer
        assert time.monotonic() < end, f'waited {patience} s in vain for {words}'
        time.sleep(0.02)


def xdotool(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True, stdout=subprocess.DEVNULL)


SUPERSCRIPTS = str.maketrans('⁻⁰¹²³⁴⁵⁶⁷⁸⁹', '-0123456789')


def number(text):
    """A number as the window typesets it: "1.19 · 10⁻³⁹"."""
    plain = text.replace('\xa0', ' ').replace(',', '').replace('−', '-')
    mantissa, _, power = plain.partition(' · 10')
    return float(mantissa) * 10.0 ** int(power.translate(SUPERSCRIPTS) or '0')


class Node:
    """One accessible object."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        """GTK calls a button with an access key "C_reate Create": here it is "Create"."""
        name = self.accessible.get_name() or ''
        keyed, _, plain = name.partition(' ')
        return plain if keyed.replace('_', '') == plain else name

    @property
    def role(self):
        return self.accessible.get_role_name()

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def showing(self):
        """GTK 4.8 marks only windows as showing: what takes up room on the screen is."""
        if self.accessible.get_component_iface() is None:
            return False
        _, _, width, height = self.extents()
        return width > 0 and height > 0

    @property
    def sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def focusable(self):
        return self.has(Atspi.StateType.FOCUSABLE)

    def parent(self):
        return Node(self.accessible.get_parent())

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child)

    def walk(self):
        """Every object below this one."""
        for child in self.children():
            yield child
            yield from child.walk()

    def all(self, role=None, name=None, text=None):
        """Those on the screen that have the role, the exact name, or the text in their name."""
        return [node for node in self.walk()
                if (role is None or node.role == role) and (name is None or node.name == name)
                and (text is None or text in node.name) and node.showing]

    def find(self, role=None, name=None, text=None):
        """The first of all(); waits for it."""
        return wait(f'{role or "something"} called {name or text}',
                    lambda: (self.all(role, name, text) or [None])[0])

    def extents(self):
        """Its place in the window, which is its place on the screen: nothing moves the window."""
        box = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def press(self):
        """Does what a click would do, as a screen reader asks for it. Not for buttons that close
        their window: GTK 4.8 looks at them once more after they are gone."""
        self.accessible.get_action_iface().do_action(0)

    def click(self, button=1):
        x, y, width, height = self.extents()
        xdotool('mousemove', x + width // 2, y + height // 2, 'click', button)

    def drag(self, start, end):
        """Drags along its width from one fraction to another."""
        x, y, width, height = self.extents()
        middle = y + height // 2
        xdotool('mousemove', int(x + start * width), middle, 'mousedown', 1)
        for step in range(1, 9):
            xdotool('mousemove', int(x + (start + (end - start) * step / 8) * width), middle)
            time.sleep(0.02)
        xdotool('mouseup', 1)

    @property
    def value(self):
        return self.accessible.get_value_iface().get_current_value()

    def fraction(self):
        """Where a slider's knob stands along its width."""
        interface = self.accessible.get_value_iface()
        low, high = interface.get_minimum_value(), interface.get_maximum_value()
        return (interface.get_current_value() - low) / (high - low)

    def write(self, text):
        """Replaces the text of an entry."""
        self.accessible.get_editable_text_iface().set_text_contents(text)

    @property
    def text(self):
        interface = self.accessible.get_text_iface()
        return interface.get_text(0, interface.get_character_count())

    def __repr__(self):
        return f'{self.role} “{self.name}”'


class Workbench(Node):
    """The running program."""

    def __init__(self, *arguments, environment=None):
        self.status_line = None
        self.home = tempfile.TemporaryDirectory(prefix='fop-ui-')
        self.folder = pathlib.Path(self.home.name)
        private = {f'XDG_{word}_HOME': str(self.folder / word.lower())
                   for word in ('DATA', 'STATE', 'CONFIG', 'CACHE')}
        self.errors = open(self.folder / 'stderr', 'w+b')  # closed in _end
        self.process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)], stderr=self.errors, cwd=self.folder,
            env={**os.environ, **private, 'GSETTINGS_BACKEND': 'memory', 'GTK_A11Y': 'atspi',
                 'HOME': str(self.folder),
                 # Where a processor has to play the graphics card, cairo leaves it time for more.
                 'GSK_RENDERER': 'cairo',
                 # The graphics driver and GTK's dialogs leave memory behind at exit: leaks are
                 # looked for where only our own code runs, in the unit and command-line tests.
                 'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0',
                 **(environment or {})})
        try:
            super().__init__(wait('the window', self._application))
            wait('the first frame', lambda: self.all(role='push button'))
        except BaseException:
            self._end()
            raise

    def _application(self):
        assert self.process.poll() is None, f'it ended at once: {self.complaints()}'
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid \
                    and child.get_child_count() > 0:
                # No main loop runs here that would keep a cache of what changes up to date.
                child.set_cache_mask(Atspi.Cache.ROLE)
                return child
        return None

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

    def reveal(self, node):
        """Scrolls the sidebar until the node can be reached, and returns it."""
        _, _, _, height = next(self.children()).extents()
        for _ in range(80):
            _, y, _, tall = node.extents()
            if 60 < y and y + tall < height - 80:
                break
            xdotool('mousemove', 6, height // 2, 'click', 5 if y > 60 else 4)
            time.sleep(0.03)
        time.sleep(0.5)  # scrolling goes on for a moment
        return node

    def focus_slider(self, name):
        """Puts the keyboard on a slider, by way of the entry above it."""
        self.reveal(self.find('text', name)).click()
        self.key('Tab')
        return self.find('slider', name)

    def status(self):
        """The status line."""
        if self.status_line is None:
            self.status_line = wait('the status line', lambda: next(
                node for node in self.all('label') if re.match(r'[\d,]+ / [\d,]+ · ', node.name)))
        return self.status_line.name.replace('\xa0', ' ')

    def step(self):
        return int(self.status().split(' /')[0].replace(',', ''))

    def settled_step(self):
        """The step once it no longer changes."""
        def same():
            step = self.step()
            time.sleep(0.3)
            return self.step() == step
        wait('rest', same)
        return self.step()

    def go_to(self, step):
        self.action('win.go-to', variant('t', step))
        wait(f'step {step}', lambda: self.step() == step)
        time.sleep(0.5)  # for figures that are drawn on their own threads

    def title(self):
        return next(self.children()).name

    def loss(self, run):
        """The loss that the list shows for a run: three digits."""
        row = self.find('list item', run)
        text = next(node.name for node in row.walk() if re.match(r'[\d−]', node.name))
        return number(text)

    def losses(self):
        return {row.name: self.loss(row.name) for row in self.find('list', 'Runs').children()}

    def dismiss(self):
        """Closes the message or dialog that is shown."""
        wait('a dialog', lambda: len(list(self.children())) > 1)
        self.key('Escape')
        wait('its end', lambda: len(list(self.children())) == 1)

    def resize(self, width, height):
        identity = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                                   str(self.process.pid)], capture_output=True, text=True,
                                  check=True).stdout.split()[-1]
        xdotool('windowsize', '--sync', identity, width, height)
        time.sleep(0.5)

    def leave(self):
        """Quits the program, which has to end without a complaint."""
        self.action('app.quit')
        self.ended_cleanly()

    def complaints(self):
        """What the program wrote on stderr."""
        return (self.folder / 'stderr').read_text(encoding='utf-8', errors='replace')

    def ended_cleanly(self):
        """Waits for its end, which has to be without a complaint."""
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
                       None, Gio.DBusCallFlags.NONE, 5000, None)

    def actions(self, scope='win'):
        path = OBJECT + ('/window/1' if scope == 'win' else '')
        answer = _bus.call_sync(APPLICATION, path, 'org.gtk.Actions', 'List', None, None,
                                Gio.DBusCallFlags.NONE, 5000, None)
        return answer.unpack()[0]

    def screenshot(self, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(subprocess.CalledProcessError):
            subprocess.run(['import', '-window', 'root', SHOTS / f'{name}.png'], check=True)
