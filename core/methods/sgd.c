/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradient descent with momentum (heavy ball) or Nesterov's, as torch.optim.SGD. */
#include "core/methods/base.h"
#include "core/methods/rows.h"

extern const FopMethodClass fop_sgd_class;
extern const FopBaseRule fop_sgd_rule;

/*
 * d ← d + λ θ;  v ← μ v + (1 − dampening) d, v_0 = d_0;  u = v, or d + μ v (Nesterov).
 * memory: v. While μ = 0 the count starts over, so that momentum turned on in the middle of a run
 * begins as it would at step 0.
 */
static void
direction (const FopBase *base, double *count, double *memory, const double *theta, const double *d,
           double *u)
{
  gsize n = base->dimension;
  double momentum = base->momentum, decay = base->weight_decay;
  double *v = memory;

  for (gsize i = 0; i < n; i++)
    u[i] = decay != 0 ? d[i] + decay * theta[i] : d[i];
  if (momentum == 0)
    {
      *count = 0;
      return;
    }

  for (gsize i = 0; i < n; i++)
    v[i] = *count == 1 ? u[i] : momentum * v[i] + (1 - base->dampening) * u[i];
  for (gsize i = 0; i < n; i++)
    u[i] = base->nesterov ? u[i] + momentum * v[i] : v[i];
}

/* The first d after momentum starts enters v undampened. */
static double
gain (const FopBase *base, double count)
{
  if (base->momentum == 0)
    return 1;
  if (base->nesterov)
    return 1 + base->momentum;
  return count == 1 ? 1 : 1 - base->dampening;
}

const FopBaseRule fop_sgd_rule = {
  .kind = "sgd",
  .n_vectors = 1,
  .direction = direction,
  .gain = gain,
};

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1e-3),
  FOP_ROW_MOMENTUM (NULL),
  FOP_ROW_NESTEROV (NULL),
  FOP_ROW_DAMPENING (NULL),
  FOP_ROW_WEIGHT_DECAY (0, 0, FOP_COUPLED_DECAY_HELP),
  FOP_SCHEDULE_ROWS (NULL),
};

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_base_method_new (&fop_sgd_class, &fop_sgd_rule, settings, problem, error);
}

const FopMethodClass fop_sgd_class = {
  .kind = "sgd",
  .title = "Gradient descent",
  .help = "θ ← θ − ε u with u the gradient, with optional momentum (heavy ball or Nesterov) and "
          "weight decay. As torch.optim.SGD.\n"
          "d = g_t + λ θ_t. Without momentum, u = d. With it, v ← μ v + (1 − dampening) d, and u "
          "= v, or d + μ v with nesterov; the first v is d itself, at step 0 and whenever μ was 0 "
          "before. θ_{t+1} = θ_t − ε_t u.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_BASE_METHOD,
};
