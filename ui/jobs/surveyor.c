/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spectral densities off the main thread. */
#include "ui/jobs/surveyor.h"

#include "core/engine/worker.h"
#include "ui/jobs/doorbell.h"

#define REST_MICROSECONDS 50000

typedef struct
{
  FopSnapshot *snapshot;
  gsize run;
  FopDensity *previous; /* (nullable) */
  GCancellable *cancellable;
} Subject;

struct _WbSurveyor
{
  WbDoorbell *doorbell;
  FopWorker *worker;
  void (*changed) (gpointer data);
  gpointer data;

  FopDensity *density;
  /* Of what is being looked at: */
  GCancellable *cancellable;
  guint64 generation;
  gsize run;
  gint64 asked_at;
  guint rest; /* source that ends it */
};

static void
subject_free (gpointer data)
{
  Subject *subject = data;

  fop_snapshot_unref (subject->snapshot);
  g_clear_pointer (&subject->previous, fop_density_unref);
  g_object_unref (subject->cancellable);
  g_free (subject);
}

static gpointer
estimate (gpointer input)
{
  Subject *subject = input;

  return fop_density_new (subject->snapshot, subject->run, subject->previous, subject->cancellable);
}

static gboolean
rested (gpointer data)
{
  WbSurveyor *surveyor = data;

  surveyor->rest = 0;
  surveyor->changed (surveyor->data);
  return G_SOURCE_REMOVE;
}

static void
answer (gpointer data)
{
  WbSurveyor *surveyor = data;
  FopDensity *density = fop_worker_take (surveyor->worker);
  gint64 took = g_get_monotonic_time () - surveyor->asked_at;

  g_clear_handle_id (&surveyor->rest, g_source_remove);
  surveyor->rest = g_timeout_add ((guint) (MAX (took, REST_MICROSECONDS) / 1000), rested, surveyor);
  if (density == NULL)
    return;
  g_clear_pointer (&surveyor->density, fop_density_unref);
  surveyor->density = density;
  surveyor->changed (surveyor->data);
}

WbSurveyor *
wb_surveyor_new (void (*changed) (gpointer data), gpointer data)
{
  WbSurveyor *surveyor = g_new0 (WbSurveyor, 1);

  surveyor->changed = changed;
  surveyor->data = data;
  surveyor->doorbell = wb_doorbell_new (answer, surveyor);
  surveyor->worker = fop_worker_new (estimate, subject_free, (GDestroyNotify) fop_density_unref,
                                     wb_doorbell_ring, surveyor->doorbell);
  return surveyor;
}

void
wb_surveyor_free (WbSurveyor *surveyor)
{
  if (surveyor->cancellable != NULL)
    g_cancellable_cancel (surveyor->cancellable);
  fop_worker_free (surveyor->worker); /* rings until here */
  wb_doorbell_free (surveyor->doorbell);
  g_clear_handle_id (&surveyor->rest, g_source_remove);
  g_clear_object (&surveyor->cancellable);
  g_clear_pointer (&surveyor->density, fop_density_unref);
  g_free (surveyor);
}

void
wb_surveyor_offer (WbSurveyor *surveyor, FopSnapshot *snapshot, gsize run)
{
  FopDensity *known = wb_surveyor_density (surveyor, snapshot, run);
  Subject *subject;

  if (run >= snapshot->n_runs || snapshot->runs[run].theta == NULL
      || snapshot->runs[run].preconditioners == NULL || !fop_density_applies (snapshot->problem))
    return;
  if (fop_worker_busy (surveyor->worker))
    {
      if (surveyor->generation != snapshot->generation || surveyor->run != run)
        g_cancellable_cancel (surveyor->cancellable);
      return;
    }
  if (surveyor->rest != 0
      || (known != NULL && known->serial == snapshot->serial && fop_density_is_finished (known)))
    return;

  g_clear_object (&surveyor->cancellable);
  surveyor->cancellable = g_cancellable_new ();
  surveyor->generation = snapshot->generation;
  surveyor->run = run;
  surveyor->asked_at = g_get_monotonic_time ();
  subject = g_new0 (Subject, 1);
  subject->snapshot = fop_snapshot_ref (snapshot);
  subject->run = run;
  subject->previous = known != NULL ? fop_density_ref (known) : NULL;
  subject->cancellable = g_object_ref (surveyor->cancellable);
  fop_worker_request (surveyor->worker, subject);
}

FopDensity *
wb_surveyor_density (WbSurveyor *surveyor, FopSnapshot *snapshot, gsize run)
{
  FopDensity *density = surveyor->density;

  if (density == NULL || density->generation != snapshot->generation || density->run != run)
    return NULL;
  return density;
}
