/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/iterate.h"

#include "core/linalg/vector.h"

#include <math.h>
#include <string.h>

/* t and the two counters: whole numbers up to 2^53 are exact as doubles. */
#define N_COUNTERS 3

static double
norm_scaled (gsize n, const double *x, double scale)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (x[i] / scale) * (x[i] / scale);
  return scale * sqrt (sum);
}

/* ‖g‖₂; recomputed with scaling if squares overflow or underflow. */
static void
measure_gradient (FopIterate *iterate)
{
  gsize n = iterate->problem->dimension;
  const double *g = iterate->gradient;
  double square = fop_dot (n, g, g);

  iterate->gradient_square = square;
  iterate->gradient_norm = sqrt (square);
  if (square < 1e-290 || isinf (square))
    {
      double largest = fop_largest (n, g);
      if (largest > 0 && isfinite (largest))
        iterate->gradient_norm = norm_scaled (n, g, largest);
    }
}

static void
evaluate (FopIterate *iterate)
{
  iterate->loss = iterate->problem->klass->evaluate (iterate->problem, iterate->theta, iterate->t,
                                                     iterate->gradient, iterate->work);
  measure_gradient (iterate);
}

static void
evaluate_counted (FopIterate *iterate)
{
  evaluate (iterate);
  iterate->function_evaluations++;
  iterate->gradient_evaluations++;
}

/* Swaps the two gradients: the gradient of this step becomes the last one. */
static void
turn_gradients (FopIterate *iterate)
{
  double *gradient = iterate->gradient;

  iterate->gradient = iterate->next_gradient;
  iterate->next_gradient = gradient;
  iterate->last_gradient = gradient;
  iterate->last_loss = iterate->loss;
  iterate->last_norm = iterate->gradient_norm;
}

static void
forget_last (FopIterate *iterate)
{
  iterate->last_gradient = NULL;
  iterate->last_loss = iterate->last_norm = NAN;
}

/* The same batch as that of the step; see FopStep.evaluate. */
static double
evaluate_trial (FopStep *step, const double *theta, double *gradient)
{
  FopIterate *iterate = step->evaluate_data;

  step->function_evaluations++;
  if (gradient)
    step->gradient_evaluations++;
  return iterate->problem->klass->evaluate (iterate->problem, theta, step->t, gradient,
                                            iterate->work);
}

FopIterate *
fop_iterate_new (FopProblem *problem, FopRunSpec *spec, guint64 seed, GError **error)
{
  FopMethod *method = fop_method_new (spec->method, spec->settings, problem, seed, error);

  if (!method)
    return NULL;

  FopIterate *iterate = g_new0 (FopIterate, 1);

  iterate->problem = fop_problem_ref (problem);
  iterate->method = method;
  iterate->spec = fop_run_spec_ref (spec);
  iterate->events = fop_events_list (spec->events);
  iterate->seed = seed;
  iterate->theta = g_new (double, problem->dimension);
  iterate->gradient = g_new (double, problem->dimension);
  iterate->next_gradient = g_new (double, problem->dimension);
  iterate->work = g_new0 (double, problem->work_size);
  fop_iterate_restart (iterate);
  return iterate;
}

void
fop_iterate_free (FopIterate *iterate)
{
  g_clear_pointer (&iterate->settings, fop_settings_unref);
  g_clear_pointer (&iterate->spec, fop_run_spec_unref);
  g_free (iterate->events);
  fop_method_free (iterate->method);
  fop_problem_unref (iterate->problem);
  g_free (iterate->theta);
  g_free (iterate->gradient);
  g_free (iterate->next_gradient);
  g_free (iterate->work);
  g_free (iterate->kept);
  g_free (iterate->scratch);
  g_free (iterate);
}

/* Whether an event at or before t has not been applied yet. */
static gboolean
event_is_due (const FopIterate *iterate)
{
  return iterate->next_event < fop_events_n (iterate->spec->events)
         && iterate->events[iterate->next_event].step <= iterate->t;
}

static void
configure (FopIterate *iterate)
{
  g_clear_pointer (&iterate->settings, fop_settings_unref);
  iterate->settings = fop_run_spec_settings_at (iterate->spec, iterate->t);
  fop_method_configure (iterate->method, iterate->settings);

  iterate->next_event = 0;
  while (event_is_due (iterate))
    iterate->next_event++;
}

void
fop_iterate_follow (FopIterate *iterate, FopRunSpec *spec)
{
  fop_run_spec_ref (spec);
  fop_run_spec_unref (iterate->spec);
  iterate->spec = spec;
  g_free (iterate->events);
  iterate->events = fop_events_list (spec->events);
  configure (iterate);
}

void
fop_iterate_restart (FopIterate *iterate)
{
  iterate->t = 0;
  iterate->function_evaluations = 0;
  iterate->gradient_evaluations = 0;
  memcpy (iterate->theta, iterate->problem->start, iterate->problem->dimension * sizeof (double));
  for (gsize i = 0; i < iterate->problem->memory_size; i++)
    iterate->work[i] = 0;
  iterate->method->klass->reset (iterate->method);
  configure (iterate);
  forget_last (iterate);
  evaluate_counted (iterate);
}

/* The view of step t passed to the method. */
static FopStep
step_at (FopIterate *iterate)
{
  return (FopStep){
    .t = iterate->t,
    .loss = iterate->loss,
    .gradient = iterate->gradient,
    .square = iterate->gradient_square,
    .evaluate = evaluate_trial,
    .evaluate_data = iterate,
    .next_gradient = iterate->next_gradient,
  };
}

/* The settings of step t, if they have not been applied yet. */
static void
apply_events (FopIterate *iterate)
{
  if (event_is_due (iterate))
    configure (iterate);
}

void
fop_iterate_step (FopIterate *iterate)
{
  FopStep step = step_at (iterate);

  apply_events (iterate);
  fop_method_step (iterate->method, &step, iterate->theta);
  iterate->function_evaluations += step.function_evaluations;
  iterate->gradient_evaluations += step.gradient_evaluations;
  iterate->t++;
  turn_gradients (iterate);
  /* If the method has evaluated θ_{t+1}, it is not evaluated again. */
  if (step.next_known && !iterate->problem->stochastic)
    {
      iterate->loss = step.next_loss;
      measure_gradient (iterate);
    }
  else
    evaluate_counted (iterate);
}

gboolean
fop_iterate_is_finite (const FopIterate *iterate)
{
  if (!(fabs (iterate->loss) <= FOP_LOSS_MAX) || !isfinite (iterate->gradient_norm))
    return FALSE;
  return fop_all_finite (iterate->problem->dimension, iterate->theta);
}

double
fop_iterate_gradient_max (const FopIterate *iterate)
{
  return fop_largest (iterate->problem->dimension, iterate->gradient);
}

/* Each returns the position after its part of the frame. A part may be empty, and then NULL. */

static double *
save_part (double *frame, gsize n, const double *values)
{
  for (gsize i = 0; i < n; i++)
    frame[i] = values[i];
  return frame + n;
}

static const double *
restore_part (const double *frame, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = frame[i];
  return frame + n;
}

/* ---- looking at step t before it is taken ---- */

/* Everything that a step may change besides scratch: the method's state and columns, the problem's
 * memory. */
static gsize
kept_size (const FopIterate *iterate)
{
  return iterate->method->state_size + fop_method_n_columns (iterate->method->klass)
         + iterate->problem->memory_size;
}

static void
keep (FopIterate *iterate)
{
  const FopMethod *method = iterate->method;
  double *to = iterate->kept = g_new (double, kept_size (iterate));

  to = save_part (to, method->state_size, method->state);
  to = save_part (to, fop_method_n_columns (method->klass), method->columns);
  save_part (to, iterate->problem->memory_size, iterate->work);
}

const FopMethod *
fop_iterate_look (FopIterate *iterate)
{
  gsize n = iterate->problem->dimension;

  g_return_val_if_fail (iterate->kept == NULL, iterate->method);
  apply_events (iterate);
  if (fop_method_is_ahead (iterate->method) || !fop_iterate_is_finite (iterate))
    return iterate->method;

  /* A destination for the step, and one for its gradient. */
  iterate->scratch = g_new (double, 2 * n);
  memcpy (iterate->scratch, iterate->theta, n * sizeof (double));
  keep (iterate);

  FopStep step = step_at (iterate);

  step.next_gradient = iterate->scratch + n;
  fop_method_step (iterate->method, &step, iterate->scratch);
  return iterate->method;
}

void
fop_iterate_look_away (FopIterate *iterate)
{
  FopMethod *method = iterate->method;
  const double *from = iterate->kept;

  if (from == NULL)
    return;
  from = restore_part (from, method->state_size, method->state);
  from = restore_part (from, fop_method_n_columns (method->klass), method->columns);
  restore_part (from, iterate->problem->memory_size, iterate->work);
  g_clear_pointer (&iterate->kept, g_free);
  g_clear_pointer (&iterate->scratch, g_free);
}

static const char *const rate_key = "learning-rate";

/* ε according to @settings at step @t; NaN if the method has none. */
static double
set_rate (const FopIterate *iterate, const FopSettings *settings, guint64 t)
{
  FopSchedule schedule = fop_schedule_from (settings);

  if (iterate->method->klass->is_whole)
    return 1;
  if (fop_parameter_table_find (fop_settings_table (settings), rate_key) < 0
      || !fop_settings_applies (settings, rate_key))
    return NAN;
  return fop_settings_number (settings, rate_key) * fop_schedule_factor (&schedule, t);
}

double
fop_iterate_rate (FopIterate *iterate)
{
  /* The method's column of rates, if it learns them. */
  gssize column = fop_history_columns_find (iterate->method->klass->columns, rate_key);
  gboolean looking = iterate->kept != NULL;
  double rate;

  if (column < 0)
    {
      apply_events (iterate);
      return set_rate (iterate, iterate->settings, iterate->t);
    }
  if (!looking)
    fop_iterate_look (iterate);
  rate = iterate->method->columns[column];
  if (!looking)
    fop_iterate_look_away (iterate);
  return rate;
}

/* The fraction of g_{t−1} left by clipping. */
static double
kept_share (const FopIterate *iterate, const FopSettings *settings)
{
  double longest = fop_schedule_from (settings).clip_norm;

  return iterate->last_norm > longest ? longest / iterate->last_norm : 1;
}

double
fop_iterate_sensitivity (const FopIterate *iterate)
{
  const FopMethodClass *klass = iterate->method->klass;
  g_autoptr (FopSettings) settings = NULL;
  double rate;

  if (iterate->t == 0)
    return NAN;
  settings = fop_run_spec_settings_at (iterate->spec, iterate->t - 1);
  rate = klass->sensitivity != NULL ? klass->sensitivity (iterate->method)
                                    : set_rate (iterate, settings, iterate->t - 1);
  return rate * kept_share (iterate, settings);
}

gsize
fop_iterate_frame_size (const FopIterate *iterate)
{
  return N_COUNTERS + iterate->problem->dimension + iterate->method->state_size
         + iterate->problem->memory_size;
}

void
fop_iterate_save (const FopIterate *iterate, double *frame)
{
  frame[0] = (double) iterate->t;
  frame[1] = (double) iterate->function_evaluations;
  frame[2] = (double) iterate->gradient_evaluations;
  frame = save_part (frame + N_COUNTERS, iterate->problem->dimension, iterate->theta);
  frame = save_part (frame, iterate->method->state_size, iterate->method->state);
  save_part (frame, iterate->problem->memory_size, iterate->work);
}

void
fop_iterate_restore (FopIterate *iterate, const double *frame)
{
  iterate->t = (guint64) frame[0];
  iterate->function_evaluations = (guint64) frame[1];
  iterate->gradient_evaluations = (guint64) frame[2];
  frame = restore_part (frame + N_COUNTERS, iterate->problem->dimension, iterate->theta);
  frame = restore_part (frame, iterate->method->state_size, iterate->method->state);
  restore_part (frame, iterate->problem->memory_size, iterate->work);
  configure (iterate);
  forget_last (iterate);
  evaluate (iterate);
}
