# SPDX-License-Identifier: GPL-3.0-or-later
"""The bare step of structure full, normalize frobenius, base SGD, on a diagonal quadratic: beside
PyTorch as the method is written in the paper, PyTorch with products of rank two, a C prototype
(built with -march=native -ffast-math; figures of another run), and the memory's limit."""
import torch

from measure import Line, in_turn, microseconds

DIMENSIONS = (2, 10, 50, 200, 500, 1000, 2000)
PROTOTYPE = {10: 0.18, 50: 1.3, 200: 12, 500: 80, 1000: 365, 2000: 4000}
EPSILON, RHO = 1e-6, 1e-9


class Peer:
    def __init__(self, n):
        torch.set_num_threads(1)
        self.curvature = torch.linspace(0.01, 1, n, dtype=torch.float64)
        self.theta = torch.ones(n, dtype=torch.float64)
        self.root = torch.eye(n, dtype=torch.float64)
        self.last = self.curvature * self.theta

    def as_written(self):
        """S = g hᵀ + h gᵀ, M ← M + ρ S M / ‖S M‖, P = M Mᵀ, θ ← θ − ε P g"""
        gradient = self.curvature * self.theta
        product = torch.outer(gradient, self.last)
        change = (product + product.T) @ self.root
        self.root = self.root + RHO / torch.linalg.norm(change) * change
        self.theta = self.theta - EPSILON * (self.root @ self.root.T) @ gradient
        self.last = gradient

    def rank_two(self):
        """The same by S M = g (Mᵀh)ᵀ + h (Mᵀg)ᵀ and P g = M (Mᵀ g)"""
        gradient, last = self.curvature * self.theta, self.last
        u, v = self.root.T @ last, self.root.T @ gradient
        square = (gradient @ gradient) * (u @ u) + (last @ last) * (v @ v) \
            + 2 * (gradient @ last) * (u @ v)
        c = float(RHO / torch.sqrt(square))
        self.root.addr_(gradient, u, alpha=c).addr_(last, v, alpha=c)
        self.theta = self.theta - EPSILON * self.root @ (self.root.T @ gradient)
        self.last = gradient


def measure(programs):
    with torch.no_grad():
        for n in DIMENSIONS:
            peer, triangle = Peer(n), n * (n + 1) // 2 * 8
            ours, written, rank_two, sweeps = in_turn(
                lambda n=n: programs.numbers('step', n)[0],
                lambda peer=peer: microseconds(peer.as_written),
                lambda peer=peer: microseconds(peer.rank_two),
                lambda size=triangle: programs.numbers('bandwidth', size, 'step')[0], rounds=3)
            yield Line(f'n = {n}', 'µs', ours, 'PyTorch as written', written, written)
            yield Line(f'n = {n}', 'µs', ours, 'PyTorch, rank two', rank_two, rank_two)
            if n in PROTOTYPE:
                yield Line(f'n = {n}', 'µs', ours, 'C prototype, as recorded', PROTOTYPE[n],
                           PROTOTYPE[n])
            yield Line(f'n = {n}', 'µs', ours, 'a read and an update of P alone', sweeps,
                       sweeps / 0.8 if n == 2000 else None)
