/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/worker.h"

#include "core/engine/precedence.h"

#include <pthread.h>
#include <sys/resource.h>

/* A desk where the test waits for results, and holds the worker back while it likes. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int notified;
  int started;
  gboolean gate_open;
  int inputs_alive, results_alive;
} Desk;

static Desk desk = { .mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

static void
desk_clear (gboolean gate_open)
{
  desk.notified = desk.started = desk.inputs_alive = desk.results_alive = 0;
  desk.gate_open = gate_open;
}

static void
desk_add (int *count, int difference)
{
  pthread_mutex_lock (&desk.mutex);
  *count += difference;
  pthread_cond_broadcast (&desk.changed);
  pthread_mutex_unlock (&desk.mutex);
}

static void
desk_wait (const int *count, int least)
{
  pthread_mutex_lock (&desk.mutex);
  while (*count < least)
    pthread_cond_wait (&desk.changed, &desk.mutex);
  pthread_mutex_unlock (&desk.mutex);
}

static void
desk_open_gate (void)
{
  pthread_mutex_lock (&desk.mutex);
  desk.gate_open = TRUE;
  pthread_cond_broadcast (&desk.changed);
  pthread_mutex_unlock (&desk.mutex);
}

static gpointer
input_new (int number)
{
  desk_add (&desk.inputs_alive, 1);
  return g_memdup2 (&number, sizeof number);
}

static void
input_free (gpointer input)
{
  desk_add (&desk.inputs_alive, -1);
  g_free (input);
}

static void
result_free (gpointer result)
{
  desk_add (&desk.results_alive, -1);
  g_free (result);
}

static gpointer
square (gpointer input)
{
  int number = *(int *) input;

  desk_add (&desk.started, 1);
  pthread_mutex_lock (&desk.mutex);
  while (!desk.gate_open)
    pthread_cond_wait (&desk.changed, &desk.mutex);
  pthread_mutex_unlock (&desk.mutex);
  desk_add (&desk.results_alive, 1);
  number *= number;
  return g_memdup2 (&number, sizeof number);
}

static void
notified (gpointer data)
{
  desk_add (&desk.notified, 1);
}

static FopWorker *
squarer (void)
{
  return fop_worker_new (square, input_free, result_free, notified, NULL);
}

static void
a_request_is_answered_once (void)
{
  desk_clear (TRUE);
  g_autoptr (FopWorker) worker = squarer ();

  fop_worker_request (worker, input_new (7));
  desk_wait (&desk.notified, 1);

  int *result = fop_worker_take (worker);

  g_assert_cmpint (*result, ==, 49);
  g_assert_null (fop_worker_take (worker));
  g_assert_false (fop_worker_busy (worker));
  result_free (result);
  g_assert_cmpint (desk.inputs_alive, ==, 0);
}

static void
of_waiting_requests_the_newest_wins (void)
{
  desk_clear (FALSE);
  g_autoptr (FopWorker) worker = squarer ();

  fop_worker_request (worker, input_new (1));
  desk_wait (&desk.started, 1);
  for (int i = 2; i <= 100; i++)
    fop_worker_request (worker, input_new (i));
  g_assert_true (fop_worker_busy (worker));
  desk_open_gate ();
  desk_wait (&desk.notified, 2);

  int *result = fop_worker_take (worker);

  g_assert_cmpint (*result, ==, 10000);
  g_assert_cmpint (desk.started, ==, 2);
  result_free (result);
}

static void
leaving_frees_what_waits (void)
{
  desk_clear (TRUE);
  FopWorker *worker = squarer ();

  fop_worker_request (worker, input_new (3));
  desk_wait (&desk.notified, 1);
  for (int i = 0; i < 50; i++)
    fop_worker_request (worker, input_new (i));
  fop_worker_free (worker);
  g_assert_cmpint (desk.inputs_alive, ==, 0);
  g_assert_cmpint (desk.results_alive, ==, 0);
}

static gpointer
own_place (gpointer input)
{
  int place = getpriority (PRIO_PROCESS, 0);

  return g_memdup2 (&place, sizeof place);
}

static void
pictures_give_way_to_the_window (void)
{
  g_autoptr (FopWorker) worker = NULL;
  g_autofree int *place = NULL;
  int before = getpriority (PRIO_PROCESS, 0);

  desk_clear (TRUE);
  worker = fop_worker_new (own_place, g_free, g_free, notified, NULL);
  fop_worker_request (worker, g_new0 (int, 1));
  desk_wait (&desk.notified, 1);
  place = fop_worker_take (worker);
  g_assert_cmpint (*place, ==, MAX (before, (int) FOP_PRECEDENCE_PICTURES));
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/a-request-is-answered-once", a_request_is_answered_once);
  g_test_add_func ("/worker/of-waiting-requests-the-newest-wins",
                   of_waiting_requests_the_newest_wins);
  g_test_add_func ("/worker/leaving-frees-what-waits", leaving_frees_what_waits);
  g_test_add_func ("/worker/pictures-give-way-to-the-window", pictures_give_way_to_the_window);
  return g_test_run ();
}
