/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run's problem and schedule in the form for exact reversal. */

#include "core/study/replay.h"

#define TELL_PERIOD 64 /* gradients between progress reports */

G_STATIC_ASSERT (FOP_TRAINING_END == FOP_STEP_ALL);

void
fop_replay_clear (FopReplay *replay)
{
  g_clear_pointer (&replay->problem, fop_problem_unref);
  g_clear_pointer (&replay->work, g_free);
  g_clear_pointer (&replay->trail, fop_trail_free);
}

static double
gradient (const double *x, guint64 step, double *g, gpointer data)
{
  FopReplay *replay = data;

  replay->done++;
  if (replay->progress != NULL && replay->done % TELL_PERIOD == 0)
    replay->progress (MIN (replay->done, replay->total), replay->total, replay->progress_data);
  return replay->problem->klass->evaluate (replay->problem, x, step, g, replay->work);
}

static void
hessian_product (const double *x, guint64 step, const double *vector, double *product,
                 gpointer data)
{
  const FopReplay *replay = data;

  replay->problem->klass->hessian_product (replay->problem, x, step, vector, product, replay->work);
}

gboolean
fop_replay_init (FopReplay *replay, const FopExperiment *experiment, FopRunSpec *spec,
                 guint64 passes, GError **error)
{
  FopTrail *trail;

  replay->problem = fop_problem_new (experiment->problem, experiment->problem_settings,
                                     experiment->seed, error);
  if (replay->problem == NULL)
    return FALSE;
  replay->work = g_new0 (double, replay->problem->work_size);
  trail = replay->trail
      = fop_trail_new (replay->problem, experiment, spec, replay->cancellable, error);
  if (trail == NULL)
    return FALSE;
  replay->total = (guint64) trail->n_steps * passes;
  replay->training = (FopTraining){
    .n = trail->n,
    .n_steps = trail->n_steps,
    .start = replay->problem->start,
    .rates = trail->rates,
    .momenta = trail->averages,
    .preconditioners = trail->preconditioners,
    .preconditioner_stride = trail->n * trail->n,
    .gradient = gradient,
    .hessian_product = hessian_product,
    .data = replay,
  };
  return TRUE;
}

FopReversible *
fop_replay_forward (FopReplay *replay, double *losses, double *loss, GError **error)
{
  g_autoptr (FopReversible) reversible = fop_reversible_new (&replay->training, error);

  if (reversible == NULL
      || !fop_reversible_forward (reversible, losses, loss, replay->cancellable, error))
    return NULL;
  return g_steal_pointer (&reversible);
}
