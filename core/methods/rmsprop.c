/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RMSprop (Hinton's lecture), as torch.optim.RMSprop. */
#include "core/methods/base.h"
#include "core/methods/rows.h"

#include <math.h>

extern const FopMethodClass fop_rmsprop_class;
extern const FopBaseRule fop_rmsprop_rule;

/*
 * The denominator's root: √v, or centered √(v − a²). Rounding can put v below a² where the gradient
 * does not change; that counts as 0 (PyTorch has NaN there).
 */
static double
root (const FopBase *base, double v, double a)
{
  return base->centered ? sqrt (MAX (v - a * a, 0)) : sqrt (v);
}

/*
 * v ← α v + (1 − α) d²;  a ← a + (1 − α)(d − a);
 * x = d / (√v + eps), or d / (√(v − a²) + eps);  b ← μ b + x;  u = b.
 * memory: v, a (the average gradient), b (the momentum buffer).
 */
static void
direction (const FopBase *base, double *count, double *memory, const double *theta, const double *d,
           double *u)
{
  gsize n = base->dimension;
  double alpha = base->smoothing, decay = base->weight_decay;
  double *v = memory, *a = memory + n, *b = memory + 2 * n;

  for (gsize i = 0; i < n; i++)
    {
      double x = decay != 0 ? d[i] + decay * theta[i] : d[i];
      v[i] = alpha * v[i] + (1 - alpha) * x * x;
      a[i] += (1 - alpha) * (x - a[i]);
      x /= root (base, v[i], a[i]) + base->epsilon;
      b[i] = base->momentum * b[i] + x;
      u[i] = b[i];
    }
}

static void
scaling (const FopBase *base, double count, const double *memory, double *s)
{
  gsize n = base->dimension;
  for (gsize i = 0; i < n; i++)
    s[i] = 1 / (root (base, memory[i], memory[n + i]) + base->epsilon);
}

#define RMSPROP_EPSILON 1e-8

const FopBaseRule fop_rmsprop_rule = {
  .kind = "rmsprop",
  .n_vectors = 3,
  .epsilon = RMSPROP_EPSILON,
  .direction = direction,
  .scaling = scaling,
};

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1e-2),
  FOP_ROW_SMOOTHING (NULL),
  FOP_ROW_MOMENTUM (NULL),
  FOP_ROW_CENTERED (NULL),
  FOP_ROW_EPSILON (NULL, 0, RMSPROP_EPSILON, FOP_EPSILON_HELP),
  FOP_ROW_WEIGHT_DECAY (0, 0, FOP_COUPLED_DECAY_HELP),
  FOP_SCHEDULE_ROWS (NULL),
};

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_base_method_new (&fop_rmsprop_class, &fop_rmsprop_rule, settings, problem, error);
}

const FopMethodClass fop_rmsprop_class = {
  .kind = "rmsprop",
  .title = "RMSprop",
  .help = "Divides the gradient by the root of a running average of its square, with optional "
          "momentum. As torch.optim.RMSprop.\n"
          "d = g_t + λ θ_t; v ← α v + (1 − α) d∘d and, if centered, a ← a + (1 − α)(d − a), both "
          "0 before step 0; x = d/(√v + eps), or d/(√max(v − a∘a, 0) + eps) if centered; b ← μ b "
          "+ x, 0 before step 0. θ_{t+1} = θ_t − ε_t b.\n"
          "P_t is the diagonal matrix with x = P_t d. (Hinton's lecture.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_BASE_METHOD,
};
