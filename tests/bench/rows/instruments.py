# SPDX-License-Identifier: GPL-3.0-or-later
"""One inspection of P as the window makes it, on a rotated quadratic: the spectra of P, H and PH
with H⁻¹ beside P, and the whole of it with all instruments. Past the order where the window forms
no Hessian, what it says of P alone. Beside NumPy on the same matrices, PH by P = LLᵀ as LᵀHL; that
both find the same is made sure of."""
import csv
import pathlib
import statistics
import tempfile
import time

import numpy
from numpy.linalg import cholesky, eigh, eigvalsh, inv, norm

from measure import Line

# Past 1024 (FOP_INSPECTION_HESSIAN_MAX) without H.
DIMENSIONS = (500, 1000, 2000)
ROUNDS = 3
# Relative, for eigenvalues; and for the instruments, which rounding of eigenvectors reaches.
CLOSE, NEAR = 1e-8, 1e-6


def condition(values):
    return max(abs(values)) / min(abs(values))


def angle(u, v):
    u, v = u / norm(u), v / norm(v)
    return numpy.degrees(2 * numpy.arctan2(norm(u - v), norm(u + v)))


def nearest(p, h):
    """The multiple of H⁻¹ nearest to P, and how far P is from it."""
    inverse = inv(h)
    inverse *= (p * inverse).sum() / (inverse * inverse).sum()
    return inverse, norm(p - inverse) / norm(p)


def spectra(p, h):
    """Eigenvalues of P and, with H, of H and PH, and what `nearest` gives."""
    if h is None:
        return eigvalsh(p), None, None, None, None
    root = cholesky(p)
    return eigvalsh(p), eigvalsh(h), eigvalsh(root.T @ h @ root), *nearest(p, h)


def of_matrix(values):
    share = values / values.sum()
    return {'condition': condition(values), 'trace': values.sum(),
            'log-determinant': numpy.log(values).sum(),
            'effective-rank': numpy.exp(-(share * numpy.log(share)).sum()),
            'participation-ratio': values.sum() ** 2 / (values * values).sum()}


def of_gradients(p, g, last, rate):
    h, q = last
    step = p @ g
    u, v = g / norm(g), h / norm(h)
    qu, qv = q @ u, q @ v
    square = 2 * (u @ v) * (u @ qv) + v @ qv + u @ qu
    return {'gradient-angle': angle(step, g), 'gradient-cosine': u @ v,
            'hypergradient': -numpy.sign(u @ qv) * rate * norm(g) * norm(h) * numpy.sqrt(square)}


def reaches(p, inverse):
    """How far the colors of the pictures of P, P − I and H⁻¹ have to reach; there is no M."""
    return (abs(p).max(), abs(p - numpy.eye(len(p))).max(), 0,
            0 if inverse is None else abs(inverse).max())


def inspect(p, h, g, last, rate):
    """All that an inspection says but for the observed contraction, which is about losses. Nothing
    is done twice: eigenvalues come with the eigenvectors that the overlap needs, and Newton's step
    from the inverse, whose multiple is positive here."""
    if h is None:
        return of_matrix(eigvalsh(p)) | of_gradients(p, g, last, rate), reaches(p, None)
    lambdas, u = eigh(p)
    curvatures, v = eigh(h)
    root = cholesky(p)
    both = eigvalsh(root.T @ h @ root)
    inverse, distance = nearest(p, h)
    k = max(len(p) // 10, 1)
    cosines = u[:, -k:].T @ v[:, :k]
    product = p @ h
    return of_matrix(lambdas) | of_gradients(p, g, last, rate) | {
        'condition-hessian': condition(curvatures),
        'condition-preconditioned': condition(both),
        'distance-inverse-hessian': distance,
        'commutator': norm(product - product.T) / (norm(p) * norm(h)),
        'overlap': (cosines * cosines).sum() / k,
        'newton-angle': angle(p @ g, inverse @ g),
        'spectral-radius': max(abs(1 - rate * both[0]), abs(1 - rate * both[-1])),
        'rate-limit': 2 / both[-1]}, reaches(p, inverse)


class Subject:
    """What a program inspected, and what it found."""

    def __init__(self, folder):
        def load(name):
            path = folder / f'{name}.npy'
            return numpy.load(path) if path.exists() else None

        self.p, self.h = load('preconditioner'), load('hessian')
        self.g = load('gradient')
        self.last = load('last-gradient'), load('last-preconditioner')
        self.spectra = [load(name) for name in ('eigenvalues', 'hessian-eigenvalues',
                                                'preconditioned-eigenvalues')]
        self.reaches = load('reaches')
        with (folder / 'instruments.csv').open(encoding='ascii') as file:
            self.instruments = next(csv.DictReader(file))

    def compare(self, rate):
        """Refuses to go on where NumPy finds something else."""
        for ours, theirs in zip(self.spectra, spectra(self.p, self.h)):
            if ours is not None:
                numpy.testing.assert_allclose(ours[[0, -1]], theirs[[0, -1]], rtol=CLOSE)
        values, reached = inspect(self.p, self.h, self.g, self.last, rate)
        numpy.testing.assert_allclose(self.reaches, reached, rtol=NEAR)
        ours = {key: float(value) for key, value in self.instruments.items()
                if value and key not in ('step', 'observed-contraction')}
        assert values.keys() <= ours.keys(), values.keys() - ours.keys()
        for key, value in values.items():
            numpy.testing.assert_allclose(ours[key], value, rtol=NEAR, err_msg=key)


def shortest(n, work):
    """In ms, of as many as the program takes."""
    taken = []
    for _ in range(5 if n <= 500 else 2):
        begin = time.thread_time()
        work()
        taken.append(1e3 * (time.thread_time() - begin))
    return min(taken)


def measure(programs):
    for n in DIMENSIONS:
        with tempfile.TemporaryDirectory(prefix='fop-bench-') as name:
            rate = programs.numbers('instruments', n, name)[2]
            subject = Subject(pathlib.Path(name))
            subject.compare(rate)
            matrices, vectors = (subject.p, subject.h), (subject.g, subject.last)
            rounds = [(*programs.numbers('instruments', n, name)[:2],
                       shortest(n, lambda m=matrices: spectra(*m)),
                       shortest(n, lambda m=matrices, v=vectors: inspect(*m, *v, rate)))
                      for _ in range(ROUNDS)]
        ours, whole, theirs, their_whole = map(statistics.median, zip(*rounds))
        what = f'n = {n}' if subject.h is not None else f'n = {n}, of P alone'
        yield Line(f'{what}, spectra', 'ms', ours, 'numpy.linalg', theirs, 1.05 * theirs)
        yield Line(f'{what}, all', 'ms', whole, 'numpy.linalg', their_whole, 1.05 * their_whole)
