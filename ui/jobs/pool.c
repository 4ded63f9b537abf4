/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads that take work from a queue. */
#include "ui/jobs/pool.h"

#include "core/engine/precedence.h"

#include <pthread.h>

typedef struct
{
  void (*work) (gpointer data);
  gpointer data;
} Errand;

struct _WbPool
{
  guint most; /* maximum number of threads */
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  /* Protected by the mutex: */
  GQueue errands;
  guint n_threads, n_idle;
};

static WbPool pictures = { .mutex = PTHREAD_MUTEX_INITIALIZER,
                           .wake = PTHREAD_COND_INITIALIZER,
                           .errands = G_QUEUE_INIT };
static WbPool studies = { .most = G_MAXUINT,
                          .mutex = PTHREAD_MUTEX_INITIALIZER,
                          .wake = PTHREAD_COND_INITIALIZER,
                          .errands = G_QUEUE_INIT };

static void
count_processors (void)
{
  pictures.most = CLAMP (g_get_num_processors (), 2, 4);
}

WbPool *
wb_pool_pictures (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, count_processors);
  return &pictures;
}

WbPool *
wb_pool_studies (void)
{
  return &studies;
}

static void *
run_errands (void *data)
{
  WbPool *pool = data;

  fop_precedence_take (FOP_PRECEDENCE_PICTURES);
  pthread_mutex_lock (&pool->mutex);
  for (;;)
    {
      g_autofree Errand *errand = g_queue_pop_head (&pool->errands);

      if (errand != NULL)
        {
          pthread_mutex_unlock (&pool->mutex);
          errand->work (errand->data);
          pthread_mutex_lock (&pool->mutex);
          continue;
        }
      pool->n_idle++;
      pthread_cond_wait (&pool->wake, &pool->mutex);
      pool->n_idle--;
    }
  return NULL;
}

/* Called with the mutex locked. */
static void
start_thread (WbPool *pool)
{
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  pthread_attr_setdetachstate (&attributes, PTHREAD_CREATE_DETACHED);
  if (pthread_create (&thread, &attributes, run_errands, pool) == 0)
    pool->n_threads++;
  else if (pool->n_threads == 0)
    g_error ("Failed to start a thread");
  pthread_attr_destroy (&attributes);
}

void
wb_pool_push (WbPool *pool, void (*work) (gpointer data), gpointer data)
{
  Errand *errand = g_new (Errand, 1);

  *errand = (Errand){ work, data };
  pthread_mutex_lock (&pool->mutex);
  g_queue_push_tail (&pool->errands, errand);
  if (pool->errands.length > pool->n_idle && pool->n_threads < pool->most)
    start_thread (pool);
  pthread_cond_signal (&pool->wake);
  pthread_mutex_unlock (&pool->mutex);
}
