/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/session.h"

#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

static const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };

static FopSession *
session_of (const FopExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) version = fop_experiment_copy (experiment);
  FopSession *session = fop_session_new (version, &error);

  g_assert_no_error (error);
  return session;
}

static gboolean
step_all (FopSession *session)
{
  return fop_session_approach (session, G_MAXUINT64);
}

/* Adopts a copy of @edited, so that the test can go on modifying its own experiment, and returns to
 * the same row. */
static gboolean
adopt (FopSession *session, const FopExperiment *edited, GError **error)
{
  g_autoptr (FopExperiment) version = fop_experiment_copy (edited);
  guint64 step = fop_session_step (session);

  if (!fop_session_adopt (session, version, error))
    return FALSE;
  walk_to (session, MIN (step, version->steps));
  return TRUE;
}

/* Gradient descent, FOP, and a run that diverges. */
static FopExperiment *
three_runs (guint64 steps)
{
  FopExperiment *experiment = valley (steps);

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  add_run (experiment, "wild", "fop", "learning-rate=1 hyper-rate=10 normalize=none");
  return experiment;
}

static void
assert_same_runs (const FopSession *a, const FopSession *b)
{
  g_assert_cmpuint (fop_session_n_runs (a), ==, fop_session_n_runs (b));
  for (gsize i = 0; i < fop_session_n_runs (a); i++)
    {
      const FopRun *p = fop_session_run (a, i), *q = fop_session_run (b, i);

      g_assert_cmpstr (fop_run_spec (p)->name, ==, fop_run_spec (q)->name);
      g_assert_cmpint (fop_run_status (p), ==, fop_run_status (q));
      assert_same_history (fop_run_history (p), fop_run_history (q));
    }
}

static void
fop_ends_twenty_orders_below_gradient_descent (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (2000);
  g_autoptr (FopSession) session = session_of (experiment);

  walk_to (session, 2000);
  g_test_message ("GD %g, FOP %g", fop_run_loss (fop_session_run (session, 0)),
                  fop_run_loss (fop_session_run (session, 1)));
  g_assert_cmpfloat (fop_run_loss (fop_session_run (session, 0)), >, 1e-8);
  g_assert_cmpfloat (fop_run_loss (fop_session_run (session, 1)), <,
                     1e-20 * fop_run_loss (fop_session_run (session, 0)));
}

static void
divergence_of_one_leaves_the_others (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (300);
  g_autoptr (FopExperiment) tame = three_runs (300);
  g_autoptr (FopSession) session = session_of (experiment);

  g_ptr_array_set_size (tame->runs, 2);
  g_autoptr (FopSession) others = session_of (tame);

  while (step_all (session))
    ;
  walk_to (others, 300);
  g_assert_cmpint (fop_run_status (fop_session_run (session, 2)), ==, FOP_RUN_DIVERGED);
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_cmpint (fop_run_status (fop_session_run (session, i)), ==, FOP_RUN_COMPLETED);
      assert_same_history (fop_run_history (fop_session_run (session, i)),
                           fop_run_history (fop_session_run (others, i)));
    }
}

static void
any_number_of_threads_gives_the_same_bytes (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (2000);
  g_autoptr (FopSession) together = session_of (experiment);
  g_autoptr (FopSession) one = session_of (experiment);
  g_autoptr (FopSession) four = session_of (experiment);
  double seconds[3] = { -1, -1, -1 };

  while (step_all (together))
    ;
  g_assert_true (fop_session_finish (one, 1, NULL, NULL, NULL, NULL));
  g_assert_true (fop_session_finish (four, 4, NULL, NULL, NULL, seconds));
  assert_same_runs (together, one);
  assert_same_runs (together, four);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (seconds[i], >=, 0);
}

static void
a_canceled_session_can_go_on (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (2000);
  g_autoptr (FopSession) straight = session_of (experiment);
  g_autoptr (FopSession) held = session_of (experiment);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_false (fop_session_finish (held, 2, NULL, NULL, cancellable, NULL));
  g_assert_true (fop_session_finish (held, 2, NULL, NULL, NULL, NULL));
  walk_to (straight, 2000);
  assert_same_runs (held, straight);
}

static void
events_of_a_live_session_replay (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (500);
  g_autoptr (FopSession) live = session_of (experiment);

  walk_to (live, 120);
  move (live, 1, "hyper-rate", 0.003);
  walk_to (live, 90);
  walk_to (live, 200);
  move (live, 0, "learning-rate", 0.3);
  walk_to (live, 500);

  g_autoptr (FopSession) replayed = session_of (fop_session_experiment (live));

  g_assert_cmpuint (fop_events_n (fop_experiment_run (fop_session_experiment (live), 1)->events),
                    ==, 1);
  fop_session_finish (replayed, 2, NULL, NULL, NULL, NULL);
  assert_same_runs (live, replayed);

  /* Remove the events; the rows before the first one are kept. */
  g_assert_true (adopt (live, experiment, NULL));
  g_assert_cmpuint (fop_session_step (live), ==, 500);
  walk_to (live, 500);
  g_autoptr (FopSession) plain = session_of (experiment);

  walk_to (plain, 500);
  assert_same_runs (live, plain);
}

static void
a_change_announced_for_a_later_step_acts_there (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (300);
  g_autoptr (FopSession) announced = session_of (experiment);
  g_autoptr (FopSession) live = session_of (experiment);

  walk_to (announced, 50);
  move_at (announced, 0, 100, "learning-rate", 0.4);
  walk_to (announced, 300);
  walk_to (live, 100);
  move (live, 0, "learning-rate", 0.4);
  walk_to (live, 300);
  assert_same_runs (announced, live);
}

static void
adopting_keeps_runs_that_did_not_change (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (400);
  g_autoptr (FopSession) session = session_of (experiment);
  g_autoptr (GError) error = NULL;
  const FopRun *gd = fop_session_run (session, 0), *fop = fop_session_run (session, 1);

  walk_to (session, 150);
  /* FOP moved to the front and renamed, the wild run removed, Adam added, GD unchanged. */
  g_autoptr (FopExperiment) edited = fop_experiment_copy (experiment);

  g_ptr_array_remove_index (edited->runs, 2);
  g_ptr_array_insert (edited->runs, 0, fop_run_spec_copy (edited->runs->pdata[1]));
  g_ptr_array_remove_index (edited->runs, 2);
  g_free (fop_experiment_run (edited, 0)->name);
  fop_experiment_run (edited, 0)->name = g_strdup ("Learned");
  add_run (edited, "Adam", "adam", "learning-rate=0.05");
  g_assert_true (adopt (session, edited, &error));
  g_assert_no_error (error);

  g_assert_true (fop_session_run (session, 0) == fop);
  g_assert_true (fop_session_run (session, 1) == gd);
  g_assert_cmpstr (fop_run_spec (fop)->name, ==, "Learned");
  g_assert_cmpuint (fop_run_current_step (fop_session_run (session, 2)), ==, 150);

  g_autoptr (FopSession) fresh = session_of (edited);

  walk_to (fresh, 150);
  assert_same_runs (session, fresh);
  walk_to (session, 400);
  walk_to (fresh, 400);
  assert_same_runs (session, fresh);
}

static void
adopting_another_end_starts_all_anew (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (200);
  g_autoptr (FopSession) session = session_of (experiment);

  walk_to (session, 80);
  experiment->stop.loss = 1e-4;
  g_assert_true (adopt (session, experiment, NULL));

  g_autoptr (FopSession) fresh = session_of (experiment);

  walk_to (fresh, 80);
  assert_same_runs (session, fresh);
}

/* Removes the first of two events: rows before it are kept, rows after it are recomputed. */
static void
another_past_is_walked_from_where_it_differs (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (400);
  g_autoptr (FopSession) session = session_of (experiment);
  const FopRun *run = fop_session_run (session, 1);

  walk_to (session, 100);
  move (session, 1, "hyper-rate", 0.003);
  walk_to (session, 200);
  move (session, 1, "learning-rate", 0.05);
  walk_to (session, 300);

  g_autoptr (FopExperiment) edited = fop_experiment_copy (experiment);

  record_event (edited, 1, 200, "learning-rate", 0.05);
  g_assert_true (adopt (session, edited, NULL));
  g_assert_true (fop_session_run (session, 1) == run);

  g_autoptr (FopSession) fresh = session_of (edited);

  walk_to (fresh, 300);
  assert_same_runs (session, fresh);
}

static void
adopting_fewer_steps_equals_having_had_them (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (300);
  g_autoptr (FopSession) session = session_of (experiment);
  g_autoptr (GError) error = NULL;

  walk_to (session, 300);
  for (gsize i = 0; i < 3; i++)
    {
      const guint64 steps[] = { 120, 500, 250 };

      experiment->steps = steps[i];
      g_assert_true (adopt (session, experiment, &error));
      walk_to (session, steps[i]);

      g_autoptr (FopSession) fresh = session_of (experiment);

      walk_to (fresh, steps[i]);
      assert_same_runs (session, fresh);
    }
}

static void
what_cannot_be_adopted_changes_nothing (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (100);
  g_autoptr (FopExperiment) edited = three_runs (100);
  g_autoptr (FopSession) session = session_of (experiment);
  g_autoptr (FopSession) twin = session_of (experiment);
  g_autoptr (GError) error = NULL;

  walk_to (session, 40);
  walk_to (twin, 40);
  add_run (edited, "impossible", "sgd", "momentum=0.9 nesterov=true dampening=0.5");
  g_assert_false (adopt (session, edited, &error));
  g_assert_nonnull (strstr (error->message, "impossible"));
  assert_same_runs (session, twin);
}

/* Softmax regression with batches of 16 rows and a test set. */
static FopExperiment *
batches (guint64 steps)
{
  static const char text[]
      = "{ \"fop-workbench\": 1, \"problem\": { \"kind\": \"softmax-regression\", \"batch\": 16,"
        " \"data\": { \"generate\": \"blobs\", \"rows\": 300 }, \"test-fraction\": 0.2 },"
        " \"seed\": 5, \"evaluate-every\": 50, \"runs\": ["
        " { \"name\": \"a\", \"method\": \"fop\", \"learning-rate\": 0.05 },"
        " { \"name\": \"b\", \"method\": \"fop\", \"learning-rate\": 0.05 },"
        " { \"name\": \"c\", \"method\": \"sgd\", \"learning-rate\": 0 } ] }";
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (text, -1, NULL, "test", &error);

  g_assert_no_error (error);
  experiment->steps = steps;
  return experiment;
}

static void
batches_are_the_same_for_every_run (void)
{
  g_autoptr (FopExperiment) experiment = batches (130);
  g_autoptr (FopSession) session = session_of (experiment);
  g_autofree double *gradient = NULL, *work = NULL;
  FopProblem *problem = fop_session_problem (session);
  const FopHistory *still = fop_run_history (fop_session_run (session, 2));

  walk_to (session, 130);
  assert_same_history (fop_run_history (fop_session_run (session, 0)),
                       fop_run_history (fop_session_run (session, 1)));
  /* A run with learning rate 0 records the gradient of every batch at the starting point. */
  work = g_new (double, problem->work_size);
  gradient = g_new (double, problem->dimension);
  for (guint64 t = 0; t <= 130; t++)
    {
      double square = 0;

      problem->klass->evaluate (problem, problem->start, t, gradient, work);
      for (gsize i = 0; i < problem->dimension; i++)
        square += gradient[i] * gradient[i];
      g_assert_cmpfloat_with_epsilon (value_at (still, "gradient-norm", t), sqrt (square), 1e-12);
    }
  g_assert_cmpfloat (value_at (still, "gradient-norm", 0), !=,
                     value_at (still, "gradient-norm", 1));
}

static void
whole_set_columns_stand_at_their_steps_and_at_the_end (void)
{
  static const char *const names[]
      = { "train-loss", "test-loss", "train-accuracy", "test-accuracy" };
  g_autoptr (FopExperiment) experiment = batches (130);
  g_autoptr (FopSession) session = session_of (experiment);
  const FopHistory *history = fop_run_history (fop_session_run (session, 0));

  walk_to (session, 130);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize t = 0; t <= 130; t++)
      g_assert_cmpint (isfinite (value_at (history, names[i], t)), ==, t % 50 == 0 || t == 130);
}

static void
raising_the_steps_leaves_no_trace_of_the_former_end (void)
{
  g_autoptr (FopExperiment) shorter = batches (130);
  g_autoptr (FopExperiment) longer = batches (180);
  g_autoptr (FopSession) raised = session_of (shorter);
  g_autoptr (FopSession) straight = session_of (longer);

  walk_to (raised, 130);
  g_assert_true (adopt (raised, longer, NULL));
  walk_to (raised, 180);
  walk_to (straight, 180);
  assert_same_runs (raised, straight);
  walk_to (raised, 130);
  walk_to (raised, 180);
  assert_same_runs (raised, straight);
}

static void
a_snapshot_shows_what_was_asked_for (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (100);
  g_autoptr (FopSession) session = session_of (experiment);
  const FopWatch little = { FALSE, fop_runs_only (0), fop_runs_only (1), fop_runs_only (1), 0 };

  walk_to (session, 50);
  g_autoptr (FopSnapshot) all = fop_session_snapshot (session, &everything);
  g_autoptr (FopSnapshot) some = fop_session_snapshot (session, &little);

  g_assert_cmpuint (all->step, ==, 50);
  g_assert_cmpuint (all->n_runs, ==, 3);
  g_assert_cmpuint (all->runs[0].curves->n_buckets, ==, 51);
  g_assert_cmpuint (all->runs[1].n_preconditioners, ==, 1);
  g_assert_cmpuint (all->runs[1].preconditioners[0]->order, ==, 10);
  g_assert_cmpint (all->runs[2].status, ==, FOP_RUN_DIVERGED);
  g_assert_nonnull (all->runs[2].reason);
  g_assert_null (some->runs[0].curves);
  g_assert_nonnull (some->runs[0].theta);
  g_assert_null (some->runs[1].theta);
  g_assert_cmpuint (some->runs[1].n_preconditioners, ==, 1);
  g_assert_cmpuint (some->runs[2].n_preconditioners, ==, 0);
}

static void
all_of_a_hundred_runs_are_seen (void)
{
  g_autoptr (FopExperiment) experiment = valley (2);
  const FopWatch last = { .theta = fop_runs_only (99) };

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("run %d", i);

      add_run (experiment, name, "sgd", "learning-rate=0.1");
    }
  g_autoptr (FopSession) session = session_of (experiment);
  g_autoptr (FopSnapshot) all = fop_session_snapshot (session, &everything);
  g_autoptr (FopSnapshot) one = fop_session_snapshot (session, &last);

  for (gsize i = 0; i < 100; i++)
    {
      g_assert_nonnull (all->runs[i].theta);
      g_assert_nonnull (all->runs[i].path);
      g_assert_true ((one->runs[i].theta != NULL) == (i == 99));
    }
}

static void
a_snapshot_outlives_and_never_changes (void)
{
  g_autoptr (FopExperiment) experiment = three_runs (100);
  FopSession *session = session_of (experiment);
  double theta[10], matrix[100];

  walk_to (session, 30);
  memcpy (theta, fop_run_theta (fop_session_run (session, 1)), sizeof theta);
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);

  memcpy (matrix, snapshot->runs[1].preconditioners[0]->values, sizeof matrix);
  walk_to (session, 100);
  fop_session_free (session);
  g_assert_cmpmem (snapshot->runs[1].theta, sizeof theta, theta, sizeof theta);
  g_assert_cmpmem (snapshot->runs[1].preconditioners[0]->values, sizeof matrix, matrix,
                   sizeof matrix);
  g_assert_cmpuint (snapshot->runs[1].curves->last_step, ==, 30);
  g_assert_cmpstr (fop_experiment_run (snapshot->experiment, 1)->name, ==, "FOP");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/fop-ends-twenty-orders-below-gradient-descent",
                   fop_ends_twenty_orders_below_gradient_descent);
  g_test_add_func ("/session/divergence-of-one-leaves-the-others",
                   divergence_of_one_leaves_the_others);
  g_test_add_func ("/session/any-number-of-threads-gives-the-same-bytes",
                   any_number_of_threads_gives_the_same_bytes);
  g_test_add_func ("/session/a-canceled-session-can-go-on", a_canceled_session_can_go_on);
  g_test_add_func ("/session/events-of-a-live-session-replay", events_of_a_live_session_replay);
  g_test_add_func ("/session/a-change-announced-for-a-later-step-acts-there",
                   a_change_announced_for_a_later_step_acts_there);
  g_test_add_func ("/session/adopting-keeps-runs-that-did-not-change",
                   adopting_keeps_runs_that_did_not_change);
  g_test_add_func ("/session/adopting-another-end-starts-all-anew",
                   adopting_another_end_starts_all_anew);
  g_test_add_func ("/session/another-past-is-walked-from-where-it-differs",
                   another_past_is_walked_from_where_it_differs);
  g_test_add_func ("/session/adopting-fewer-steps-equals-having-had-them",
                   adopting_fewer_steps_equals_having_had_them);
  g_test_add_func ("/session/what-cannot-be-adopted-changes-nothing",
                   what_cannot_be_adopted_changes_nothing);
  g_test_add_func ("/session/batches-are-the-same-for-every-run",
                   batches_are_the_same_for_every_run);
  g_test_add_func ("/session/whole-set-columns-stand-at-their-steps-and-at-the-end",
                   whole_set_columns_stand_at_their_steps_and_at_the_end);
  g_test_add_func ("/session/raising-the-steps-leaves-no-trace-of-the-former-end",
                   raising_the_steps_leaves_no_trace_of_the_former_end);
  g_test_add_func ("/session/a-snapshot-shows-what-was-asked-for",
                   a_snapshot_shows_what_was_asked_for);
  g_test_add_func ("/session/all-of-a-hundred-runs-are-seen", all_of_a_hundred_runs_are_seen);
  g_test_add_func ("/session/a-snapshot-outlives-and-never-changes",
                   a_snapshot_outlives_and_never_changes);
  return g_test_run ();
}
