#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The animation window: the frames it saves, and nothing where it is canceled."""
import tap
import workbench
from hand import wait
from workbench import Workbench, variant

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'


def open_animation(window):
    window.action('win.animate')
    return wait('its window', lambda: next(
        (node for node in window.children() if node.name == 'Animation'), None))


def enter(window, animation, row, text):
    entry = animation.find('text', row)
    entry.write(text)
    entry.click()
    window.key('Return')


def save_as(window, animation, name):
    path = window.folder / name
    animation.find('push button', 'Save…').press()
    window.find('text', 'Name:').write(str(path))
    window.key('Return')
    return path


@tap.case('/animation/numbered-images-show-the-chosen-steps')
def images():
    with Workbench(VALLEY) as window:
        window.go_to(500)
        animation = open_animation(window)
        animation.find('label', text='144 frames')
        enter(window, animation, 'Last step', '100')
        enter(window, animation, 'Steps per frame', '40')
        animation.find('label', text='4 frames')
        window.screenshot('animation')
        save_as(window, animation, 'frame-%02d.png')
        wait('one window', lambda: len(list(window.children())) == 1)
        frames = sorted(path.name for path in window.folder.glob('frame-*'))
        assert frames == [f'frame-0{i}.png' for i in (1, 2, 3, 4)], frames
        contents = [(window.folder / name).read_bytes() for name in frames]
        assert len(set(contents)) == 4
        assert len({content[16:24] for content in contents}) == 1, 'all have the same size'
        assert window.step() == 500, 'the window stays where it was'
        window.leave()


@tap.case('/animation/what-cannot-be-is-said')
def refused():
    with Workbench(VALLEY) as window:
        window.action('app.color-scheme', variant('s', 'dark'))
        animation = open_animation(window)
        animation.find('label', text='Loss: 144 frames')
        enter(window, animation, 'First step', '3000')
        animation.find('label', text='from 0 to 2000')
        assert not animation.find('push button', 'Save…').sensitive
        window.screenshot('animation-dark')
        enter(window, animation, 'First step', '0')
        wait('no objection', lambda: animation.find('push button', 'Save…').sensitive)
        save_as(window, animation, 'video.avi')
        window.find('label', text='numbered images such')
        window.key('Escape')
        wait('the message to close', lambda: len(list(window.children())) == 2)
        animation.find('push button', 'Cancel').click()
        wait('one window', lambda: len(list(window.children())) == 1)
        window.leave()


@tap.case('/animation/a-canceled-animation-leaves-nothing')
def canceled():
    with Workbench(VALLEY) as window:
        animation = open_animation(window)
        enter(window, animation, 'Steps per frame', '1')
        animation.find('label', text='2001 frames')
        save_as(window, animation, 'frame-%d.png')
        wait('some frames', lambda: len(list(window.folder.glob('frame-*/*'))) > 3)
        window.screenshot('animation-running')
        window.key('Escape')
        wait('one window', lambda: len(list(window.children())) == 1)
        wait('their removal', lambda: not list(window.folder.glob('frame-*')))
        window.leave()


@tap.case('/animation/hidden-runs-are-not-in-it')
def hidden():
    def last_frame(window):
        animation = open_animation(window)
        enter(window, animation, 'Last step', '40')
        enter(window, animation, 'Steps per frame', '40')
        save_as(window, animation, 'f-%d.png')
        wait('one window', lambda: len(list(window.children())) == 1)
        return (window.folder / 'f-2.png').read_bytes()

    with Workbench(VALLEY) as window:
        window.go_to(100)
        everything = last_frame(window)
        for path in window.folder.glob('f-*'):
            path.unlink()
        window.find(name='Show GD').click()
        window.rest()
        assert last_frame(window) != everything
        window.leave()


tap.main()
