/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spectral densities off the main thread. */
#include "ui/jobs/density-job.h"

#include "ui/jobs/job.h"

#define REST_MILLISECONDS 50

typedef struct
{
  FopSnapshot *snapshot;
  gsize run;
  FopDensity *previous; /* (nullable) */

  FopDensity *density; /* (nullable) */
} Task;

struct _WbDensityJob
{
  WbJob *job;
  void (*found) (gpointer data);
  void (*ready) (gpointer data);
  gpointer data;

  FopDensity *density; /* (nullable) */
  FopIdentity asked;   /* identity of the last request */
};

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_snapshot_unref (task->snapshot);
  g_clear_pointer (&task->previous, fop_density_unref);
  g_clear_pointer (&task->density, fop_density_unref);
  g_free (task);
}

static void
estimate (gpointer data, GCancellable *cancellable)
{
  Task *task = data;

  task->density = fop_density_new (task->snapshot, task->run, task->previous, cancellable);
}

static void
estimated (gpointer data, gpointer owner)
{
  WbDensityJob *self = owner;
  Task *task = data;
  gboolean is_news = task->density != NULL;

  if (is_news)
    {
      g_clear_pointer (&self->density, fop_density_unref);
      self->density = g_steal_pointer (&task->density);
    }
  task_free (task);
  if (is_news)
    self->found (self->data);
}

static void
rested (gpointer owner)
{
  WbDensityJob *self = owner;

  self->ready (self->data);
}

static const WbJobKind kind = { .pool = wb_pool_studies,
                                .rest = REST_MILLISECONDS,
                                .work = estimate,
                                .done = estimated,
                                .rested = rested,
                                .free = task_free };

WbDensityJob *
wb_density_job_new (void (*found) (gpointer data), void (*ready) (gpointer data), gpointer data)
{
  WbDensityJob *self = g_new0 (WbDensityJob, 1);

  self->found = found;
  self->ready = ready;
  self->data = data;
  self->job = wb_job_new (&kind, self);
  return self;
}

void
wb_density_job_free (WbDensityJob *self)
{
  wb_job_free (self->job);
  g_clear_pointer (&self->density, fop_density_unref);
  g_free (self);
}

/* Whether to accept a request now: a different run replaces the task in progress. */
static gboolean
may_be_asked (WbDensityJob *self, const FopIdentity *wanted)
{
  return wb_job_is_busy (self->job) ? !fop_identity_same_run (&self->asked, wanted)
                                    : wb_job_is_ready (self->job);
}

static gboolean
is_known (const FopDensity *known, const FopIdentity *wanted)
{
  return known != NULL && fop_identity_equal (&known->identity, wanted)
         && fop_density_is_finished (known);
}

void
wb_density_job_offer (WbDensityJob *self, FopSnapshot *snapshot, gsize run)
{
  const FopIdentity wanted = fop_identity (snapshot, run, 0);
  FopDensity *known = wb_density_job_density (self, &wanted);
  Task *task;

  if (run >= snapshot->n_runs || snapshot->runs[run].theta == NULL
      || snapshot->runs[run].preconditioners == NULL || !fop_density_applies (snapshot->problem)
      || is_known (known, &wanted) || !may_be_asked (self, &wanted))
    return;
  self->asked = wanted;
  task = g_new0 (Task, 1);
  task->snapshot = fop_snapshot_ref (snapshot);
  task->run = run;
  task->previous = known != NULL ? fop_density_ref (known) : NULL;
  wb_job_request (self->job, task);
}

FopDensity *
wb_density_job_density (WbDensityJob *self, const FopIdentity *shown)
{
  FopDensity *density = self->density;

  return density != NULL && fop_identity_same_run (&density->identity, shown) ? density : NULL;
}
