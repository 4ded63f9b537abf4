/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/unit/engine-bell.h"

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

  fop_engine_play (engine);
  for (guint64 i = 1; i <= 5; i++)
    {
      fop_snapshot_unref (await (engine, is_past, 500 * i));
      send (engine, move_of ("FOP", "fop", "learning-rate", 0.1 - 0.01 * (double) i));
    }
  fop_engine_pause (engine);
  g_autoptr (FopSnapshot) end = await (engine, has_stopped, 1);

  g_assert_cmpuint (fop_events_n (fop_experiment_run (end->experiment, 1)->events), >=, 1);
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
assert_refused (FopEngine *engine, guint64 first, guint64 last, const char *words)
{
  FopEngineMessage message = { 0 };

  g_assert_true (fop_engine_take_message (engine, &message));
  g_assert_cmpuint (message.first, ==, first);
  g_assert_cmpuint (message.last, ==, last);
  g_assert_nonnull (strstr (message.error->message, words));
  g_clear_error (&message.error);
}

static void
what_cannot_be_loaded_is_told_and_changes_nothing (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopExperiment) broken = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  FopEngineMessage message = { 0 };
  guint64 serial;

  fop_engine_step (engine, 20);
  g_autoptr (FopSnapshot) before = await (engine, rests_at, 20);

  add_run (broken, "impossible", "sgd", "momentum=0.9 nesterov=true dampening=0.5");
  serial = load (engine, broken);
  fop_engine_step (engine, 1);
  g_autoptr (FopSnapshot) after = await (engine, rests_at, 21);

  g_assert_cmpuint (after->generation, ==, before->generation);
  g_assert_true (after->experiment == before->experiment);
  assert_refused (engine, serial, serial, "impossible");
  g_assert_false (fop_engine_take_message (engine, &message));
}

static void
of_several_edits_only_the_impossible_is_refused (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  FopEngineMessage message = { 0 };
  guint64 serial;

  send (engine, fop_edit_rename_run ("GD", "plain"));
  serial = send (engine, impossible ());
  send (engine, fop_edit_rename_run ("FOP", "learned"));
  send (engine, fop_edit_remove_run ("nobody"));
  g_autoptr (FopSnapshot) after = await (engine, holds_edit, serial + 2);

  g_assert_cmpstr (fop_experiment_run (after->experiment, 0)->name, ==, "plain");
  g_assert_cmpstr (fop_experiment_run (after->experiment, 1)->name, ==, "learned");
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_true (fop_engine_take_message (engine, &message));
      g_assert_cmpuint (message.first, ==, message.last);
      g_assert_true (message.first == serial || message.first == serial + 2);
      g_clear_error (&message.error);
    }
  g_assert_false (fop_engine_take_message (engine, &message));
}

/* Edits to another problem and back, with one in between that no session can run: they leave no
 * trace, whether the engine receives them separately or together. */
static void
there_and_back_with_the_impossible_between_changes_nothing (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  for (int i = 0; i < 20; i++)
    {
      FopEngineMessage message = { 0 };
      guint64 serial;

      send (engine, edit_of_problem (experiment, "dimension=7"));
      send (engine, impossible ());
      serial = send (engine, edit_of_problem (experiment, "dimension=10"));
      g_autoptr (FopSnapshot) after = await (engine, holds_edit, serial);

      g_assert_true (fop_experiment_equal (after->experiment, experiment));
      g_assert_cmpuint (after->problem->dimension, ==, 10);
      while (fop_engine_take_message (engine, &message))
        g_clear_error (&message.error);
    }
}

static gboolean
aims_at (const FopSnapshot *snapshot, guint64 row)
{
  return snapshot->level == row;
}

static void
commands_for_an_experiment_that_was_replaced_have_no_effect (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (100);
  g_autoptr (FopEngine) engine = engine_with (experiment);
  guint64 serial;

  load (engine, experiment);
  fop_engine_step (engine, 5);
  serial = load (engine, experiment);
  fop_engine_step (engine, 7);
  fop_snapshot_unref (await (engine, is_generation, serial));
  fop_snapshot_unref (await (engine, aims_at, 7));
}

static void
new_runs_catch_up (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (5000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_go_to (engine, 2500);
  send (engine, fop_edit_add_run (fop_method_class_find ("adam", NULL)));
  g_autoptr (FopSnapshot) level = await (engine, three_rest_at, 2500);

  assert_curves_equal_headless (level);
}

static void
events_are_kept_over_a_restart_and_forgotten_when_asked (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (5000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_step (engine, 100);
  send (engine, move_of ("GD", "sgd", "learning-rate", 0.5));
  fop_engine_step (engine, 1);
  g_autoptr (FopSnapshot) set = await (engine, rests_at, 101);

  g_assert_cmpuint (fop_events_n (fop_experiment_run (set->experiment, 0)->events), ==, 1);
  g_assert_cmpuint (fop_experiment_run (set->experiment, 0)->events->last.step, ==, 100);
  fop_engine_restart (engine);
  g_autoptr (FopSnapshot) kept = await (engine, rests_at, 0);

  g_assert_cmpuint (fop_events_n (fop_experiment_run (kept->experiment, 0)->events), ==, 1);
  send (engine, fop_edit_forget_events ());
  fop_engine_step (engine, 1);
  g_autoptr (FopSnapshot) gone = await (engine, rests_at, 1);

  g_assert_null (fop_experiment_run (gone->experiment, 0)->events);
}

static gboolean
has_dimension (const FopSnapshot *snapshot, guint64 n)
{
  return snapshot->problem->dimension == n;
}

/* A new problem is created on a separate thread; until it is ready, the previous runs continue. */
static void
another_problem_comes_to_the_same_row (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (3000);
  g_autoptr (FopEngine) engine = engine_with (experiment);

  fop_engine_step (engine, 700);
  fop_snapshot_unref (await (engine, rests_at, 700));
  send (engine, edit_of_problem (experiment, "dimension=7"));
  send (engine, fop_edit_rename_run ("GD", "plain"));
  fop_snapshot_unref (await (engine, has_dimension, 7));
  g_autoptr (FopSnapshot) there = await (engine, rests_at, 700);

  g_assert_cmpuint (there->problem->dimension, ==, 7);
  g_assert_cmpstr (fop_experiment_run (there->experiment, 0)->name, ==, "plain");
  assert_curves_equal_headless (there);
}

/* Commands sent after opening another experiment apply to that experiment. */
static void
commands_wait_for_the_experiment_that_they_are_for (void)
{
  g_autoptr (FopExperiment) one = two_runs (100), other = two_runs (900);
  g_autoptr (FopEngine) engine = engine_with (one);
  guint64 serial = load (engine, other);

  fop_engine_play (engine);
  g_autoptr (FopSnapshot) end = await (engine, has_stopped, 900);

  g_assert_cmpuint (end->generation, ==, serial);
  g_assert_cmpuint (end->step, ==, 900);
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

/* Freeing the engine with many steps left: the test either returns or hangs. */
static void
leaving_does_not_wait_for_the_end (void)
{
  g_autoptr (FopExperiment) experiment = two_runs (G_GUINT64_CONSTANT (1) << 40);
  FopEngine *engine = engine_with (experiment);

  fop_engine_go_to (engine, G_GUINT64_CONSTANT (1) << 39);
  fop_engine_free (engine);
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
  g_test_add_func ("/engine/of-several-edits-only-the-impossible-is-refused",
                   of_several_edits_only_the_impossible_is_refused);
  g_test_add_func ("/engine/there-and-back-with-the-impossible-between-changes-nothing",
                   there_and_back_with_the_impossible_between_changes_nothing);
  g_test_add_func ("/engine/commands-for-an-experiment-that-was-replaced-have-no-effect",
                   commands_for_an_experiment_that_was_replaced_have_no_effect);
  g_test_add_func ("/engine/new-runs-catch-up", new_runs_catch_up);
  g_test_add_func ("/engine/events-are-kept-over-a-restart-and-forgotten-when-asked",
                   events_are_kept_over_a_restart_and_forgotten_when_asked);
  g_test_add_func ("/engine/another-problem-comes-to-the-same-row",
                   another_problem_comes_to_the_same_row);
  g_test_add_func ("/engine/commands-wait-for-the-experiment-that-they-are-for",
                   commands_wait_for_the_experiment_that_they_are_for);
  g_test_add_func ("/engine/nothing-new-is-not-published", nothing_new_is_not_published);
  g_test_add_func ("/engine/leaving-does-not-wait-for-the-end", leaving_does_not_wait_for_the_end);
  return run_engine_tests ();
}
