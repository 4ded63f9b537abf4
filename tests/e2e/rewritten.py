# SPDX-License-Identifier: GPL-3.0-or-later
"""The methods as their pages have them. A class takes the settings (which slider moves may change
under its hands), the problem and the seed; step() goes from θ_t to θ_{t+1}, and leaves the columns
of step t and the matrices P_t that are shown."""
import numpy
from numpy.linalg import eigh, norm, svd

# ---- what all pages share ----


def clipped(gradient, o):
    longest, length = o.get('clip-norm', numpy.inf), norm(gradient)
    return gradient * (longest / length) if length > longest else gradient


def rate(o, t, usual):
    """ε_t."""
    span, drop, warm_up = o.get('schedule-steps', 1000), o.get('schedule-drop', 0.1), \
        o.get('warm-up', 0)
    factor = {'constant': 1, 'step': drop ** (t // span),
              'cosine': 0.5 * (1 + numpy.cos(numpy.pi * t / span)) if t < span else 0,
              '1/t': 1 / (1 + t / span)}[o.get('schedule', 'constant')]
    return o.get('learning-rate', usual) * factor * ((t + 1) / warm_up if t < warm_up else 1)


def philox(counter, key):
    """Philox4x32-10."""
    a, b, c, d = counter
    k, l = key
    low = 0xFFFFFFFF
    for _ in range(10):
        one, other = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (other >> 32) ^ b ^ k, other & low, (one >> 32) ^ d ^ l, one & low
        k, l = (k + 0x9E3779B9) & low, (l + 0xBB67AE85) & low
    return a, b, c, d


def normals(n, seed, index):
    """n draws of gsl_ran_gaussian, the polar method."""
    low = 0xFFFFFFFF

    def words():
        k = 0
        while True:
            yield from philox((k, index & low, index >> 32, 4), (seed & low, seed >> 32))
            k += 1

    source = words()

    def uniform():
        high, rest = next(source) >> 5, next(source) >> 6
        return (high * 2.0 ** 26 + rest) / 2.0 ** 53 or uniform()

    def gaussian():
        while True:
            x, y = -1 + 2 * uniform(), -1 + 2 * uniform()
            square = x * x + y * y
            if 0 < square <= 1:
                return y * numpy.sqrt(-2 * numpy.log(square) / square)

    return numpy.array([gaussian() for _ in range(n)])


# ---- base optimizers ----


class Sgd:
    usual_rate, decoupled = 1e-3, False

    def __init__(self, o, _problem=None, _seed=None):
        self.o, self.v, self.columns, self.shown, self.gain = o, None, {}, {}, 1

    def decayed(self, theta, d, usual=0.0):
        return d + self.o.get('weight-decay', usual) * theta

    def direction(self, t, theta, d):
        o, d = self.o, self.decayed(theta, d)
        momentum, dampening = o.get('momentum', 0), o.get('dampening', 0)
        nesterov = o.get('nesterov', False)
        if momentum == 0:
            self.v, self.gain = None, 1
            return d
        self.gain = 1 + momentum if nesterov else 1 if self.v is None else 1 - dampening
        self.v = d if self.v is None else momentum * self.v + (1 - dampening) * d
        return d + momentum * self.v if nesterov else self.v

    def move(self, theta, epsilon, u):
        if self.decoupled:
            theta = (1 - epsilon * self.o.get('weight-decay', 0.01)) * theta
        return theta - epsilon * u

    def step(self, t, theta, g):
        u = self.direction(t, theta, g)
        if self.scale is not None:
            self.shown = {'': numpy.diag(self.scale)}
        return self.move(theta, rate(self.o, t, self.usual_rate), u)

    scale = None


class Adam(Sgd):
    def __init__(self, o, problem, seed=None):
        super().__init__(o)
        self.m = self.w = numpy.zeros_like(problem.start)

    def direction(self, t, theta, d):
        o = self.o
        beta1, beta2 = o.get('beta1', 0.9), o.get('beta2', 0.999)
        d = d if self.decoupled else self.decayed(theta, d)
        self.m = self.m + (1 - beta1) * (d - self.m)
        self.w = beta2 * self.w + (1 - beta2) * d * d
        mean, square = self.m / (1 - beta1 ** (t + 1)), self.w / (1 - beta2 ** (t + 1))
        self.scale = 1 / (numpy.sqrt(square) + o.get('epsilon', 1e-8))
        return mean * self.scale


class AdamW(Adam):
    decoupled = True


class RmsProp(Sgd):
    usual_rate = 1e-2

    def __init__(self, o, problem, seed=None):
        super().__init__(o)
        self.w = self.a = self.b = numpy.zeros_like(problem.start)

    def direction(self, t, theta, d):
        o, d = self.o, self.decayed(theta, d)
        alpha = o.get('smoothing', 0.99)
        self.w = alpha * self.w + (1 - alpha) * d * d
        self.a = self.a + (1 - alpha) * (d - self.a)
        square = numpy.maximum(self.w - self.a ** 2, 0) if o.get('centered', False) else self.w
        self.scale = 1 / (numpy.sqrt(square) + o.get('epsilon', 1e-8))
        self.b = o.get('momentum', 0) * self.b + self.scale * d
        return self.b


class AdaGrad(Sgd):
    usual_rate = 1e-2

    def __init__(self, o, problem, seed=None):
        super().__init__(o)
        self.total = numpy.full_like(problem.start, o.get('initial-accumulator', 0))

    def direction(self, t, theta, d):
        o, d = self.o, self.decayed(theta, d)
        self.total = self.total + d * d
        self.scale = 1 / (numpy.sqrt(self.total) + o.get('epsilon', 1e-10)) \
            / (1 + t * o.get('rate-decay', 0))
        return self.scale * d


BASES = {'sgd': Sgd, 'adam': Adam, 'adamw': AdamW, 'rmsprop': RmsProp, 'adagrad': AdaGrad}


class HypergradientDescent:
    def __init__(self, o, problem, seed):
        self.o, self.alpha, self.u, self.shown = o, o.get('learning-rate', 1e-3), None, {}
        self.base = BASES[o.get('base', 'sgd')](o, problem, seed)

    def step(self, t, theta, g):
        rho = self.o.get('hyper-rate', 1e-3)
        if t > 0 and self.o.get('multiplicative', False):
            self.alpha *= 1 + rho * (g @ self.u) / (norm(g) * norm(self.u))
        elif t > 0:
            self.alpha += rho * (g @ self.u)
        self.u = self.base.direction(t, theta, g)
        self.columns = {'learning-rate': self.alpha}
        if self.base.scale is not None:
            self.shown = {'': numpy.diag(self.base.scale)}
        return self.base.move(theta, self.alpha, self.u)


class PerParameter:
    def __init__(self, o, problem, _):
        self.o, self.epsilon, self.last = o, o.get('learning-rate', 0.01), None
        self.p = numpy.full_like(problem.start, self.epsilon)

    def step(self, t, theta, g):
        gamma, rho = self.o.get('decay', 0.9), self.o.get('hyper-rate', 0.01)
        self.v = g * g if t == 0 else gamma * self.v + (1 - gamma) * g * g
        if t > 0:
            self.p = self.p * (1 + rho * g * self.last / self.v)
        self.last = g
        self.columns = {'rate-min': self.p.min(), 'rate-max': self.p.max()}
        self.shown = {'': numpy.diag(self.p) / self.epsilon}
        return theta - self.p * g


# ---- fop ----


class Learned:
    """M, or what stands for it, with its V."""

    def __init__(self, start, o):
        self.m, self.v, self.o = start, numpy.zeros_like(start), o

    def learn(self, update, g, h, s, rho):
        c = {'none': rho * s, 'frobenius': rho / norm(update),
             'cosine': rho / (norm(g) * norm(h))}[self.o.get('normalize', 'frobenius')]
        self.v = self.o.get('hyper-momentum', 0) * self.v + c * update
        self.m = self.m + self.v

    def clamp(self, low, high):
        """Singular values into [low, high]."""
        u, values, v = svd(self.m, full_matrices=False)
        self.m = (u * numpy.clip(values, low, high)) @ v


def bounds(o):
    return o.get('min-eigenvalue', 0), o.get('max-eigenvalue', numpy.inf)


class Left:
    """P G with P = M Mᵀ of order m."""
    names = ('',)

    def __init__(self, rows, _columns, o, _seed, _index):
        self.factor, self.o = Learned(numpy.eye(rows), o), o
        self.bound()

    def bound(self):
        low, high = bounds(self.o)
        if low > 0 or high < numpy.inf:
            self.factor.clamp(numpy.sqrt(low), numpy.sqrt(high))

    def learn(self, g, h, s, rho):
        self.factor.learn((g @ h.T + h @ g.T) @ self.factor.m, g, h, s, rho)
        self.bound()

    def apply(self, g):
        return self.matrices()[0] @ g

    def trace(self, columns):
        return columns * numpy.trace(self.matrices()[0])

    def matrices(self):
        return [self.factor.m @ self.factor.m.T]


class LowRank(Left):
    def __init__(self, rows, _columns, o, seed, index):
        rank = o.get('rank', 2)
        start = 0.1 / numpy.sqrt(rows) * normals(rows * rank, seed, index).reshape(rows, rank)
        self.factor, self.o = Learned(start, o), o
        self.bound()

    def bound(self):
        high = bounds(self.o)[1]
        if high < numpy.inf:
            self.factor.clamp(0, numpy.sqrt(high - 1))

    def matrices(self):
        return [numpy.eye(len(self.factor.m)) + self.factor.m @ self.factor.m.T]


class Kronecker:
    names = ('left', 'right')

    def __init__(self, rows, columns, o, _seed, _index):
        self.left, self.right = Learned(numpy.eye(rows), o), Learned(numpy.eye(columns), o)
        self.o = o
        self.bound()

    def bound(self):
        low, high = bounds(self.o)
        if low > 0 or high < numpy.inf:
            self.left.clamp(low ** 0.25, high ** 0.25)
            self.right.clamp(low ** 0.25, high ** 0.25)

    def learn(self, g, h, s, rho):
        c, b = self.matrices()
        left = (g @ b @ h.T + h @ b @ g.T) @ self.left.m
        right = (g.T @ c @ h + h.T @ c @ g) @ self.right.m
        self.left.learn(left, g, h, s, rho)
        self.right.learn(right, g, h, s, rho)
        self.bound()

    def apply(self, g):
        c, b = self.matrices()
        return c @ g @ b

    def trace(self, _):
        return numpy.trace(self.matrices()[0]) * numpy.trace(self.matrices()[1])

    def matrices(self):
        return [self.left.m @ self.left.m.T, self.right.m @ self.right.m.T]


class Whole:
    """diagonal and scalar: w for all parameters."""

    def __init__(self, problem, o):
        self.n, self.o = len(problem.start), o
        self.scalar = o['structure'] == 'scalar'
        self.factor = Learned(numpy.ones(1 if self.scalar else self.n), o)
        self.bound()

    def bound(self):
        low, high = bounds(self.o)
        w = self.factor.m
        self.factor.m = numpy.sign(w) * numpy.sqrt(numpy.clip(w * w, low, high))

    def learn(self, g, h, s, rho):
        self.factor.learn(2 * (g @ h if self.scalar else g * h) * self.factor.m, g, h, s, rho)
        self.bound()

    def apply(self, g):
        return self.factor.m ** 2 * g

    def trace(self):
        return numpy.sum(self.factor.m ** 2 * numpy.ones(self.n))

    def matrices(self):
        return {'': numpy.diag(self.factor.m ** 2 * numpy.ones(self.n))}


class All:
    """full: one M for all parameters."""

    def __init__(self, problem, o):
        self.part = Left(len(problem.start), 1, o, None, 0)

    def learn(self, g, h, s, rho):
        self.part.learn(g[:, None], h[:, None], s, rho)

    def apply(self, g):
        return self.part.apply(g[:, None])[:, 0]

    def trace(self):
        return self.part.trace(1)

    def matrices(self):
        return {'': self.part.matrices()[0]}


class Layers:
    """A part for each matrix of weights; biases keep P = I."""

    def __init__(self, problem, o, seed):
        self.n, self.blocks = len(problem.start), problem.blocks
        self.parts = []
        for index, (_, rows, columns) in enumerate(self.blocks):
            kind = {'layerwise': Left, 'low-rank': LowRank,
                    'kronecker': Kronecker if columns > 1 else Left}[o['structure']]
            self.parts.append(kind(rows, columns, o, seed, index))

    def each(self, *vectors):
        for part, (offset, rows, columns) in zip(self.parts, self.blocks):
            place = slice(offset, offset + rows * columns)
            yield part, place, columns, [v[place].reshape(rows, columns) for v in vectors]

    def learn(self, g, h, s, rho):
        for part, _, _, (one, other) in self.each(g, h):
            part.learn(one, other, s, rho)

    def apply(self, g):
        image = g.copy()
        for part, place, _, (one,) in self.each(g):
            image[place] = part.apply(one).ravel()
        return image

    def trace(self):
        return self.n + sum(part.trace(columns) - (place.stop - place.start)
                            for part, place, columns, _ in self.each())

    def matrices(self):
        return {name: matrix for part in self.parts
                for name, matrix in zip(part.names, part.matrices())}


class Fop:
    def __init__(self, o, problem, seed):
        self.o, self.problem = o, problem
        o.setdefault('structure', 'full')
        if o['structure'] == 'full':
            self.p = All(problem, o)
        elif o['structure'] in ('diagonal', 'scalar'):
            self.p = Whole(problem, o)
        else:
            self.p = Layers(problem, o, seed)
        self.in_use = o['structure'] != 'low-rank'
        self.base = BASES[o.get('base', 'sgd')](o, problem, seed)
        self.h = self.last = None
        self.beta, self.squares = 0.95, 0.0

    def rho(self, t):
        return self.o.get('hyper-rate', 0.01) / (1 + self.o.get('hyper-decay', 0) * t)

    def delta(self, t):
        after = self.o.get('anneal-after', numpy.inf)
        return (after / t) ** 2 if t > after else 1.0

    def show(self, delta):
        n = len(self.problem.start)
        trace = self.p.trace() if self.in_use else n
        self.columns['trace'] = delta * trace / n + 1 - delta
        self.shown = {name: matrix if name in ('left', 'right') else
                      delta * matrix + (1 - delta) * numpy.eye(len(matrix))
                      for name, matrix in self.p.matrices().items()}
        if not self.in_use:
            self.shown = {name: numpy.eye(len(matrix)) for name, matrix in self.shown.items()}

    def direction(self, g, delta):
        return delta * self.p.apply(g) + (1 - delta) * g if self.in_use else g

    def step(self, t, theta, g):
        if self.o.get('monotone', False):
            return self.trial(t, theta, g)
        epsilon, delta, rho = rate(self.o, t, 0.1), self.delta(t), self.rho(t)
        begins = not self.in_use and rho > 0
        self.in_use |= begins
        self.columns = {'cosine': numpy.nan}
        if t > 0:
            self.columns['cosine'] = g @ self.h / norm(g) / norm(self.h)
            if not begins and rho > 0:
                self.p.learn(g, self.h, self.s, rho)
        u = self.base.direction(t, theta, self.direction(g, delta))
        self.show(delta)
        self.h, self.s = g, epsilon * delta * self.base.gain
        return self.base.move(theta, epsilon, u)

    def trial(self, t, theta, g):
        epsilon, delta = rate(self.o, t, 0.1), self.delta(t)
        momentum_rate = self.o.get('momentum-rate', 0)
        beta = self.beta if momentum_rate > 0 else self.o.get('momentum', 0)
        old = theta if t == 0 else self.last
        ahead = theta - epsilon * self.direction(g, delta) + beta * (theta - old)
        there = self.problem.gradient(ahead)
        self.columns = {'cosine': there @ g / norm(there) / norm(g)}
        self.show(delta)
        self.p.learn(there, g, epsilon * delta, self.rho(t))
        slope = there @ (theta - old) / (g @ g + 1e-12)
        self.squares += slope ** 2
        self.beta -= momentum_rate * slope / (numpy.sqrt(self.squares) + 1e-12)
        self.beta = min(max(self.beta, 0), 0.9995)
        self.last = theta
        return ahead if self.problem.loss(ahead) < self.problem.loss(theta) else theta


# ---- rivals ----


class Psgd:
    def __init__(self, o, problem, seed):
        self.o, self.problem, self.seed = o, problem, seed
        self.q, self.size = numpy.eye(len(problem.start)), 0.0

    def step(self, t, theta, g):
        v = normals(len(theta), self.seed, t)
        a = self.q @ (self.problem.hessian(theta) @ v)
        b = numpy.linalg.solve(self.q.T, v)
        s = a @ a + b @ b
        self.size = max(0.9 * self.size + 0.1 * s, s)
        eta = self.o.get('preconditioner-rate', 0.1)
        self.q = self.q - eta / self.size * numpy.triu(numpy.outer(a, a) - numpy.outer(b, b)) \
            @ self.q
        self.columns, self.shown = {'criterion': s}, {'': self.q.T @ self.q}
        return theta - rate(self.o, t, 0.1) * (self.q.T @ (self.q @ g))


class Shampoo:
    columns = {}

    def __init__(self, o, problem, _):
        self.o, self.problem, self.floor = o, problem, o.get('epsilon', 1e-4)
        self.sums = [[self.floor * numpy.eye(order) for order in (rows, columns)]
                     for _, rows, columns in problem.blocks]
        self.roots = [None] * len(self.sums)
        self.squares = [numpy.full(size, self.floor) for _, size in problem.biases]

    def root(self, total):
        values, vectors = eigh(total)
        return vectors * numpy.maximum(values, self.floor) ** -0.25 @ vectors.T

    def step(self, t, theta, g):
        theta, epsilon, self.shown = theta.copy(), rate(self.o, t, 0.1), {}
        alone = len(self.problem.blocks) + len(self.problem.biases) == 1
        for i, (offset, rows, columns) in enumerate(self.problem.blocks):
            place, name = slice(offset, offset + rows * columns), '' if alone else f'weights'
            part = g[place].reshape(rows, columns)
            self.sums[i] = [self.sums[i][0] + part @ part.T, self.sums[i][1] + part.T @ part]
            if t % self.o.get('root-interval', 1) == 0:
                self.roots[i] = [self.root(total) for total in self.sums[i]]
            left, right = self.roots[i]
            theta[place] -= epsilon * (left @ part @ right).ravel()
            if columns > 1:
                self.shown |= {f'{name}-left': left, f'{name}-right': right}
            else:
                self.shown[name] = left * right[0, 0]
        for i, (offset, size) in enumerate(self.problem.biases):
            part = g[offset:offset + size]
            self.squares[i] = self.squares[i] + part * part
            theta[offset:offset + size] -= epsilon * part / numpy.sqrt(self.squares[i])
            self.shown['bias'] = numpy.diag(1 / numpy.sqrt(self.squares[i]))
        return theta


METHODS = {**BASES, 'hd': HypergradientDescent, 'per-parameter': PerParameter, 'fop': Fop,
           'psgd': Psgd, 'shampoo': Shampoo}
