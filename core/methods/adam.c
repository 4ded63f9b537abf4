/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adam (Kingma, Ba 2015) and AdamW (Loshchilov, Hutter 2019), as torch.optim.Adam and AdamW. */
#include "core/methods/base.h"
#include "core/methods/rows.h"

#include <math.h>

extern const FopMethodClass fop_adam_class;
extern const FopMethodClass fop_adamw_class;
extern const FopBaseRule fop_adam_rule;
extern const FopBaseRule fop_adamw_rule;

/*
 * m ← m + (1 − β₁)(d − m);  v ← β₂ v + (1 − β₂) d²;  u = m̂ / (√v̂ + eps),
 * m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), t counted from 1.
 * memory: m, v.
 */
static void
direction (const FopBase *base, double *count, double *memory, const double *theta, const double *d,
           double *u)
{
  gsize n = base->dimension;
  double beta1 = base->beta1, beta2 = base->beta2;
  double decay = base->rule->decoupled ? 0 : base->weight_decay;
  double mean_correction = 1 - pow (beta1, *count);
  double root_correction = sqrt (1 - pow (beta2, *count));
  double *m = memory, *v = memory + n;

  for (gsize i = 0; i < n; i++)
    {
      double x = decay != 0 ? d[i] + decay * theta[i] : d[i];
      m[i] += (1 - beta1) * (x - m[i]);
      v[i] = beta2 * v[i] + (1 - beta2) * x * x;
      u[i] = m[i] / mean_correction / (sqrt (v[i]) / root_correction + base->epsilon);
    }
}

static void
scaling (const FopBase *base, double count, const double *memory, double *s)
{
  gsize n = base->dimension;
  double root_correction = sqrt (1 - pow (base->beta2, count));
  const double *v = memory + n;

  for (gsize i = 0; i < n; i++)
    s[i] = 1 / (sqrt (v[i]) / root_correction + base->epsilon);
}

#define ADAM_EPSILON 1e-8
#define ADAMW_DECAY  1e-2

const FopBaseRule fop_adam_rule = {
  .kind = "adam",
  .n_vectors = 2,
  .epsilon = ADAM_EPSILON,
  .direction = direction,
  .scaling = scaling,
};

const FopBaseRule fop_adamw_rule = {
  .kind = "adamw",
  .n_vectors = 2,
  .decoupled = TRUE,
  .weight_decay = ADAMW_DECAY,
  .epsilon = ADAM_EPSILON,
  .direction = direction,
  .scaling = scaling,
};

/* clang-format off */
#define ADAM_ROWS                                                                                  \
  FOP_ROW_LEARNING_RATE (1e-3),                                                                    \
  FOP_ROW_BETA1 (NULL),                                                                            \
  FOP_ROW_BETA2 (NULL),                                                                            \
  FOP_ROW_EPSILON (NULL, 0, ADAM_EPSILON, FOP_EPSILON_HELP)
/* clang-format on */

static const FopParameter adam_parameters[] = {
  ADAM_ROWS,
  FOP_ROW_WEIGHT_DECAY (0, 0, FOP_COUPLED_DECAY_HELP),
  FOP_SCHEDULE_ROWS (NULL),
};

static const FopParameter adamw_parameters[] = {
  ADAM_ROWS,
  FOP_ROW_WEIGHT_DECAY (0, ADAMW_DECAY, FOP_DECOUPLED_DECAY_HELP),
  FOP_SCHEDULE_ROWS (NULL),
};

static FopMethod *
create_adam (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_base_method_new (&fop_adam_class, &fop_adam_rule, settings, problem, error);
}

static FopMethod *
create_adamw (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_base_method_new (&fop_adamw_class, &fop_adamw_rule, settings, problem, error);
}

const FopMethodClass fop_adam_class = {
  .kind = "adam",
  .title = "Adam",
  .help = "Running average of the gradient divided by the root of the running average of its "
          "square, both bias-corrected. As torch.optim.Adam.\n"
          "d = g_t + λ θ_t; m ← m + (1 − β₁)(d − m) and v ← β₂ v + (1 − β₂) d∘d, both 0 before "
          "step 0; m̂ = m/(1 − β₁^{t+1}), v̂ = v/(1 − β₂^{t+1}); u = m̂/(√v̂ + eps). θ_{t+1} = "
          "θ_t − ε_t u.\n"
          "P_t is the diagonal matrix 1/(√v̂ + eps), which multiplies m̂. (Kingma, Ba 2015.)",
  .table = { adam_parameters, G_N_ELEMENTS (adam_parameters) },
  .create = create_adam,
  FOP_BASE_METHOD,
};

const FopMethodClass fop_adamw_class = {
  .kind = "adamw",
  .title = "AdamW",
  .help = "Adam with weight decay applied to the parameters instead of the gradient. As "
          "torch.optim.AdamW.\n"
          "m ← m + (1 − β₁)(g_t − m) and v ← β₂ v + (1 − β₂) g_t∘g_t, both 0 before step 0; m̂ = "
          "m/(1 − β₁^{t+1}), v̂ = v/(1 − β₂^{t+1}); u = m̂/(√v̂ + eps). θ_{t+1} = (1 − ε_t λ) θ_t "
          "− ε_t u.\n"
          "P_t is the diagonal matrix 1/(√v̂ + eps), which multiplies m̂. (Loshchilov, Hutter "
          "2019.)",
  .table = { adamw_parameters, G_N_ELEMENTS (adamw_parameters) },
  .create = create_adamw,
  FOP_BASE_METHOD,
};
