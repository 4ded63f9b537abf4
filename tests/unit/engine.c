/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/engine.h"

#include "core/engine/pace.h"
#include "tests/unit/valley.h"

#include <math.h>
#include <pthread.h>

/* Where the test sleeps until the engine has news. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t rung;
  guint rings;
} Bell;

static Bell bell = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };

static void
ring (gpointer data)
{
  pthread_mutex_lock (&bell.mutex);
  bell.rings++;
  pthread_cond_broadcast (&bell.rung);
  pthread_mutex_unlock (&bell.mutex);
}

typedef gboolean (*Condition) (const FopSnapshot *snapshot, guint64 number);

/* Waits for a snapshot of which @condition holds. */
static FopSnapshot *
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

static gboolean
is_generation (const FopSnapshot *snapshot, guint64 number)
{
  return snapshot->generation == number;
}

static gboolean
has_stopped (const FopSnapshot *snapshot, guint64 number)
{
  return !snapshot->playing && snapshot->step > 0 && snapshot->step >= number;
}

static gboolean
rests_at (const FopSnapshot *snapshot, guint64 number)
{
  return !snapshot->playing && snapshot->step == number;
}

static gboolean
is_past (const FopSnapshot *snapshot, guint64 number)
{
  return snapshot->step > number;
}

/* All of the three runs: on their way there, they are level at other rows, too. */
static gboolean
three_rest_at (const FopSnapshot *snapshot, guint64 number)
{
  if (snapshot->n_runs != 3 || !rests_at (snapshot, number))
    return FALSE;
  for (gsize i = 0; i < snapshot->n_runs; i++)
    if (snapshot->runs[i].step != number)
      return FALSE;
  return TRUE;
}

static FopExperiment *
two_runs (guint64 steps)
{
  FopExperiment *experiment = valley (steps);

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  return experiment;
}

static FopEngine *
engine_with (const FopExperiment *experiment)
{
  FopEngine *engine = fop_engine_new (ring, NULL);
  guint64 ticket = fop_engine_load (engine, experiment);
  g_autoptr (FopSnapshot) loaded = await (engine, is_generation, ticket);

  g_assert_false (loaded->playing);
  g_assert_cmpuint (loaded->step, ==, 0);
  return engine;
}

static void
assert_curves_equal_headless (const FopSnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (snapshot->experiment, &error);

  g_assert_no_error (error);
  fop_session_go_to (session, snapshot->step);
  for (gsize i = 0; i < snapshot->n_runs; i++)
    {
      g_autoptr (FopCurves) curves
          = fop_history_curves (fop_run_history (fop_session_run (session, i)));

      assert_same_curves (snapshot->runs[i].curves, curves);
    }
}

static void
playing_ends_by_itself_and_equals_headless (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (3000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_play (engine);
  g_autoptr (FopSnapshot) end = await (engine, has_stopped, 3000);

  g_assert_cmpuint (end->step, ==, 3000);
  g_assert_cmpfloat (end->rate, ==, 0);
  for (gsize i = 0; i < end->n_runs; i++)
    g_assert_cmpint (end->runs[i].status, ==, FOP_RUN_COMPLETED);
  assert_curves_equal_headless (end);
}

static void
sliders_moved_while_playing_replay_to_the_same_bytes (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (400000);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  const FopParameter *rate = parameter_of ("fop", "learning-rate");

  fop_engine_play (engine);
  for (guint64 i = 1; i <= 5; i++)
    {
      fop_snapshot_unref (await (engine, is_past, 500 * i));
      fop_engine_set (engine, 1, rate, 0.1 - 0.01 * (double) i);
    }
  fop_engine_pause (engine);
  g_autoptr (FopSnapshot) end = await (engine, has_stopped, 1);

  g_assert_cmpuint (fop_experiment_run (end->experiment, 1)->events->len, >=, 1);
  assert_curves_equal_headless (end);
}

static void
stepping_and_going_pause_at_their_rows (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (1000);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  const struct
  {
    gint64 difference;
    guint64 go_to, expected;
  } moves[] = {
    { 1, 0, 1 },  { 10, 0, 11 },     { -3, 0, 8 },   { 0, 500, 500 }, { 0, 7, 7 },
    { -9, 0, 0 }, { 0, 5000, 1000 }, { -1, 0, 999 }, { 5, 0, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      if (moves[i].difference != 0)
        fop_engine_step (engine, moves[i].difference);
      else
        fop_engine_go_to (engine, moves[i].go_to);
      g_autoptr (FopSnapshot) there = await (engine, rests_at, moves[i].expected);

      assert_curves_equal_headless (there);
    }
}

static void
what_cannot_be_loaded_is_told_and_changes_nothing (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopExperiment) broken = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  FopEngineMessage message = { 0 };
  guint64 ticket;

  fop_engine_step (engine, 20);
  g_autoptr (FopSnapshot) before = await (engine, rests_at, 20);

  add_run (broken, "impossible", "sgd", "momentum=0.9 nesterov=true dampening=0.5");
  for (gsize i = 0; i < 2; i++)
    {
      ticket = i == 0 ? fop_engine_load (engine, broken) : fop_engine_adopt (engine, broken);
      fop_engine_step (engine, 1);
      g_autoptr (FopSnapshot) after = await (engine, rests_at, 21 + i);

      g_assert_cmpuint (after->generation, ==, before->generation);
      g_assert_true (fop_engine_take_message (engine, &message));
      g_assert_cmpuint (message.ticket, ==, ticket);
      g_assert_nonnull (strstr (message.error->message, "impossible"));
      g_clear_error (&message.error);
      g_assert_false (fop_engine_take_message (engine, &message));
    }
}

static void
new_runs_catch_up (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (5000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_go_to (engine, 2500);
  add_run (experiment, "Adam", "adam", "learning-rate=0.05");
  fop_engine_adopt (engine, experiment);
  g_autoptr (FopSnapshot) level = await (engine, three_rest_at, 2500);

  assert_curves_equal_headless (level);
}

static void
restarting_forgets_events_where_asked (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (5000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_step (engine, 100);
  fop_engine_set (engine, 0, parameter_of ("sgd", "learning-rate"), 0.5);
  fop_engine_step (engine, 1);
  g_autoptr (FopSnapshot) set = await (engine, rests_at, 101);

  g_assert_cmpuint (fop_experiment_run (set->experiment, 0)->events->len, ==, 1);
  fop_engine_restart (engine, FALSE);
  g_autoptr (FopSnapshot) kept = await (engine, rests_at, 0);

  g_assert_cmpuint (fop_experiment_run (kept->experiment, 0)->events->len, ==, 1);
  fop_engine_restart (engine, TRUE);
  fop_engine_step (engine, 1);
  g_autoptr (FopSnapshot) gone = await (engine, rests_at, 1);

  g_assert_cmpuint (fop_experiment_run (gone->experiment, 0)->events->len, ==, 0);
}

static void
a_change_that_no_file_could_hold_is_not_recorded (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_set (engine, 0, parameter_of ("sgd", "learning-rate"), NAN);
  fop_engine_set (engine, 0, parameter_of ("fop", "hyper-rate"), 0.1);
  fop_engine_set (engine, 1, parameter_of ("fop", "structure"), 1);
  fop_engine_set (engine, 7, parameter_of ("sgd", "learning-rate"), 0.1);
  fop_engine_step (engine, 3);
  g_autoptr (FopSnapshot) after = await (engine, rests_at, 3);

  g_assert_cmpuint (fop_experiment_run (after->experiment, 0)->events->len, ==, 0);
  g_assert_cmpuint (fop_experiment_run (after->experiment, 1)->events->len, ==, 0);
}

static void
nothing_new_is_not_published (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (50);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_play (engine);
  g_autoptr (FopSnapshot) end = await (engine, has_stopped, 50);

  g_usleep (50000);
  g_autoptr (FopSnapshot) later = fop_engine_snapshot (engine);

  g_assert_true (end == later);
}

/* Freeing while a long way lies ahead: the test ends, or hangs. */
static void
leaving_does_not_wait_for_the_end (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (G_GUINT64_CONSTANT (1) << 40);
  FopEngine *engine = engine_with (experiment);

  fop_engine_go_to (engine, G_GUINT64_CONSTANT (1) << 39);
  fop_engine_free (engine);
}

static void
a_pace_allows_its_steps_and_makes_up_for_nothing (void)
{
  FopPace pace;

  fop_pace_start (&pace, 10, 5, 1000000);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1000000), ==, 5);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1099999), ==, 5);
  g_assert_cmpint (fop_pace_next (&pace, 5), ==, 1100000);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1100000), ==, 6);
  g_assert_cmpuint (fop_pace_allowed (&pace, 6, 1200000), ==, 7);
  g_assert_cmpuint (fop_pace_allowed (&pace, 7, 9000000), ==, 8);
  g_assert_cmpuint (fop_pace_allowed (&pace, 8, 9000000), ==, 7);
  g_assert_cmpint (fop_pace_next (&pace, 8), ==, 9200000);

  fop_pace_start (&pace, 0, 5, 0);
  g_assert_cmpuint (fop_pace_allowed (&pace, 5, 1), ==, G_MAXUINT64);
}

static void
a_meter_measures_the_last_quarter_second (void)
{
  FopMeter meter;

  fop_meter_start (&meter, 0);
  fop_meter_add (&meter, 10);
  g_assert_cmpfloat (fop_meter_rate (&meter, 100000), ==, 100);
  fop_meter_add (&meter, 40);
  g_assert_cmpfloat (fop_meter_rate (&meter, 250000), ==, 200);
  g_assert_cmpfloat (fop_meter_rate (&meter, 300000), ==, 200);
  fop_meter_add (&meter, 1);
  g_assert_cmpfloat (fop_meter_rate (&meter, 500000), ==, 4);
}

typedef struct
{
  FopEngine *engine;
  const FopExperiment *one, *other;
  guint32 seed;
  gint64 until;
  guint rounds;
} Hammer;

/* None, one of the first, or all. */
static FopRuns
some_runs (GRand *rand)
{
  return g_rand_boolean (rand) ? FOP_RUNS_ALL : (FopRuns) g_rand_int_range (rand, 0, 4);
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
      fop_engine_restart (engine, g_rand_boolean (rand));
      break;
    case 7:
      fop_engine_set_speed (engine, g_rand_boolean (rand) ? 0 : 1e4);
      break;
    case 8:
    case 9:
      fop_engine_set (engine, (gsize) g_rand_int_range (rand, 0, 4),
                      parameter_of ("fop", "learning-rate"), g_rand_double_range (rand, 0.01, 0.2));
      break;
    case 10:
      fop_engine_set_steps (engine, (guint64) g_rand_int_range (rand, 100, 100000));
      break;
    case 11:
      fop_engine_watch (engine, &watch);
      break;
    case 12:
      fop_engine_adopt (engine, experiment);
      break;
    default:
      if (g_rand_int_range (rand, 0, 4) == 0)
        fop_engine_load (engine, experiment);
      break;
    }
}

/* Reads all of a snapshot, so that a writer who still had it would be caught. */
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
    }
  return NULL;
}

/* Ten seconds where FOP_SOAK is set; else some hundred strokes. */
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

  /* It still runs, and runs right. */
  const FopWatch watch = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL };
  guint64 ticket = fop_engine_load (engine, one);

  fop_engine_watch (engine, &watch);
  fop_engine_set_speed (engine, 0);
  fop_engine_step (engine, 700);
  fop_snapshot_unref (await (engine, is_generation, ticket));
  g_autoptr (FopSnapshot) there = await (engine, rests_at, 700);

  assert_curves_equal_headless (there);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/playing-ends-by-itself-and-equals-headless",
                   playing_ends_by_itself_and_equals_headless);
  g_test_add_func ("/engine/sliders-moved-while-playing-replay-to-the-same-bytes",
                   sliders_moved_while_playing_replay_to_the_same_bytes);
  g_test_add_func ("/engine/stepping-and-going-pause-at-their-rows",
                   stepping_and_going_pause_at_their_rows);
  g_test_add_func ("/engine/what-cannot-be-loaded-is-told-and-changes-nothing",
                   what_cannot_be_loaded_is_told_and_changes_nothing);
  g_test_add_func ("/engine/new-runs-catch-up", new_runs_catch_up);
  g_test_add_func ("/engine/restarting-forgets-events-where-asked",
                   restarting_forgets_events_where_asked);
  g_test_add_func ("/engine/a-change-that-no-file-could-hold-is-not-recorded",
                   a_change_that_no_file_could_hold_is_not_recorded);
  g_test_add_func ("/engine/nothing-new-is-not-published", nothing_new_is_not_published);
  g_test_add_func ("/engine/leaving-does-not-wait-for-the-end", leaving_does_not_wait_for_the_end);
  g_test_add_func ("/engine/hammering-from-two-threads-leaves-a-sound-engine",
                   hammering_from_two_threads_leaves_a_sound_engine);
  g_test_add_func ("/pace/allows-its-steps-and-makes-up-for-nothing",
                   a_pace_allows_its_steps_and_makes_up_for_nothing);
  g_test_add_func ("/pace/meter-measures-the-last-quarter-second",
                   a_meter_measures_the_last_quarter_second);
  return g_test_run ();
}
