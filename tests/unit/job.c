/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of work beside the window's thread. */
#include "ui/jobs/job.h"

#include "core/engine/precedence.h"

#include <pthread.h>
#include <sys/resource.h>

#define HAMMERED   8
#define HAMMERINGS 4000

typedef struct
{
  int number, square;
  gboolean waits; /* until the gate is open */
  gboolean heeds; /* waits until it is canceled */
  gboolean was_cancelled;
  int place;
} Task;

/* Where the test waits for its threads, and holds them back while it likes. */
static struct
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  gboolean gate_open;
  int alive, started, at_once, most_at_once, canceled;
} desk = { .mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

/* An owner, and what it was told. */
typedef struct
{
  WbJob *job;
  pthread_t thread;
  int told, last, rested;
  gboolean leaves; /* when it is told something */
} Owner;

static void
desk_clear (void)
{
  g_assert_cmpint (desk.alive, ==, 0);
  desk.gate_open = FALSE;
  desk.started = desk.at_once = desk.most_at_once = desk.canceled = 0;
}

static void
desk_add (int *count, int difference)
{
  pthread_mutex_lock (&desk.mutex);
  *count += difference;
  desk.most_at_once = MAX (desk.most_at_once, desk.at_once);
  pthread_cond_broadcast (&desk.changed);
  pthread_mutex_unlock (&desk.mutex);
}

static void
desk_wait (const int *count, int wanted)
{
  pthread_mutex_lock (&desk.mutex);
  while (*count != wanted)
    pthread_cond_wait (&desk.changed, &desk.mutex);
  pthread_mutex_unlock (&desk.mutex);
}

static int
desk_read (const int *count)
{
  int value;

  pthread_mutex_lock (&desk.mutex);
  value = *count;
  pthread_mutex_unlock (&desk.mutex);
  return value;
}

static void
open_gate (void)
{
  pthread_mutex_lock (&desk.mutex);
  desk.gate_open = TRUE;
  pthread_cond_broadcast (&desk.changed);
  pthread_mutex_unlock (&desk.mutex);
}

static Task *
task_new (int number)
{
  Task *task = g_new0 (Task, 1);

  task->number = number;
  desk_add (&desk.alive, 1);
  return task;
}

static Task *
waiting_task_new (int number)
{
  Task *task = task_new (number);

  task->waits = TRUE;
  return task;
}

static void
task_free (gpointer data)
{
  g_free (data);
  desk_add (&desk.alive, -1);
}

static void
note_cancelled (GCancellable *cancellable, gpointer unused)
{
  desk_add (&desk.canceled, 1);
}

static void
square (gpointer data, GCancellable *cancellable)
{
  Task *task = data;

  desk_add (&desk.at_once, 1);
  desk_add (&desk.started, 1);
  if (task->heeds)
    {
      gulong id = g_cancellable_connect (cancellable, G_CALLBACK (note_cancelled), NULL, NULL);

      desk_wait (&desk.canceled, 1);
      g_cancellable_disconnect (cancellable, id);
    }
  pthread_mutex_lock (&desk.mutex);
  while (task->waits && !desk.gate_open)
    pthread_cond_wait (&desk.changed, &desk.mutex);
  pthread_mutex_unlock (&desk.mutex);
  task->was_cancelled = g_cancellable_is_cancelled (cancellable);
  task->square = task->number * task->number;
  task->place = getpriority (PRIO_PROCESS, 0);
  desk_add (&desk.at_once, -1);
}

static void
told (gpointer data, gpointer user)
{
  Task *task = data;
  Owner *owner = user;

  g_assert_true (pthread_equal (owner->thread, pthread_self ()));
  g_assert_false (task->was_cancelled);
  g_assert_cmpint (task->square, ==, task->number * task->number);
  g_assert_cmpint (task->place, >=, FOP_PRECEDENCE_PICTURES);
  owner->told++;
  owner->last = task->number;
  task_free (task);
  if (owner->leaves)
    g_clear_pointer (&owner->job, wb_job_free);
}

static void
rested (gpointer user)
{
  ((Owner *) user)->rested++;
}

static const WbJobKind studies
    = { .pool = wb_pool_studies, .work = square, .done = told, .free = task_free };
static const WbJobKind pictures
    = { .pool = wb_pool_pictures, .work = square, .done = told, .free = task_free };
static const WbJobKind resting = { .pool = wb_pool_studies,
                                   .rest = 1,
                                   .work = square,
                                   .done = told,
                                   .rested = rested,
                                   .free = task_free };

static void
owner_init (Owner *owner, const WbJobKind *kind)
{
  *owner = (Owner){ .thread = pthread_self () };
  owner->job = wb_job_new (kind, owner);
}

/* The main loop turns until @condition holds. */
#define WAIT_UNTIL(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

static void
turn_main_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
a_request_comes_back_done_once (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &studies);
  g_assert_true (wb_job_is_ready (owner.job));
  wb_job_request (owner.job, task_new (7));
  g_assert_true (wb_job_is_busy (owner.job));
  WAIT_UNTIL (owner.told > 0);
  g_assert_cmpint (owner.last, ==, 7);
  g_assert_false (wb_job_is_busy (owner.job));
  g_assert_true (wb_job_is_ready (owner.job));
  wb_job_free (owner.job);
  turn_main_loop ();
  g_assert_cmpint (owner.told, ==, 1);
  desk_wait (&desk.alive, 0);
}

static void
the_newest_request_wins (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &studies);
  wb_job_request (owner.job, waiting_task_new (1));
  desk_wait (&desk.started, 1);
  for (int i = 2; i <= 100; i++)
    wb_job_request (owner.job, task_new (i));
  g_assert_cmpint (desk_read (&desk.alive), ==, 2);
  open_gate ();
  WAIT_UNTIL (owner.told > 0);
  g_assert_cmpint (owner.last, ==, 100);
  g_assert_cmpint (desk.started, ==, 2);
  g_assert_cmpint (desk.most_at_once, ==, 1);
  wb_job_free (owner.job);
  desk_wait (&desk.alive, 0);
}

/* Whether its thread is through with it already or not. */
static void
what_was_done_before_is_dropped (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &studies);
  wb_job_request (owner.job, task_new (1));
  desk_wait (&desk.started, 1);
  desk_wait (&desk.at_once, 0);
  wb_job_request (owner.job, task_new (2));
  WAIT_UNTIL (owner.told > 0);
  turn_main_loop ();
  g_assert_cmpint (owner.told, ==, 1);
  g_assert_cmpint (owner.last, ==, 2);
  wb_job_free (owner.job);
  desk_wait (&desk.alive, 0);
}

static void
a_newer_request_cancels_the_one_at_work (void)
{
  Owner owner;
  Task *first;

  desk_clear ();
  owner_init (&owner, &studies);
  first = task_new (1);
  first->heeds = TRUE;
  wb_job_request (owner.job, first);
  desk_wait (&desk.started, 1);
  wb_job_request (owner.job, task_new (2));
  WAIT_UNTIL (owner.told > 0);
  g_assert_cmpint (owner.last, ==, 2);
  g_assert_cmpint (desk.canceled, ==, 1);
  wb_job_free (owner.job);
  desk_wait (&desk.alive, 0);
}

static void
a_request_taken_back_comes_to_nothing (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &studies);
  wb_job_request (owner.job, waiting_task_new (1));
  desk_wait (&desk.started, 1);
  wb_job_request (owner.job, task_new (2));
  wb_job_cancel (owner.job);
  g_assert_false (wb_job_is_busy (owner.job));
  open_gate ();
  desk_wait (&desk.alive, 0);
  turn_main_loop ();
  g_assert_cmpint (owner.told, ==, 0);
  wb_job_request (owner.job, task_new (3));
  WAIT_UNTIL (owner.told > 0);
  g_assert_cmpint (owner.last, ==, 3);
  wb_job_free (owner.job);
  desk_wait (&desk.alive, 0);
}

/* The gate is shut: what waited for the thread would wait for ever. */
static void
leaving_waits_for_nobody (void)
{
  Owner gone[3], other;

  desk_clear ();
  for (int i = 0; i < 3; i++)
    {
      owner_init (&gone[i], &studies);
      wb_job_request (gone[i].job, waiting_task_new (i));
      desk_wait (&desk.started, i + 1);
      wb_job_request (gone[i].job, task_new (i));
      wb_job_free (gone[i].job);
    }
  g_assert_cmpint (desk_read (&desk.alive), ==, 3);

  /* Nor do others wait for what nobody wants any more. */
  owner_init (&other, &studies);
  wb_job_request (other.job, task_new (5));
  WAIT_UNTIL (other.told > 0);

  open_gate ();
  desk_wait (&desk.alive, 0);
  turn_main_loop ();
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (gone[i].told, ==, 0);
  wb_job_free (other.job);
}

static void
an_owner_may_leave_when_it_is_told (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &resting);
  owner.leaves = TRUE;
  wb_job_request (owner.job, task_new (4));
  WAIT_UNTIL (owner.told > 0);
  g_assert_null (owner.job);
  turn_main_loop ();
  g_assert_cmpint (owner.rested, ==, 0);
  desk_wait (&desk.alive, 0);
}

static void
a_job_rests_after_a_task (void)
{
  Owner owner;

  desk_clear ();
  owner_init (&owner, &resting);
  wb_job_request (owner.job, task_new (1));
  WAIT_UNTIL (owner.told > 0);
  g_assert_false (wb_job_is_busy (owner.job));
  g_assert_false (wb_job_is_ready (owner.job));
  WAIT_UNTIL (owner.rested > 0);
  g_assert_true (wb_job_is_ready (owner.job));
  g_assert_cmpint (owner.told, ==, 1);
  wb_job_free (owner.job);
  desk_wait (&desk.alive, 0);
}

static void
pictures_share_a_few_threads (void)
{
  Owner owners[16];

  desk_clear ();
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      owner_init (&owners[i], &pictures);
      wb_job_request (owners[i].job, waiting_task_new ((int) i));
    }
  desk_wait (&desk.started, CLAMP ((int) g_get_num_processors (), 2, 4));
  open_gate ();
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      WAIT_UNTIL (owners[i].told > 0);
      wb_job_free (owners[i].job);
    }
  g_assert_cmpint (desk.most_at_once, ==, CLAMP ((int) g_get_num_processors (), 2, 4));
  desk_wait (&desk.alive, 0);
}

static void
threads_give_way_to_the_window (void)
{
  int before = getpriority (PRIO_PROCESS, 0);

  a_request_comes_back_done_once (); /* which looks at the thread's place */
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, before);
}

/* Requests, some taken back, and owners that come and go. */
static void
hammering_loses_nothing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Owner owners[HAMMERED];
  int asked[HAMMERED];

  desk_clear ();
  open_gate ();
  for (int i = 0; i < HAMMERED; i++)
    owner_init (&owners[i], i % 2 ? &studies : &pictures);
  for (int k = 1; k <= HAMMERINGS; k++)
    {
      int i = g_rand_int_range (random, 0, HAMMERED), what = g_rand_int_range (random, 0, 100);

      if (what < 4)
        {
          wb_job_free (owners[i].job);
          owner_init (&owners[i], i % 2 ? &studies : &pictures);
        }
      else if (what < 10)
        wb_job_cancel (owners[i].job);
      else
        wb_job_request (owners[i].job, task_new (k));
      if (what % 5 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  for (int i = 0; i < HAMMERED; i++)
    wb_job_request (owners[i].job, task_new (asked[i] = HAMMERINGS + i));
  for (int i = 0; i < HAMMERED; i++)
    {
      WAIT_UNTIL (!wb_job_is_busy (owners[i].job));
      g_assert_cmpint (owners[i].last, ==, asked[i]);
      wb_job_free (owners[i].job);
    }
  desk_wait (&desk.alive, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/a-request-comes-back-done-once", a_request_comes_back_done_once);
  g_test_add_func ("/job/the-newest-request-wins", the_newest_request_wins);
  g_test_add_func ("/job/what-was-done-before-is-dropped", what_was_done_before_is_dropped);
  g_test_add_func ("/job/a-newer-request-cancels-the-one-at-work",
                   a_newer_request_cancels_the_one_at_work);
  g_test_add_func ("/job/a-request-taken-back-comes-to-nothing",
                   a_request_taken_back_comes_to_nothing);
  g_test_add_func ("/job/leaving-waits-for-nobody", leaving_waits_for_nobody);
  g_test_add_func ("/job/an-owner-may-leave-when-it-is-told", an_owner_may_leave_when_it_is_told);
  g_test_add_func ("/job/a-job-rests-after-a-task", a_job_rests_after_a_task);
  g_test_add_func ("/job/pictures-share-a-few-threads", pictures_share_a_few_threads);
  g_test_add_func ("/job/threads-give-way-to-the-window", threads_give_way_to_the_window);
  g_test_add_func ("/job/hammering-loses-nothing", hammering_loses_nothing);
  return g_test_run ();
}
