/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First-order preconditioning (Moskovitz et al., arXiv:1910.08461): learns P from pairs of
 * gradients and passes P g to a base optimizer. */
#include "core/linalg/vector.h"
#include "core/methods/base.h"
#include "core/methods/fop-page.h"
#include "core/methods/monotone.h"
#include "core/methods/structures/structure.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_fop_class;

/* The state: these, the last gradient as a unit vector, the slice of the base or of the monotone
 * form, the structure's slice, which starts at a multiple of FOP_STATE_ALIGNMENT. */
enum
{
  LAST_NORM, /* 0 without a previous gradient to learn from */
  ANNEAL,    /* δ of the last step: the step used δ P + (1 − δ) I */
  NEXT,      /* number of the next step */
  N_NUMBERS
};

enum
{
  COLUMN_COSINE,
  COLUMN_TRACE
};

typedef struct
{
  FopMethod method;
  FopBase base;
  FopStructure *structure;
  gboolean monotone;
  FopMonotone trials;
  gsize moves_size; /* doubles in the slice of base or trials */
  FopLearning learning;
  double hyper_decay;               /* κ */
  double anneal_after;              /* infinite if off */
  double *unit, *image, *direction; /* n each */
} Fop;

static double *
last_unit (const Fop *self)
{
  return self->method.state + N_NUMBERS;
}

/* The slice of the base, or of the trials. */
static double *
moves_state (const Fop *self)
{
  return last_unit (self) + self->method.dimension;
}

/* Offset of the structure's slice, in doubles. */
static gsize
slice_at (gsize n, gsize moves_size)
{
  return fop_state_aligned (N_NUMBERS + n + moves_size);
}

static double *
structure_state (const Fop *self)
{
  return self->method.state + slice_at (self->method.dimension, self->moves_size);
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  const FopBaseRule *rule = fop_base_rule (fop_settings_choice (settings, "base"));
  gboolean monotone = fop_settings_boolean (settings, "monotone");
  FopBase base;

  if (!fop_base_init (&base, rule, n, settings, error))
    return NULL;
  if (monotone && !fop_monotone_check (settings, problem, error))
    return NULL;
  FopStructure *structure = fop_structure_new (settings, problem, seed, error);
  if (structure == NULL)
    return NULL;

  Fop *self = g_new0 (Fop, 1);
  self->base = base;
  self->monotone = monotone;
  self->trials.dimension = n;
  self->moves_size = monotone ? fop_monotone_size (n) : base.state_size;
  self->structure = structure;
  self->unit = g_new0 (double, n);
  self->image = g_new0 (double, n);
  self->direction = g_new0 (double, n);
  fop_method_init (&self->method, &fop_fop_class, n,
                   slice_at (n, self->moves_size) + structure->state_size);
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  Fop *self = (Fop *) method;

  fop_structure_free (self->structure);
  g_free (self->unit);
  g_free (self->image);
  g_free (self->direction);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  Fop *self = (Fop *) method;

  self->learning = (FopLearning){
    .normalize = (FopNormalize) fop_settings_choice (settings, "normalize"),
    .rate = fop_settings_number (settings, "learning-rate"),
    .hyper_rate = fop_settings_number (settings, "hyper-rate"),
    .hyper_momentum = fop_settings_number (settings, "hyper-momentum"),
  };
  self->hyper_decay = fop_settings_number (settings, "hyper-decay");
  self->trials.momentum = fop_settings_number (settings, "momentum");
  self->trials.momentum_rate = fop_settings_number (settings, "momentum-rate");
  self->anneal_after = fop_settings_has (settings, "anneal-after")
                           ? fop_settings_number (settings, "anneal-after")
                           : INFINITY;
  fop_base_configure (&self->base, settings);
}

static void
reset (FopMethod *method)
{
  Fop *self = (Fop *) method;

  method->state[LAST_NORM] = 0;
  method->state[ANNEAL] = 1;
  method->state[NEXT] = 0;
  memset (last_unit (self), 0, method->dimension * sizeof (double));
  if (self->monotone)
    fop_monotone_reset (&self->trials, moves_state (self));
  else
    fop_base_reset (&self->base, moves_state (self));
  fop_structure_reset (self->structure, structure_state (self));
}

/* δ_t = 1 up to τ, (τ/t)² after. */
static double
anneal (double after, guint64 t)
{
  double ratio = after / (double) t;
  return (double) t > after ? ratio * ratio : 1;
}

/* ε_t as scheduled, ρ_t = ρ/(1 + κ t). */
static FopLearning
learning_at (const Fop *self, guint64 t)
{
  FopLearning learning = self->learning;

  learning.rate *= fop_method_rate_factor (&self->method, t);
  learning.hyper_rate /= 1 + self->hyper_decay * (double) t;
  return learning;
}

/* A structure whose P_0 is not I is used from the first step at which it may learn. Returns:
 * whether that is this step. */
static gboolean
bring_into_use (Fop *self, const FopLearning *learning)
{
  double *touched = &structure_state (self)[FOP_STRUCTURE_TOUCHED];
  gboolean begins = self->structure->starts_apart && learning->hyper_rate > 0 && *touched == 0;

  if (begins)
    *touched = 1;
  return begins;
}

/* d ← δ d + (1 − δ) g */
static void
blend (gsize n, double delta, const double *gradient, double *direction)
{
  if (delta < 1)
    for (gsize i = 0; i < n; i++)
      direction[i] = delta * direction[i] + (1 - delta) * gradient[i];
}

/* The trace of the P in the state, as used by the step. */
static void
write_trace (Fop *self, double delta)
{
  double trace = fop_structure_trace (self->structure, structure_state (self));

  self->method.columns[COLUMN_TRACE]
      = delta * (trace / (double) self->method.dimension) + (1 - delta);
}

/*
 * P learns from this step's gradient and the previous one, and is then used in this step. It learns
 * from the dependence of θ_t on M_{t−1}: through the previous step's rate, momentum and annealing,
 * not through this step's; and not at all if the previous step did not use it.
 */
static void
step_with_base (Fop *self, FopStep *step, double *theta)
{
  FopLearning learning = learning_at (self, step->t);
  double rate = learning.rate;
  gsize n = self->method.dimension;
  const double *gradient = step->gradient, *input = gradient;
  double *state = self->method.state, *p_state = structure_state (self);
  double *last = last_unit (self), *direction = self->direction;

  learning.rate = state[ANNEAL] * fop_base_sensitivity (moves_state (self));
  gboolean begins = bring_into_use (self, &learning);
  /* A zero or non-finite gradient is not learned from, neither now nor in the next step. */
  double square = step->square > 0 ? step->square : fop_dot (n, gradient, gradient);
  double norm = fop_normalize_known (n, gradient, square, self->unit);
  gboolean usable = norm > 0 && isfinite (norm);
  gboolean has_pair = usable && state[LAST_NORM] > 0, learns = has_pair && !begins;
  double cosine = has_pair ? fop_dot (n, self->unit, last) : NAN;
  if (learns)
    {
      FopGradientPair pair = { self->unit, last, norm * state[LAST_NORM], cosine };
      fop_structure_learn (self->structure, p_state, &learning, &pair, self->image);
    }

  double delta = anneal (self->anneal_after, step->t);
  if (p_state[FOP_STRUCTURE_TOUCHED] != 0)
    {
      if (learns)
        for (gsize i = 0; i < n; i++)
          direction[i] = norm * self->image[i];
      else
        fop_structure_apply (self->structure, p_state, gradient, direction);
      blend (n, delta, gradient, direction);
      input = direction;
    }
  fop_base_direction (&self->base, moves_state (self), theta, input, self->image);
  fop_base_move (&self->base, moves_state (self), rate, self->image, theta);

  state[LAST_NORM] = usable ? norm : 0;
  state[ANNEAL] = delta;
  if (usable)
    memcpy (last, self->unit, n * sizeof (double));
  self->method.columns[COLUMN_COSINE] = cosine;
  write_trace (self, delta);
}

/* P is used in this step, and then learns from the gradients here and at the trial point, whether
 * the trial is accepted or not. */
static void
step_by_trial (Fop *self, FopStep *step, double *theta)
{
  FopLearning learning = learning_at (self, step->t);
  gsize n = self->method.dimension;
  const double *gradient = step->gradient;
  double *p_state = structure_state (self), *moves = moves_state (self);
  double *h = last_unit (self), *trial = self->image, *trial_gradient = step->next_gradient;
  double delta = anneal (self->anneal_after, step->t), cosine = NAN;

  bring_into_use (self, &learning);
  if (p_state[FOP_STRUCTURE_TOUCHED] != 0)
    {
      fop_structure_apply (self->structure, p_state, gradient, self->direction);
      blend (n, delta, gradient, self->direction);
    }
  else
    memcpy (self->direction, gradient, n * sizeof (double));
  fop_monotone_trial (&self->trials, moves, learning.rate, theta, self->direction, trial);
  double loss = step->evaluate (step, trial, trial_gradient);

  write_trace (self, delta);
  double norm = fop_normalize (n, gradient, h);
  double trial_norm = fop_normalize (n, trial_gradient, self->unit);
  /* At a point without a finite gradient the step is accepted, so that the divergence shows. */
  gboolean accepted = loss < step->loss || !isfinite (norm);
  if (norm > 0 && isfinite (norm) && trial_norm > 0 && isfinite (trial_norm))
    {
      cosine = fop_dot (n, self->unit, h);
      FopGradientPair pair = { self->unit, h, trial_norm * norm, cosine };
      learning.rate *= delta;
      fop_structure_learn (self->structure, p_state, &learning, &pair, self->direction);
      fop_monotone_learn (&self->trials, moves, theta, gradient, trial_gradient);
    }

  fop_monotone_keep (&self->trials, moves, theta);
  if (accepted)
    memcpy (theta, trial, n * sizeof (double));
  else
    memcpy (trial_gradient, gradient, n * sizeof (double));
  step->next_known = TRUE;
  step->next_loss = accepted ? loss : step->loss;
  self->method.state[ANNEAL] = delta;
  self->method.columns[COLUMN_COSINE] = cosine;
}

static void
step (FopMethod *method, FopStep *step, double *theta)
{
  Fop *self = (Fop *) method;

  if (self->monotone)
    step_by_trial (self, step, theta);
  else
    step_with_base (self, step, theta);
  method->state[NEXT] = (double) (step->t + 1);
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return ((const Fop *) method)->structure->n_matrices;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  return fop_structure_matrix_info (((const Fop *) method)->structure, block);
}

/* δ of the step to which the P in the state belongs. */
static double
shown_delta (const Fop *self)
{
  const double *state = self->method.state;

  return self->monotone ? anneal (self->anneal_after, (guint64) state[NEXT]) : state[ANNEAL];
}

/* δ P + (1 − δ) I, as used by its step; factors of P unchanged. */
static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  const Fop *self = (const Fop *) method;
  double delta = shown_delta (self);

  fop_structure_matrix (self->structure, structure_state (self), block, matrix);
  if (delta < 1 && !fop_structure_is_factor (self->structure, block))
    {
      FopPreconditionerInfo info = fop_structure_matrix_info (self->structure, block);
      gsize m = info.order;

      for (gsize i = 0; i < (info.diagonal ? m : m * m); i++)
        matrix[i] *= delta;
      for (gsize i = 0; i < m; i++)
        matrix[info.diagonal ? i : i * m + i] += 1 - delta;
    }
}

/* M as stored. While annealing, the step's matrix is not M Mᵀ, so only factors of P are returned.
 * */
static gboolean
factor (const FopMethod *method, gsize block, double *matrix)
{
  const Fop *self = (const Fop *) method;

  if (shown_delta (self) < 1 && !fop_structure_is_factor (self->structure, block))
    return FALSE;
  return fop_structure_factor (self->structure, structure_state (self), block, matrix);
}

/* With trials, P continues to learn after it has been used. */
static gboolean
is_ahead (const FopMethod *method)
{
  return ((const Fop *) method)->monotone;
}

static double
sensitivity (const FopMethod *method)
{
  const Fop *self = (const Fop *) method;

  return self->monotone ? NAN : fop_base_sensitivity (moves_state (self));
}

static const FopHistoryColumn columns[] = {
  { "cosine", "Cosine", NULL, FALSE,
    "Cosine of the angle between the two gradients that the step learned from." },
  { "trace", "Trace", NULL, FALSE, "Trace of P_t divided by the number of parameters." },
  { .key = NULL },
};

const FopMethodClass fop_fop_class = {
  .kind = "fop",
  .title = "First-order preconditioning",
  .help = fop_fop_page,
  .table = { fop_fop_parameters, FOP_FOP_N_PARAMETERS },
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
  .is_ahead = is_ahead,
  .sensitivity = sensitivity,
};
