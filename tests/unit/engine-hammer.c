/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Uses the engine from several threads at the same time. */

#include "tests/unit/engine-bell.h"
#include "tests/unit/walk.h"

/* A thread waits for the engine about once in this many commands. */
#define BACKLOG 200

typedef struct
{
  FopEngine *engine;
  const FopExperiment *one, *other;
  guint32 seed;
  gint64 until;
  guint rounds;
} Hammer;

/* No run, one of the first few, or all. */
static FopRuns
some_runs (GRand *rand)
{
  return g_rand_boolean (rand) ? FOP_RUNS_ALL : (FopRuns) g_rand_int_range (rand, 0, 4);
}

/* Many of these are refused, since the other thread has removed the run or opened another
 * experiment. */
static FopEdit *
some_edit (const FopExperiment *experiment, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return edit_of_steps (experiment, (guint64) g_rand_int_range (rand, 100, 100000));
    case 1:
      return fop_edit_problem (experiment->problem,
                               fop_settings_copy (experiment->problem_settings));
    case 2:
      return fop_edit_add_run (fop_method_class_find ("adam", NULL));
    case 3:
      return fop_edit_duplicate_run ("FOP");
    case 4:
      return fop_edit_remove_run ("FOP 2");
    case 5:
      return impossible ();
    default:
      return fop_edit_rename_run ("GD", "Adam");
    }
}

static void
strike (Hammer *hammer, GRand *rand)
{
  FopEngine *engine = hammer->engine;
  const FopWatch watch
      = { TRUE, some_runs (rand), some_runs (rand), some_runs (rand), some_runs (rand) };
  const FopExperiment *experiment = g_rand_boolean (rand) ? hammer->one : hammer->other;

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
    case 1:
    case 2:
      fop_engine_play (engine);
      break;
    case 3:
      fop_engine_pause (engine);
      break;
    case 4:
      fop_engine_step (engine, g_rand_int_range (rand, -20, 20));
      break;
    case 5:
      fop_engine_go_to (engine, (guint64) g_rand_int_range (rand, 0, 3000));
      break;
    case 6:
      if (g_rand_boolean (rand))
        send (engine, fop_edit_forget_events ());
      fop_engine_restart (engine);
      break;
    case 7:
      fop_engine_set_speed (engine, g_rand_boolean (rand) ? 0 : 1e4);
      break;
    case 8:
    case 9:
    case 10:
      send (engine, move_of (g_rand_boolean (rand) ? "FOP" : "wild", "fop", "learning-rate",
                             g_rand_double_range (rand, 0.01, 0.2)));
      break;
    case 11:
      fop_engine_watch (engine, &watch);
      break;
    case 12:
      send (engine, some_edit (experiment, rand));
      break;
    default:
      if (g_rand_int_range (rand, 0, 4) == 0)
        load (engine, experiment);
      break;
    }
}

/* Reads everything in a snapshot, to detect a thread that is still writing to it. */
static double
read_all (const FopSnapshot *snapshot)
{
  double sum = snapshot->rate;

  for (gsize i = 0; i < snapshot->n_runs; i++)
    {
      const FopRunView *view = &snapshot->runs[i];

      if (view->curves)
        for (gsize b = 0; b < view->curves->n_buckets; b++)
          sum += fop_curves_bucket (view->curves, 0, b).maximum;
      for (gsize k = 0; view->theta && k < snapshot->problem->dimension; k++)
        sum += view->theta[k];
      for (gsize p = 0; p < view->n_preconditioners; p++)
        sum += view->preconditioners[p]->values[0];
    }
  return sum;
}

static void
wait_for_engine (FopEngine *engine)
{
  guint64 serial = send (engine, fop_edit_forget_events ());

  fop_snapshot_unref (await (engine, holds_edit, serial));
}

static void *
hammer_away (void *data)
{
  Hammer *hammer = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (hammer->seed);

  while (hammer->until > 0 ? g_get_monotonic_time () < hammer->until : hammer->rounds-- > 0)
    {
      FopEngineMessage message = { 0 };
      g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (hammer->engine);

      if (snapshot)
        g_assert_false (isnan (snapshot->rate) && read_all (snapshot) > 0);
      if (fop_engine_take_message (hammer->engine, &message))
        g_clear_error (&message.error);
      strike (hammer, rand);
      if (g_rand_int_range (rand, 0, 8) == 0)
        g_usleep (1000);
      if (g_rand_int_range (rand, 0, BACKLOG) == 0)
        wait_for_engine (hammer->engine);
    }
  return NULL;
}

/* Takes ten seconds if FOP_SOAK is set, otherwise a few hundred commands per thread. */
static void
hammering_from_two_threads_leaves_a_sound_engine (void)
{
  gint64 until = g_getenv ("FOP_SOAK") ? g_get_monotonic_time () + 10 * G_USEC_PER_SEC : 0;
  g_autoptr (FopExperiment) one = two_runs (50000);
  g_autoptr (FopExperiment) other = experiment_on ("rosenbrock", "", 20000);
  add_run (other, "FOP", "fop", "learning-rate=0.001 hyper-rate=0.003 normalize=frobenius");
  add_run (other, "GD", "sgd", "learning-rate=0.001");
  add_run (other, "wild", "fop", "learning-rate=1 hyper-rate=10 normalize=none");
  g_autoptr (FopEngine) engine = engine_with (one);
  pthread_t threads[2];

  Hammer hammers[]
      = { { engine, one, other, 1, until, 400 }, { engine, one, other, 2, until, 400 } };

  for (gsize i = 0; i < 2; i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, hammer_away, &hammers[i]), ==, 0);
  for (gsize i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);

  /* The engine still runs, with correct results. */
  const FopWatch watch = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL };
  guint64 serial = load (engine, one);

  fop_engine_watch (engine, &watch);
  fop_engine_set_speed (engine, 0);
  fop_engine_step (engine, 700);
  fop_snapshot_unref (await (engine, is_generation, serial));
  g_autoptr (FopSnapshot) there = await (engine, rests_at, 700);

  assert_curves_equal_headless (there);
}

/* ---- saving while another thread edits ---- */

/* A version saved while the engine was playing, and the snapshot that contained it. */
typedef struct
{
  char *text;
  FopSnapshot *snapshot;
} Saved;

static void
saved_clear (gpointer data)
{
  Saved *saved = data;

  g_free (saved->text);
  fop_snapshot_unref (saved->snapshot);
}

static void *
edit_away (void *data)
{
  FopEngine *engine = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 300; i++)
    {
      send (engine,
            g_rand_boolean (rand)
                ? move_of ("FOP", "fop", "hyper-rate", g_rand_double_range (rand, 0, 0.02))
                : move_of ("GD", "sgd", "learning-rate", g_rand_double_range (rand, 0, 0.2)));
      if (i % 50 == 49)
        send (engine, fop_edit_duplicate_run ("GD"));
      g_usleep (200);
    }
  return NULL;
}

static void
assert_replays (const Saved *saved)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) read = fop_experiment_parse (saved->text, -1, NULL, "saved", &error);
  g_autoptr (FopSession) session = NULL;

  g_assert_no_error (error);
  session = fop_session_new (read, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < saved->snapshot->n_runs; i++)
    {
      const FopRunView *view = &saved->snapshot->runs[i];
      FopRun *run = fop_session_run (session, i);
      g_autoptr (FopCurves) curves = NULL;

      walk_run_to (run, view->step);
      curves = fop_history_curves (fop_run_history (run));
      assert_same_curves (view->curves, curves);
    }
}

static void
what_is_saved_while_others_edit_replays_to_the_same_bytes (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (1000000);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Saved));
  pthread_t thread;

  g_array_set_clear_func (all, saved_clear);
  fop_engine_set_speed (engine, 20000);
  fop_engine_play (engine);
  g_assert_cmpint (pthread_create (&thread, NULL, edit_away, engine), ==, 0);
  for (guint64 i = 1; i <= 12; i++)
    {
      Saved saved = { .snapshot = await (engine, is_past, 100 * i) };

      saved.text = fop_experiment_to_text (saved.snapshot->experiment, NULL);
      g_array_append_val (all, saved);
    }
  pthread_join (thread, NULL);
  for (guint i = 0; i < all->len; i++)
    assert_replays (&g_array_index (all, Saved, i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/hammering-from-two-threads-leaves-a-sound-engine",
                   hammering_from_two_threads_leaves_a_sound_engine);
  g_test_add_func ("/engine/what-is-saved-while-others-edit-replays-to-the-same-bytes",
                   what_is_saved_while_others_edit_replays_to_the_same_bytes);
  return run_engine_tests ();
}
