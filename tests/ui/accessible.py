# SPDX-License-Identifier: GPL-3.0-or-later
"""A program as a screen reader sees it: its accessible objects, queried over the accessibility bus.

A window has several hundred objects, and each query is a round trip. So many objects are queried at
once, and their answers are awaited together."""
import contextlib

from gi.repository import Gio, GLib

from hand import drag, wait, xdotool

ROOT = '/org/a11y/atspi/accessible/root'
ACCESSIBLE = 'org.a11y.atspi.Accessible'
PROPERTIES = 'org.freedesktop.DBus.Properties'
TIMEOUT = 30000  # ms, after which an object that does not answer is considered gone

# AT-SPI's numbers for roles, because their names differ between versions ("push button" is "button"
# in 2.56), and so does GTK's choice for the same widget.
ROLES = {7: 'check box', 11: 'combo box', 27: 'image', 29: 'label', 31: 'list', 32: 'list item',
         35: 'menu item', 43: 'push button', 51: 'slider', 52: 'spin button', 61: 'text',
         62: 'toggle button', 79: 'text', 130: 'toggle button'}
SENSITIVE, FOCUSABLE = 24, 11
LABELED_BY = 2
COMPONENT = 'org.a11y.atspi.Component'
IN_WINDOW, IN_PARENT = 1, 2
PADDING_MOST = 32  # pixels on both sides that are taken for padding; more is room that is empty

_session = Gio.bus_get_sync(Gio.BusType.SESSION)
for _property in ('IsEnabled', 'ScreenReaderEnabled'):
    _session.call_sync('org.a11y.Bus', '/org/a11y/bus', PROPERTIES, 'Set',
                       GLib.Variant('(ssv)', ('org.a11y.Status', _property, GLib.Variant('b', True))),
                       None, Gio.DBusCallFlags.NONE, TIMEOUT, None)
_bus = Gio.DBusConnection.new_for_address_sync(
    _session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                       Gio.DBusCallFlags.NONE, TIMEOUT, None).unpack()[0],
    Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
    None, None)


def _ask(place, interface, method, parameters=None):
    """Sends a query to one object, which is at (bus name, path)."""
    return _bus.call_sync(*place, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                          TIMEOUT, None).unpack()


def _ask_all(places, interface, method, parameters=None):
    """Sends a query to all objects; returns their answers in order, None for those that are gone."""
    answers = [None] * len(places)
    waiting = len(places)

    def answered(bus, result, index):
        nonlocal waiting
        waiting -= 1
        with contextlib.suppress(GLib.Error):
            answers[index] = bus.call_finish(result).unpack()

    for index, place in enumerate(places):
        _bus.call(*place, interface, method, parameters, None, Gio.DBusCallFlags.NONE, TIMEOUT, None,
                  answered, index)
    while waiting:
        GLib.MainContext.default().iteration(True)
    return answers


def _property(interface, name):
    return GLib.Variant('(ss)', (interface, name))


def _without_key(name):
    """GTK calls a button with an access key "C_reate Create": here it is "Create"."""
    keyed, _, plain = name.partition(' ')
    return plain if keyed.replace('_', '') == plain else name


_roles = {}  # by place: an object keeps its role


def _roles_of(places):
    new = [place for place in places if place not in _roles]
    for place, answer in zip(new, _ask_all(new, ACCESSIBLE, 'GetRole')):
        if answer is not None:
            _roles[place] = ROLES.get(answer[0], f'role {answer[0]}')
    return [_roles.get(place) for place in places]


def _names_of(places):
    """Their names; None for those that are gone. A menu item has no name of its own in GTK 4.18, and
    is named by the text that labels it."""
    names = [_without_key(answer[0]) if answer is not None else None for answer in
             _ask_all(places, PROPERTIES, 'Get', _property(ACCESSIBLE, 'Name'))]
    bare = [index for index, name in enumerate(names) if name == '']
    items = [index for index, role in zip(bare, _roles_of([places[index] for index in bare]))
             if role == 'menu item']
    answers = _ask_all([places[index] for index in items], ACCESSIBLE, 'GetRelationSet')
    for index, answer in zip(items, answers):
        labels = [tuple(label) for relation, others in (answer[0] if answer is not None else ())
                  for label in others if relation == LABELED_BY]
        texts = _ask_all(labels, 'org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, 100)))
        names[index] = ' '.join(text[0] for text in texts if text is not None)
    return names


def _below(place):
    """The addresses of all descendants of an object, in depth-first order."""
    below, level = {}, [place]
    while level:
        answers = _ask_all(level, ACCESSIBLE, 'GetChildren')
        for parent, answer in zip(level, answers):
            below[parent] = [tuple(child) for child in answer[0]] if answer is not None else []
        level = [child for parent in level for child in below[parent]]
    places = []

    def walk(parent):
        for child in below[parent]:
            places.append(child)
            walk(child)
    walk(place)
    return places


def _box(place, relative_to=IN_WINDOW):
    return _ask(place, COMPONENT, 'GetExtents', GLib.Variant('(u)', (relative_to,)))[0]


def _padding(size, children):
    """The padding of an object, if its children fill its content area."""
    boxes = [answer[0] for answer in _ask_all(children, COMPONENT, 'GetExtents',
                                              GLib.Variant('(u)', (IN_PARENT,)))
             if answer is not None and answer[0][2] > 0]
    return [rest // 2 if 0 < rest <= PADDING_MOST else 0 for rest in
            (size[axis] - max((box[axis] + box[2 + axis] for box in boxes), default=size[axis])
             for axis in (0, 1))]


_corners = {}  # by bus name: where a program's windows say that they begin


def _corner(bus):
    if bus not in _corners:
        window = _ask((bus, ROOT), ACCESSIBLE, 'GetChildren')[0][0]
        _corners[bus] = _box(window)[:2]
    return _corners[bus]


def _left_out(place):
    """Correction of the position that GTK reports for an object. GTK 4.18 ignores the padding of its
    ancestors, and its windows do not begin at 0. The padding is inferred from the space that an
    object's children leave free."""
    x, y = _corner(place[0])
    if (x, y) == (0, 0):
        return 0, 0
    across, down = -x, -y
    around = tuple(Node(place)._get('Parent'))
    while around[1] != ROOT:
        size = _box(around)[2:]
        children = [tuple(child) for child in _ask(around, ACCESSIBLE, 'GetChildren')[0]]
        more = _padding(size, children)
        across, down = across + more[0], down + more[1]
        around = tuple(Node(around)._get('Parent'))
    return across, down


class Node:
    """One accessible object."""

    def __init__(self, place):
        self.place = place

    def _get(self, name, interface=ACCESSIBLE):
        return _ask(self.place, PROPERTIES, 'Get', _property(interface, name))[0]

    @property
    def name(self):
        return _names_of([self.place])[0]

    @property
    def description(self):
        return self._get('Description')

    @property
    def role(self):
        return _roles_of([self.place])[0]

    def has(self, state):
        low, high = _ask(self.place, ACCESSIBLE, 'GetState')[0]
        return bool((high << 32 | low) >> state & 1)

    @property
    def sensitive(self):
        return self.has(SENSITIVE)

    @property
    def focusable(self):
        return self.has(FOCUSABLE)

    def parent(self):
        return Node(self._get('Parent'))

    def children(self):
        return [Node(tuple(child)) for child in _ask(self.place, ACCESSIBLE, 'GetChildren')[0]]

    def walk(self):
        """Every object below this one."""
        return [Node(place) for place in _below(self.place)]

    def all(self, role=None, name=None, text=None):
        """The visible objects with the role, the exact name, or the text in their name. GTK 4.8 only
        marks windows as showing, so objects with a size count as visible."""
        places = _below(self.place)
        if role is not None:
            places = [place for place, its in zip(places, _roles_of(places)) if its == role]
        if name is not None or text is not None:
            names = _names_of(places)
            places = [place for place, its in zip(places, names) if its is not None
                      and (name is None or its == name) and (text is None or text in its)]
        boxes = _ask_all(places, COMPONENT, 'GetExtents',
                         GLib.Variant('(u)', (IN_WINDOW,)))
        return [Node(place) for place, box in zip(places, boxes)
                if box is not None and box[0][2] > 0 and box[0][3] > 0]

    def find(self, role=None, name=None, text=None):
        """The first of all(); waits for it."""
        return wait(f'{role or "something"} called {name or text}',
                    lambda: (self.all(role, name, text) or [None])[0])

    def extents(self):
        """Its position in the window, which equals that on the screen: nothing moves the window."""
        x, y, width, height = _box(self.place)
        across, down = _left_out(self.place)
        return x + across, y + down, width, height

    def press(self):
        """Activates it as a screen reader does. Not for buttons that close their window: GTK 4.8
        accesses them after they are gone."""
        _ask(self.place, 'org.a11y.atspi.Action', 'DoAction', GLib.Variant('(i)', (0,)))

    def click(self, button=1):
        x, y, width, height = self.extents()
        xdotool('mousemove', x + width // 2, y + height // 2, 'click', button)

    def drag(self, start, end):
        """Drags along its width from one fraction to another."""
        x, y, width, height = self.extents()
        places = [(int(x + (start + (end - start) * step / 8) * width), y + height // 2)
                  for step in range(9)]
        drag(places)

    def _of_value(self, name):
        return self._get(name, 'org.a11y.atspi.Value')

    @property
    def value(self):
        return self._of_value('CurrentValue')

    def fraction(self):
        """Position of a slider's knob, as a fraction of its width."""
        low, high = self._of_value('MinimumValue'), self._of_value('MaximumValue')
        return (self.value - low) / (high - low)

    def write(self, text):
        """Replaces the text of an entry."""
        _ask(self.place, 'org.a11y.atspi.EditableText', 'SetTextContents',
             GLib.Variant('(s)', (text,)))

    def __repr__(self):
        return f'{self.role} “{self.name}”'


def application(process):
    """The root of a process's objects; None before it has any."""
    for place in _ask(('org.a11y.atspi.Registry', ROOT), ACCESSIBLE, 'GetChildren')[0]:
        owner = _ask(('org.freedesktop.DBus', '/org/freedesktop/DBus'), 'org.freedesktop.DBus',
                     'GetConnectionUnixProcessID', GLib.Variant('(s)', (place[0],)))[0]
        if owner == process and _ask(place, ACCESSIBLE, 'GetChildren')[0]:
            return tuple(place)
    return None
