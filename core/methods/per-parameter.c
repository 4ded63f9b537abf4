/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learning rate for each parameter, learned (Almeida et al. 1998; the rule as cited by an open
 * implementation, not checked against the paper). */
#include "core/methods/method.h"
#include "core/methods/rows.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_per_parameter_class;

/* The state: the number of steps taken, then the rates p, the averages v of g², and the last g. */
typedef struct
{
  FopMethod method;
  double initial_rate, hyper_rate, decay;
} PerParameter;

enum
{
  COLUMN_RATE_MIN,
  COLUMN_RATE_MAX
};

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  PerParameter *self = g_new0 (PerParameter, 1);
  fop_method_init (&self->method, &fop_per_parameter_class, problem->dimension,
                   1 + 3 * problem->dimension);
  return &self->method;
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  PerParameter *self = (PerParameter *) method;

  self->initial_rate = fop_settings_number (settings, "learning-rate");
  self->hyper_rate = fop_settings_number (settings, "hyper-rate");
  self->decay = fop_settings_number (settings, "decay");
}

static void
reset (FopMethod *method)
{
  memset (method->state, 0, method->state_size * sizeof (double));
  for (gsize i = 0; i < method->dimension; i++)
    method->state[1 + i] = ((PerParameter *) method)->initial_rate;
}

/*
 * v_0 = g_0²;  v_t = γ v_{t−1} + (1 − γ) g_t²;
 * p_t = p_{t−1} ∘ (1 + ρ g_t∘g_{t−1} / v_t) from t = 1 on, unchanged where v_t = 0;
 * θ_{t+1} = θ_t − p_t∘g_t
 */
static void
step (FopMethod *method, FopStep *step, double *theta)
{
  PerParameter *self = (PerParameter *) method;
  gsize n = method->dimension;
  const double *g = step->gradient;
  double *p = method->state + 1, *v = p + n, *last = v + n;
  gboolean first = method->state[0] == 0;
  double gamma = self->decay, lowest = INFINITY, highest = -INFINITY;

  for (gsize i = 0; i < n; i++)
    {
      double square = g[i] * g[i];
      v[i] = first ? square : gamma * v[i] + (1 - gamma) * square;
      if (!first && v[i] > 0)
        p[i] *= 1 + self->hyper_rate * g[i] * last[i] / v[i];
      theta[i] -= p[i] * g[i];
      last[i] = g[i];
      lowest = MIN (lowest, p[i]);
      highest = MAX (highest, p[i]);
    }
  method->state[0] += 1;
  method->columns[COLUMN_RATE_MIN] = lowest;
  method->columns[COLUMN_RATE_MAX] = highest;
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return 1;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = TRUE };
}

/* diag(p)/ε, so that the step is ε P g as in `fop`; I if ε = 0. */
static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  double rate = ((const PerParameter *) method)->initial_rate;

  for (gsize i = 0; i < method->dimension; i++)
    matrix[i] = rate > 0 ? method->state[1 + i] / rate : 1;
}

static const FopParameter parameters[] = {
  FOP_ROW_INITIAL_RATE (0.01, "Initial learning rate of every parameter; each is then learned."),
  FOP_ROW_HYPER_RATE (0.01, "Step size of the rates: p ← p (1 + ρ g_t g_{t−1} / v). 0 is gradient "
                            "descent."),
  {
      .key = "decay",
      .label = "Decay",
      .symbol = "γ",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LIVE,
      .minimum = 0,
      .maximum = 1,
      .low = 0,
      .high = 1,
      .fallback = 0.9,
      .help
      = "Decay of the running average of squared gradients that scales the update: v ← γ v + (1 − "
        "γ) g².",
  },
};

static const FopHistoryColumn columns[] = {
  { "rate-min", "Rate min", NULL, FALSE, "Smallest learning rate of a parameter." },
  { "rate-max", "Rate max", NULL, FALSE, "Largest learning rate of a parameter." },
  { .key = NULL },
};

const FopMethodClass fop_per_parameter_class = {
  .kind = "per-parameter",
  .title = "Per-parameter rates",
  .help = "Learns a learning rate per parameter from the sign and size of g_t g_{t−1}. The "
          "preconditioner is the diagonal matrix of the rates divided by the initial rate.\n"
          "p_0 = ε for every parameter, v_0 = g_0∘g_0. From t = 1 on v_t = γ v_{t−1} + (1 − γ) "
          "g_t∘g_t and p_t = p_{t−1}∘(1 + ρ g_t∘g_{t−1}/v_t), unchanged if v_t = 0. θ_{t+1} = θ_t "
          "− p_t∘g_t.\n"
          "Columns rate-min and rate-max are the smallest and the largest element of p_t; P_t = "
          "diag(p_t)/ε, or I if ε = 0. (Almeida et al. 1998; the rule as cited by an open "
          "implementation, not checked against the paper.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = columns,
  .create = create,
  .configure = configure,
  .reset = reset,
  .step = step,
  .n_preconditioners = n_preconditioners,
  .preconditioner_info = preconditioner_info,
  .preconditioner = preconditioner,
};
