#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interaction with figures: scrolling, dragging, double-click, and keys."""
import json
import pathlib
import tempfile

import screen
import tap
import workbench
from hand import drag, wait, xdotool
from workbench import Workbench, variant


def picture(window, node):
    """The pixels of a figure, without the crosshair and the focus frame."""
    xdotool('mousemove', 2, 2)
    return pixels(window, node)


def pixels(window, node):
    """The pixels of a figure, without the focus frame, wherever the pointer is."""
    window.rest()
    x, y, width, height = node.extents()
    return screen.crop(x + 12, y + 12, width - 24, height - 24)


def place(node, u, v):
    """The screen position of a point of a figure, given as fractions of its size."""
    x, y, width, height = node.extents()
    return x + int(u * width), y + int(v * height)


def click(node, u, v, times=1):
    xdotool('mousemove', *place(node, u, v), 'click', '--repeat', times, '--delay', 40, 1)


def wheel(node, u, v):
    """Three scroll steps upward."""
    xdotool('mousemove', *place(node, u, v), 'click', '--repeat', 3, '--delay', 60, 4)


def drag_up(node, u):
    """A drag upward by a fifth of the height."""
    drag([place(node, u, 0.5 - 0.02 * share) for share in range(11)])


def left_axis(shown, node):
    """What picture(window, ) has of the strip in which the numbers of the axis on the left stand, without
    its foot, where those of the steps may reach into it."""
    width = node.extents()[2] - 24
    return [shown[row:row + 3 * 30] for row in range(0, len(shown) * 3 // 4, 3 * width)]


def explore(window, node):
    fitted = picture(window, node)
    wheel(node, 0.5, 0.5)
    zoomed = picture(window, node)
    assert zoomed != fitted, 'the wheel zooms'
    node.drag(0.5, 0.7)
    dragged = picture(window, node)
    assert dragged not in (zoomed, fitted), 'a drag pans'
    click(node, 0.5, 0.5, times=2)
    assert picture(window, node) == fitted, 'a double click fits'


@tap.case('/figures/curves-are-zoomed-panned-and-fitted-by-pointer')
def curves():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = window.find('image', 'Loss')
        explore(window, loss)
        fitted = picture(window, loss)
        wheel(loss, 0.5, 0.99)  # the strip of the steps
        assert picture(window, loss) != fitted
        window.screenshot('zoomed-steps')
        click(loss, 0.5, 0.99, times=2)
        assert picture(window, loss) == fitted
        window.leave()


@tap.case('/figures/densities-are-zoomed-panned-and-fitted-by-pointer')
def densities():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.opened()
        window.action('win.layout', variant('s', 'single'))
        window.go_to(300)
        choose(window, 'Loss', None, 'Spectral Density')
        density = window.find('image', 'Spectral density')
        wait('the estimate', lambda: 'κ' in density.description or 'H' in density.description)
        explore(window, density)
        window.leave()


@tap.case('/figures/keys-zoom-move-and-fit')
def keys():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = window.find('image', 'Loss')
        loss.click()
        fitted = picture(window, loss)
        window.key('plus')
        zoomed = picture(window, loss)
        assert zoomed != fitted
        window.key('Right')
        assert picture(window, loss) != zoomed
        window.key('0')
        assert picture(window, loss) == fitted
        window.key('shift+Right')
        stretched = picture(window, loss)
        assert stretched not in (zoomed, fitted)
        assert left_axis(stretched, loss) == left_axis(fitted, loss), 'only the steps'
        window.key('shift+Left')
        window.key('0')
        assert picture(window, loss) == fitted
        window.leave()


def choose(window, title, choice, word):
    """Chooses an item in the menu of the figure @title, or in its submenu @choice. Items that occur in
    several submenus can be activated once the first of these has been open."""
    button = window.find('push button', f'{title} menu')
    menu = button.parent()  # the popover is a sibling of the button; no need to search elsewhere

    def opened():
        if not menu.all('menu item', choice or word):
            button.click()
            window.rest()
        for entry in menu.all('menu item', choice) if choice else []:
            entry.press()
            window.rest()
        return menu.all('menu item', word)
    wait(f'{word} in {choice}', opened)[0].press()
    wait('the menu to close', lambda: not menu.all('menu item'))


def step_axis(shown, node):
    """The part of picture(window, ) with the tick labels of the step axis."""
    return shown[-3 * 30 * (node.extents()[2] - 24):]


@tap.case('/figures/a-view-outlives-what-does-not-concern-its-axis')
def outlives():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(1500)
        loss = window.find('image', 'Loss')
        loss.click()
        fitted = picture(window, loss)
        window.key('shift+Right')
        stretched = picture(window, loss)
        choose(window, 'Loss', 'Smoothing', '0.99 (about 100 Steps)')
        smooth = picture(window, loss)
        assert smooth != stretched
        for axis in (left_axis, step_axis):
            assert axis(smooth, loss) == axis(stretched, loss)
        choose(window, 'Loss', 'Step Range', 'Last 100 Steps')
        choose(window, 'Loss', 'Step Range', 'All Steps')
        choose(window, 'Loss', 'Smoothing', 'Off')
        assert picture(window, loss) == fitted
        window.leave()


@tap.case('/figures/an-instrument-is-drawn-as-a-curve')
def instrument():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = picture(window, window.find('image', 'Loss'))
        choose(window, 'Loss', 'Quantity', 'Condition number of P')
        assert picture(window, window.find('image', 'Condition number of P')) != loss
        window.screenshot('instrument-as-curve')
        choose(window, 'Condition number of P', 'Quantity', 'Loss')
        assert picture(window, window.find('image', 'Loss')) == loss
        window.leave()


@tap.case('/figures/two-quantities-stand-on-two-axes')
def axes():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        alone = picture(window, window.find('image', 'Loss'))
        choose(window, 'Loss', 'Right Axis', 'Gradient norm')
        both = window.find('image', 'Loss and gradient norm')
        assert picture(window, both) != alone
        window.screenshot('two-axes')
        fitted = picture(window, both)
        drag_up(both, 0.94)  # the strip of the axis on the right
        moved = picture(window, both)
        assert moved != fitted
        assert left_axis(moved, both) == left_axis(fitted, both), 'the axis on the left stays'
        window.screenshot('right-axis-dragged')
        click(both, 0.94, 0.4, times=2)
        assert picture(window, both) == fitted
        choose(window, 'Loss and gradient norm', 'Smoothing', '0.99 (about 100 Steps)')
        choose(window, 'Loss and gradient norm', 'Right Axis', 'None')
        smooth = picture(window, window.find('image', 'Loss'))
        assert smooth != alone
        choose(window, 'Loss', 'Smoothing', 'Off')
        assert picture(window, window.find('image', 'Loss')) == alone
        window.leave()


@tap.case('/figures/the-newest-steps-are-followed')
def follow():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(400)
        choose(window, 'Loss', 'Step Range', 'Last 100 Steps')
        before = picture(window, window.find('image', 'Loss'))
        window.screenshot('newest-steps')
        window.go_to(900)
        assert picture(window, window.find('image', 'Loss')) != before
        window.go_to(400)
        assert picture(window, window.find('image', 'Loss')) == before
        window.leave()


@tap.case('/figures/the-crosshair-is-shared-by-all-that-have-steps')
def crosshair():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.opened()
        window.action('win.layout', variant('s', 'instruments'))
        window.go_to(600)
        window.go_to(1500)  # steps that were skipped are inspected later
        gauges, waterfall = window.find('image', 'Gauges'), window.find('image', 'Spectrum over steps')
        plain = picture(window, gauges), picture(window, waterfall)
        xdotool('mousemove', *place(window.find('image', 'Conditioning'), 0.35, 0.5))
        assert pixels(window, gauges) != plain[0]
        window.screenshot('shared-crosshair')
        assert pixels(window, waterfall) != plain[1]
        xdotool('mousemove', *place(gauges, 0.2, 0.25))
        assert pixels(window, waterfall) != plain[1]
        window.screenshot('crosshair-of-a-gauge')
        assert (picture(window, gauges), picture(window, waterfall)) == plain
        window.leave()


KEPT = {'fop-workbench': 1, 'title': 'Kept', 'steps': 600, 'seed': 1,
        'problem': {'kind': 'quadratic', 'dimension': 6, 'condition': 50},
        'runs': [{'name': 'tracked', 'method': 'fop', 'learning-rate': 0.1},
                 {'name': 'kept', 'method': 'fop', 'learning-rate': 0.1, 'keep-factor': True}]}


@tap.case('/figures/m-is-there-where-a-run-keeps-it-and-steps-share-a-scale')
def factor():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'kept.fopx'
        path.write_text(json.dumps(KEPT))
        with Workbench(path) as window:
            window.go_to(60)
            matrix = window.find('image', 'Preconditioner')

            def says(words):
                return lambda: words in matrix.description

            wait('P', says('step 60'))
            both = picture(window, matrix)
            choose(window, 'Preconditioner', 'Matrix', 'Factor M of P = M Mᵀ')
            window.find('list item', 'kept').click()
            wait('M', says('kept · step 60'))
            alone = picture(window, matrix)
            assert alone != both
            choose(window, 'Preconditioner', 'Scale', 'Shared by All Steps')
            wait('the scale', says('scale shared by all steps seen'))
            window.go_to(600)
            wait('the end', says('step 600'))
            window.go_to(60)
            wait('the reversed run', says('step 60 '))
            assert picture(window, matrix) != alone, 'the last step reached further'
            window.screenshot('m-on-one-scale')
            window.find('list item', 'tracked').click()
            wait('why there is none', says('under Advanced'))
            window.leave()


@tap.case('/figures/a-landscape-is-explored-and-a-click-starts-the-runs-there')
def landscape():
    with Workbench(workbench.EXAMPLES / '02-the-banana-valley.fopx') as window:
        window.go_to(100)
        figure = window.find('image', 'Landscape')
        explore(window, figure)
        losses = window.losses()
        before = picture(window, figure)
        click(figure, 0.3, 0.4)
        wait('other losses', lambda: window.losses() != losses)
        assert window.settled_step() == 100
        assert picture(window, figure) != before
        window.screenshot('started-elsewhere')
        window.find(name='Landscape menu').click()
        window.find(name='Reset Starting Point').press()
        wait('the losses of before', lambda: window.losses() == losses)
        assert picture(window, figure) == before
        # The experiment is what its file says: closing asks nothing.
        window.action('app.quit')
        window.ended_cleanly()


tap.main()
