# SPDX-License-Identifier: GPL-3.0-or-later
"""The methods as their pages have them. A class takes the settings (which slider moves may change
under its hands), the problem and the seed; step() goes from θ_t to θ_{t+1}, and leaves the columns
of step t and the matrices P_t that are shown. `cases` are settings and slider moves, a run each: every
parameter of a page is in one of them. `rows` is how many rows are compared (14 by default), `problems`
on what (a quadratic and a softmax regression)."""
import numpy
from numpy.linalg import eigh, norm, svd

MOVES = {4: {'learning-rate': 0.02}, 9: {'learning-rate': 0.2}}
COSINE = {'schedule': 'cosine', 'schedule-steps': 9, 'warm-up': 3}
FOP = {'learning-rate': 0.2, 'hyper-rate': 0.05}

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


def source(seed, index):
    """Uniform numbers of a method's stream."""
    low, k = 0xFFFFFFFF, 0
    while True:
        words = philox((k, index & low, index >> 32, 4), (seed & low, seed >> 32))
        for high, rest in (words[:2], words[2:]):
            yield ((high >> 5) * 2.0 ** 26 + (rest >> 6)) / 2.0 ** 53
        k += 1


def uniforms(n, seed, index):
    drawn = source(seed, index)
    return [next(drawn) for _ in range(n)]


def normals(n, seed, index):
    """n draws of gsl_ran_gaussian, the polar method."""
    positive = filter(None, source(seed, index))

    def gaussian():
        while True:
            x, y = -1 + 2 * next(positive), -1 + 2 * next(positive)
            square = x * x + y * y
            if 0 < square <= 1:
                return y * numpy.sqrt(-2 * numpy.log(square) / square)

    return numpy.array([gaussian() for _ in range(n)])


# ---- base optimizers ----


class Sgd:
    cases = [({'learning-rate': 0.1}, {}),
             ({'learning-rate': 0.1, 'momentum': 0.8, 'nesterov': True, 'weight-decay': 0.1}, MOVES),
             ({'learning-rate': 0.1, 'momentum': 0.0, 'dampening': 0.3},
              {3: {'momentum': 0.7}, 8: {'momentum': 0}, 11: {'momentum': 0.5}}),
             ({'learning-rate': 0.1, **COSINE}, {}),
             ({'learning-rate': 0.1, 'schedule': 'step', 'schedule-steps': 4, 'schedule-drop': 0.5,
               'clip-norm': 0.6}, {}),
             ({'learning-rate': 0.3, 'schedule': '1/t', 'schedule-steps': 3}, {})]

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
    cases = [({'learning-rate': 0.05}, MOVES),
             ({'learning-rate': 0.05, 'beta1': 0.5, 'beta2': 0.9, 'epsilon': 0.1,
               'weight-decay': 0.2}, {})]

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
    cases = [({'learning-rate': 0.05}, MOVES),
             ({'learning-rate': 0.05, 'beta1': 0.5, 'beta2': 0.9, 'epsilon': 0.1,
               'weight-decay': 0.2, **COSINE}, {})]

    decoupled = True


class RmsProp(Sgd):
    cases = [({'learning-rate': 0.05}, MOVES),
             ({'learning-rate': 0.05, 'momentum': 0.6, 'centered': True, 'smoothing': 0.8,
               'epsilon': 0.1, 'weight-decay': 0.2}, {})]

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
    cases = [({'learning-rate': 0.1}, MOVES),
             ({'learning-rate': 0.1, 'rate-decay': 0.2, 'initial-accumulator': 0.5,
               'epsilon': 0.1, 'weight-decay': 0.2}, {})]

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
    cases = [({'learning-rate': 0.05, 'hyper-rate': 0.01}, {6: {'hyper-rate': 0.002}}),
             ({'learning-rate': 0.05, 'hyper-rate': 0.01, 'momentum': 0.6, 'nesterov': True,
               'weight-decay': 0.1}, {}),
             ({'learning-rate': 0.05, 'hyper-rate': 0.1, 'multiplicative': True, 'base': 'adam'}, {}),
             ({'learning-rate': 0.05, 'hyper-rate': 1e-3, 'base': 'adamw', 'weight-decay': 0.3}, {})]

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
    cases = [({'learning-rate': 0.1, 'hyper-rate': 0.1}, {}),
             ({'learning-rate': 0.1, 'decay': 0.3}, {7: {'hyper-rate': 0.2}})]

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
    """M, or its equivalent, with its velocity V."""

    def __init__(self, start, o):
        self.m, self.v, self.o = start, numpy.zeros_like(start), o

    def learn(self, update, g, h, s, rho):
        c = {'none': rho * s, 'frobenius': rho / norm(update),
             'cosine': rho / (norm(g) * norm(h))}[self.o.get('normalize', 'frobenius')]
        self.v = self.o.get('hyper-momentum', 0) * self.v + c * update
        self.m = self.m + self.v

    def clamp(self, low, high):
        """Clamps singular values to [low, high]."""
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
    """One part per weight matrix; biases have P = I."""

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
    cases = [
        *(({**FOP, 'structure': structure, 'normalize': normalize}, {})
          for structure in ('full', 'layerwise', 'diagonal', 'scalar', 'low-rank', 'kronecker')
          for normalize in ('none', 'frobenius', 'cosine')),
        *(({**FOP, 'structure': structure, 'hyper-momentum': 0.6, 'hyper-decay': 0.1},
           {}) for structure in ('full', 'layerwise', 'diagonal', 'scalar', 'low-rank',
                                 'kronecker')),
        *(({**FOP, 'hyper-rate': 0.3, 'structure': structure, 'min-eigenvalue': 0.9,
            'max-eigenvalue': 1.2}, {})
          for structure in ('full', 'layerwise', 'diagonal', 'scalar', 'low-rank', 'kronecker')),
        *(({**FOP, 'normalize': 'none', **more}, events) for more, events in (
            ({'momentum': 0.7, 'nesterov': True}, MOVES),
            ({'momentum': 0.7, 'dampening': 0.4}, MOVES),
            ({'momentum': 0.0, 'dampening': 0.4}, {3: {'momentum': 0.6}, 9: {'momentum': 0.0}}),
            ({'anneal-after': 4, 'weight-decay': 0.1}, {}),
            ({'base': 'adam', 'learning-rate': 0.05}, MOVES),
            ({'base': 'rmsprop', 'learning-rate': 0.05, 'momentum': 0.5}, {}),
            (COSINE, {}))),
        ({**FOP, 'structure': 'low-rank', 'rank': 1}, {}),
        ({**FOP, 'structure': 'low-rank', 'hyper-rate': 0}, {5: {'hyper-rate': 0.1}}),
        ({**FOP, 'structure': 'kronecker', 'anneal-after': 4, 'base': 'adamw'}, {}),
        ({**FOP, 'monotone': True, 'momentum': 0.5, 'normalize': 'none'}, MOVES),
        ({**FOP, 'monotone': True, 'learning-rate': 1.1}, {}),
        ({**FOP, 'monotone': True, 'momentum-rate': 1, 'structure': 'diagonal',
          'anneal-after': 6}, {})]

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


# ---- other methods ----


class Psgd:
    cases = [({'learning-rate': 0.1}, MOVES),
             ({'learning-rate': 0.1, 'preconditioner-rate': 0.4, **COSINE}, {})]

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
    cases = [({'learning-rate': 0.1}, MOVES),
             ({'learning-rate': 0.1, 'epsilon': 0.01, 'root-interval': 3}, {})]

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


class Hdm:
    cases = [({'curvature': 2, 'momentum-rate': 1}, {6: {'momentum-rate': 3}}),
             ({'curvature': 3, 'learning-rate': 2, 'convex': False}, {}),
             ({'curvature': 2, 'structure': 'full', 'convex': False}, {}),
             ({'curvature': 2, 'structure': 'full'}, {}),
             ({'curvature': 2, 'structure': 'full', 'projection': 'eigenvalues'}, {})]

    def __init__(self, o, problem, _):
        n, full = len(problem.start), o.get('structure', 'diagonal') == 'full'
        self.o, self.problem, self.full = o, problem, full
        self.convex = o.get('convex', True)
        self.curvature = o['curvature']
        self.eta = self.first = o.get('learning-rate', (10 if self.convex else 2) / self.curvature)
        self.p, self.squares = numpy.zeros((n, n) if full else n), 0
        self.beta, self.beta_squares, self.old = 0.95, 0.0, problem.start
        self.streak, self.guessed, self.slopes = 0, False, []

    def learn(self, g, there, d):
        r = -(numpy.outer(there, g) if self.full else there * g) / d
        self.squares = self.squares + r * r
        self.p = self.p - self.eta * r / (numpy.sqrt(self.squares) + 1e-12)
        if not self.convex:
            return
        largest = 1e10 / self.curvature
        if self.full and self.o.get('projection', 'elements') == 'eigenvalues':
            values, vectors = eigh((self.p + self.p.T) / 2)
            self.p = vectors * numpy.clip(values, 0, largest) @ vectors.T
        else:
            self.p = numpy.clip(self.p, 0, largest)

    def guess(self, taken):
        self.streak = max(self.streak + (1 if taken else -2), 0)
        if self.streak <= max(min(self.o.get('evaluations', 1000) / 4, 200), 20):
            return
        self.guessed = True
        if self.slopes:
            self.curvature = numpy.mean(self.slopes)
        self.eta = self.first = 1 / self.curvature
        self.squares = 0

    def step(self, t, theta, g):
        if not self.guessed and t % 50 == 49:
            self.eta = max(0.8 * self.eta, 1e-3 * self.first) if self.convex else \
                max(0.05 * self.eta, 1e-2 * self.first)
        self.columns = {'momentum': self.beta, 'preconditioner-rate': self.eta}
        self.shown = {'': self.p if self.full else numpy.diag(self.p)}
        moved = theta - self.old
        ahead = theta - (self.p @ g if self.full else self.p * g) + self.beta * moved
        there = self.problem.gradient(ahead)
        d = g @ g + 1e-12
        if self.guessed:
            d += self.curvature ** 2 * (moved @ moved) / 4
        taken = self.problem.loss(ahead) < self.problem.loss(theta)
        self.columns['accepted'] = taken
        self.learn(g, there, d)
        m = there @ moved / d
        self.beta_squares += m * m
        self.beta -= self.o.get('momentum-rate', 1) * m / (numpy.sqrt(self.beta_squares) + 1e-12)
        self.beta = min(max(self.beta, 0), 0.9995)
        if taken and not self.guessed and norm(ahead - theta) > 1e-3:
            self.slopes.append(norm(there - g) / norm(ahead - theta))
        if not self.guessed:
            self.guess(taken)
        self.old = theta
        return ahead if taken else theta


class Searched:
    """Steps along d with a line search."""

    def __init__(self, o, problem, _):
        self.o, self.problem, self.n = o, problem, len(problem.start)

    def search(self, theta, d, first):
        """α and the number of trials; α = 0 if no point has a sufficient decrease."""
        start, slope = self.problem.loss(theta), self.problem.gradient(theta) @ d
        trials = 0

        def sample(length):
            nonlocal trials
            trials += 1
            return (length, self.problem.loss(theta + length * d),
                    self.problem.gradient(theta + length * d) @ d)

        def falls(point):
            return point[1] <= start + 1e-4 * point[0] * slope

        def flat(point):
            return abs(point[2]) <= 0.9 * abs(slope)

        def cubic(one, other):
            span = other[0] - one[0]
            c = one[2] + other[2] - 3 * (other[1] - one[1]) / span
            with numpy.errstate(all='ignore'):
                root = numpy.copysign(numpy.sqrt(c * c - one[2] * other[2]), span)
                return other[0] - span * (other[2] + root - c) / (other[2] - one[2] + 2 * root)

        def within(low, high):
            while trials < 30:
                span = high[0] - low[0]
                length = cubic(low, high)
                if not numpy.isfinite(length):
                    length = low[0] + span / 2
                left, right = sorted((low[0], high[0]))
                point = sample(min(max(length, left + abs(span) / 10), right - abs(span) / 10))
                if not falls(point) or point[1] >= low[1]:
                    high = point
                    continue
                if flat(point):
                    return point
                if point[2] * span >= 0:
                    high = low
                low = point
            return low

        last, length = (0.0, start, slope), first if first > 0 else 1.0
        while trials < 30:
            point = sample(length)
            if not falls(point) or (last[0] > 0 and point[1] >= last[1]):
                return within(last, point)[0], trials
            if flat(point):
                return point[0], trials
            if point[2] >= 0:
                return within(point, last)[0], trials
            longer = cubic(last, point)
            length = min(max(longer, 1.5 * length), 10 * length) if numpy.isfinite(longer) \
                else 10 * length
            last = point
        return last[0], trials

    def go(self, theta, d, first):
        alpha, trials = self.search(theta, d, first)
        self.columns = {'step-length': alpha, 'trials': trials}
        return theta + alpha * d, alpha > 0


def updated(p, s, y):
    r, unit = 1 / (s @ y), numpy.eye(len(s))
    return (unit - r * numpy.outer(s, y)) @ p @ (unit - r * numpy.outer(y, s)) + r * numpy.outer(s, s)


def counts(s, y):
    return s @ y > 1e-10 * norm(s) * norm(y)


class Bfgs(Searched):
    cases = [({}, {}), ({'scale-start': True}, {})]
    rows = 6  # the minimum is reached to rounding soon after

    def __init__(self, o, problem, seed):
        super().__init__(o, problem, seed)
        self.p, self.pairs, self.last = numpy.eye(self.n), 0, None

    def step(self, t, theta, g):
        d, loss = -self.p @ g, self.problem.loss(theta)
        self.shown = {'': self.p}
        before = loss + norm(g) / 2 if self.last is None else self.last
        scales = self.o.get('scale-start', False)
        first = 1.0 if scales and self.pairs > 0 else min(1, 2.02 * (loss - before) / (g @ d))
        ahead, found = self.go(theta, d, first)
        if not found:
            self.p, self.pairs, self.last = numpy.eye(self.n), 0, None
            return theta
        self.last = loss
        s, y = ahead - theta, self.problem.gradient(ahead) - g
        if counts(s, y):
            if scales and self.pairs == 0:
                self.p = (s @ y) / (y @ y) * numpy.eye(self.n)
            self.p, self.pairs = updated(self.p, s, y), self.pairs + 1
        return ahead


class Lbfgs(Searched):
    cases = [({}, {}), ({'memory': 1}, {}), ({'memory': 3}, {})]
    rows = 6  # the minimum is reached to rounding soon after

    def __init__(self, o, problem, seed):
        super().__init__(o, problem, seed)
        self.pairs = []

    def matrix(self):
        if not self.pairs:
            return numpy.eye(self.n)
        s, y = self.pairs[-1]
        p = (s @ y) / (y @ y) * numpy.eye(self.n)
        for pair in self.pairs:
            p = updated(p, *pair)
        return p

    def step(self, t, theta, g):
        p = self.matrix()
        self.shown = {'': p}
        ahead, found = self.go(theta, -p @ g, 1.0 if self.pairs else min(1, 1 / norm(g)))
        if not found:
            self.pairs = []
            return theta
        pair, memory = (ahead - theta, self.problem.gradient(ahead) - g), self.o.get('memory', 10)
        if counts(*pair):
            self.pairs = (self.pairs + [pair])[-memory:]
        else:
            self.pairs = self.pairs[-(memory - 1):] if memory > 1 else []
        return ahead


class Newton(Searched):
    cases = [({'damping': 0.1, 'learning-rate': 0.5}, {3: {'learning-rate': 0.2}}),
             ({'damping': 1, 'line-search': True, 'learning-rate': 5}, {}),
             ({'damping': 0.01, 'floor': 2, **COSINE}, {})]
    rows = 4  # the minimum is reached to rounding soon after
    problems = ('Quadratic', 'Softmax', 'Saddle')

    usual_damping = 0

    def curvature(self, theta):
        return self.problem.hessian(theta)

    def damping(self, matrix):
        damping, values = self.o.get('damping', self.usual_damping), eigh(matrix)[0]
        if values[0] + damping > 0:
            return damping
        largest = abs(values).max()
        if values[0] < -self.n * 2.0 ** -52 * largest:
            return (1 + self.o.get('floor', 0.1)) * abs(values[0])
        return 1e-8 * largest - values[0]

    def step(self, t, theta, g):
        matrix, epsilon = self.curvature(theta), rate(self.o, t, 1)
        damping = self.damping(matrix)
        p = numpy.linalg.inv(matrix + damping * numpy.eye(self.n))
        self.shown = {'': p}
        if self.o.get('line-search', False):
            theta, _ = self.go(theta, -p @ g, epsilon)
        else:
            self.columns = {'step-length': epsilon, 'trials': 0}
            theta = theta - epsilon * p @ g
        self.columns['damping'] = damping
        return theta


class NaturalGradient(Newton):
    cases = [({'learning-rate': 0.3}, {3: {'learning-rate': 0.2}}),
             ({'damping': 0.4, 'line-search': True, 'learning-rate': 5}, {}),
             ({'learning-rate': 0.3, **COSINE}, {})]
    rows = 4  # the minimum is reached to rounding soon after
    problems = ('Softmax',)

    usual_damping = 1e-3

    def curvature(self, theta):
        return self.problem.fisher(theta)


class Kfac:
    cases = [({'learning-rate': 0.1}, {}),
             ({'learning-rate': 0.1, 'targets': 'data', 'factor-interval': 2,
               'inverse-interval': 5, 'damping': 0.1, 'decay': 0.6, 'trust': 1e-4}, MOVES)]
    problems = ('Network',)

    def __init__(self, o, problem, seed):
        self.o, self.problem, self.averages, self.seed = o, problem, None, seed

    def factors(self, theta, t):
        rows, errors = self.problem.layers(theta, None if self.o.get('targets', 'sampled') == 'data'
                                           else uniforms(self.problem.size, self.seed, t))
        return [(a.T @ a / len(a), d.T @ d / len(d)) for a, d in zip(rows, errors)]

    def step(self, t, theta, g):
        o, damping, epsilon = self.o, self.o.get('damping', 1e-3), rate(self.o, t, 0.01)
        if t % o.get('factor-interval', 10) == 0:
            new, keep = self.factors(theta, t), o.get('decay', 0.95)
            self.averages = new if self.averages is None else \
                [tuple(keep * x + (1 - keep) * y for x, y in zip(*pair))
                 for pair in zip(self.averages, new)]
        if t % o.get('inverse-interval', 100) == 0:
            self.bases = [(eigh(a), eigh(s)) for a, s in self.averages]
        v, self.shown = g.copy(), {}
        at = 0
        for number, ((a, q_a), (s, q_s)) in enumerate(self.bases, 1):
            size = len(a) * len(s)
            weights = 1 / (numpy.outer(numpy.maximum(a, 0), numpy.maximum(s, 0)) + damping)
            part = g[at:at + size].reshape(len(a), len(s))
            v[at:at + size] = (q_a @ ((q_a.T @ part @ q_s) * weights) @ q_s.T).ravel()
            turn = numpy.kron(q_a, q_s)
            self.shown[f'layer-{number}'] = turn * weights.ravel() @ turn.T
            at += size
        scale = min(1, numpy.sqrt(o.get('trust', 1e-3) / (epsilon ** 2 * (v @ g))))
        self.columns = {'trust-scale': scale}
        return theta - epsilon * scale * v


METHODS = {**BASES, 'hd': HypergradientDescent, 'per-parameter': PerParameter, 'fop': Fop,
           'psgd': Psgd, 'shampoo': Shampoo, 'hdm': Hdm, 'bfgs': Bfgs, 'lbfgs': Lbfgs,
           'newton': Newton, 'natural-gradient': NaturalGradient, 'kfac': Kfac}
