/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hypergradient descent (Baydin et al. 2018): learns the learning rate of a base optimizer. */
#include "core/linalg/vector.h"
#include "core/methods/base.h"
#include "core/methods/rows.h"

#include <math.h>
#include <string.h>

extern const FopMethodClass fop_hd_class;

/* The state: these, the last direction u_{t−1}, the base's slice. */
enum
{
  RATE,  /* α */
  BEGUN, /* whether there is a last direction */
  N_NUMBERS
};

typedef struct
{
  FopMethod method;
  FopBase base;
  double initial_rate, hyper_rate;
  gboolean multiplicative;
  double *unit_g, *unit_u; /* n each */
} HypergradientDescent;

static double *
last_direction (HypergradientDescent *self)
{
  return self->method.state + N_NUMBERS;
}

static double *
base_state (const HypergradientDescent *self)
{
  return self->method.state + N_NUMBERS + self->method.dimension;
}

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  const FopBaseRule *rule = fop_base_rule (fop_settings_choice (settings, "base"));
  FopBase base;

  if (!fop_base_init (&base, rule, n, settings, error))
    return NULL;

  HypergradientDescent *self = g_new0 (HypergradientDescent, 1);
  self->base = base;
  self->multiplicative = fop_settings_boolean (settings, "multiplicative");
  self->unit_g = g_new0 (double, n);
  self->unit_u = g_new0 (double, n);
  fop_method_init (&self->method, &fop_hd_class, n, N_NUMBERS + n + base.state_size);
  return &self->method;
}

static void
finalize (FopMethod *method)
{
  HypergradientDescent *self = (HypergradientDescent *) method;

  g_free (self->unit_g);
  g_free (self->unit_u);
}

static void
configure (FopMethod *method, const FopSettings *settings)
{
  HypergradientDescent *self = (HypergradientDescent *) method;

  self->initial_rate = fop_settings_number (settings, "learning-rate");
  self->hyper_rate = fop_settings_number (settings, "hyper-rate");
  fop_base_configure (&self->base, settings);
}

static void
reset (FopMethod *method)
{
  HypergradientDescent *self = (HypergradientDescent *) method;

  method->state[RATE] = self->initial_rate;
  method->state[BEGUN] = 0;
  memset (last_direction (self), 0, method->dimension * sizeof (double));
  fop_base_reset (&self->base, base_state (self));
}

/* The cosine of the angle between g and u; 0 if one of them is zero or not finite. */
static double
cosine (HypergradientDescent *self, const double *g, const double *u)
{
  gsize n = self->method.dimension;
  double norm_g = fop_normalize (n, g, self->unit_g);
  double norm_u = fop_normalize (n, u, self->unit_u);

  if (!(norm_g > 0 && norm_u > 0 && isfinite (norm_g) && isfinite (norm_u)))
    return 0;
  return fop_dot (n, self->unit_g, self->unit_u);
}

/*
 * additive α_t = α_{t−1} + ρ g_t·u_{t−1} multiplicative α_t = α_{t−1} (1 + ρ g_t·u_{t−1} / (‖g_t‖
 * ‖u_{t−1}‖)) then θ_{t+1} = θ_t − α_t u_t α may become negative and is not clipped. g is the
 * gradient of the loss, without the weight decay added by the base.
 */
static void
step (FopMethod *method, FopStep *step, double *theta)
{
  HypergradientDescent *self = (HypergradientDescent *) method;
  gsize n = method->dimension;
  double *state = method->state, *u = last_direction (self);

  /* ρ = 0 is exactly the base, even if g·u is not finite. */
  if (state[BEGUN] != 0 && self->hyper_rate != 0)
    {
      if (self->multiplicative)
        state[RATE] *= 1 + self->hyper_rate * cosine (self, step->gradient, u);
      else
        state[RATE] += self->hyper_rate * fop_dot (n, step->gradient, u);
    }

  fop_base_direction (&self->base, base_state (self), theta, step->gradient, u);
  fop_base_move (&self->base, base_state (self), state[RATE], u, theta);
  state[BEGUN] = 1;
  method->columns[0] = state[RATE];
}

static gsize
n_preconditioners (const FopMethod *method)
{
  return fop_base_has_scaling (&((const HypergradientDescent *) method)->base) ? 1 : 0;
}

static FopPreconditionerInfo
preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = TRUE };
}

static void
preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  const HypergradientDescent *self = (const HypergradientDescent *) method;
  fop_base_scaling (&self->base, base_state (self), matrix);
}

static double
sensitivity (const FopMethod *method)
{
  return fop_base_sensitivity (base_state ((const HypergradientDescent *) method));
}

static const FopParameter parameters[] = {
  FOP_ROW_INITIAL_RATE (1e-3, "Learning rate α of the first step; it is then learned."),
  FOP_ROW_HYPER_RATE (1e-3, "Step size of α: α ← α + ρ g·u, or α ← α (1 + ρ cos(g, u)); published "
                            "values are 1e-3 for sgd and 1e-7 for adam. 0 is the base optimizer."),
  {
      .key = "multiplicative",
      .label = "Multiplicative",
      .type = FOP_PARAMETER_BOOLEAN,
      .maximum = 1,
      .help = "Updates α by a factor instead of a term, so that ρ does not depend on the scale of "
              "the gradients.",
  },
  {
      .key = "base",
      .label = "Base optimizer",
      .type = FOP_PARAMETER_CHOICE,
      .choices = fop_base_words,
      .help = "Optimizer whose direction u is multiplied by the learned rate α.",
  },
  FOP_BASE_ROWS,
};

static const FopHistoryColumn columns[] = {
  { "learning-rate", "Learning rate", "ε", FALSE, "Learning rate of the step." },
  { .key = NULL },
};

const FopMethodClass fop_hd_class = {
  .kind = "hd",
  .title = "Hypergradient descent",
  .help = "Learns a global learning rate α: it grows while the gradient is aligned with the last "
          "direction and shrinks while it opposes it. α may become negative.\n"
          "u_t is the direction that the base method computes from g_t (see its own page); α "
          "replaces its ε. α_0 is learning-rate; from t = 1 on, before the step, α_t = α_{t−1} + "
          "ρ g_t·u_{t−1}, or, multiplicative, α_t = α_{t−1} (1 + ρ g_t·u_{t−1}/(‖g_t‖ "
          "‖u_{t−1}‖)), unchanged if one of the two is 0. θ_{t+1} = θ_t − α_t u_t.\n"
          "g_t is the gradient of the loss alone: weight decay is part of u_t (with base adamw, "
          "of the step: θ_{t+1} = (1 − α_t λ) θ_t − α_t u_t), but not of g_t. So with base sgd, "
          "with or without momentum, α follows its exact one-step derivative. Column "
          "learning-rate is α_t; P_t is that of the base. (Baydin et al. 2018.)",
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
  .sensitivity = sensitivity,
};
