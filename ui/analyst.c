/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspections off the main thread. */
#include "ui/analyst.h"

#include "core/run/worker.h"
#include "ui/doorbell.h"

#define REST_MICROSECONDS 50000

typedef struct
{
  FopSnapshot *snapshot;
  gsize run, block;
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
  FopSnapshot *asked;      /* (nullable): the snapshot asked about last */
  gint64 asked_at, answered_at;
};

static void
subject_free (gpointer data)
{
  Subject *subject = data;

  fop_snapshot_unref (subject->snapshot);
  g_free (subject);
}

static gpointer
inspect (gpointer input)
{
  Subject *subject = input;

  return fop_inspection_new (subject->snapshot, subject->run, subject->block);
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
  g_autofree char *key = key_of (inspection->run, inspection->index);
  FopRecorder *recorder = g_hash_table_lookup (analyst->recorders, key);

  if (inspection->serial != snapshot->serial || inspection->spectrum == NULL)
    return;
  g_hash_table_remove (analyst->records, key);
  if (recorder == NULL)
    {
      recorder = fop_recorder_new ();
      g_hash_table_insert (analyst->recorders, g_steal_pointer (&key), recorder);
    }
  fop_recorder_add (recorder, snapshot->problem,
                    fop_experiment_run (snapshot->experiment, inspection->run), inspection);
}

static void
answer (gpointer data)
{
  WbAnalyst *analyst = data;
  FopInspection *inspection = fop_worker_take (analyst->worker);

  analyst->answered_at = g_get_monotonic_time ();
  if (inspection == NULL)
    return;
  record (analyst, inspection);
  g_hash_table_insert (analyst->inspections, key_of (inspection->run, inspection->index),
                       inspection);
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
  analyst->worker = fop_worker_new (inspect, subject_free, (GDestroyNotify) fop_inspection_unref,
                                    wb_doorbell_ring, analyst->doorbell);
  return analyst;
}

void
wb_analyst_free (WbAnalyst *analyst)
{
  fop_worker_free (analyst->worker); /* rings until here */
  wb_doorbell_free (analyst->doorbell);
  g_clear_pointer (&analyst->asked, fop_snapshot_unref);
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

gboolean
wb_analyst_offer (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block, gboolean all)
{
  gint64 now = g_get_monotonic_time ();
  gint64 took = analyst->answered_at - analyst->asked_at;
  Subject *subject;

  if (run >= snapshot->n_runs || block >= snapshot->runs[run].n_preconditioners
      || snapshot->runs[run].preconditioners == NULL)
    return TRUE;
  if (all)
    block = next_block (analyst, snapshot, run, block);
  if (looked_at (analyst, snapshot, run, block) == snapshot->serial)
    return TRUE;
  /* What it has found is announced, and there will be another offer. */
  if (fop_worker_busy (analyst->worker))
    return analyst->asked == snapshot;
  if (now - analyst->answered_at < MAX (REST_MICROSECONDS, took))
    return FALSE;

  subject = g_new0 (Subject, 1);
  subject->snapshot = fop_snapshot_ref (snapshot);
  subject->run = run;
  subject->block = block;
  g_clear_pointer (&analyst->asked, fop_snapshot_unref);
  analyst->asked = fop_snapshot_ref (snapshot);
  analyst->asked_at = now;
  fop_worker_request (analyst->worker, subject);
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
