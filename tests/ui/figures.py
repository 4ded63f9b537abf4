#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures under the hand: wheel, drag, double click and keys."""
import json
import pathlib
import subprocess
import tempfile
import time

import tap
import workbench
from workbench import Workbench, variant, wait, xdotool


def picture(node):
    """The pixels of a figure, without the pointer's crosshair and the frame of the focus."""
    xdotool('mousemove', 2, 2)
    return pixels(node)


def pixels(node):
    """Those of a figure, without the frame of the focus, wherever the pointer is."""
    time.sleep(0.6)
    x, y, width, height = node.extents()
    return subprocess.run(['import', '-window', 'root', '-depth', '8', '-crop',
                           f'{width - 24}x{height - 24}+{x + 12}+{y + 12}', 'rgb:-'],
                          capture_output=True, check=True).stdout


def at(node, u, v):
    """Moves the pointer to a place of a figure, in shares of its size."""
    x, y, width, height = node.extents()
    xdotool('mousemove', x + int(u * width), y + int(v * height))
    time.sleep(0.1)


def double_click(node, u, v):
    at(node, u, v)
    xdotool('click', '--repeat', 2, '--delay', 40, 1)


def drag_up(node, u):
    """A drag upwards by a fifth of the height."""
    at(node, u, 0.5)
    xdotool('mousedown', 1)
    for share in range(10):
        at(node, u, 0.5 - 0.02 * (share + 1))
    xdotool('mouseup', 1)


def left_axis(shown, node):
    """What picture() has of the strip in which the numbers of the axis on the left stand, without
    its foot, where those of the steps may reach into it."""
    width = node.extents()[2] - 24
    return [shown[row:row + 3 * 30] for row in range(0, len(shown) * 3 // 4, 3 * width)]


def explore(node):
    fitted = picture(node)
    at(node, 0.5, 0.5)
    xdotool('click', '--repeat', 3, '--delay', 60, 4)
    zoomed = picture(node)
    assert zoomed != fitted, 'the wheel zooms'
    at(node, 0.5, 0.5)
    node.drag(0.5, 0.7)
    dragged = picture(node)
    assert dragged not in (zoomed, fitted), 'a drag pans'
    double_click(node, 0.5, 0.5)
    assert picture(node) == fitted, 'a double click fits'


@tap.case('/figures/curves-are-zoomed-panned-and-fitted-by-pointer')
def curves():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = window.find('image', 'Loss')
        explore(loss)
        fitted = picture(loss)
        at(loss, 0.5, 0.99)  # the strip of the steps
        xdotool('click', '--repeat', 3, '--delay', 60, 4)
        assert picture(loss) != fitted
        window.screenshot('zoomed-steps')
        double_click(loss, 0.5, 0.99)
        assert picture(loss) == fitted
        window.leave()


@tap.case('/figures/densities-are-zoomed-panned-and-fitted-by-pointer')
def densities():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.action('win.layout', variant('s', 'single'))
        window.go_to(300)
        choose(window, 'Loss', None, 'Spectral Density')
        density = wait('the density', lambda: window.find('image', 'Spectral density'))
        wait('the estimate', lambda: 'κ' in density.accessible.get_description()
             or 'H' in density.accessible.get_description())
        time.sleep(1)
        explore(density)
        window.leave()


@tap.case('/figures/keys-zoom-move-and-fit')
def keys():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = window.find('image', 'Loss')
        loss.click()
        fitted = picture(loss)
        window.key('plus')
        zoomed = picture(loss)
        assert zoomed != fitted
        window.key('Right')
        assert picture(loss) != zoomed
        window.key('0')
        assert picture(loss) == fitted
        window.key('shift+Right')
        stretched = picture(loss)
        assert stretched not in (zoomed, fitted)
        assert left_axis(stretched, loss) == left_axis(fitted, loss), 'only the steps'
        window.key('shift+Left')
        window.key('0')
        assert picture(loss) == fitted
        window.leave()


def choose(window, title, choice, word):
    """Goes through the menu of the figure @title and its submenu @choice, if any. Words that stand in
    several submenus are there to press once the first of these was open."""
    button = window.find('push button', f'Menu of {title}')
    menu = button.parent()  # the popover stands beside the button; the rest need not be searched

    def opened():
        if not menu.all('menu item', choice or word):
            button.click()
            time.sleep(0.5)
        for entry in menu.all('menu item', choice) if choice else []:
            entry.press()
            time.sleep(0.3)
        return menu.all('menu item', word)
    wait(f'{word} in {choice}', opened)[0].press()
    wait('the menu to close', lambda: not menu.all('menu item'))


def step_axis(shown, node):
    """What picture() has of the strip in which the numbers of the steps stand."""
    return shown[-3 * 30 * (node.extents()[2] - 24):]


@tap.case('/figures/a-view-outlives-what-does-not-concern-its-axis')
def outlives():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(1500)
        loss = window.find('image', 'Loss')
        loss.click()
        fitted = picture(loss)
        window.key('shift+Right')
        stretched = picture(loss)
        choose(window, 'Loss', 'Smoothing', '0.99: Some 100 Steps')
        smooth = picture(loss)
        assert smooth != stretched
        for axis in (left_axis, step_axis):
            assert axis(smooth, loss) == axis(stretched, loss)
        choose(window, 'Loss', 'Follow', 'Newest 100 Steps')
        choose(window, 'Loss', 'Follow', 'All Steps')
        choose(window, 'Loss', 'Smoothing', 'None')
        assert picture(loss) == fitted
        window.leave()


@tap.case('/figures/an-instrument-is-drawn-as-a-curve')
def instrument():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        loss = picture(window.find('image', 'Loss'))
        choose(window, 'Loss', 'Quantity', 'Condition of P')
        assert picture(window.find('image', 'Condition of P')) != loss
        window.screenshot('instrument-as-curve')
        choose(window, 'Condition of P', 'Quantity', 'Loss')
        assert picture(window.find('image', 'Loss')) == loss
        window.leave()


@tap.case('/figures/two-quantities-stand-on-two-axes')
def axes():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(300)
        alone = picture(window.find('image', 'Loss'))
        choose(window, 'Loss', 'On the Right', 'Gradient norm')
        both = window.find('image', 'Loss and gradient norm')
        assert picture(both) != alone
        window.screenshot('two-axes')
        fitted = picture(both)
        drag_up(both, 0.94)  # the strip of the axis on the right
        moved = picture(both)
        assert moved != fitted
        assert left_axis(moved, both) == left_axis(fitted, both), 'the axis on the left stays'
        window.screenshot('right-axis-dragged')
        double_click(both, 0.94, 0.4)
        assert picture(both) == fitted
        choose(window, 'Loss and gradient norm', 'Smoothing', '0.99: Some 100 Steps')
        choose(window, 'Loss and gradient norm', 'On the Right', 'Nothing')
        smooth = picture(window.find('image', 'Loss'))
        assert smooth != alone
        choose(window, 'Loss', 'Smoothing', 'None')
        assert picture(window.find('image', 'Loss')) == alone
        window.leave()


@tap.case('/figures/the-newest-steps-are-followed')
def follow():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(400)
        choose(window, 'Loss', 'Follow', 'Newest 100 Steps')
        before = picture(window.find('image', 'Loss'))
        window.screenshot('newest-steps')
        window.go_to(900)
        assert picture(window.find('image', 'Loss')) != before
        window.go_to(400)
        assert picture(window.find('image', 'Loss')) == before
        window.leave()


@tap.case('/figures/the-crosshair-is-shared-by-all-that-have-steps')
def crosshair():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.action('win.layout', variant('s', 'instruments'))
        window.go_to(600)
        window.go_to(1500)
        time.sleep(2)  # what went by unseen is looked at afterwards
        gauges, waterfall = window.find('image', 'Gauges'), window.find('image', 'Spectrum over the steps')
        plain = picture(gauges), picture(waterfall)
        at(window.find('image', 'Conditioning'), 0.35, 0.5)
        window.screenshot('shared-crosshair')
        assert pixels(gauges) != plain[0]
        assert pixels(waterfall) != plain[1]
        at(gauges, 0.2, 0.25)
        window.screenshot('crosshair-of-a-gauge')
        assert pixels(waterfall) != plain[1]
        assert (picture(gauges), picture(waterfall)) == plain
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
                return lambda: words in (matrix.accessible.get_description() or '')

            wait('P', says('step 60'))
            both = picture(matrix)
            choose(window, 'Preconditioner', 'Matrix', 'M, of P = M Mᵀ')
            window.find('list item', 'kept').click()
            wait('M', says('kept · step 60'))
            alone = picture(matrix)
            assert alone != both
            choose(window, 'Preconditioner', 'Scale', 'Shared over the Steps')
            wait('the scale', says('scale of all steps seen'))
            window.go_to(600)
            wait('the end', says('step 600'))
            window.go_to(60)
            wait('the way back', says('step 60 '))
            assert picture(matrix) != alone, 'the last step reached further'
            window.screenshot('m-on-one-scale')
            window.find('list item', 'tracked').click()
            wait('why there is none', says('keep-factor'))
            window.leave()


@tap.case('/figures/a-landscape-is-explored-and-a-click-starts-the-runs-there')
def landscape():
    with Workbench(workbench.EXAMPLES / '02-the-banana-valley.fopx') as window:
        window.go_to(100)
        figure = window.find('image', 'Landscape')
        explore(figure)
        losses = window.losses()
        before = picture(figure)
        at(figure, 0.3, 0.4)
        xdotool('click', 1)
        wait('other losses', lambda: window.losses() != losses)
        assert window.settled_step() == 100
        assert picture(figure) != before
        window.screenshot('started-elsewhere')
        window.find(name='Menu of Landscape').click()
        window.find(name='Reset Start').press()
        wait('the losses of before', lambda: window.losses() == losses)
        assert picture(figure) == before
        window.action('app.quit')
        window.find('push button', 'Discard').click()
        window.ended_cleanly()


tap.main()
