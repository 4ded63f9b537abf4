/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limited-memory BFGS: an inverse Hessian from the last pairs of steps and gradient differences. */
#include "core/linalg/vector.h"
#include "core/methods/line-search.h"
#include "core/methods/quasi-newton.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_lbfgs_class;

/* The state: these, then `memory` pairs: s, y, and 1/(s·y). */
enum
{
  N_PAIRS,
  NEWEST, /* index of the newest pair, if any */
  N_NUMBERS
};

typedef struct
{
  FopMethod method;
  gsize memory;
  double *direction, *point; /* n each */
  double *coefficients;      /* memory */
} Lbfgs;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  gsize memory = (gsize) fop_settings_integer (settings, "memory");

  if (!fop_quasi_newton_check (&fop_lbfgs_class, problem, error)
      || !fop_check_size ("memory: the pairs", 2 * (double) memory * (double) n, error))
    return NULL;

  Lbfgs *self = g_new0 (Lbfgs, 1);
  self->memory = memory;
  self->direction = g_new0 (double, n);
  self->point = g_new0 (double, n);
  self->coefficients = g_new0 (double, memory);
  fop_method_init (&self->method, &fop_lbfgs_class, n, N_NUMBERS + memory * (2 * n + 1));
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Lbfgs *self = (Lbfgs *) method;

  g_free (self->direction);
  g_free (self->point);
  g_free (self->coefficients);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
}

static void
reset (FopMethod *method)
{
  memset (method->state, 0, method->state_size * sizeof (double));
}

/* s of the pair that is @age pairs older than the newest; y follows it, and then 1/(s·y). */
static double *
pair (const Lbfgs *self, gsize age)
{
  const double *state = self->method.state;
  gsize slot = ((gsize) state[NEWEST] + self->memory - age) % self->memory;

  return self->method.state + N_NUMBERS + slot * (2 * self->method.dimension + 1);
}

static void
add_scaled (gsize n, double factor, const double *x, double *y)
{
  for (gsize i = 0; i < n; i++)
    y[i] += factor * x[i];
}

/* q ← P q by the two-loop recursion, with H_0 = (s·y / y·y) I of the newest pair. */
static void
apply (const Lbfgs *self, double *coefficients, double *q)
{
  gsize n = self->method.dimension, n_pairs = (gsize) self->method.state[N_PAIRS];

  for (gsize age = 0; age < n_pairs; age++)
    {
      const double *s = pair (self, age), *y = s + n;

      coefficients[age] = y[n] * fop_dot (n, s, q);
      add_scaled (n, -coefficients[age], y, q);
    }
  if (n_pairs > 0)
    {
      const double *y = pair (self, 0) + n;
      double scale = 1 / (y[n] * fop_dot (n, y, y));

      for (gsize i = 0; i < n; i++)
        q[i] *= scale;
    }
  for (gsize age = n_pairs; age-- > 0;)
    {
      const double *s = pair (self, age), *y = s + n;

      add_scaled (n, coefficients[age] - y[n] * fop_dot (n, y, q), s, q);
    }
}

/* Stores the pair of the last step, unless its curvature is not positive. */
static void
remember (Lbfgs *self, const double *theta, const double *g, const double *g_next)
{
  double *state = self->method.state;
  gsize n = self->method.dimension;
  double newest = state[NEWEST];

  /* Overwrites the oldest pair, which is not read again even if this one is skipped. */
  state[NEWEST] = fmod (newest + 1, (double) self->memory);
  double *s = pair (self, 0), *y = s + n;
  if (fop_quasi_newton_pair (n, theta, self->point, g, g_next, s, y, &y[n]))
    state[N_PAIRS] = fmin (state[N_PAIRS] + 1, (double) self->memory);
  else
    {
      state[N_PAIRS] = fmin (state[N_PAIRS], (double) self->memory - 1);
      state[NEWEST] = newest;
    }
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Lbfgs *self = (Lbfgs *) method;
  gsize n = method->dimension;
  double *direction = self->direction;

  for (gsize i = 0; i < n; i++)
    direction[i] = -step->gradient[i];
  double first = 1;

  /* Without a pair, P = I does not reflect the problem's scale. */
  if (method->state[N_PAIRS] == 0)
    first = fmin (1, 1 / sqrt (fop_dot (n, direction, direction)));
  apply (self, self->coefficients, direction);
  if (fop_line_step (step, n, theta, direction, first, self->point, method->columns))
    {
      remember (self, theta, step->gradient, step->next_gradient);
      memcpy (theta, self->point, n * sizeof (double));
    }
  else
    method->state[N_PAIRS] = 0;
}

/* The columns of P one by one; the recursion is symmetric up to rounding. */
static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  const Lbfgs *self = (const Lbfgs *) method;
  gsize n = method->dimension;
  g_autofree double *coefficients = g_new (double, self->memory);

  memset (matrix, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      matrix[i * n + i] = 1;
      apply (self, coefficients, matrix + i * n);
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[i * n + j] = matrix[j * n + i] = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
}

static const FopParameter parameters[] = {
  {
      .key = "memory",
      .label = "Memory",
      .symbol = "m",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 1,
      .maximum = 1000,
      .low = 1,
      .high = 50,
      .fallback = 10,
      .help = "Number of pairs of steps and gradient differences that define the inverse Hessian.",
  },
};

const FopMethodClass fop_lbfgs_class = {
  .kind = "lbfgs",
  .title = "L-BFGS",
  .help
  = "θ ← θ + α d, d = −P g, where P is an estimate of the inverse Hessian from the last m pairs "
    "of steps s and gradient differences y. Needs the same loss at every step: no batches.\n"
    "With s = θ_{t+1} − θ_t, y = g_{t+1} − g_t and r = 1/(s·y), P is (s·y / y·y) I of the newest "
    "pair, updated by P ← (I − r s yᵀ) P (I − r y sᵀ) + r s sᵀ with each of the stored pairs, "
    "oldest first (computed by the two-loop recursion); P = I before the first pair. A pair is "
    "stored if s·y > 10⁻¹⁰ ‖s‖ ‖y‖; if m are stored and the new one fails this test, the oldest "
    "is dropped nevertheless.\n"
    "α satisfies the strong Wolfe conditions: J(θ + α d) ≤ J + 10⁻⁴ α g·d and |∇J(θ + α d)·d| ≤ "
    "0.9 |g·d|. " FOP_LINE_SEARCH_HELP
    " The first α tried is 1, or min(1, 1/‖g‖) without a pair. If no trial point decreases the "
    "loss sufficiently, θ stays and all pairs are discarded.\n"
    "Checked against SciPy 1.10's L-BFGS-B without bounds, ftol 0 and the same m: 3 % more "
    "gradients, summed over fifty starts on the data sets of the a1a table. (Nocedal and Wright, "
    "Numerical Optimization, algorithm 7.5.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = fop_quasi_newton_columns,
  .create = create,
  .free = finalize,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = fop_quasi_newton_n_preconditioners,
  .preconditioner_info = fop_quasi_newton_preconditioner_info,
  .preconditioner = preconditioner,
  .is_ahead = fop_method_is_always_ahead,
};
