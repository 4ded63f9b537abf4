/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections off the main thread. */
#include "ui/jobs/inspection-job.h"

#include "core/study/sampling.h"
#include "ui/jobs/job.h"

#define REST_MILLISECONDS 50

/* Time limit of a walk. */
#define WALK_SECONDS 0.05

/* Inspects a preconditioner of a snapshot or, with @sampler, of rows missed while playing. */
typedef struct
{
  FopSnapshot *snapshot;
  gsize run, block;
  FopSampler *sampler; /* (nullable) */
  FopRecord *known;    /* (nullable) */

  GPtrArray *found; /* inspections */
} Task;

struct _WbInspectionJob
{
  WbJob *job;
  void (*found) (gpointer data);
  void (*ready) (gpointer data);
  gpointer data;

  GHashTable *inspections; /* "run/preconditioner" → the latest FopInspection */
  GHashTable *recorders;   /* the same → FopRecorder */
  GHashTable *records;     /* the same → FopRecord: from the recorders, on demand */
  FopSampler *sampler;     /* (nullable): kept here between tasks */
};

static void
task_free (gpointer data)
{
  Task *task = data;

  fop_snapshot_unref (task->snapshot);
  g_clear_pointer (&task->sampler, fop_sampler_free);
  g_clear_pointer (&task->known, fop_record_unref);
  g_ptr_array_unref (task->found);
  g_free (task);
}

/* Adds the inspections that the sampler completes within the time limit. */
static void
walk (Task *task, GCancellable *cancellable)
{
  guint64 steps = task->snapshot->runs[task->run].step;
  gint64 end = g_get_monotonic_time () + (gint64) (1e6 * WALK_SECONDS);
  FopInspection *inspection;

  do
    {
      inspection = fop_sampler_next (task->sampler, steps, task->known, WALK_SECONDS);
      if (inspection != NULL)
        g_ptr_array_add (task->found, inspection);
    }
  while (inspection != NULL && g_get_monotonic_time () < end
         && !g_cancellable_is_cancelled (cancellable));
}

static void
inspect (gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  FopInspection *inspection;

  if (task->sampler != NULL)
    walk (task, cancellable);
  else if ((inspection = fop_inspection_new (task->snapshot, task->run, task->block)))
    g_ptr_array_add (task->found, inspection);
}

static char *
key_of (gsize run, gsize block)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, run, block);
}

static void
record (WbInspectionJob *self, const Task *task, const FopInspection *inspection)
{
  const FopSnapshot *snapshot = task->snapshot;
  g_autofree char *key = key_of (task->run, task->block);
  FopRecorder *recorder = g_hash_table_lookup (self->recorders, key);

  if (inspection->spectrum == NULL)
    return;
  g_hash_table_remove (self->records, key);
  if (recorder == NULL)
    {
      recorder = fop_recorder_new ();
      g_hash_table_insert (self->recorders, g_steal_pointer (&key), recorder);
    }
  fop_recorder_add (recorder, snapshot->problem,
                    fop_experiment_run (snapshot->experiment, task->run), inspection);
}

static void
inspected (gpointer data, gpointer owner)
{
  WbInspectionJob *self = owner;
  Task *task = data;

  for (guint i = 0; i < task->found->len; i++)
    record (self, task, task->found->pdata[i]);
  if (task->sampler != NULL)
    self->sampler = g_steal_pointer (&task->sampler);
  else if (task->found->len > 0)
    g_hash_table_insert (self->inspections, key_of (task->run, task->block),
                         fop_inspection_ref (task->found->pdata[0]));
  task_free (task);
  self->found (self->data);
}

static void
rested (gpointer owner)
{
  WbInspectionJob *self = owner;

  self->ready (self->data);
}

static const WbJobKind kind = { .pool = wb_pool_studies,
                                .rest = REST_MILLISECONDS,
                                .work = inspect,
                                .done = inspected,
                                .rested = rested,
                                .free = task_free };

WbInspectionJob *
wb_inspection_job_new (void (*found) (gpointer data), void (*ready) (gpointer data), gpointer data)
{
  WbInspectionJob *self = g_new0 (WbInspectionJob, 1);

  self->found = found;
  self->ready = ready;
  self->data = data;
  self->inspections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) fop_inspection_unref);
  self->recorders
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fop_recorder_free);
  self->records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fop_record_unref);
  self->job = wb_job_new (&kind, self);
  return self;
}

void
wb_inspection_job_free (WbInspectionJob *self)
{
  wb_job_free (self->job);
  g_clear_pointer (&self->sampler, fop_sampler_free);
  g_hash_table_unref (self->inspections);
  g_hash_table_unref (self->recorders);
  g_hash_table_unref (self->records);
  g_free (self);
}

/* Snapshot serial of the latest inspection of a preconditioner; 0 if there is none. */
static guint64
looked_at (WbInspectionJob *self, const FopSnapshot *snapshot, gsize run, gsize block)
{
  const FopIdentity identity = fop_identity (snapshot, run, block);
  const FopInspection *inspection = wb_inspection_job_inspection (self, &identity);

  return inspection != NULL ? inspection->identity.serial : 0;
}

/* @block, or the block whose last inspection is oldest, if that is older than @block's. */
static gsize
next_block (WbInspectionJob *self, const FopSnapshot *snapshot, gsize run, gsize block)
{
  gsize next = block;

  for (gsize b = 0; b < snapshot->runs[run].n_preconditioners; b++)
    if (looked_at (self, snapshot, run, b) < looked_at (self, snapshot, run, next))
      next = b;
  return next;
}

/* @sampler: (transfer full) (nullable). */
static void
ask (WbInspectionJob *self, FopSnapshot *snapshot, gsize run, gsize block, FopSampler *sampler)
{
  FopRecord *known = sampler != NULL ? wb_inspection_job_record (self, run, block) : NULL;
  Task *task = g_new0 (Task, 1);

  task->snapshot = fop_snapshot_ref (snapshot);
  task->run = run;
  task->block = block;
  task->sampler = sampler;
  task->known = known != NULL ? fop_record_ref (known) : NULL;
  task->found = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_inspection_unref);
  wb_job_request (self->job, task);
}

/* Creates the sampler of that preconditioner if needed. Returns: whether there are missed rows left
 * to inspect; %FALSE while playing. */
static gboolean
has_sampler (WbInspectionJob *self, const FopSnapshot *snapshot, gsize run, gsize block)
{
  if (snapshot->playing)
    return FALSE;
  if (self->sampler == NULL || !fop_sampler_is_of (self->sampler, snapshot, run, block))
    {
      g_clear_pointer (&self->sampler, fop_sampler_free);
      self->sampler = fop_sampler_new (snapshot, run, block);
    }
  return self->sampler != NULL && !fop_sampler_is_done (self->sampler, snapshot->runs[run].step);
}

void
wb_inspection_job_offer (WbInspectionJob *self, FopSnapshot *snapshot, gsize run, gsize block,
                         gboolean all)
{
  gsize next;

  if (run >= snapshot->n_runs || block >= snapshot->runs[run].n_preconditioners
      || snapshot->runs[run].preconditioners == NULL || !wb_job_is_ready (self->job))
    return;
  next = all ? next_block (self, snapshot, run, block) : block;
  if (looked_at (self, snapshot, run, next) != snapshot->serial)
    ask (self, snapshot, run, next, NULL);
  else if (has_sampler (self, snapshot, run, block))
    ask (self, snapshot, run, block, g_steal_pointer (&self->sampler));
}

FopInspection *
wb_inspection_job_inspection (WbInspectionJob *self, const FopIdentity *shown)
{
  g_autofree char *key = key_of (shown->run, shown->block);
  FopInspection *inspection = g_hash_table_lookup (self->inspections, key);

  return inspection != NULL && fop_identity_same_block (&inspection->identity, shown) ? inspection
                                                                                      : NULL;
}

FopRecord *
wb_inspection_job_record (WbInspectionJob *self, gsize run, gsize block)
{
  g_autofree char *key = key_of (run, block);
  const FopRecorder *recorder = g_hash_table_lookup (self->recorders, key);
  FopRecord *record = g_hash_table_lookup (self->records, key);

  if (record != NULL || recorder == NULL)
    return record;
  record = fop_recorder_record (recorder);
  g_hash_table_insert (self->records, g_steal_pointer (&key), record);
  return record;
}
