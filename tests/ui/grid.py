#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The grid of figures: layouts, adding, removing, and moving figures."""
import tempfile

import tap
import workbench
from hand import wait, xdotool
from workbench import Workbench, variant

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'
NETWORK = workbench.EXAMPLES / '15-a-network-that-looks.fopx'


def shown(window):
    """The figures' titles by position, row by row."""
    images = [node for node in window.all('image') if node.extents()[2] > 150]
    places = sorted((node.extents()[1] // 40, node.extents()[0], node.name) for node in images)
    return [name for _, _, name in places]


def becomes(window, titles):
    wait(f'{titles}, not {shown(window)}', lambda: shown(window) == titles)


def choose(window, title, item):
    """Activates an item of a card's menu. A click on the button while another menu closes is lost."""
    def opened():
        if not window.all('menu item', item):
            window.find('push button', f'{title} menu').click()
            window.rest()
        return window.all('menu item', item)
    wait(f'the menu of {title}', opened)[0].press()


@tap.case('/window/presets-show-figures-that-belong-together')
def presets():
    with Workbench(VALLEY) as window:
        becomes(window, ['Loss', 'Preconditioner', 'Spectrum', 'Conditioning'])
        window.go_to(1500)
        window.screenshot('overview')
        for name, titles in (
                ('convergence', ['Loss', 'Theory', 'Gradient norm', 'Contraction',
                                 'Learning-rate limit']),
                ('lecture', ['Loss', 'Preconditioner']), ('single', ['Loss'])):
            window.action('win.layout', variant('s', name))
            becomes(window, titles)
        window.action('win.layout', variant('s', 'instruments'))
        wait('the gauges', lambda: 'Gauges' in shown(window))
        window.rest()
        window.screenshot('instruments')
        window.action('win.layout', variant('s', 'geometry'))
        wait('the angles', lambda: 'Step angles' in shown(window))
        window.rest()
        window.screenshot('geometry')
        window.action('win.layout', variant('s', 'no such layout'))
        assert 'Step angles' in shown(window)
        window.action('win.reset-layout')
        becomes(window, ['Loss', 'Preconditioner', 'Spectrum', 'Conditioning'])
        window.leave()


@tap.case('/window/figures-are-added-removed-and-moved')
def changes():
    with Workbench(VALLEY) as window:
        start = ['Loss', 'Preconditioner', 'Spectrum', 'Conditioning']
        becomes(window, start)
        for _ in range(5):
            window.action('win.add-figure')
        wait('nine figures', lambda: len(shown(window)) == 9)
        window.action('win.add-figure')
        window.find('label', text='limited to nine')
        window.resize(1000, 700)
        window.screenshot('nine-small')
        window.resize(1360, 860)
        window.action('win.reset-layout')
        becomes(window, start)

        choose(window, 'Loss', 'Move Later')
        becomes(window, ['Preconditioner', 'Loss', 'Spectrum', 'Conditioning'])
        choose(window, 'Preconditioner', 'Remove')
        wait('three', lambda: sorted(shown(window)) == ['Conditioning', 'Loss', 'Spectrum'])
        window.leave()


@tap.case('/window/figures-stand-as-they-were-left-when-the-program-was-ended')
def remembered():
    with tempfile.TemporaryDirectory(prefix='fop-ui-') as folder:
        kept = {'GSETTINGS_BACKEND': 'keyfile', 'XDG_CONFIG_HOME': folder}
        start = ['Loss', 'Preconditioner', 'Spectrum', 'Conditioning']
        left = ['Gradient norm', 'Loss', 'Preconditioner']
        with Workbench(VALLEY, environment=kept) as window:
            becomes(window, start)
            window.action('win.layout', variant('s', 'quarters'))
            becomes(window, ['Loss', 'Gradient norm', 'Preconditioner', 'Spectrum'])
            choose(window, 'Spectrum', 'Remove')
            wait('three', lambda: len(shown(window)) == 3)
            choose(window, 'Loss', 'Move Later')
            becomes(window, left)
            window.leave()
        with Workbench(VALLEY, environment=kept) as window:
            becomes(window, left)
            window.action('win.example', variant('s', 'which-minimum'))
            wait('the example', lambda: window.title() == 'Which minimum?')
            wait('what suits a plane', lambda: 'Landscape' in shown(window))
            window.action('win.open-file', variant('s', str(VALLEY)))
            becomes(window, left)
            window.action('win.reset-layout')
            becomes(window, start)
            window.leave()
        with Workbench(VALLEY, environment=kept) as window:
            becomes(window, start)
            window.leave()


@tap.case('/window/a-figure-dragged-by-its-header-changes-places-with-another')
def drag():
    with Workbench(VALLEY) as window:
        becomes(window, ['Loss', 'Preconditioner', 'Spectrum', 'Conditioning'])
        title = next(node for node in window.all('label', 'Loss'))
        target = window.find('image', 'Conditioning')
        x, y, width, height = title.extents()
        to_x, to_y, to_width, to_height = target.extents()
        xdotool('mousemove', x + width // 2, y + height // 2, 'mousedown', 1)
        for step in range(1, 13):
            xdotool('mousemove', x + (to_x + to_width // 2 - x) * step // 12,
                    y + (to_y + to_height // 2 - y) * step // 12)
            window.title()  # an answer: the motion before it has been dealt with
        xdotool('mouseup', 1)
        becomes(window, ['Conditioning', 'Preconditioner', 'Spectrum', 'Loss'])
        window.leave()


@tap.case('/window/the-layers-of-a-network-are-shown-together')
def layers():
    with Workbench(NETWORK) as window:
        window.opened()
        window.action('win.layout', variant('s', 'layers'))
        wait('the layers', lambda: 'Layers' in shown(window))
        window.go_to(20)
        window.rest()
        window.screenshot('layers')
        window.leave()


@tap.case('/window/instruments-can-be-switched-off-and-on')
def instruments():
    with Workbench(VALLEY) as window:
        spectrum = window.find('image', 'Spectrum')
        wait('eigenvalues', lambda: 'κ(P)' in spectrum.description)
        window.action('win.instruments')
        window.go_to(30)
        window.action('win.go-to', variant('t', 60))
        wait('step 60', lambda: window.step() == 60)
        window.rest()
        # The previous results are for another step.
        assert 'step 60' not in spectrum.description
        window.action('win.instruments')
        wait('step 60', lambda: 'step 60' in spectrum.description)
        window.leave()


tap.main()
