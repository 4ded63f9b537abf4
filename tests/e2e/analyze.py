#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instruments of matrices from other programs, and of our own, compared with NumPy."""
import json
import re

import numpy

import cli
import tap

random = numpy.random.default_rng(1)
FACTOR = random.standard_normal((9, 9))
MATRIX = FACTOR @ FACTOR.T


def analyze(*arguments, status=0):
    process = cli.call('analyze', *arguments, '--formats', 'svg')
    assert process.returncode == status, (process.returncode, process.stderr)
    return process


def matrices(out):
    return json.loads((out / 'summary.json').read_text(encoding='utf-8'))['matrices']


@tap.case('/analyze/the-eigenvalues-of-an-exported-preconditioner-are-numpys')
def exported():
    with cli.folder() as here:
        cli.run(cli.write(here / 'a.fopx', cli.QUADRATIC), here / 'out')
        run = here / 'out' / 'runs' / 'FOP'
        matrix = numpy.load(run / 'preconditioner.npy')
        ours = numpy.loadtxt(run / 'eigenvalues.csv', delimiter=',', skiprows=1)[:, 1]
        values, vectors = numpy.linalg.eigh(matrix)
        for value, vector in zip(ours, vectors.T):
            residual = numpy.linalg.norm(matrix @ vector - value * vector)
            assert residual < 1e-12 * values[-1], residual
        analyze(run / 'preconditioner.npy', '--out', here / 'read')
        read = numpy.loadtxt(here / 'read' / 'eigenvalues.csv', delimiter=',', skiprows=1)[:, 2]
        assert numpy.array_equal(read, ours)


@tap.case('/analyze/the-inverse-hessian-is-perfect-in-every-file-format')
def formats():
    with cli.folder() as here:
        numpy.save(here / 'h.npy', numpy.linalg.inv(MATRIX))
        numpy.save(here / 'p.npy', MATRIX)
        numpy.save(here / 'fortran.npy', numpy.asfortranarray(MATRIX.astype('>f8')))
        numpy.savez(here / 'all.npz', p=MATRIX, q=FACTOR)
        numpy.savetxt(here / 'p.csv', MATRIX, delimiter=',', fmt='%.17g')
        lower = [(i, j) for j in range(9) for i in range(j, 9)]
        (here / 'p.mtx').write_text(
            '%%MatrixMarket matrix coordinate real symmetric\n9 9 45\n'
            + ''.join(f'{i + 1} {j + 1} {MATRIX[i, j]:.17g}\n' for i, j in lower))
        for name in ('p.npy', 'fortran.npy', 'all.npz:p', 'p.csv', 'p.mtx'):
            analyze(here / name, '--hessian', here / 'h.npy', '--out', here / 'out')
            analysis = matrices(here / 'out')[0]['analysis']
            assert abs(analysis['condition-preconditioned'] - 1) < 1e-8, (name, analysis)
            assert analysis['distance-inverse-hessian'] < 1e-10, (name, analysis)
            assert abs(analysis['trace'] - numpy.trace(MATRIX)) < 1e-10 * numpy.trace(MATRIX)
            assert analysis['newton-angle'] is None
        for name in ('preconditioner', 'spectrum', 'kernels'):  # 9 = 3²
            assert (here / 'out' / 'figures' / f'{name}.svg').stat().st_size > 1000


@tap.case('/analyze/several-files-and-three-dimensions-are-sequences')
def sequences():
    with cli.folder() as here:
        for step in (1000, 90, 200):
            numpy.save(here / f'P-{step}.npy', step * numpy.eye(3))
        analyze(here / 'P-1000.npy', here / 'P-90.npy', here / 'P-200.npy', '--out', here / 'out')
        assert [entry['step'] for entry in matrices(here / 'out')] == [90, 200, 1000]
        table = (here / 'out' / 'instruments.csv').read_text().splitlines()
        assert table[0].startswith('step,condition,') and len(table) == 4
        numpy.save(here / 'stack.npy', numpy.stack([MATRIX, 2 * MATRIX]))
        analyze(here / 'stack.npy', '--out', here / 'stack')
        traces = [entry['analysis']['trace'] for entry in matrices(here / 'stack')]
        assert abs(traces[1] / traces[0] - 2) < 1e-12


@tap.case('/analyze/what-is-out-of-the-ordinary-is-said-in-words')
def notes():
    with cli.folder() as here:
        cases = {'zero': (numpy.zeros((4, 4)), 'zero'), 'negative': (-MATRIX, '9 of 9 eigenvalues'),
                 'one': (numpy.array([[3.0]]), None),
                 'singular': (numpy.diag([1.0, 0.0]), 'singular')}
        for name, (matrix, words) in cases.items():
            numpy.save(here / f'{name}.npy', matrix)
            process = analyze(here / f'{name}.npy', '--out', here / name)
            note = matrices(here / name)[0].get('note')
            assert (note is None) == (words is None) and (words or '') in (note or ''), note
            assert (words or '') in process.stdout
        process = analyze(here / 'zero.npy', '--hessian', here / 'zero.npy', '--out', here / 'both')
        assert 'the Hessian is singular' in process.stdout
        assert not re.search(r'\binf\b', process.stdout), process.stdout


@tap.case('/analyze/what-cannot-be-read-is-refused-and-nothing-is-written')
def refusals():
    with cli.folder() as here:
        bad = MATRIX.copy()
        bad[2, 3] = numpy.nan
        arrays = {'nan': bad, 'rectangular': FACTOR[:4], 'asymmetric': FACTOR}
        for name, array in arrays.items():
            numpy.save(here / f'{name}.npy', array)
        numpy.save(here / 'pickled.npy', numpy.array([{}], dtype=object), allow_pickle=True)
        numpy.savez(here / 'two.npz', a=MATRIX, b=MATRIX)
        (here / 'junk.npy').write_text('1 0\n0 1\n')
        for name, words in (('nan.npy', '[2, 3], counted from 0'),
                            ('rectangular.npy', '4 × 9: --as factor'),
                            ('asymmetric.npy', '--as symmetric-part'), ('pickled.npy', 'pickle'),
                            ('two.npz', 'a, b'), ('two.npz:c', 'no array'), ('none.npy', 'none'),
                            ('junk.npy', 'is not a NumPy file')):
            process = analyze(here / name, '--out', here / 'out', status=2)
            assert words in process.stderr, process.stderr
            assert not (here / 'out').exists()
        analyze(here / 'asymmetric.npy', '--as', 'factor', '--out', here / 'factor')
        found = matrices(here / 'factor')[0]['analysis']['trace']
        assert abs(found / numpy.trace(MATRIX) - 1) < 1e-12
        analyze(here / 'asymmetric.npy', '--as', 'else', status=2)


tap.main()
