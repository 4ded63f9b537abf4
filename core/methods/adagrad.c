/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AdaGrad (Duchi, Hazan, Singer 2011), as torch.optim.Adagrad. */
#include "core/methods/base.h"
#include "core/methods/rows.h"

#include <math.h>

extern const FopMethodClass fop_adagrad_class;
extern const FopBaseRule fop_adagrad_rule;

static void
reset (const FopBase *base, double *memory)
{
  for (gsize i = 0; i < base->dimension; i++)
    memory[i] = base->initial_accumulator;
}

/* 1 / (1 + (t − 1) · rate-decay), t counted from 1: the decay of the step with time. */
static double
shrinkage (const FopBase *base, double count)
{
  return 1 / (1 + (count - 1) * base->rate_decay);
}

/* G ← G + d²;  u = d / (√G + eps) · shrinkage.  memory: G. */
static void
direction (const FopBase *base, double *count, double *memory, const double *theta, const double *d,
           double *u)
{
  double decay = base->weight_decay, shrink = shrinkage (base, *count);
  double *sum = memory;

  for (gsize i = 0; i < base->dimension; i++)
    {
      double x = decay != 0 ? d[i] + decay * theta[i] : d[i];
      sum[i] += x * x;
      u[i] = shrink * x / (sqrt (sum[i]) + base->epsilon);
    }
}

static void
scaling (const FopBase *base, double count, const double *memory, double *s)
{
  double shrink = shrinkage (base, count);
  for (gsize i = 0; i < base->dimension; i++)
    s[i] = shrink / (sqrt (memory[i]) + base->epsilon);
}

#define ADAGRAD_EPSILON 1e-10

const FopBaseRule fop_adagrad_rule = {
  .kind = "adagrad",
  .n_vectors = 1,
  .epsilon = ADAGRAD_EPSILON,
  .reset = reset,
  .direction = direction,
  .scaling = scaling,
};

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1e-2),
  FOP_ROW_RATE_DECAY (NULL),
  FOP_ROW_INITIAL_ACCUMULATOR (NULL),
  FOP_ROW_EPSILON (NULL, 0, ADAGRAD_EPSILON, FOP_EPSILON_HELP),
  FOP_ROW_WEIGHT_DECAY (0, 0, FOP_COUPLED_DECAY_HELP),
  FOP_SCHEDULE_ROWS (NULL),
};

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_base_method_new (&fop_adagrad_class, &fop_adagrad_rule, settings, problem, error);
}

const FopMethodClass fop_adagrad_class = {
  .kind = "adagrad",
  .title = "AdaGrad",
  .help = "Divides the gradient by the root of the sum of its squares. As torch.optim.Adagrad.\n"
          "d = g_t + λ θ_t; G ← G + d∘d, with G = initial-accumulator before step 0; u = d/(√G + "
          "eps)/(1 + t · rate-decay). θ_{t+1} = θ_t − ε_t u.\n"
          "P_t is the diagonal matrix with u = P_t d. (Duchi, Hazan, Singer 2011.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_BASE_METHOD,
};
