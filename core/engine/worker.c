/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/worker.h"

#include "core/engine/precedence.h"

#include <pthread.h>

struct _FopWorker
{
  FopWorkerFunction work;
  GDestroyNotify free_input, free_result;
  void (*notify) (gpointer data);
  gpointer data;

  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  /* Under the mutex: */
  gpointer request, result;
  gboolean working, leaving;
};

static gpointer
replace (gpointer *place, gpointer value)
{
  gpointer old = *place;

  *place = value;
  return old;
}

static void *
work_until_told (void *data)
{
  FopWorker *worker = data;

  fop_precedence_take (FOP_PRECEDENCE_PICTURES);
  pthread_mutex_lock (&worker->mutex);
  for (;;)
    {
      while (!worker->request && !worker->leaving)
        pthread_cond_wait (&worker->wake, &worker->mutex);
      if (worker->leaving)
        break;

      gpointer input = replace (&worker->request, NULL);

      worker->working = TRUE;
      pthread_mutex_unlock (&worker->mutex);

      gpointer result = worker->work (input);

      worker->free_input (input);

      pthread_mutex_lock (&worker->mutex);
      worker->working = FALSE;
      gpointer stale = replace (&worker->result, result);

      pthread_mutex_unlock (&worker->mutex);
      if (stale)
        worker->free_result (stale);
      worker->notify (worker->data);
      pthread_mutex_lock (&worker->mutex);
    }
  pthread_mutex_unlock (&worker->mutex);
  return NULL;
}

FopWorker *
fop_worker_new (FopWorkerFunction work, GDestroyNotify free_input, GDestroyNotify free_result,
                void (*notify) (gpointer data), gpointer data)
{
  FopWorker *worker = g_new0 (FopWorker, 1);

  worker->work = work;
  worker->free_input = free_input;
  worker->free_result = free_result;
  worker->notify = notify;
  worker->data = data;
  pthread_mutex_init (&worker->mutex, NULL);
  pthread_cond_init (&worker->wake, NULL);
  if (pthread_create (&worker->thread, NULL, work_until_told, worker) != 0)
    g_error ("no thread to be had for a worker");
  return worker;
}

void
fop_worker_free (FopWorker *worker)
{
  pthread_mutex_lock (&worker->mutex);
  worker->leaving = TRUE;
  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->mutex);
  pthread_join (worker->thread, NULL);

  if (worker->request)
    worker->free_input (worker->request);
  if (worker->result)
    worker->free_result (worker->result);
  pthread_cond_destroy (&worker->wake);
  pthread_mutex_destroy (&worker->mutex);
  g_free (worker);
}

void
fop_worker_request (FopWorker *worker, gpointer input)
{
  g_return_if_fail (input != NULL);

  pthread_mutex_lock (&worker->mutex);
  gpointer dropped = replace (&worker->request, input);

  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->mutex);
  if (dropped)
    worker->free_input (dropped);
}

gboolean
fop_worker_busy (FopWorker *worker)
{
  pthread_mutex_lock (&worker->mutex);
  gboolean busy = worker->request != NULL || worker->working;

  pthread_mutex_unlock (&worker->mutex);
  return busy;
}

gpointer
fop_worker_take (FopWorker *worker)
{
  pthread_mutex_lock (&worker->mutex);
  gpointer result = replace (&worker->result, NULL);

  pthread_mutex_unlock (&worker->mutex);
  return result;
}
