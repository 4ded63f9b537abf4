#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The foresight of a run, from its menu: the figure, or the reason why there is none."""
import tap
import workbench
from hand import wait
from workbench import Workbench


def foresee(window, run):
    """Opens the foresight from a run's menu, and returns its window."""
    window.reveal(window.find('list item', run)).click(3)
    window.find('menu item', text='Foresight').press()
    return wait('its window', lambda: next(
        node for node in window.children() if node.name == f'Foresight of {run}'))


@tap.case('/window/a-run-shows-its-foresight')
def shown():
    with Workbench(workbench.EXAMPLES / '02-the-banana-valley.fopx') as window:
        asked = foresee(window, 'FOP')
        asked.find('image', 'Foresight of FOP')
        asked.find('label', text='meta-iterations')
        assert asked.find('push button', 'Export…').sensitive
        window.screenshot('foresight')
        window.dismiss()
        window.leave()


@tap.case('/window/a-run-that-cannot-be-run-backwards-says-why')
def refused():
    with Workbench(workbench.EXAMPLES / '02-the-banana-valley.fopx') as window:
        asked = foresee(window, 'Adam')
        asked.find('label', 'Foresight Not Available')
        asked.find('label', text='its method is adam')
        assert not asked.find('push button', 'Export…').sensitive
        window.dismiss()
        window.leave()


tap.main()
