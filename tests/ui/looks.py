#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window at several sizes, light and dark: accessible names, and screenshots."""
import re

import tap
import workbench
from hand import wait
from workbench import Workbench, variant

CONTROLS = ('push button', 'toggle button', 'slider', 'text', 'check box', 'combo box', 'image',
            'spin button')


@tap.case('/window/every-control-has-a-name')
def names():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(100)
        # A drop-down has a name; the button inside it is GTK's own.
        bare = [(node.role, node.name, node.extents()) for node in window.walk()
                if node.role in CONTROLS and node.sensitive and node.focusable
                and re.fullmatch(r'|(Gtk|Adw|Wb)\w+', node.name)
                and node.parent().role != 'combo box']
        assert not bare, bare
        window.leave()


def pictures(scheme):
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.action('app.color-scheme', variant('s', scheme))
        for width, height in ((1000, 700), (1360, 860), (1920, 1080)):
            window.resize(width, height)
            window.go_to(1500)
            window.screenshot(f'{scheme}-{width}x{height}')
        window.action('win.example', variant('s', 'which-minimum'))
        wait('the example', lambda: window.title() == 'Which minimum?')
        window.go_to(300)
        window.screenshot(f'{scheme}-plane')
        window.leave()


for name in ('light', 'dark'):
    tap.add(f'/window/it-can-be-looked-at-in-{name}', pictures, name)

tap.main()
