/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds on a run's speed, off the main thread. */
#include "ui/jobs/theorist.h"

#include "core/engine/worker.h"
#include "ui/jobs/doorbell.h"

#define WORK_SECONDS      0.03
#define REST_MILLISECONDS 30

/* The walk is the worker's from the request to the answer, and the main thread's else. */
typedef struct
{
  FopTheoryWalk *walk;
  guint64 step;
} Errand;

struct _WbTheorist
{
  WbDoorbell *doorbell;
  FopWorker *worker;
  void (*changed) (gpointer data);
  gpointer data;

  FopTheoryWalk *walk; /* (nullable) */
  FopTheory *theory;   /* (nullable) */
  guint64 step;        /* that was asked for last */
  guint rest;          /* source that ends it */
};

static gpointer
run_errand (gpointer input)
{
  const Errand *errand = input;

  fop_theory_walk_on (errand->walk, errand->step, WORK_SECONDS);
  return fop_theory_walk_theory (errand->walk, errand->step);
}

static gboolean
rested (gpointer data)
{
  WbTheorist *theorist = data;

  theorist->rest = 0;
  theorist->changed (theorist->data);
  return G_SOURCE_REMOVE;
}

static void
answer (gpointer data)
{
  WbTheorist *theorist = data;
  FopTheory *theory = fop_worker_take (theorist->worker);

  g_clear_handle_id (&theorist->rest, g_source_remove);
  theorist->rest = g_timeout_add (REST_MILLISECONDS, rested, theorist);
  if (theory == NULL)
    return;
  g_clear_pointer (&theorist->theory, fop_theory_unref);
  theorist->theory = theory;
  theorist->changed (theorist->data);
}

WbTheorist *
wb_theorist_new (void (*changed) (gpointer data), gpointer data)
{
  WbTheorist *theorist = g_new0 (WbTheorist, 1);

  theorist->changed = changed;
  theorist->data = data;
  theorist->doorbell = wb_doorbell_new (answer, theorist);
  theorist->worker = fop_worker_new (run_errand, g_free, (GDestroyNotify) fop_theory_unref,
                                     wb_doorbell_ring, theorist->doorbell);
  return theorist;
}

void
wb_theorist_free (WbTheorist *theorist)
{
  fop_worker_free (theorist->worker); /* rings until here */
  wb_doorbell_free (theorist->doorbell);
  g_clear_handle_id (&theorist->rest, g_source_remove);
  g_clear_pointer (&theorist->walk, fop_theory_walk_free);
  g_clear_pointer (&theorist->theory, fop_theory_unref);
  g_free (theorist);
}

void
wb_theorist_offer (WbTheorist *theorist, FopSnapshot *snapshot, gsize run)
{
  Errand *errand;
  gboolean is_same;

  if (run >= snapshot->n_runs || !fop_theory_applies (snapshot->problem)
      || fop_worker_busy (theorist->worker) || theorist->rest != 0)
    return;
  is_same = theorist->walk != NULL && fop_theory_walk_is_of (theorist->walk, snapshot, run);
  if (is_same && theorist->theory != NULL && theorist->theory->is_complete
      && theorist->step >= snapshot->step)
    return;
  if (!is_same)
    {
      g_clear_pointer (&theorist->walk, fop_theory_walk_free);
      g_clear_pointer (&theorist->theory, fop_theory_unref);
      theorist->walk = fop_theory_walk_new (snapshot, run);
    }
  theorist->step = snapshot->step;
  errand = g_new (Errand, 1);
  *errand = (Errand){ theorist->walk, snapshot->step };
  fop_worker_request (theorist->worker, errand);
}

FopTheory *
wb_theorist_theory (WbTheorist *theorist, FopSnapshot *snapshot, gsize run)
{
  FopTheory *theory = theorist->theory;

  if (theory == NULL || theory->generation != snapshot->generation || theory->run != run)
    return NULL;
  return theory;
}
