/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Row t is recorded when θ_t has been evaluated; the method's columns of row t are filled in after
 * step t, to which they belong.
 */

#include "core/run/run.h"

#include "core/run/iterate.h"
#include "core/run/keyframes.h"
#include "core/run/standard-columns.h"

#include <math.h>
#include <string.h>

/* Number of rows before the target of a rewind that each get a keyframe. */
#define TRAIL 16u

struct _FopRun
{
  guint64 steps, evaluate_every;
  FopStop stop;

  FopIterate *iterate;
  FopRunStatus status;
  double best_loss;
  char *reason;

  FopHistory *history;
  double *row;
  /* The first column and the number of columns of each group. */
  gsize at[FOP_N_COLUMN_GROUPS], n[FOP_N_COLUMN_GROUPS];
  gsize own_at, n_own, report_at;
  double *measures; /* space for the columns of data */

  FopPath *path;
  FopKeyframes *keyframes;
  guint64 keyframe_mask, trail_end;
};

const char *
fop_run_status_word (FopRunStatus status)
{
  static const char *const words[] = { "ready", "completed", "converged", "diverged" };

  return words[status];
}

void
fop_run_measure (FopRun *run, FopMeasures *measures)
{
  const FopProblem *problem = run->iterate->problem;

  *measures = (FopMeasures){ NAN, NAN, NAN, NAN };
  if (problem->klass->measure)
    problem->klass->measure (problem, run->iterate->theta, measures, run->iterate->work);
}

/* Whole-set columns add information if steps use batches or data is held out. */
static gboolean
needs_measures (FopRun *run)
{
  FopMeasures measures;

  if (!run->iterate->problem->klass->measure)
    return FALSE;
  if (run->iterate->problem->stochastic)
    return TRUE;
  fop_run_measure (run, &measures);
  return !isnan (measures.test_loss);
}

static gsize
n_standard_columns (FopRun *run, FopColumnGroup group)
{
  gsize dimension = run->iterate->problem->dimension, n;

  fop_standard_columns (group, &n);
  switch (group)
    {
    case FOP_COLUMNS_OF_DATA:
      return needs_measures (run) ? n : 0;
    case FOP_COLUMNS_OF_PLANE:
      return dimension <= n ? dimension : 0;
    default:
      return n;
    }
}

static void
add_standard_columns (FopRun *run, FopColumnGroup group, GPtrArray *names)
{
  gsize n;
  const FopStandardColumn *columns = fop_standard_columns (group, &n);

  run->at[group] = names->len;
  run->n[group] = n_standard_columns (run, group);
  for (gsize i = 0; i < run->n[group]; i++)
    g_ptr_array_add (names, (gpointer) columns[i].column.key);
}

static void
lay_out_columns (FopRun *run)
{
  const FopMethodClass *klass = run->iterate->spec->method;
  const FopProblemClass *problem = run->iterate->problem->klass;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  add_standard_columns (run, FOP_COLUMNS_OF_EVERY_RUN, names);
  run->own_at = names->len;
  run->n_own = fop_history_columns_count (klass->columns);
  for (gsize i = 0; i < run->n_own; i++)
    g_ptr_array_add (names, (gpointer) klass->columns[i].key);
  run->report_at = names->len;
  for (gsize i = 0; i < fop_history_columns_count (problem->columns); i++)
    g_ptr_array_add (names, (gpointer) problem->columns[i].key);
  add_standard_columns (run, FOP_COLUMNS_OF_DATA, names);
  add_standard_columns (run, FOP_COLUMNS_OF_PLANE, names);
  run->history = fop_history_new (names->len, (const char *const *) names->pdata);
  run->row = g_new (double, names->len);
  run->measures = g_new (double, run->n[FOP_COLUMNS_OF_DATA]);
}

static void
write_columns (const FopRun *run, FopColumnGroup group, const FopMeasures *measures, double *values)
{
  gsize n;
  const FopStandardColumn *columns = fop_standard_columns (group, &n);

  for (gsize i = 0; i < run->n[group]; i++)
    values[i] = columns[i].value (run->iterate, measures);
}

static gboolean
is_measured_row (const FopRun *run, guint64 step)
{
  return run->evaluate_every > 0 && step % run->evaluate_every == 0;
}

static void
write_measures (FopRun *run, double *values)
{
  FopMeasures measures;

  fop_run_measure (run, &measures);
  write_columns (run, FOP_COLUMNS_OF_DATA, &measures, values);
}

static FopRunStatus
status_here (const FopRun *run)
{
  const FopIterate *iterate = run->iterate;
  const FopStop *stop = &run->stop;

  if (!fop_iterate_is_finite (iterate))
    return FOP_RUN_DIVERGED;
  /* NaN and 0 mean disabled; comparisons with NaN are false. */
  if (iterate->loss <= stop->loss
      || (stop->gradient_max > 0 && fop_iterate_gradient_max (iterate) < stop->gradient_max))
    return FOP_RUN_CONVERGED;
  if (iterate->t >= run->steps)
    return FOP_RUN_COMPLETED;
  if (stop->gradient_evaluations > 0 && iterate->gradient_evaluations >= stop->gradient_evaluations)
    return FOP_RUN_COMPLETED;
  return FOP_RUN_READY;
}

/* Whether the run continues from its newest row; the last row of a run has whole-set columns. */
static void
settle (FopRun *run)
{
  gsize n = run->n[FOP_COLUMNS_OF_DATA];

  run->status = status_here (run);
  if (n == 0 || is_measured_row (run, run->iterate->t))
    return;
  for (gsize i = 0; i < n; i++)
    run->measures[i] = NAN;
  if (run->status != FOP_RUN_READY)
    write_measures (run, run->measures);
  fop_history_amend (run->history, run->at[FOP_COLUMNS_OF_DATA], n, run->measures);
}

static gboolean
deserves_keyframe (const FopRun *run)
{
  guint64 t = run->iterate->t;

  return (t & run->keyframe_mask) == 0 || (t <= run->trail_end && t + TRAIL > run->trail_end);
}

/* A frame: the iterate, the best loss so far, and the mark in the history. */
static void
keep_keyframe (FopRun *run)
{
  double *frame = fop_keyframes_add (run->keyframes, run->iterate->t);

  if (!frame)
    return;
  fop_iterate_save (run->iterate, frame);
  frame += fop_iterate_frame_size (run->iterate);
  frame[0] = run->best_loss;
  fop_history_mark (run->history, frame + 1);
}

static void
record (FopRun *run)
{
  const FopIterate *iterate = run->iterate;
  double *row = run->row;

  write_columns (run, FOP_COLUMNS_OF_EVERY_RUN, NULL, row);
  for (gsize i = run->own_at; i < run->at[FOP_COLUMNS_OF_PLANE]; i++)
    row[i] = NAN;
  if (iterate->problem->klass->report)
    iterate->problem->klass->report (iterate->problem, iterate->work, row + run->report_at);
  if (run->n[FOP_COLUMNS_OF_DATA] > 0 && is_measured_row (run, iterate->t))
    write_measures (run, row + run->at[FOP_COLUMNS_OF_DATA]);
  write_columns (run, FOP_COLUMNS_OF_PLANE, NULL, row + run->at[FOP_COLUMNS_OF_PLANE]);
  fop_history_append (run->history, row);
  fop_path_offer (run->path, iterate->t, iterate->theta);

  if (iterate->loss < run->best_loss)
    run->best_loss = iterate->loss;
  settle (run);
  if (run->status == FOP_RUN_READY && deserves_keyframe (run))
    keep_keyframe (run);
}

static void
restart (FopRun *run)
{
  fop_keyframes_clear (run->keyframes);
  fop_history_truncate (run->history, 0, NULL);
  fop_path_cut (run->path, 0);
  g_clear_pointer (&run->reason, g_free);
  run->best_loss = INFINITY;
  fop_iterate_restart (run->iterate);
  record (run);
}

FopRun *
fop_run_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec, GError **error)
{
  g_autoptr (FopRun) run = g_new0 (FopRun, 1);

  run->steps = experiment->steps;
  run->evaluate_every = experiment->evaluate_every;
  run->stop = experiment->stop;
  run->best_loss = INFINITY;
  run->iterate = fop_iterate_new (problem, spec, experiment->seed, error);
  if (!run->iterate)
    return NULL;
  lay_out_columns (run);
  run->path = fop_path_new (problem->dimension);
  run->keyframes = fop_keyframes_new (fop_iterate_frame_size (run->iterate) + 1
                                          + fop_history_mark_size (run->history),
                                      FOP_KEYFRAMES_BUDGET);
  run->keyframe_mask = fop_keyframes_spacing (run->keyframes) - 1;
  record (run);
  return g_steal_pointer (&run);
}

void
fop_run_free (FopRun *run)
{
  if (!run)
    return;
  g_clear_pointer (&run->iterate, fop_iterate_free);
  g_clear_pointer (&run->history, fop_history_free);
  g_clear_pointer (&run->path, fop_path_free);
  g_clear_pointer (&run->keyframes, fop_keyframes_free);
  g_free (run->reason);
  g_free (run->row);
  g_free (run->measures);
  g_free (run);
}

void
fop_run_step (FopRun *run)
{
  if (run->status != FOP_RUN_READY)
    return;
  fop_iterate_step (run->iterate);
  fop_history_amend (run->history, run->own_at, run->n_own, run->iterate->method->columns);
  record (run);
}

void
fop_run_rewind (FopRun *run, guint64 step)
{
  guint64 found;
  const double *frame;
  gsize size = fop_iterate_frame_size (run->iterate);

  if (step >= run->iterate->t)
    return;
  run->trail_end = step;
  frame = fop_keyframes_find (run->keyframes, step, &found);
  if (!frame || !fop_history_truncate (run->history, found + 1, frame + size + 1))
    {
      restart (run);
      return;
    }
  fop_iterate_restore (run->iterate, frame);
  run->best_loss = frame[size];
  fop_keyframes_cut (run->keyframes, found);
  fop_path_cut (run->path, found);
  g_clear_pointer (&run->reason, g_free);
  settle (run);
}

void
fop_run_set_steps (FopRun *run, guint64 steps)
{
  run->steps = MAX (steps, run->iterate->t);
  if (run->status != FOP_RUN_DIVERGED)
    settle (run);
}

void
fop_run_follow (FopRun *run, FopRunSpec *spec)
{
  g_return_if_fail (fop_run_spec_common_rows (run->iterate->spec, spec) >= run->iterate->t);

  fop_iterate_follow (run->iterate, spec);
}

double
fop_run_mean_return (FopRun *run)
{
  const FopProblem *problem = run->iterate->problem;

  return problem->klass->mean_return ? problem->klass->mean_return (problem, run->iterate->theta)
                                     : NAN;
}

FopRunSpec *
fop_run_spec (const FopRun *run)
{
  return run->iterate->spec;
}

FopRunStatus
fop_run_status (const FopRun *run)
{
  return run->status;
}

guint64
fop_run_current_step (const FopRun *run)
{
  return run->iterate->t;
}

guint64
fop_run_steps (const FopRun *run)
{
  return run->steps;
}

double
fop_run_loss (const FopRun *run)
{
  return run->iterate->loss;
}

double
fop_run_best_loss (const FopRun *run)
{
  return run->best_loss;
}

double
fop_run_gradient_norm (const FopRun *run)
{
  return run->iterate->gradient_norm;
}

const double *
fop_run_theta (const FopRun *run)
{
  return run->iterate->theta;
}

FopIterate *
fop_run_iterate (FopRun *run)
{
  return run->iterate;
}

const FopKeyframes *
fop_run_keyframes (const FopRun *run)
{
  return run->keyframes;
}

const FopMethod *
fop_run_method (const FopRun *run)
{
  return run->iterate->method;
}

const FopProblem *
fop_run_problem (const FopRun *run)
{
  return run->iterate->problem;
}

const FopHistory *
fop_run_history (const FopRun *run)
{
  return run->history;
}

const FopPath *
fop_run_path (const FopRun *run)
{
  return run->path;
}

guint64
fop_run_function_evaluations (const FopRun *run)
{
  return run->iterate->function_evaluations;
}

guint64
fop_run_gradient_evaluations (const FopRun *run)
{
  return run->iterate->gradient_evaluations;
}

const char *
fop_run_reason (const FopRun *run)
{
  return run->reason;
}

void
fop_run_explain (FopRun *run, char *reason)
{
  g_free (run->reason);
  run->reason = reason;
}
