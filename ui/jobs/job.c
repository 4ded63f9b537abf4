/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work off the main thread: the newest request wins. */
#include "ui/jobs/job.h"

#include "ui/jobs/doorbell.h"

#include <pthread.h>

/*
 * State shared by the job and its thread. Reference-counted, since either may be done with it
 * first: freeing a job does not wait for its thread.
 */
typedef struct
{
  gint ref_count;
  const WbJobKind *kind;
  pthread_mutex_t mutex;
  /* Protected by the mutex: */
  WbDoorbell *doorbell;      /* of the job; rung only for a task whose result is wanted */
  gpointer waiting;          /* (nullable): the newest task, not yet started */
  gboolean at_work;          /* a thread is running or has been requested */
  GCancellable *cancellable; /* (nullable): of the running task, while its result is wanted */
  gpointer done;             /* (nullable): the completed task, not yet passed to the owner */
  gint64 took;               /* µs */
} Desk;

struct _WbJob
{
  Desk *desk;
  gpointer owner;
  gboolean is_busy;
  guint rest; /* source that ends the rest */
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

/* Returns: (transfer full) (nullable): the task to run; %NULL if the request was canceled. */
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

/* @task: (transfer full). Returns: whether another task is waiting. */
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

/* Owns a reference to the desk, which it drops when no task is waiting. */
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
          /* Queue the next task behind those that other jobs have requested in the meantime. */
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
  kind->done (task, job->owner); /* may free the job */
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

/* Replaces everything requested so far by @task (nullable). Returns: whether the caller must
 * request a thread. */
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
  wb_doorbell_free (desk->doorbell); /* safe: threads ring it only for a wanted result */
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
