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

  FopInspection *inspection;
  guint64 serial; /* of the snapshot asked about last, */
  gsize run;      /* its run, */
  gsize block;    /* and which of the run's preconditioners */
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

static void
answer (gpointer data)
{
  WbAnalyst *analyst = data;
  FopInspection *inspection = fop_worker_take (analyst->worker);

  analyst->answered_at = g_get_monotonic_time ();
  if (inspection == NULL)
    return;
  g_clear_pointer (&analyst->inspection, fop_inspection_unref);
  analyst->inspection = inspection;
  analyst->found (analyst->data);
}

WbAnalyst *
wb_analyst_new (void (*found) (gpointer data), gpointer data)
{
  WbAnalyst *analyst = g_new0 (WbAnalyst, 1);

  analyst->found = found;
  analyst->data = data;
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
  g_clear_pointer (&analyst->inspection, fop_inspection_unref);
  g_free (analyst);
}

gboolean
wb_analyst_offer (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  gint64 now = g_get_monotonic_time ();
  gint64 took = analyst->answered_at - analyst->asked_at;
  Subject *subject;

  if (run >= snapshot->n_runs || block >= snapshot->runs[run].n_preconditioners
      || snapshot->runs[run].preconditioners == NULL)
    return TRUE;
  if (snapshot->serial == analyst->serial && run == analyst->run && block == analyst->block)
    return TRUE;
  if (fop_worker_busy (analyst->worker)
      || now - analyst->answered_at < MAX (REST_MICROSECONDS, took))
    return FALSE;

  subject = g_new0 (Subject, 1);
  subject->snapshot = fop_snapshot_ref (snapshot);
  subject->run = run;
  subject->block = block;
  analyst->serial = snapshot->serial;
  analyst->run = run;
  analyst->block = block;
  analyst->asked_at = now;
  fop_worker_request (analyst->worker, subject);
  return TRUE;
}

FopInspection *
wb_analyst_inspection (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block)
{
  FopInspection *inspection = analyst->inspection;

  if (inspection == NULL || inspection->generation != snapshot->generation || inspection->run != run
      || inspection->index != block)
    return NULL;
  return inspection;
}
