# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window under Xvfb, by the clock: frames while five runs of a million steps play at full
speed, beside a bare window that swaps ready-made pictures of the same size at the same rate while
as many processors are busy; the stepping in the window beside the engine's alone; and how soon
sliders and single steps are answered."""
import json
import pathlib
import tempfile

from measure import Line, in_turn

RECORDED = 1_000_000
SECONDS = 10
# What frame_times_print() prints, then steps a second, then five numbers a figure.
INTERVAL, LONGEST, ANSWER, SLOWEST_ANSWER, FIGURES = 1, 2, 5, 6, 8


def experiment(folder, name, dimension, runs, **problem):
    path = pathlib.Path(folder) / f'{name}.fopx'
    path.write_text(json.dumps({
        'fop-workbench': 1, 'title': name, 'seed': 1, 'steps': 1_000_000_000,
        'problem': {'kind': 'quadratic', 'dimension': dimension, 'condition': 100, **problem},
        'runs': runs}))
    return path


# So small rates that millions of steps stay in the middle of the valley.
FOP = {'name': 'FOP', 'method': 'fop', 'learning-rate': 1e-6, 'hyper-rate': 1e-6,
       'normalize': 'frobenius'}
FIVE = [{'name': 'Gradient descent', 'method': 'sgd', 'learning-rate': 1e-6},
        {'name': 'Momentum', 'method': 'sgd', 'learning-rate': 1e-6, 'momentum': 0.9},
        {'name': 'Adam', 'method': 'adam', 'learning-rate': 1e-6},
        {'name': 'Hypergradient', 'method': 'hd', 'learning-rate': 1e-7, 'hyper-rate': 1e-12},
        FOP]


def frames(programs, path, recorded, width, height):
    """The window's figures and those of the floor, which has its places and rates."""
    ours = programs.on_screen('window', 'frames', path, recorded, width, height, SECONDS)
    return ours, programs.on_screen('floor', width, height, 1, SECONDS, *ours[FIGURES:])


def measure(programs):
    with tempfile.TemporaryDirectory(prefix='fop-bench-') as folder:
        five = experiment(folder, 'five', 500, FIVE, rotation=False)
        ours, floor = frames(programs, five, RECORDED, 1920, 1080)
        for what, which in (('median', INTERVAL), ('99 %', LONGEST)):
            yield Line(f'frame 1920 × 1080, {what}', 'ms', ours[which], 'ready-made pictures',
                       floor[which], 1.25 * floor[which])
        yield Line('slowest figure', 'ms', 1e3 / min(ours[FIGURES + 4::5]), limit=1e3 / 15)
        for what, which in (('median', ANSWER), ('99 %', SLOWEST_ANSWER)):
            yield Line(f'pointer answered, {what}', 'ms', ours[which])
        ours, floor = frames(programs, five, RECORDED // 100, 1280, 800)
        yield Line('frame 1280 × 800, median', 'ms', ours[INTERVAL], 'ready-made pictures',
                   floor[INTERVAL], 16.7)

        hundred = experiment(folder, 'hundred', 100, [FOP])
        for what, layout, instruments, least in (('step n = 100 in the window', 'lecture', 0, 0.9),
                                                 ('… with all instruments', 'overview', 1, 0.8)):
            taken = []

            def alone(taken=taken, layout=layout, instruments=instruments):
                taken.append([1e6 / rate for rate in programs.on_screen(
                    'window', 'rate', hundred, layout, instruments, SECONDS / 2)])
                return taken[-1][0]

            bare, window = in_turn(alone, lambda taken=taken: taken[-1][1])
            yield Line(what, 'µs', window, 'without a window', bare, bare / least)

        slider, slowest, step, _ = programs.on_screen('window', 'slider', hundred, 'learning-rate')
        yield Line('slider to step, median', 'ms', slider, limit=20)
        yield Line('slider to step, 99 %', 'ms', slowest, limit=100)
        yield Line('single step while paused', 'ms', step, limit=16.7)
