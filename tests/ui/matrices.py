#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window for matrices from files."""
import pathlib
import re
import tempfile

import numpy

import screen
import tap
import workbench
from hand import wait
from workbench import Workbench, number, variant

VALLEY = workbench.EXAMPLES / '01-a-hidden-valley.fopx'


def hessian(n=36):
    turn, _ = numpy.linalg.qr(numpy.random.default_rng(1).normal(size=(n, n)))
    return (turn * numpy.logspace(0, 2, n)) @ turn.T


def symmetric(matrix):
    return (matrix + matrix.T) / 2


def learned(step):
    """A matrix that a method approximating H⁻¹ might have at a step."""
    inverse = numpy.linalg.inv(hessian())
    share = 1 - numpy.exp(-step / 400)
    return symmetric((1 - share) * 0.1 * numpy.eye(len(inverse)) + share * 3 * inverse)


def saved(window, name, matrix):
    path = window.folder / name
    numpy.save(path, matrix, allow_pickle=True)
    return str(path)


def described(node):
    return node.description


def colors(window, image):
    """The pixels of an image, once everything is drawn."""
    image = window.find('image', image)
    window.rest()
    return screen.crop(*image.extents())


def instrument(window, title):
    row = window.find('list', 'Instruments').find('list item', title)
    return number(described(row).rstrip('°'))


def close_to(value, expected):
    return abs(value - expected) <= 2e-3 * abs(expected)


def case(name):
    """A test case with a temporary folder for its files."""
    def register(function):
        def run():
            with tempfile.TemporaryDirectory(prefix='fop-ui-') as folder:
                function(pathlib.Path(folder))
        tap.add(name, run)
        return function
    return register


@case('/matrices/a-file-opens-with-its-instruments')
def one_file(folder):
    numpy.save(folder / 'P.npy', learned(300))
    with Workbench(folder / 'P.npy') as window:
        window.find('image', 'Preconditioner')
        window.find('image', 'Spectrum')
        window.find('image', 'Spatial kernels')  # 36 = 6²
        assert window.title() == 'P.npy', window.title()
        assert close_to(instrument(window, 'Condition number of P'), numpy.linalg.cond(learned(300)))
        assert not window.all('slider', 'Timeline')
        before = colors(window, 'Preconditioner')
        window.screenshot('matrix')
        window.action('win.logarithmic')
        assert colors(window, 'Preconditioner') != before
        window.screenshot('matrix-logarithmic')
        window.leave()


@case('/matrices/numbered-files-are-a-timeline')
def sequence(folder):
    steps = range(0, 1300, 100)
    for step in steps:
        numpy.save(folder / f'P-{step:06d}.npy', learned(step))
    numpy.save(folder / 'H.npy', hessian())
    with Workbench(folder / 'P-000300.npy') as window:
        window.find('slider', 'Timeline')
        window.find('label', 'step 0 · 1 of 13')
        assert window.title() == 'P-000000.npy', window.title()
        window.action('win.hessian', variant('s', str(folder / 'H.npy')))
        window.find('list item', 'Distance to H⁻¹')
        window.action('win.go-to', variant('t', 12))
        window.find('label', 'step 1,200 · 13 of 13')
        product = numpy.linalg.eigvals(learned(1200) @ hessian()).real
        wait('the last matrix', lambda: close_to(
            instrument(window, 'Condition number of MᵀHM'), product.max() / product.min()))
        window.screenshot('matrices')
        window.find('list item', 'Trace of P').click()
        window.find('image', 'Trace of P')
        window.find('push button', 'Step back').click()
        window.find('label', 'step 1,100 · 12 of 13')
        window.key('alt+Left')
        window.find('label', 'step 1,000 · 11 of 13')
        wait('its title', lambda: window.title() == 'P-001000.npy')
        window.action('win.remove-hessian')
        wait('no Hessian', lambda: not window.all('list item', 'Distance to H⁻¹'))
        window.find('label', 'step 1,000 · 11 of 13')
        window.leave()


@case('/matrices/an-array-of-three-dimensions-and-several-files-are-timelines')
def other_sequences(folder):
    numpy.save(folder / 'all.npy', numpy.stack([k * numpy.eye(3) for k in (1, 2, 3, 4)]))
    numpy.save(folder / 'one.npy', numpy.eye(3))
    numpy.save(folder / 'two.npy', 2 * numpy.eye(3))
    for paths, words in (([folder / 'all.npy'], 'step 3 · 4 of 4'),
                         ([folder / 'one.npy', folder / 'two.npy'], 'step 1 · 2 of 2')):
        with Workbench(*paths) as window:
            slider = window.find('slider', 'Timeline')
            slider.drag(0.01, 0.99)
            window.find('label', words)
            trace = 3 * int(words.split()[3])
            wait('its trace', lambda: close_to(instrument(window, 'Trace of P'), trace))
            window.leave()


@case('/matrices/a-broken-one-in-a-sequence-is-a-gap-with-words')
def gap(folder):
    for step in (1, 2, 3):
        numpy.save(folder / f'P-{step}.npy', learned(100 * step))
    (folder / 'P-2.npy').write_bytes(b'\x93NUMPY\x01\x00v\x00{nothing}')
    with Workbench(folder / 'P-1.npy') as window:
        window.find('slider', 'Timeline')
        window.action('win.step-forward')
        window.find('label', text='ends inside its header')
        assert window.title() == 'P-2.npy', window.title()
        window.screenshot('matrix-gap')
        window.action('win.step-forward')
        wait('the third', lambda: window.title() == 'P-3.npy')
        window.leave()


@case('/matrices/what-is-not-symmetric-can-be-taken-otherwise')
def not_symmetric(folder):
    factor = numpy.random.default_rng(2).normal(size=(9, 9))
    numpy.save(folder / 'M.npy', factor)
    for answer, made in (('alt+s', symmetric(factor)), ('alt+m', factor @ factor.T)):
        with Workbench(folder / 'M.npy') as window:
            window.find('label', 'Matrix Is Not Symmetric')
            window.find('label', text='differ by')
            window.screenshot('matrix-not-symmetric')
            window.key(answer)
            wait('its end', lambda: len(list(window.children())) == 1)
            window.find('image', 'Preconditioner')
            assert close_to(instrument(window, 'Trace of P'), numpy.trace(made)), answer
            window.leave()


@case('/matrices/an-archive-of-several-asks-which')
def arrays(folder):
    numpy.savez(folder / 'run.npz', P=learned(300), H=hessian())
    with Workbench(folder / 'run.npz') as window:
        window.find('label', 'Choose an Array')
        window.find('combo box', 'Array')
        window.screenshot('matrix-arrays')
        window.key('alt+o')
        wait('its end', lambda: len(list(window.children())) == 1)
        window.find('image', 'Preconditioner')
        assert window.title() == 'run.npz:P', window.title()
        assert close_to(instrument(window, 'Condition number of P'), numpy.linalg.cond(learned(300)))
        window.leave()


@case('/matrices/every-control-has-a-name')
def names(folder):
    for step in (100, 200):
        numpy.save(folder / f'P-{step}.npy', learned(step))
    with Workbench(folder / 'P-100.npy') as window:
        window.find('slider', 'Timeline')
        window.find('image', 'Condition number of P')
        bare = [(node.role, node.name) for node in window.walk()
                if node.role in ('push button', 'toggle button', 'slider', 'image', 'list')
                and node.sensitive and node.focusable and re.fullmatch(r'|(Gtk|Adw|Wb)\w+', node.name)]
        assert not bare, bare
        window.leave()


@case('/matrices/refusals-are-words-and-what-is-open-stays')
def refusals(folder):
    numpy.save(folder / 'P.npy', learned(300))
    broken = numpy.eye(4)
    broken[1, 2] = numpy.nan
    with Workbench(folder / 'P.npy') as window:
        window.find('image', 'Preconditioner')
        (window.folder / 'text.csv').write_text('1,2\n3,four\n', encoding='utf-8')
        for path, words in ((saved(window, 'nan.npy', broken), 'finite'),
                            (saved(window, 'pickled.npy', numpy.array([{}, 1], dtype=object)),
                             'pickle'),
                            (saved(window, 'wide.npy', numpy.ones((2, 3))), 'not square'),
                            (str(window.folder / 'text.csv'), 'four'),
                            (str(window.folder / 'missing.npy'), 'missing.npy')):
            window.action('win.open-files', variant('as', [path]))
            window.find('label', text=words)
            window.dismiss()
            assert window.title() == 'P.npy'
        window.action('win.hessian', variant('s', saved(window, 'small.npy', numpy.eye(3))))
        window.find('label', text='order')
        window.dismiss()
        assert close_to(instrument(window, 'Condition number of P'), numpy.linalg.cond(learned(300)))
        window.leave()


@case('/matrices/a-first-file-that-is-refused-leaves-a-window-that-opens-another')
def refused_first(folder):
    broken = numpy.eye(4)
    broken[1, 2] = numpy.inf
    numpy.save(folder / 'P.npy', broken)
    numpy.save(folder / 'Q.npy', numpy.eye(4))
    with Workbench(folder / 'P.npy') as window:
        window.find('label', 'Cannot Show Matrix')
        window.find('label', text='finite')
        assert window.find('push button', text='Open Another…').sensitive
        window.screenshot('matrix-refused')
        window.action('win.open-files', variant('as', [str(folder / 'Q.npy')]))
        window.find('image', 'Preconditioner')
        window.leave()


@case('/matrices/corners-are-shown-and-named')
def corners(folder):
    for name, matrix, words in (('one', numpy.array([[2.0]]), None),
                                ('zero', numpy.zeros((5, 5)), 'zero'),
                                ('negative', numpy.diag([3.0, 2.0, -1.0]), 'negative')):
        numpy.save(folder / f'{name}.npy', matrix)
        with Workbench(folder / f'{name}.npy') as window:
            window.find('image', 'Spectrum')
            if words is not None:
                window.find('label', text=words)
            assert not window.all('image', 'Spatial kernels')
            window.screenshot(f'matrix-{name}')
            window.leave()


@case('/matrices/closing-does-not-wait-for-a-large-one')
def large(folder):
    noise = numpy.random.default_rng(3).normal(size=(3000, 3000)) / 100
    numpy.save(folder / 'large.npy', symmetric(noise) + numpy.eye(3000))
    with Workbench(folder / 'large.npy') as window:
        window.find('label', 'Computing')
        window.leave()


@case('/matrices/the-experiment-keeps-its-window')
def beside(folder):
    numpy.save(folder / 'P.npy', learned(300))
    with Workbench(VALLEY) as window:
        window.action('win.open-file', variant('s', str(folder / 'P.npy')))
        own = wait('its window', lambda: next(
            node for node in window.children() if node.name == 'P.npy'))
        own.find('image', 'Preconditioner')
        names = [node.name for node in window.children()]
        assert 'A hidden valley' in names, names
        window.leave()


@case('/matrices/it-can-be-looked-at')
def looks(folder):
    for step in range(0, 1300, 100):
        numpy.save(folder / f'P-{step:06d}.npy', learned(step))
    numpy.save(folder / 'H.npy', hessian())
    with Workbench(folder / 'P-000300.npy') as window:
        window.find('slider', 'Timeline')
        window.action('win.hessian', variant('s', str(folder / 'H.npy')))
        window.find('list item', 'Distance to H⁻¹')
        window.action('win.go-to', variant('t', 9))
        wait('the matrix', lambda: window.title() == 'P-000900.npy')
        for scheme in ('light', 'dark'):
            window.action('app.color-scheme', variant('s', scheme))
            for width, height in ((1000, 700), (1600, 950)):
                window.resize(width, height)
                window.screenshot(f'matrices-{scheme}-{width}x{height}')
        window.leave()


tap.main()
