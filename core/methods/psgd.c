/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preconditioned SGD (Li 2018): a dense P = QᵀQ that fits Hessian-vector products of random v. */
#include "core/data/philox.h"
#include "core/linalg/vector.h"
#include "core/methods/method.h"
#include "core/methods/rows.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

extern const FopMethodClass fop_psgd_class;

/* The state: ℓ, then Q, upper triangular, by rows, starting at the diagonal. */
typedef struct
{
  FopMethod method;
  FopProblem *problem;
  guint64 seed;
  gsl_rng *rng;
  double rate, preconditioner_rate;
  double *v, *h, *a, *b, *sum_a, *sum_b; /* n each */
  double *work;                          /* the problem's */
} Psgd;

/* Decay of the average of ℓ. */
#define SIZE_DECAY 0.9

static gsize
triangle (gsize n)
{
  return n * (n + 1) / 2;
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;

  if (problem->klass->hessian_product == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "psgd: %s has no Hessian-vector products, which psgd needs; lbfgs and fop need "
                   "gradients only",
                   problem->klass->kind);
      return NULL;
    }
  if (!fop_check_size ("psgd: Q", 0.5 * (double) n * ((double) n + 1), error))
    return NULL;

  Psgd *self = g_new0 (Psgd, 1);
  self->problem = fop_problem_ref ((FopProblem *) problem);
  self->seed = seed;
  self->rng = fop_random_new (seed, FOP_STREAM_METHOD, 0);
  self->v = g_new0 (double, 6 * n);
  self->h = self->v + n;
  self->a = self->h + n;
  self->b = self->a + n;
  self->sum_a = self->b + n;
  self->sum_b = self->sum_a + n;
  self->work = g_new0 (double, problem->work_size);
  fop_method_init (&self->method, &fop_psgd_class, n, 1 + triangle (n));
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Psgd *self = (Psgd *) method;

  fop_problem_unref (self->problem);
  gsl_rng_free (self->rng);
  g_free (self->v);
  g_free (self->work);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  Psgd *self = (Psgd *) method;

  self->rate = fop_settings_number (settings, "learning-rate");
  self->preconditioner_rate = fop_settings_number (settings, "preconditioner-rate");
}

/* Q = I */
static void
reset (FopMethod *method)
{
  gsize n = method->dimension;
  double *row = method->state + 1;

  memset (method->state, 0, method->state_size * sizeof (double));
  for (gsize i = 0; i < n; row += n - i, i++)
    row[0] = 1;
}

/* y ← Q x */
static void
multiply (gsize n, const double *q, const double *x, double *y)
{
  for (gsize i = 0; i < n; q += n - i, i++)
    y[i] = fop_dot (n - i, q, x + i);
}

/* y ← Qᵀ x */
static void
multiply_transposed (gsize n, const double *q, const double *x, double *y)
{
  memset (y, 0, n * sizeof (double));
  for (gsize i = 0; i < n; q += n - i, i++)
    for (gsize j = i; j < n; j++)
      y[j] += q[j - i] * x[i];
}

/* x ← Q^{−T} x, forward through the rows of Q */
static void
solve_transposed (gsize n, const double *q, double *x)
{
  for (gsize i = 0; i < n; q += n - i, i++)
    {
      x[i] /= q[0];
      for (gsize j = i + 1; j < n; j++)
        x[j] -= q[j - i] * x[i];
    }
}

/* Q ← Q − c triu(aaᵀ − bbᵀ) Q: row i changes by Σ_{k ≥ i} (a_i a_k − b_i b_k) times the old rows k,
 * so both sums are accumulated from the last row up. */
static void
move_factor (Psgd *self, double c, double *q)
{
  gsize n = self->method.dimension;
  double *sum_a = self->sum_a, *sum_b = self->sum_b;

  memset (sum_a, 0, n * sizeof (double));
  memset (sum_b, 0, n * sizeof (double));
  for (gsize i = n; i-- > 0;)
    {
      double *row = q + triangle (n) - triangle (n - i);
      double a = self->a[i], b = self->b[i];

      for (gsize j = i; j < n; j++)
        {
          sum_a[j] += a * row[j - i];
          sum_b[j] += b * row[j - i];
          row[j - i] -= c * (a * sum_a[j] - b * sum_b[j]);
        }
    }
}

/* h = H v with v ~ N(0, I);  a = Q h, b = Q^{−T} v;  ℓ = max(0.9 ℓ + 0.1 s, s), s = ‖a‖² + ‖b‖² */
static double
learn (Psgd *self, guint64 t, const double *theta)
{
  gsize n = self->method.dimension;
  double *size = self->method.state, *q = size + 1;

  fop_random_restart (self->rng, self->seed, FOP_STREAM_METHOD, t);
  for (gsize i = 0; i < n; i++)
    self->v[i] = gsl_ran_gaussian (self->rng, 1);
  self->problem->klass->hessian_product (self->problem, theta, t, self->v, self->h, self->work);
  multiply (n, q, self->h, self->a);
  memcpy (self->b, self->v, n * sizeof (double));
  solve_transposed (n, q, self->b);

  double criterion = fop_dot (n, self->a, self->a) + fop_dot (n, self->b, self->b);
  if (!isfinite (criterion))
    return NAN;
  *size = fmax (SIZE_DECAY * *size + (1 - SIZE_DECAY) * criterion, criterion);
  move_factor (self, self->preconditioner_rate / *size, q);
  return criterion;
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Psgd *self = (Psgd *) method;
  gsize n = method->dimension;
  const double *q = method->state + 1;
  double rate = self->rate * fop_method_rate_factor (method, step->t);

  method->columns[0] = learn (self, step->t, theta);
  step->gradient_evaluations++;
  multiply (n, q, step->gradient, self->a);
  multiply_transposed (n, q, self->a, self->b);
  for (gsize i = 0; i < n; i++)
    theta[i] -= rate * self->b[i];
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return 1;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = FALSE };
}

/* QᵀQ, a row of Q at a time. */
static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  gsize n = method->dimension;
  const double *row = method->state + 1;

  memset (matrix, 0, n * n * sizeof (double));
  for (gsize k = 0; k < n; row += n - k, k++)
    for (gsize i = k; i < n; i++)
      for (gsize j = k; j <= i; j++)
        matrix[i * n + j] += row[i - k] * row[j - k];
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[j * n + i] = matrix[i * n + j];
}

/* M = Qᵀ. */
static gboolean
factor (const FopMethod *method, gsize block, double *matrix)
{
  gsize n = method->dimension;
  const double *row = method->state + 1;

  memset (matrix, 0, n * n * sizeof (double));
  for (gsize k = 0; k < n; row += n - k, k++)
    for (gsize i = k; i < n; i++)
      matrix[i * n + k] = row[i - k];
  return TRUE;
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (0.1),
  {
      .key = "preconditioner-rate",
      .label = "Learning rate of P",
      .symbol = "η",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG,
      .minimum = 0,
      .maximum = 1,
      .low = 1e-3,
      .high = 1,
      .fallback = 0.1,
      .help = "Step size of Q: Q ← Q − η/ℓ triu(aaᵀ − bbᵀ) Q. 0 is gradient descent.",
  },
  FOP_SCHEDULE_ROWS (NULL),
};

static const FopHistoryColumn columns[] = {
  { "criterion", "Criterion", NULL, FALSE,
    "Value of the criterion hᵀPh + vᵀP⁻¹v for the step's random vector." },
  { .key = NULL },
};

const FopMethodClass fop_psgd_class = {
  .kind = "psgd",
  .title = "Preconditioned SGD",
  .help
  = "θ ← θ − ε QᵀQ g, with an upper triangular Q that learns from Hessian products with random "
    "vectors, so that P = QᵀQ approaches |H|⁻¹, the minimizer of E[hᵀPh + vᵀP⁻¹v] with h = H v. A "
    "product with H counts as a gradient evaluation.\n"
    "Q starts from I and ℓ from 0. Step t draws v from N(0, I) and takes h = H v, H of this "
    "step's loss at θ_t; a = Q h, b = Q^{−T} v, s = ‖a‖² + ‖b‖²; ℓ ← max(0.9 ℓ + 0.1 s, s); Q ← Q "
    "− (η/ℓ) triu(a aᵀ − b bᵀ) Q, where triu is the upper triangle with the diagonal. If s is not "
    "finite, ℓ and Q stay. Then θ_{t+1} = θ_t − ε_t QᵀQ g_t; P_t = QᵀQ, and column criterion is "
    "s.\n"
    "The n elements of v are drawn in order, i = t. " FOP_DRAWS_HELP " (Li 2018.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = columns,
  .create = create,
  .free = finalize,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = n_preconditioners,
  .preconditioner_info = preconditioner_info,
  .preconditioner = preconditioner,
  .factor = factor,
};
