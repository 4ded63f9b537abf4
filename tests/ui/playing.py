#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, playing, pausing, stepping, and moving sliders during a run."""
import json
import re
import subprocess

import tap
import workbench
from hand import wait
from workbench import Workbench


def steps_per_second(window, rate):
    window.action('win.speed', workbench.variant('d', rate))


@tap.case('/window/the-first-start-plays-the-first-lesson-to-its-end')
def first_start():
    with Workbench() as window:
        assert window.find('label', 'A hidden valley')
        wait('its last step', lambda: window.status().startswith('2,000 / 2,000 · done'))
        fop, plain = window.loss('FOP'), window.loss('GD')
        assert fop < 1e-20 * plain, f'FOP {fop}, GD {plain}'
        window.screenshot('first-start')
        window.leave()


@tap.case('/window/play-pause-and-single-steps-by-pointer')
def transport():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        assert window.step() == 0
        steps_per_second(window, 20)
        window.find('push button', 'Play').click()
        wait('some steps', lambda: window.step() > 5)
        window.find('push button', 'Pause').click()
        window.find('push button', 'Play')
        paused = window.settled_step()
        window.find('push button', 'Step forward').click()
        wait('one step more', lambda: window.step() == paused + 1)
        window.find('push button', 'Step back').click()
        window.find('push button', 'Step back').click()
        wait('two steps back', lambda: window.step() == paused - 1)
        window.find('push button', 'Restart').click()
        wait('the start', lambda: window.step() == 0)
        window.leave()


@tap.case('/window/play-pause-and-single-steps-by-keyboard')
def keyboard():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.find('image', 'Loss').click()
        steps_per_second(window, 20)
        window.key('space')
        wait('some steps', lambda: window.step() > 5)
        window.key('space')
        paused = window.settled_step()
        window.key('alt+Right')
        wait('one step more', lambda: window.step() == paused + 1)
        window.key('alt+Left')
        wait('one step back', lambda: window.step() == paused)
        window.key('alt+Home')
        wait('the start', lambda: window.step() == 0)
        window.leave()


@tap.case('/window/stepping-back-finds-the-same-numbers')
def back():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        window.go_to(700)
        there = window.losses()
        window.go_to(1500)
        assert window.losses() != there
        window.go_to(700)
        assert window.losses() == there
        window.leave()


def press(window, slider, key):
    """Moves a slider by a key, and waits until the runs have taken a step with its new value."""
    before = slider.value
    window.key(key)
    wait('another value', lambda: slider.value != before)
    step = window.step()
    wait('another step', lambda: window.step() > step + 1)


@tap.case('/window/a-slider-moved-by-keyboard-acts-on-the-running-run')
def slider_by_keyboard():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        slider = window.focus_slider('Hypergradient rate ρ')
        steps_per_second(window, 20)
        window.action('win.play')
        wait('some steps', lambda: window.step() > 5)
        for _ in range(3):
            press(window, slider, 'Right')
        moved_in(window, 'hyper-rate', above=0.01)
        window.leave()


@tap.case('/window/a-slider-moved-by-pointer-acts-on-the-running-run')
def slider_by_pointer():
    with Workbench(workbench.EXAMPLES / '02-the-banana-valley.fopx') as window:
        slider = window.reveal(window.find('slider', 'Learning rate ε'))
        steps_per_second(window, 20)
        window.action('win.play')
        wait('some steps', lambda: window.step() > 5)
        before = slider.value
        slider.drag(slider.fraction(), slider.fraction() - 0.2)
        wait('a smaller value', lambda: slider.value < before)
        wait('steps after it', lambda: window.step() > 30)
        window.screenshot('slider')
        moved_in(window, 'learning-rate', below=0.001)
        window.leave()


@tap.case('/window/what-is-saved-right-after-a-move-is-saved')
def saved_at_once():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        slider = window.focus_slider('Hypergradient rate ρ')
        steps_per_second(window, 60)
        window.action('win.play')
        for i in range(5):
            before = slider.value
            window.key('Right' if i % 2 == 0 else 'Left')
            wait('another value', lambda: slider.value != before)
            path = window.folder / f'saved-{i}.fopx'
            window.action('win.save-to', workbench.variant('s', str(path)))
            wait('the saved file', path.exists)
            wait('a title without a mark', lambda: window.title() == 'A hidden valley')
        window.leave()


def saved(window):
    """The experiment as saved by the window."""
    path = window.folder / 'saved.fopx'
    window.action('win.save-to', workbench.variant('s', str(path)))
    wait('the saved file', path.exists)
    return json.loads(path.read_text(encoding='utf-8'))


def moved_in(window, key, above=float('-inf'), below=float('inf')):
    """Asserts that the saved file contains slider moves of the first run."""
    events = saved(window)['events']
    values = [event['set'][key] for event in events if key in event['set']]
    assert values and all(event['run'] == 'FOP' and event['step'] > 5 for event in events), events
    assert above < values[-1] < below, values


@tap.case('/window/what-was-played-by-hand-replays-without-a-window')
def live_equals_headless():
    with Workbench(workbench.EXAMPLES / '01-a-hidden-valley.fopx') as window:
        steps_per_second(window, 60)
        slider = window.focus_slider('Hypergradient rate ρ')
        window.action('win.play')
        for key in ('Right', 'Right', 'Right', 'Left'):
            press(window, slider, key)
        steps_per_second(window, 0)
        wait('the end', lambda: 'done' in window.status())
        experiment = saved(window)
        assert len(experiment['events']) >= 4, experiment['events']
        out = window.folder / 'out'
        subprocess.run([workbench.CLI, 'run', window.folder / 'saved.fopx', '--out', out,
                        '--quiet'], check=True)
        summary = json.loads((out / 'summary.json').read_text(encoding='utf-8'))
        for run in summary['runs']:
            # The run list shows three digits.
            assert f'{run["final-loss"]:.2e}' == f'{window.loss(run["name"]):.2e}', run
        untouched = subprocess.run(
            [workbench.CLI, 'run', workbench.EXAMPLES / '01-a-hidden-valley.fopx', '--out',
             window.folder / 'untouched', '--quiet'], check=True)
        assert untouched.returncode == 0
        first = json.loads((window.folder / 'untouched/summary.json').read_text(encoding='utf-8'))
        assert first['runs'][0]['final-loss'] != summary['runs'][0]['final-loss']
        window.leave()


@tap.case('/window/divergence-is-shown-where-it-happens')
def divergence():
    with Workbench(workbench.EXAMPLES / '03-too-fast-a-learner.fopx') as window:
        window.find('list item', 'FOP, ρ = 10').click()
        steps_per_second(window, 0)
        window.action('win.play')
        wait('the end', lambda: 'diverged at step' in window.status())
        assert re.search(r'^300 / 300 .* diverged at step [1-9]$', window.status()), window.status()
        window.screenshot('divergence')
        window.leave()


tap.main()
