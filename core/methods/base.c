/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The common part of update rules: their settings, and methods that consist of a rule only. */
#include "core/methods/base.h"

#include "core/settings/error.h"

#include <string.h>

/* A slice of state: these, then the rule's vectors. */
enum
{
  COUNT,       /* steps taken since the start or the rule's restart */
  SENSITIVITY, /* of the last step */
  N_NUMBERS
};

static gboolean
declares (const FopSettings *settings, const char *key)
{
  return fop_parameter_table_find (fop_settings_table (settings), key) >= 0;
}

static double
number (const FopSettings *settings, const char *key)
{
  return declares (settings, key) ? fop_settings_number (settings, key) : 0;
}

static gboolean
flag (const FopSettings *settings, const char *key)
{
  return declares (settings, key) && fop_settings_boolean (settings, key);
}

/* For keys whose default depends on the rule. */
static double
number_or (const FopSettings *settings, const char *key, double fallback)
{
  return declares (settings, key) && fop_settings_has (settings, key)
             ? fop_settings_number (settings, key)
             : fallback;
}

gboolean
fop_base_init (FopBase *base, const FopBaseRule *rule, gsize dimension, const FopSettings *settings,
               GError **error)
{
  *base = (FopBase){ .rule = rule,
                     .dimension = dimension,
                     .state_size = N_NUMBERS + rule->n_vectors * dimension,
                     .dampening = number (settings, "dampening"),
                     .initial_accumulator = number (settings, "initial-accumulator"),
                     .nesterov = flag (settings, "nesterov"),
                     .centered = flag (settings, "centered") };

  if (base->nesterov && base->dampening != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "nesterov and dampening cannot be combined: set dampening to 0, or nesterov to "
                   "false");
      return FALSE;
    }
  fop_base_configure (base, settings);
  return TRUE;
}

void
fop_base_configure (FopBase *base, const FopSettings *settings)
{
  base->momentum = number (settings, "momentum");
  base->beta1 = number (settings, "beta1");
  base->beta2 = number (settings, "beta2");
  base->smoothing = number (settings, "smoothing");
  base->rate_decay = number (settings, "rate-decay");
  base->epsilon = number_or (settings, "epsilon", base->rule->epsilon);
  base->weight_decay = number_or (settings, "weight-decay", base->rule->weight_decay);
}

void
fop_base_reset (const FopBase *base, double *state)
{
  memset (state, 0, base->state_size * sizeof (double));
  if (base->rule->reset != NULL)
    base->rule->reset (base, state + N_NUMBERS);
}

void
fop_base_direction (const FopBase *base, double *state, const double *theta, const double *d,
                    double *u)
{
  state[COUNT] += 1;
  base->rule->direction (base, &state[COUNT], state + N_NUMBERS, theta, d, u);
}

void
fop_base_move (const FopBase *base, double *state, double rate, const double *u, double *theta)
{
  state[SENSITIVITY]
      = base->rule->gain != NULL ? rate * base->rule->gain (base, state[COUNT]) : rate;
  if (base->rule->decoupled)
    {
      double keep = 1 - rate * base->weight_decay;
      for (gsize i = 0; i < base->dimension; i++)
        theta[i] *= keep;
    }
  for (gsize i = 0; i < base->dimension; i++)
    theta[i] -= rate * u[i];
}

double
fop_base_sensitivity (const double *state)
{
  return state[SENSITIVITY];
}

gboolean
fop_base_has_scaling (const FopBase *base)
{
  return base->rule->scaling != NULL;
}

void
fop_base_scaling (const FopBase *base, const double *state, double *scaling)
{
  if (state[COUNT] > 0)
    base->rule->scaling (base, state[COUNT], state + N_NUMBERS, scaling);
  else
    for (gsize i = 0; i < base->dimension; i++)
      scaling[i] = 1;
}

/* A method that consists of a rule only. */

typedef struct
{
  FopMethod method;
  FopBase base;
  double learning_rate;
  double *direction;
} BaseMethod;

FopMethod *
fop_base_method_new (const FopMethodClass *klass, const FopBaseRule *rule,
                     const FopSettings *settings, const FopProblem *problem, GError **error)
{
  FopBase base;
  if (!fop_base_init (&base, rule, problem->dimension, settings, error))
    return NULL;

  BaseMethod *self = g_new0 (BaseMethod, 1);
  self->base = base;
  self->direction = g_new0 (double, problem->dimension);
  fop_method_init (&self->method, klass, problem->dimension, base.state_size);
  return &self->method;
}

void
fop_base_method_free (FopMethod *method)
{
  g_free (((BaseMethod *) method)->direction);
}

void
fop_base_method_configure (FopMethod *method, const FopSettings *settings)
{
  BaseMethod *self = (BaseMethod *) method;
  self->learning_rate = fop_settings_number (settings, "learning-rate");
  fop_base_configure (&self->base, settings);
}

void
fop_base_method_reset (FopMethod *method)
{
  fop_base_reset (&((BaseMethod *) method)->base, method->state);
}

void
fop_base_method_step (FopMethod *method, FopStep *step, double *theta)
{
  BaseMethod *self = (BaseMethod *) method;
  fop_base_direction (&self->base, method->state, theta, step->gradient, self->direction);
  double rate = self->learning_rate * fop_method_rate_factor (method, step->t);
  fop_base_move (&self->base, method->state, rate, self->direction, theta);
}

gsize
fop_base_method_n_preconditioners (const FopMethod *method)
{
  return fop_base_has_scaling (&((const BaseMethod *) method)->base) ? 1 : 0;
}

FopPreconditionerInfo
fop_base_method_preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = TRUE };
}

void
fop_base_method_preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  fop_base_scaling (&((const BaseMethod *) method)->base, method->state, matrix);
}

double
fop_base_method_sensitivity (const FopMethod *method)
{
  return fop_base_sensitivity (method->state);
}
