/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections off the main thread. */
#include "ui/jobs/analyst.h"

#include "core/engine/worker.h"
#include "core/study/sampling.h"
#include "ui/jobs/doorbell.h"

#define REST_MICROSECONDS 50000

#define WALK_SECONDS 0.03

/* A preconditioner of a snapshot, or with @sampler one of a row that went by unseen. The sampler is
 * the worker's from the request to the answer, and the main thread's else. */
typedef struct
{
  FopSnapshot *snapshot;
  gsize run, block;
  FopSampler *sampler; /* (nullable) */
  FopRecord *known;    /* (nullable) */
} Subject;

struct _WbAnalyst
{
  WbDoorbell *doorbell;
  FopWorker *worker;
  void (*found) (gpointer data);
  gpointer data;

  GHashTable *inspections; /* "run/preconditioner" → FopInspection, the newest */
  GHashTable *recorders;   /* the same → FopRecorder */
  GHashTable *records;     /* the same → FopRecord: pictures of them, where somebody asked */
  FopSnapshot *asked;      /* (nullable): the snapshot asked about last, */
  gsize run, block;        /* and what of it */
  gboolean is_filling;     /* rows that went by */
  FopSampler *sampler;     /* (nullable) */
  gint64 asked_at, answered_at;
};

static void
subject_free (gpointer data)
{
  Subject *subject = data;

  fop_snapshot_unref (subject->snapshot);
  g_clear_pointer (&subject->known, fop_record_unref);
  g_free (subject);
}

/* Adds what a sampler sees in its time. */
static void
walk (const Subject *subject, GPtrArray *found)
{
  guint64 steps = subject->snapshot->runs[subject->run].step;
  gint64 end = g_get_monotonic_time () + (gint64) (1e6 * WALK_SECONDS);
  FopInspection *inspection;

  do
    {
      inspection = fop_sampler_next (subject->sampler, steps, subject->known, WALK_SECONDS);
      if (inspection != NULL)
        g_ptr_array_add (found, inspection);
    }
  while (inspection != NULL && g_get_monotonic_time () < end);
}

static gpointer
inspect (gpointer input)
{
  const Subject *subject = input;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_inspection_unref);
  FopInspection *inspection;

  if (subject->sampler != NULL)
    walk (subject, found);
  else if ((inspection = fop_inspection_new (subject->snapshot, subject->run, subject->block)))
    g_ptr_array_add (found, inspection);
  return found;
}

static char *
key_of (gsize run, gsize block)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, run, block);
}

static void
record (WbAnalyst *analyst, const FopInspection *inspection)
{
  FopSnapshot *snapshot = analyst->asked;
  g_autofree char *key = key_of (analyst->run, analyst->block);
  FopRecorder *recorder = g_hash_table_lookup (analyst->recorders, key);

  if (inspection->spectrum == NULL)
    return;
  g_hash_table_remove (analyst->records, key);
  if (recorder == NULL)
    {
      recorder = fop_recorder_new ();
      g_hash_table_insert (analyst->recorders, g_steal_pointer (&key), recorder);
    }
  fop_recorder_add (recorder, snapshot->problem,
                    fop_experiment_run (snapshot->experiment, analyst->run), inspection);
}

static void
answer (gpointer data)
{
  WbAnalyst *analyst = data;
  g_autoptr (GPtrArray) found = fop_worker_take (analyst->worker);

  analyst->answered_at = g_get_monotonic_time ();
  for (guint i = 0; found != NULL && i < found->len; i++)
    record (analyst, found->pdata[i]);
  if (found != NULL && found->len > 0 && !analyst->is_filling)
    g_hash_table_insert (analyst->inspections, key_of (analyst->run, analyst->block),
                         fop_inspection_ref (found->pdata[0]));
  analyst->found (analyst->data);
}

WbAnalyst *
wb_analyst_new (void (*found) (gpointer data), gpointer data)
{
  WbAnalyst *analyst = g_new0 (WbAnalyst, 1);

  analyst->found = found;
  analyst->data = data;
  analyst->inspections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify) fop_inspection_unref);
  analyst->recorders
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fop_recorder_free);
  analyst->records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fop_record_unref);
  analyst->doorbell = wb_doorbell_new (answer, analyst);
  analyst->worker = fop_worker_new (inspect, subject_free, (GDestroyNotify) g_ptr_array_unref,
                                    wb_doorbell_ring, analyst->doorbell);
  return analyst;
}

void
wb_analyst_free (WbAnalyst *analyst)
{
  fop_worker_free (analyst->worker); /* rings until here */
  wb_doorbell_free (analyst->doorbell);
  g_clear_pointer (&analyst->asked, fop_snapshot_unref);
  g_clear_pointer (&analyst->sampler, fop_sampler_free);
  g_hash_table_unref (analyst->inspections);
  g_hash_table_unref (analyst->recorders);
  g_hash_table_unref (analyst->records);
  g_free (analyst);
}

/* Serial of the newest inspection of a preconditioner; 0 where there is none. */
static guint64
looked_at (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  const FopInspection *inspection = wb_analyst_inspection (analyst, snapshot, run, block);

  return inspection != NULL ? inspection->serial : 0;
}

/* @block, or the one that has waited longest where that is another. */
static gsize
next_block (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  gsize next = block;

  for (gsize b = 0; b < snapshot->runs[run].n_preconditioners; b++)
    if (looked_at (analyst, snapshot, run, b) < looked_at (analyst, snapshot, run, next))
      next = b;
  return next;
}

static void
ask (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block, FopSampler *sampler)
{
  FopRecord *known = sampler != NULL ? wb_analyst_record (analyst, run, block) : NULL;
  Subject *subject = g_new0 (Subject, 1);

  subject->snapshot = fop_snapshot_ref (snapshot);
  subject->run = run;
  subject->block = block;
  subject->sampler = sampler;
  subject->known = known != NULL ? fop_record_ref (known) : NULL;
  fop_snapshot_ref (snapshot);
  g_clear_pointer (&analyst->asked, fop_snapshot_unref);
  analyst->asked = snapshot;
  analyst->run = run;
  analyst->block = block;
  analyst->is_filling = sampler != NULL;
  analyst->asked_at = g_get_monotonic_time ();
  fop_worker_request (analyst->worker, subject);
}

/* Returns: (nullable): who looks at what went by of that preconditioner; %NULL where nothing is
 * left to be looked at. */
static FopSampler *
sampler_for (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  if (snapshot->playing)
    return NULL;
  if (analyst->sampler == NULL || !fop_sampler_is_of (analyst->sampler, snapshot, run, block))
    {
      g_clear_pointer (&analyst->sampler, fop_sampler_free);
      analyst->sampler = fop_sampler_new (snapshot, run, block);
    }
  if (analyst->sampler == NULL || fop_sampler_is_done (analyst->sampler, snapshot->runs[run].step))
    return NULL;
  return analyst->sampler;
}

gboolean
wb_analyst_offer (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block, gboolean all)
{
  gint64 now = g_get_monotonic_time ();
  gint64 took = analyst->answered_at - analyst->asked_at;
  gsize next = block;
  FopSampler *sampler = NULL;

  if (run >= snapshot->n_runs || block >= snapshot->runs[run].n_preconditioners
      || snapshot->runs[run].preconditioners == NULL)
    return TRUE;
  /* What it finds is announced, and there will be another offer. */
  if (fop_worker_busy (analyst->worker))
    return analyst->asked == snapshot;
  if (all)
    next = next_block (analyst, snapshot, run, block);
  if (looked_at (analyst, snapshot, run, next) == snapshot->serial)
    {
      sampler = sampler_for (analyst, snapshot, run, block);
      next = block;
      if (sampler == NULL)
        return TRUE;
    }
  if (now - analyst->answered_at < (sampler != NULL ? took : MAX (REST_MICROSECONDS, took)))
    return FALSE;
  ask (analyst, snapshot, run, next, sampler);
  return TRUE;
}

FopInspection *
wb_analyst_inspection (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  g_autofree char *key = key_of (run, block);
  FopInspection *inspection = g_hash_table_lookup (analyst->inspections, key);

  return inspection != NULL && inspection->generation == snapshot->generation ? inspection : NULL;
}

FopRecord *
wb_analyst_record (WbAnalyst *analyst, gsize run, gsize block)
{
  g_autofree char *key = key_of (run, block);
  const FopRecorder *recorder = g_hash_table_lookup (analyst->recorders, key);
  FopRecord *record = g_hash_table_lookup (analyst->records, key);

  if (record != NULL || recorder == NULL)
    return record;
  record = fop_recorder_record (recorder);
  g_hash_table_insert (analyst->records, g_steal_pointer (&key), record);
  return record;
}
