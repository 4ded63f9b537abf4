/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs share no mutable data, so a pool of threads steps them to their ends, one run per thread at
 * a time. */

#include "core/engine/session.h"
#include "core/study/diagnosis.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define PROGRESS_INTERVAL 100000 /* µs */

typedef struct
{
  FopSession *session;
  GCancellable *cancellable;
  double *seconds;
  atomic_size_t next;
  atomic_uint_fast64_t *rows; /* current step of each run, for progress reports */

  pthread_mutex_t mutex;
  pthread_cond_t left;
  guint at_work; /* number of threads, protected by the mutex */
} Crew;

static void
finish_run (Crew *crew, gsize index)
{
  FopRun *run = fop_session_run (crew->session, index);
  gint64 begin = g_get_monotonic_time ();

  while (fop_run_status (run) == FOP_RUN_READY && !g_cancellable_is_cancelled (crew->cancellable))
    {
      fop_run_step (run);
      atomic_store_explicit (&crew->rows[index], fop_run_current_step (run), memory_order_relaxed);
    }
  if (crew->seconds)
    crew->seconds[index] = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  fop_diagnosis_of (run);
}

static void *
take_runs (void *data)
{
  Crew *crew = data;
  gsize n = fop_session_n_runs (crew->session), index;

  while ((index = atomic_fetch_add (&crew->next, 1)) < n)
    finish_run (crew, index);
  pthread_mutex_lock (&crew->mutex);
  crew->at_work--;
  pthread_cond_signal (&crew->left);
  pthread_mutex_unlock (&crew->mutex);
  return NULL;
}

/* A run that ended early has no steps left. */
static void
tell (Crew *crew, guint64 begin, FopProgress progress, gpointer data)
{
  gsize n = fop_session_n_runs (crew->session);
  guint64 steps = fop_session_experiment (crew->session)->steps, done = 0;

  for (gsize i = 0; i < n; i++)
    done += atomic_load_explicit (&crew->rows[i], memory_order_relaxed);
  progress (done - begin, steps * n - begin, data);
}

static void
wait_for_crew (Crew *crew, guint64 begin, FopProgress progress, gpointer data)
{
  pthread_mutex_lock (&crew->mutex);
  while (crew->at_work > 0)
    {
      gint64 time = g_get_monotonic_time () + PROGRESS_INTERVAL;
      struct timespec until = { .tv_sec = (time_t) (time / G_USEC_PER_SEC),
                                .tv_nsec = (long) (time % G_USEC_PER_SEC * 1000) };

      pthread_cond_timedwait (&crew->left, &crew->mutex, &until);
      if (!progress)
        continue;
      pthread_mutex_unlock (&crew->mutex);
      tell (crew, begin, progress, data);
      pthread_mutex_lock (&crew->mutex);
    }
  pthread_mutex_unlock (&crew->mutex);
}

gboolean
fop_session_finish (FopSession *session, guint jobs, FopProgress progress, gpointer data,
                    GCancellable *cancellable, double *seconds)
{
  gsize n = fop_session_n_runs (session);
  guint n_threads = (guint) CLAMP (n, 1, MAX (jobs, 1)), n_started = 0;
  g_autofree pthread_t *threads = g_new (pthread_t, n_threads);
  g_autofree atomic_uint_fast64_t *rows = g_new (atomic_uint_fast64_t, n);
  guint64 begin = 0;
  pthread_condattr_t attributes;
  Crew crew = {
    .session = session,
    .cancellable = cancellable,
    .seconds = seconds,
    .rows = rows,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
    .at_work = n_threads,
  };

  atomic_init (&crew.next, 0);
  for (gsize i = 0; i < n; i++)
    {
      guint64 row = fop_run_current_step (fop_session_run (session, i));

      atomic_init (&rows[i], row);
      begin += row;
    }
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&crew.left, &attributes);
  pthread_condattr_destroy (&attributes);

  while (n_started < n_threads && pthread_create (&threads[n_started], NULL, take_runs, &crew) == 0)
    n_started++;
  /* If the system provides fewer threads, this thread also steps runs. */
  for (guint i = n_started; i < n_threads; i++)
    take_runs (&crew);
  wait_for_crew (&crew, begin, progress, data);
  for (guint i = 0; i < n_started; i++)
    pthread_join (threads[i], NULL);
  pthread_cond_destroy (&crew.left);
  pthread_mutex_destroy (&crew.mutex);
  return fop_session_done (session);
}
