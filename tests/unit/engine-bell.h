/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Helpers for tests of the engine: waiting for snapshots, and sending edits. */

#include "core/engine/engine.h"
#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>
#include <pthread.h>

/* Wakes the test when the engine notifies it. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t rung;
  guint rings;
} Bell;

static Bell bell = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };

static inline void
ring (gpointer data)
{
  pthread_mutex_lock (&bell.mutex);
  bell.rings++;
  pthread_cond_broadcast (&bell.rung);
  pthread_mutex_unlock (&bell.mutex);
}

static inline guint
n_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  g_assert_nonnull (tasks);
  while (g_dir_read_name (tasks) != NULL)
    n++;
  return n;
}

/* Runs all tests, then waits for the threads of abandoned preparations: they must not outlive the
 * libraries that they use. Gives up after some seconds, in case a library has started threads that
 * stay. */
static inline int
run_engine_tests (void)
{
  guint before = n_threads ();
  int status = g_test_run ();

  for (int i = 0; i < 5000 && n_threads () > before; i++)
    g_usleep (1000);
  return status;
}

typedef gboolean (*Condition) (const FopSnapshot *snapshot, guint64 number);

/* Waits for a snapshot that satisfies @condition. */
static inline FopSnapshot *
await (FopEngine *engine, Condition condition, guint64 number)
{
  for (;;)
    {
      guint seen;

      pthread_mutex_lock (&bell.mutex);
      seen = bell.rings;
      pthread_mutex_unlock (&bell.mutex);

      g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (engine);

      if (snapshot && condition (snapshot, number))
        return g_steal_pointer (&snapshot);
      pthread_mutex_lock (&bell.mutex);
      while (bell.rings == seen)
        pthread_cond_wait (&bell.rung, &bell.mutex);
      pthread_mutex_unlock (&bell.mutex);
    }
}

static inline gboolean
is_generation (const FopSnapshot *snapshot, guint64 number)
{
  return snapshot->generation == number;
}

static inline gboolean
holds_edit (const FopSnapshot *snapshot, guint64 serial)
{
  return snapshot->edit >= serial;
}

static inline gboolean
has_stopped (const FopSnapshot *snapshot, guint64 number)
{
  return !snapshot->playing && snapshot->step > 0 && snapshot->step >= number;
}

static inline gboolean
rests_at (const FopSnapshot *snapshot, guint64 number)
{
  return !snapshot->playing && snapshot->step == number;
}

static inline gboolean
is_past (const FopSnapshot *snapshot, guint64 number)
{
  return snapshot->step > number;
}

/* Checks each of the three runs, since they can also be at equal rows on their way there. */
static inline gboolean
three_rest_at (const FopSnapshot *snapshot, guint64 number)
{
  if (snapshot->n_runs != 3 || !rests_at (snapshot, number))
    return FALSE;
  for (gsize i = 0; i < snapshot->n_runs; i++)
    if (snapshot->runs[i].step != number)
      return FALSE;
  return TRUE;
}

static inline FopExperiment *
two_runs (guint64 steps)
{
  FopExperiment *experiment = valley (steps);

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  return experiment;
}

/* Loads a copy, since versions must not change but the test may modify its own experiment. */
static inline guint64
load (FopEngine *engine, const FopExperiment *experiment)
{
  g_autoptr (FopExperiment) version = fop_experiment_copy (experiment);
  g_autoptr (FopEdit) edit = fop_edit_replace (version);

  return fop_engine_edit (engine, edit);
}

/* @edit: (transfer full) */
static inline guint64
send (FopEngine *engine, FopEdit *edit)
{
  guint64 serial = fop_engine_edit (engine, edit);

  fop_edit_unref (edit);
  return serial;
}

static inline FopEdit *
edit_of_problem (const FopExperiment *experiment, const char *settings)
{
  FopSettings *next = fop_settings_copy (experiment->problem_settings);

  give (next, settings);
  return fop_edit_problem (experiment->problem, next);
}

static inline FopEdit *
edit_of_steps (const FopExperiment *experiment, guint64 steps)
{
  FopSettings *settings = fop_experiment_settings (experiment);

  fop_settings_set_number (settings, "steps", (double) steps, NULL, NULL);
  return fop_edit_experiment (settings);
}

static inline FopEngine *
engine_with (const FopExperiment *experiment)
{
  FopEngine *engine = fop_engine_new (ring, NULL);
  guint64 serial = load (engine, experiment);
  g_autoptr (FopSnapshot) loaded = await (engine, is_generation, serial);

  g_assert_false (loaded->playing);
  g_assert_cmpuint (loaded->step, ==, 0);
  return engine;
}

static inline void
assert_curves_equal_headless (const FopSnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (snapshot->experiment, &error);

  g_assert_no_error (error);
  walk_to (session, snapshot->step);
  for (gsize i = 0; i < snapshot->n_runs; i++)
    {
      g_autoptr (FopCurves) curves
          = fop_history_curves (fop_run_history (fop_session_run (session, i)));

      assert_same_curves (snapshot->runs[i].curves, curves);
    }
}

/* An edit whose result no session can run, since the method requires a network. */
static inline FopEdit *
impossible (void)
{
  return fop_edit_add_run (fop_method_class_find ("kfac", NULL));
}
