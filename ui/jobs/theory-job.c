/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds on a run's rate of convergence, computed off the main thread. */
#include "ui/jobs/theory-job.h"

#include "ui/jobs/job.h"

#define WORK_SECONDS      0.03
#define REST_MILLISECONDS 30

typedef struct
{
  FopSnapshot *snapshot;
  gsize run;
  FopTheoryWalk *walk; /* %NULL: start a new one */

  FopTheory *theory;
} Task;

struct _WbTheoryJob
{
  WbJob *job;
  void (*found) (gpointer data);
  void (*ready) (gpointer data);
  gpointer data;

  FopTheoryWalk *walk; /* (nullable): kept here between tasks */
  FopTheory *theory;   /* (nullable): its latest result */
};

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_snapshot_unref (task->snapshot);
  g_clear_pointer (&task->walk, fop_theory_walk_free);
  g_clear_pointer (&task->theory, fop_theory_unref);
  g_free (task);
}

static void
walk_on (gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  guint64 step = task->snapshot->step;

  if (task->walk == NULL)
    task->walk = fop_theory_walk_new (task->snapshot, task->run);
  fop_theory_walk_on (task->walk, step, WORK_SECONDS);
  task->theory = fop_theory_walk_theory (task->walk, step);
}

static void
walked (gpointer data, gpointer owner)
{
  WbTheoryJob *self = owner;
  Task *task = data;

  g_clear_pointer (&self->theory, fop_theory_unref);
  self->walk = g_steal_pointer (&task->walk);
  self->theory = g_steal_pointer (&task->theory);
  task_free (task);
  self->found (self->data);
}

static void
rested (gpointer owner)
{
  WbTheoryJob *self = owner;

  self->ready (self->data);
}

static const WbJobKind kind = { .pool = wb_pool_studies,
                                .rest = REST_MILLISECONDS,
                                .work = walk_on,
                                .done = walked,
                                .rested = rested,
                                .free = task_free };

WbTheoryJob *
wb_theory_job_new (void (*found) (gpointer data), void (*ready) (gpointer data), gpointer data)
{
  WbTheoryJob *self = g_new0 (WbTheoryJob, 1);

  self->found = found;
  self->ready = ready;
  self->data = data;
  self->job = wb_job_new (&kind, self);
  return self;
}

void
wb_theory_job_free (WbTheoryJob *self)
{
  wb_job_free (self->job);
  g_clear_pointer (&self->walk, fop_theory_walk_free);
  g_clear_pointer (&self->theory, fop_theory_unref);
  g_free (self);
}

void
wb_theory_job_offer (WbTheoryJob *self, FopSnapshot *snapshot, gsize run)
{
  Task *task;

  if (run >= snapshot->n_runs || !fop_theory_applies (snapshot->problem)
      || !wb_job_is_ready (self->job))
    return;
  if (self->walk != NULL && !fop_theory_walk_is_of (self->walk, snapshot, run))
    {
      g_clear_pointer (&self->walk, fop_theory_walk_free);
      g_clear_pointer (&self->theory, fop_theory_unref);
    }
  if (self->theory != NULL && self->theory->is_complete
      && self->theory->identity.step >= snapshot->step)
    return;
  task = g_new0 (Task, 1);
  task->snapshot = fop_snapshot_ref (snapshot);
  task->run = run;
  task->walk = g_steal_pointer (&self->walk);
  wb_job_request (self->job, task);
}

FopTheory *
wb_theory_job_theory (WbTheoryJob *self, const FopIdentity *shown)
{
  FopTheory *theory = self->theory;

  return theory != NULL && fop_identity_same_run (&theory->identity, shown) ? theory : NULL;
}
