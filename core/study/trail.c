/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run as a schedule of learning rates, momenta and preconditioners. */

#include "core/study/trail.h"

#include "core/analysis/reversible.h"
#include "core/settings/error.h"
#include "core/settings/size.h"
#include "core/study/diagnosis.h"

#include <math.h>
#include <string.h>

void
fop_trail_free (FopTrail *trail)
{
  if (trail == NULL)
    return;
  g_free (trail->learning_rates);
  g_free (trail->momenta);
  g_free (trail->rates);
  g_free (trail->averages);
  g_free (trail->preconditioners);
  g_free (trail);
}

/* ---- which runs can be reversed ---- */

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "this run cannot be reversed: %s; reversible methods are sgd, and hd and fop with "
               "base sgd",
               why);
  return FALSE;
}

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

static gboolean
check_settings (const FopRunSpec *spec, const FopSettings *settings, GError **error)
{
  static const char *const kinds[] = { "sgd", "hd", "fop", NULL };

  if (!g_strv_contains (kinds, spec->method->kind))
    {
      g_autofree char *why = g_strdup_printf ("its method is %s", spec->method->kind);

      return refuse (error, why);
    }
  if (declares (settings, "base") && !g_str_equal (fop_settings_word (settings, "base"), "sgd"))
    return refuse (error, "its base optimizer divides by averages of past gradients");
  if (flag (settings, "monotone"))
    return refuse (error, "monotone steps depend on trials");
  if (!isinf (fop_schedule_from (settings).clip_norm))
    return refuse (error, "its gradients are clipped (unset clip-norm)");
  if (flag (settings, "nesterov"))
    return refuse (error, "Nesterov momentum is not supported (set nesterov to false)");
  if (number (settings, "dampening") != 0)
    return refuse (error, "its momentum is dampened (set dampening to 0)");
  if (number (settings, "weight-decay") != 0)
    return refuse (error,
                   "it has weight decay (set weight-decay to 0; l2 of the problem is part of "
                   "the loss)");
  return TRUE;
}

static gboolean
check_problem (const FopProblem *problem, GError **error)
{
  const char *why = NULL;

  if (problem->klass->hessian_product == NULL)
    why = "it has no exact Hessian products";
  else if (problem->memory_size > 0)
    why = "its loss depends on earlier iterates";
  if (why == NULL)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "problem %s cannot be reversed: %s",
               problem->klass->kind, why);
  return FALSE;
}

/* Whether the direction is P g with a changing matrix P; @needed: if it is available. */
static gboolean
check_preconditioner (const FopMethod *method, gsize n_steps, gboolean *needed, GError **error)
{
  double n = (double) method->dimension;

  *needed = g_str_equal (method->klass->kind, "fop");
  if (!*needed)
    return TRUE;
  if (fop_method_n_preconditioners (method) != 1
      || method->klass->preconditioner_info (method, 0).order != method->dimension)
    return refuse (error, "its preconditioner is not a single matrix over all parameters");
  return fop_check_size ("the matrices P of all steps", n * n * (double) n_steps, error);
}

/* ---- the trail ---- */

/* The learning rate of the last step: learned, or set and scheduled. */
static double
learning_rate (const FopRun *run, const FopSettings *settings)
{
  const FopMethod *method = fop_run_method (run);
  guint64 t = fop_run_current_step (run) - 1;
  gssize column = fop_history_columns_find (method->klass->columns, "learning-rate");

  if (column >= 0)
    return method->columns[column];
  return fop_settings_number (settings, "learning-rate") * fop_method_rate_factor (method, t);
}

/* If momentum was off, sgd starts over, without an earlier direction. */
static double
momentum_after (double before, double momentum)
{
  return before == 0 ? 0 : momentum;
}

static gboolean
has_event_at (const FopRunSpec *spec, guint64 step)
{
  for (const FopEvents *at = spec->events; at != NULL; at = at->earlier)
    if (at->last.step == step)
      return TRUE;
  return FALSE;
}

/* Runs to the end and records every step. */
static gboolean
walk (FopTrail *trail, FopRun *run, GCancellable *cancellable, GError **error)
{
  const FopRunSpec *spec = fop_run_spec (run);
  const FopMethod *method = fop_run_method (run);
  g_autoptr (FopSettings) settings = NULL;
  double momentum = NAN, before;

  while (fop_run_status (run) == FOP_RUN_READY)
    {
      gsize t = fop_run_current_step (run);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (t == 0 || has_event_at (spec, t))
        {
          g_clear_pointer (&settings, fop_settings_unref);
          settings = fop_run_spec_settings_at (spec, t);
          if (!check_settings (spec, settings, error))
            return FALSE;
        }
      fop_run_step (run);
      before = momentum;
      momentum = number (settings, "momentum");
      trail->learning_rates[t] = learning_rate (run, settings);
      trail->momenta[t] = momentum_after (before, momentum);
      if (trail->preconditioners != NULL)
        fop_method_preconditioner (method, 0, trail->preconditioners + t * trail->n * trail->n);
    }
  trail->n_steps = fop_run_current_step (run);
  return TRUE;
}

static gboolean
check_end (FopRun *run, GError **error)
{
  if (fop_run_status (run) == FOP_RUN_DIVERGED)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                   "the run diverges at step %" G_GUINT64_FORMAT
                   " (%s), so there is no final loss to differentiate",
                   fop_run_current_step (run), fop_diagnosis_of (run));
      return FALSE;
    }
  if (fop_run_current_step (run) == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "the run has no steps to reverse");
      return FALSE;
    }
  return TRUE;
}

/* β_{t−1}; v_{−1} = 0 is −(1 − β) u for any β: choose the one that keeps β = μ. */
static double
average_before (const FopTrail *trail, gsize t)
{
  return t > 0 ? trail->averages[t - 1] : trail->momenta[0];
}

static gboolean
average (FopTrail *trail, GError **error)
{
  for (gsize t = 0; t < trail->n_steps; t++)
    {
      double momentum = trail->momenta[t], before = average_before (trail, t);

      trail->averages[t]
          = momentum < 1 ? fop_reversible_momentum (momentum / (momentum + 1 - before)) : 1;
      if (trail->averages[t] == 1)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                       "step %" G_GSIZE_FORMAT ": exact reversal needs a momentum below 1 − 2⁻¹⁷",
                       t);
          return FALSE;
        }
      trail->momenta[t] = t > 0 ? trail->averages[t] * (1 - before) / (1 - trail->averages[t])
                                : trail->averages[0];
    }
  return TRUE;
}

static double
loss_at_end (const FopProblem *problem, const FopRun *run)
{
  g_autofree double *work = g_new0 (double, problem->work_size);

  return problem->klass->evaluate (problem, fop_run_theta (run), FOP_STEP_ALL, NULL, work);
}

FopTrail *
fop_trail_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (FopTrail) trail = g_new0 (FopTrail, 1);
  g_autoptr (FopRun) run = NULL;
  g_autofree double *learning_rates = NULL;
  gsize steps = experiment->steps;
  gboolean preconditioned;

  if (!check_settings (spec, spec->settings, error) || !check_problem (problem, error)
      || !fop_check_size ("the schedule", (double) steps, error))
    return NULL;
  run = fop_run_new (problem, experiment, spec, error);
  if (run == NULL || !check_preconditioner (fop_run_method (run), steps, &preconditioned, error))
    return NULL;

  trail->n = problem->dimension;
  trail->learning_rates = g_new (double, steps);
  trail->momenta = g_new (double, steps);
  trail->rates = g_new (double, steps);
  trail->averages = g_new (double, steps);
  if (preconditioned)
    trail->preconditioners = g_new (double, trail->n * trail->n * steps);
  if (!walk (trail, run, cancellable, error) || !check_end (run, error) || !average (trail, error))
    return NULL;
  trail->loss = loss_at_end (problem, run);
  learning_rates = g_memdup2 (trail->learning_rates, trail->n_steps * sizeof (double));
  fop_trail_set_learning_rates (trail, learning_rates);
  return g_steal_pointer (&trail);
}

void
fop_trail_set_learning_rates (FopTrail *trail, const double *learning_rates)
{
  for (gsize t = 0; t < trail->n_steps; t++)
    {
      trail->learning_rates[t] = learning_rates[t];
      trail->rates[t] = learning_rates[t] / (1 - trail->averages[t]);
    }
}

/*
 * With α = ε/(1 − β): ∂/∂ε = ∂/∂α / (1 − β), and at fixed ε, ∂/∂β gains ε/(1 − β)² ∂/∂α. A change
 * of μ_t moves β_t, and with it every later β_s, since those keep their μ_s: with β_t = μ/(μ + 1 −
 * b), b = β_{t−1}, ∂β_t/∂μ = (1 − b)/(μ + 1 − b)² and ∂β_t/∂b = μ/(μ + 1 − b)². The velocity before
 * step 0 is zero, and so is the derivative with respect to μ_0.
 */
void
fop_trail_translate (const FopTrail *trail, const double *to_rates, const double *to_averages,
                     gboolean follow, double *to_learning_rates, double *to_momenta)
{
  double later = 0; /* through β_{t+1} and all later ones */

  for (gsize t = trail->n_steps; t-- > 0;)
    {
      double share = 1 - trail->averages[t], momentum = trail->momenta[t];
      double left = 1 - average_before (trail, t), sum = momentum + left;
      double whole = to_averages[t] + to_rates[t] * trail->learning_rates[t] / (share * share)
                     + (follow ? later : 0);

      to_learning_rates[t] = to_rates[t] / share;
      to_momenta[t] = t > 0 ? whole * left / (sum * sum) : 0;
      later = whole * momentum / (sum * sum);
    }
}
