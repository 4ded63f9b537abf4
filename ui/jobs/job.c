/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work beside the window's thread: the newest request wins. */
#include "ui/jobs/job.h"

#include "ui/jobs/doorbell.h"

#include <pthread.h>

/*
 * Where the job and the thread that works for it meet. Counted, as either may leave first: a job
 * that is freed leaves its thread to itself.
 */
typedef struct
{
  gint ref_count;
  const WbJobKind *kind;
  pthread_mutex_t mutex;
  /* Under the mutex: */
  WbDoorbell *doorbell;      /* the job's: rung while it waits for the task at work */
  gpointer waiting;          /* (nullable): the newest task */
  gboolean at_work;          /* a thread has been called, or is there */
  GCancellable *cancellable; /* (nullable): of the task at work, while somebody wants it */
  gpointer done;             /* (nullable): a task to be taken */
  gint64 took;               /* µs */
} Desk;

struct _WbJob
{
  Desk *desk;
  gpointer owner;
  gboolean is_busy;
  guint rest; /* source that ends it */
};

static Desk *
desk_ref (Desk *desk)
{
  g_atomic_int_inc (&desk->ref_count);
  return desk;
}

static void
desk_unref (Desk *desk)
{
  if (!g_atomic_int_dec_and_test (&desk->ref_count))
    return;
  pthread_mutex_destroy (&desk->mutex);
  g_free (desk);
}

/* ---- on a thread of the pool ---- */

/* Returns: (transfer full) (nullable): what is to be done; %NULL where it was taken back. */
static gpointer
begin (Desk *desk, GCancellable *cancellable)
{
  gpointer task;

  pthread_mutex_lock (&desk->mutex);
  task = g_steal_pointer (&desk->waiting);
  if (task != NULL)
    desk->cancellable = g_object_ref (cancellable);
  else
    desk->at_work = FALSE;
  pthread_mutex_unlock (&desk->mutex);
  return task;
}

/* @task: (transfer full). Returns: whether another one waits. */
static gboolean
end (Desk *desk, GCancellable *cancellable, gpointer task, gint64 took)
{
  gboolean is_at_work;

  pthread_mutex_lock (&desk->mutex);
  if (desk->cancellable == cancellable)
    {
      g_clear_object (&desk->cancellable);
      desk->done = g_steal_pointer (&task);
      desk->took = took;
      wb_doorbell_ring (desk->doorbell);
    }
  is_at_work = desk->at_work = desk->waiting != NULL;
  pthread_mutex_unlock (&desk->mutex);
  g_clear_pointer (&task, desk->kind->free);
  return is_at_work;
}

/* Holds the desk for as long as there is something to do on it. */
static void
work (gpointer data)
{
  Desk *desk = data;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer task = begin (desk, cancellable);
  gint64 from = g_get_monotonic_time ();

  if (task != NULL)
    {
      desk->kind->work (task, cancellable);
      if (end (desk, cancellable, task, g_get_monotonic_time () - from))
        {
          /* Behind what others have asked for meanwhile. */
          wb_pool_push (desk->kind->pool (), work, desk);
          return;
        }
    }
  desk_unref (desk);
}

/* ---- on the main thread ---- */

static gboolean
rested (gpointer data)
{
  WbJob *job = data;

  job->rest = 0;
  if (job->desk->kind->rested != NULL)
    job->desk->kind->rested (job->owner);
  return G_SOURCE_REMOVE;
}

static void
answer (gpointer data)
{
  WbJob *job = data;
  Desk *desk = job->desk;
  const WbJobKind *kind = desk->kind;
  gpointer task;
  gint64 took;

  pthread_mutex_lock (&desk->mutex);
  task = g_steal_pointer (&desk->done);
  took = desk->took;
  pthread_mutex_unlock (&desk->mutex);
  if (task == NULL)
    return;
  job->is_busy = FALSE;
  g_clear_handle_id (&job->rest, g_source_remove);
  if (kind->rest > 0)
    job->rest = g_timeout_add (MAX (kind->rest, (guint) (took / 1000)), rested, job);
  kind->done (task, job->owner); /* who may free the job */
}

WbJob *
wb_job_new (const WbJobKind *kind, gpointer owner)
{
  WbJob *job = g_new0 (WbJob, 1);

  job->owner = owner;
  job->desk = g_new0 (Desk, 1);
  job->desk->ref_count = 1;
  job->desk->kind = kind;
  pthread_mutex_init (&job->desk->mutex, NULL);
  job->desk->doorbell = wb_doorbell_new (answer, job);
  return job;
}

/* Puts @task (nullable) in the place of all that was asked for. Returns: whether a thread is to be
 * called. */
static gboolean
replace (Desk *desk, gpointer task)
{
  gpointer waited, done;
  gboolean calls;
  g_autoptr (GCancellable) cancellable = NULL;

  pthread_mutex_lock (&desk->mutex);
  waited = g_steal_pointer (&desk->waiting);
  done = g_steal_pointer (&desk->done);
  cancellable = g_steal_pointer (&desk->cancellable);
  desk->waiting = task;
  calls = task != NULL && !desk->at_work;
  desk->at_work |= calls;
  pthread_mutex_unlock (&desk->mutex);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_clear_pointer (&waited, desk->kind->free);
  g_clear_pointer (&done, desk->kind->free);
  return calls;
}

void
wb_job_free (WbJob *job)
{
  Desk *desk = job->desk;

  replace (desk, NULL);
  g_clear_handle_id (&job->rest, g_source_remove);
  wb_doorbell_free (desk->doorbell); /* a thread rings it only for what is wanted */
  desk_unref (desk);
  g_free (job);
}

void
wb_job_request (WbJob *job, gpointer task)
{
  g_return_if_fail (task != NULL);

  job->is_busy = TRUE;
  if (replace (job->desk, task))
    wb_pool_push (job->desk->kind->pool (), work, desk_ref (job->desk));
}

void
wb_job_cancel (WbJob *job)
{
  job->is_busy = FALSE;
  replace (job->desk, NULL);
}

gboolean
wb_job_is_busy (WbJob *job)
{
  return job->is_busy;
}

gboolean
wb_job_is_ready (WbJob *job)
{
  return !job->is_busy && job->rest == 0;
}
