/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Momentum SGD forward, and exactly backward: METHODS, "Reversible learning". */

#include "core/analysis/reversible.h"

#include "core/analysis/fixed-point.h"
#include "core/linalg/blas.h"
#include "core/linalg/vector.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

struct _FopReversible
{
  FopTraining training;
  gsize step;
  FopFixed *x, *v, *start;
  FopBitStore *store;
  guint32 *numerators; /* β_t · 2^16, length T */
  guint32 *digits;
  double *position, *velocity;  /* x and v as doubles */
  double *gradient, *direction; /* g and P_t g; the same array if P = I */
};

void
fop_hypergradients_free (FopHypergradients *hypergradients)
{
  if (hypergradients == NULL)
    return;
  g_free (hypergradients->rates);
  g_free (hypergradients->momenta);
  g_free (hypergradients->next_rates);
  g_free (hypergradients->next_momenta);
  g_free (hypergradients->start);
  g_free (hypergradients->velocity);
  g_free (hypergradients->preconditioner);
  g_free (hypergradients->preconditioner_norms);
  g_free (hypergradients->next_preconditioner_norms);
  g_free (hypergradients->preconditioner_cosines);
  g_free (hypergradients);
}

static FopHypergradients *
hypergradients_new (gsize n, gsize n_steps, gboolean full_preconditioner)
{
  FopHypergradients *hypergradients = g_new0 (FopHypergradients, 1);

  hypergradients->n = n;
  hypergradients->n_steps = n_steps;
  hypergradients->rates = g_new (double, n_steps);
  hypergradients->momenta = g_new (double, n_steps);
  hypergradients->next_rates = g_new (double, n_steps);
  hypergradients->next_momenta = g_new (double, n_steps);
  hypergradients->start = g_new0 (double, n);
  hypergradients->velocity = g_new0 (double, n);
  if (full_preconditioner)
    hypergradients->preconditioner = g_new0 (double, n *n);
  hypergradients->preconditioner_norms = g_new (double, n_steps);
  hypergradients->next_preconditioner_norms = g_new (double, n_steps);
  hypergradients->preconditioner_cosines = g_new (double, n_steps);
  return hypergradients;
}

static double
beta (const FopReversible *reversible, gsize step)
{
  return (double) reversible->numerators[step] / FOP_FIXED_DENOMINATOR;
}

double
fop_reversible_momentum (double momentum)
{
  return (double) fop_fixed_numerator (momentum) / FOP_FIXED_DENOMINATOR;
}

/* Bits stored per coordinate by step @step. */
static double
step_bits (const FopReversible *reversible, gsize step)
{
  return reversible->numerators[step] > 0 ? -log2 (beta (reversible, step)) : 64;
}

static gboolean
check_memory (const FopReversible *reversible, GError **error)
{
  double bits = 0;

  for (gsize t = 0; t < reversible->training.n_steps; t++)
    bits += step_bits (reversible, t);
  return fop_check_size ("the bits stored for exact reversal",
                         bits / 64 * (double) reversible->training.n, error);
}

FopReversible *
fop_reversible_new (const FopTraining *training, GError **error)
{
  g_autoptr (FopReversible) reversible = g_new0 (FopReversible, 1);
  gsize n = training->n;

  reversible->training = *training;
  reversible->numerators = g_new (guint32, training->n_steps);
  for (gsize t = 0; t < training->n_steps; t++)
    reversible->numerators[t] = fop_fixed_numerator (training->momenta[t]);
  if (!check_memory (reversible, error))
    return NULL;

  fop_blas_init ();
  reversible->x = fop_fixed_new ("θ", n);
  reversible->v = fop_fixed_new ("velocity", n);
  reversible->start = fop_fixed_new ("θ", n);
  reversible->store = fop_bit_store_new (n);
  reversible->digits = g_new (guint32, n);
  reversible->position = g_new (double, n);
  reversible->velocity = g_new0 (double, n);
  reversible->gradient = g_new (double, n);
  reversible->direction
      = training->preconditioners != NULL ? g_new (double, n) : reversible->gradient;
  if (!fop_fixed_add (reversible->x, 1, training->start, error))
    {
      g_prefix_error (error, "start: ");
      return NULL;
    }
  memcpy (reversible->start->units, reversible->x->units, n * sizeof (gint64));
  fop_fixed_read (reversible->x, reversible->position);
  return g_steal_pointer (&reversible);
}

void
fop_reversible_free (FopReversible *reversible)
{
  if (reversible == NULL)
    return;
  fop_fixed_free (reversible->x);
  fop_fixed_free (reversible->v);
  fop_fixed_free (reversible->start);
  fop_bit_store_free (reversible->store);
  g_free (reversible->numerators);
  g_free (reversible->digits);
  g_free (reversible->position);
  g_free (reversible->velocity);
  if (reversible->direction != reversible->gradient)
    g_free (reversible->direction);
  g_free (reversible->gradient);
  g_free (reversible);
}

/* product ← P_t vector, or P_tᵀ vector; P_t is not I. */
static void
precondition (const FopReversible *reversible, gsize step, CBLAS_TRANSPOSE transpose,
              const double *vector, double *product)
{
  const FopTraining *training = &reversible->training;
  int n = (int) training->n;

  cblas_dgemv (CblasRowMajor, transpose, n, n, 1,
               training->preconditioners + step * training->preconditioner_stride, n, vector, 1, 0,
               product, 1);
}

/* J_t at the current x, and its gradient. */
static double
evaluate (FopReversible *reversible, guint64 step)
{
  const FopTraining *training = &reversible->training;

  return training->gradient (reversible->position, step, reversible->gradient, training->data);
}

/* The same, and the direction P_t g. */
static double
evaluate_step (FopReversible *reversible, gsize step)
{
  double loss = evaluate (reversible, step);

  if (reversible->training.preconditioners != NULL)
    precondition (reversible, step, CblasNoTrans, reversible->gradient, reversible->direction);
  return loss;
}

static gboolean
step_forward (FopReversible *reversible, double *loss, GError **error)
{
  gsize t = reversible->step;
  double rate = reversible->training.rates[t];

  *loss = evaluate_step (reversible, t);
  fop_fixed_multiply (reversible->v, reversible->numerators[t], reversible->store,
                      reversible->digits);
  if (!fop_fixed_add (reversible->v, -(1 - beta (reversible, t)), reversible->direction, error))
    return FALSE;
  fop_fixed_read (reversible->v, reversible->velocity);
  if (!fop_fixed_add (reversible->x, rate, reversible->velocity, error))
    return FALSE;
  fop_fixed_read (reversible->x, reversible->position);
  reversible->step++;
  return TRUE;
}

gboolean
fop_reversible_forward (FopReversible *reversible, double *losses, double *loss,
                        GCancellable *cancellable, GError **error)
{
  double now;

  while (reversible->step < reversible->training.n_steps)
    {
      gsize t = reversible->step;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!step_forward (reversible, &now, error))
        {
          g_prefix_error (error, "step %" G_GSIZE_FORMAT ": ", t);
          return FALSE;
        }
      if (losses != NULL)
        losses[t] = now;
    }
  *loss = evaluate (reversible, FOP_TRAINING_END);
  return TRUE;
}

/*
 * The backward pass carries d_x = ∂L/∂x and d_v = ∂L/∂v as doubles, and g_{t+1} at x_{t+1}.
 */
typedef struct
{
  double *dx, *dv, *next;
  double *product, *transformed; /* H P_tᵀ d_v, and P_tᵀ d_v */
} Adjoint;

static void
adjoint_clear (Adjoint *adjoint)
{
  g_free (adjoint->dx);
  g_free (adjoint->dv);
  g_free (adjoint->next);
  g_free (adjoint->product);
  g_free (adjoint->transformed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adjoint, adjoint_clear)

static void
adjoint_init (Adjoint *adjoint, FopReversible *reversible)
{
  gsize n = reversible->training.n, size = n * sizeof (double);

  evaluate (reversible, FOP_TRAINING_END);
  adjoint->dx = g_memdup2 (reversible->gradient, size);
  evaluate (reversible, reversible->training.n_steps);
  adjoint->next = g_memdup2 (reversible->gradient, size);
  adjoint->dv = g_new0 (double, n);
  adjoint->product = g_new (double, n);
  adjoint->transformed = g_new (double, n);
}

/* ‖½ (a bᵀ + b aᵀ)‖_F, from a·a, b·b and a·b. */
static double
symmetric_norm (double aa, double bb, double ab)
{
  return sqrt ((aa * bb + ab * ab) / 2);
}

/*
 * v depends on P_t through −(1 − β) P_t g, so ∂L/∂P_t is −(1 − β) times the symmetric part of d_v
 * gᵀ. For the next loss alone, α g_{t+1} replaces d_v.
 */
static void
compare_preconditioners (const FopReversible *reversible, const Adjoint *adjoint, gsize t,
                         FopHypergradients *hypergradients)
{
  gsize n = reversible->training.n;
  const double *g = reversible->gradient;
  double keep = 1 - beta (reversible, t), rate = reversible->training.rates[t];
  double gg = fop_dot (n, g, g), gd = fop_dot (n, g, adjoint->dv),
         gs = fop_dot (n, g, adjoint->next);
  double norm = symmetric_norm (fop_dot (n, adjoint->dv, adjoint->dv), gg, gd);
  double next_norm = symmetric_norm (fop_dot (n, adjoint->next, adjoint->next), gg, gs);
  double product = (fop_dot (n, adjoint->dv, adjoint->next) * gg + gd * gs) / 2;

  hypergradients->preconditioner_norms[t] = keep * norm;
  hypergradients->next_preconditioner_norms[t] = keep * fabs (rate) * next_norm;
  hypergradients->preconditioner_cosines[t] = rate != 0 && norm > 0 && next_norm > 0
                                                  ? copysign (1, rate) * product / norm / next_norm
                                                  : NAN;
  if (hypergradients->preconditioner != NULL)
    cblas_dger (CblasRowMajor, (int) n, (int) n, -keep, adjoint->dv, 1, g, 1,
                hypergradients->preconditioner, (int) n);
}

/* d_x −= (1 − β) H P_tᵀ d_v */
static void
add_curvature (const FopReversible *reversible, Adjoint *adjoint, gsize t)
{
  const FopTraining *training = &reversible->training;
  gsize n = training->n;
  const double *vector = adjoint->dv;
  double keep = 1 - beta (reversible, t);

  if (training->preconditioners != NULL)
    {
      precondition (reversible, t, CblasTrans, adjoint->dv, adjoint->transformed);
      vector = adjoint->transformed;
    }
  training->hessian_product (reversible->position, t, vector, adjoint->product, training->data);
  for (gsize i = 0; i < n; i++)
    adjoint->dx[i] -= keep * adjoint->product[i];
}

/* a·(v + P_t g), with v the velocity before the step. */
static double
along_momentum (const FopReversible *reversible, const double *a)
{
  gsize n = reversible->training.n;

  return fop_dot (n, a, reversible->velocity) + fop_dot (n, a, reversible->direction);
}

static void
step_backward (FopReversible *reversible, Adjoint *adjoint, FopHypergradients *hypergradients)
{
  gsize t = --reversible->step, n = reversible->training.n;
  double rate = reversible->training.rates[t];

  hypergradients->rates[t] = fop_dot (n, adjoint->dx, reversible->velocity);
  hypergradients->next_rates[t] = fop_dot (n, adjoint->next, reversible->velocity);

  fop_fixed_subtract (reversible->x, rate, reversible->velocity);
  fop_fixed_read (reversible->x, reversible->position);
  evaluate_step (reversible, t);
  fop_fixed_subtract (reversible->v, -(1 - beta (reversible, t)), reversible->direction);
  fop_fixed_divide (reversible->v, reversible->numerators[t], reversible->store,
                    reversible->digits);
  fop_fixed_read (reversible->v, reversible->velocity);

  for (gsize i = 0; i < n; i++)
    adjoint->dv[i] += rate * adjoint->dx[i];
  hypergradients->momenta[t] = along_momentum (reversible, adjoint->dv);
  hypergradients->next_momenta[t] = rate * along_momentum (reversible, adjoint->next);
  compare_preconditioners (reversible, adjoint, t, hypergradients);
  add_curvature (reversible, adjoint, t);
  for (gsize i = 0; i < n; i++)
    adjoint->dv[i] *= beta (reversible, t);
  memcpy (adjoint->next, reversible->gradient, n * sizeof (double));
}

static gboolean
is_at_start (const FopReversible *reversible)
{
  for (gsize i = 0; i < reversible->v->n; i++)
    if (reversible->v->units[i] != 0)
      return FALSE;
  return fop_fixed_equal (reversible->x, reversible->start)
         && fop_bit_store_is_empty (reversible->store);
}

FopHypergradients *
fop_reversible_backward (FopReversible *reversible, gboolean full_preconditioner,
                         GCancellable *cancellable, GError **error)
{
  gsize n = reversible->training.n;
  g_autoptr (FopHypergradients) hypergradients = NULL;
  g_auto (Adjoint) adjoint = { 0 };

  g_return_val_if_fail (reversible->step == reversible->training.n_steps, NULL);

  if (full_preconditioner
      && !fop_check_size ("the derivative with respect to P", (double) n * (double) n, error))
    return NULL;
  hypergradients = hypergradients_new (n, reversible->training.n_steps, full_preconditioner);
  adjoint_init (&adjoint, reversible);
  while (reversible->step > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      step_backward (reversible, &adjoint, hypergradients);
    }
  if (!is_at_start (reversible))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "the reversed run did not return to its start: the problem's gradient at the "
                   "same θ and step is not reproducible");
      return NULL;
    }
  memcpy (hypergradients->start, adjoint.dx, n * sizeof (double));
  memcpy (hypergradients->velocity, adjoint.dv, n * sizeof (double));
  return g_steal_pointer (&hypergradients);
}

const double *
fop_reversible_position (const FopReversible *reversible)
{
  return reversible->position;
}

const double *
fop_reversible_velocity (const FopReversible *reversible)
{
  return reversible->velocity;
}

double
fop_reversible_bits (const FopReversible *reversible)
{
  return fop_bit_store_bits (reversible->store);
}
