/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/study/inspection.h"

#include "core/engine/session.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

static const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
static const FopWatch no_theta = { TRUE, 0, FOP_RUNS_ALL, 0, 0 };

static FopSnapshot *
snapshot_at (guint64 step, const FopWatch *watch)
{
  g_autoptr (FopExperiment) experiment = valley (2000);
  g_autoptr (GError) error = NULL;

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_assert_no_error (error);

  walk_to (session, step);
  FopSnapshot *snapshot = fop_session_snapshot (session, watch);

  snapshot->serial = 7;
  snapshot->generation = 3;
  return snapshot;
}

static void
the_condition_falls_below_ten_while_fop_learns (void)
{
  g_autoptr (FopSnapshot) begin = snapshot_at (0, &everything);
  g_autoptr (FopSnapshot) end = snapshot_at (2000, &everything);
  g_autoptr (FopInspection) first = fop_inspection_new (begin, 1, 0);
  g_autoptr (FopInspection) last = fop_inspection_new (end, 1, 0);

  g_assert_cmpfloat_with_epsilon (first->spectrum->condition_preconditioned, 100, 1e-8);
  g_assert_cmpfloat (last->spectrum->condition_preconditioned, <, 10);
}

static void
an_inspection_carries_what_it_looked_at (void)
{
  FopSnapshot *snapshot = snapshot_at (50, &everything);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);

  fop_snapshot_unref (snapshot);
  g_assert_cmpuint (inspection->identity.serial, ==, 7);
  g_assert_cmpuint (inspection->identity.version, ==, 3);
  g_assert_cmpuint (inspection->identity.run, ==, 1);
  g_assert_cmpuint (inspection->identity.step, ==, 50);
  g_assert_cmpuint (inspection->matrix->order, ==, 10);
  g_assert_cmpuint (inspection->spectrum->n, ==, 10);
}

static void
instruments_see_p_turn_into_the_inverse_hessian (void)
{
  g_autoptr (FopSnapshot) begin = snapshot_at (1, &everything);
  g_autoptr (FopSnapshot) end = snapshot_at (2000, &everything);
  g_autoptr (FopInspection) first = fop_inspection_new (begin, 1, 0);
  g_autoptr (FopInspection) last = fop_inspection_new (end, 1, 0);

  g_assert_cmpfloat (last->values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN], <,
                     0.5 * first->values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN]);
  g_assert_cmpfloat (last->values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED], <, 10);
  g_assert_cmpfloat (last->values[FOP_INSTRUMENT_CONDITION], ==, last->spectrum->condition);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    if (i != FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER)
      g_assert_true (isfinite (last->values[i]));
}

static void
without_a_preconditioner_p_is_the_identity (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_at (200, &everything);
  g_autoptr (FopInspection) plain = fop_inspection_new_plain (snapshot, 0);
  const FopRunView *view = &snapshot->runs[0];

  g_assert_cmpfloat (plain->values[FOP_INSTRUMENT_CONDITION], ==, 1);
  g_assert_cmpfloat_with_epsilon (plain->values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED], 100,
                                  1e-8);
  g_assert_cmpfloat_with_epsilon (plain->values[FOP_INSTRUMENT_RATE_LIMIT], 2, 1e-10);
  g_assert_cmpfloat_with_epsilon (plain->values[FOP_INSTRUMENT_SPECTRAL_RADIUS], 1 - 0.1 * 0.01,
                                  1e-10);
  /* It bounds the observed contraction, which approaches it once the steep directions have decayed.
   */
  g_assert_cmpfloat (plain->values[FOP_INSTRUMENT_OBSERVED_CONTRACTION], <=,
                     plain->values[FOP_INSTRUMENT_SPECTRAL_RADIUS]);
  g_assert_cmpfloat (plain->values[FOP_INSTRUMENT_OBSERVED_CONTRACTION], >, 0.98);
  g_assert_cmpfloat (view->rate, ==, 0.1);
}

/* The same network on few rows and on many. */
static gboolean
has_hessian_on (const char *rows)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"fop-workbench\": 1, \"steps\": 3, \"problem\": { \"kind\": \"mlp\", \"hidden\": [16],"
      "  \"data\": { \"generate\": \"gaussians\", \"rows\": %s, \"features\": 20 } },"
      "  \"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1 } ] }",
      rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "mlp", &error);
  g_assert_no_error (error);
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 0, 0);

  return inspection->spectrum->hessian != NULL;
}

static void
a_hessian_that_takes_seconds_is_not_formed (void)
{
  g_assert_true (has_hessian_on ("100"));
  g_assert_false (has_hessian_on ("40000"));
}

static void
the_last_gradient_is_that_of_the_step_before (void)
{
  g_autoptr (FopSnapshot) before = snapshot_at (41, &everything);
  g_autoptr (FopSnapshot) after = snapshot_at (42, &everything);
  g_autoptr (FopSnapshot) start = snapshot_at (0, &everything);

  for (gsize r = 0; r < 2; r++)
    {
      g_assert_cmpmem (after->runs[r].last_gradient, 10 * sizeof (double), before->runs[r].gradient,
                       10 * sizeof (double));
      g_assert_cmpfloat (after->runs[r].last_loss, ==, before->runs[r].loss);
      g_assert_null (start->runs[r].last_gradient);
    }
}

static void
without_theta_there_is_no_hessian (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_at (50, &no_theta);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);

  g_assert_nonnull (inspection->spectrum->preconditioner);
  g_assert_null (inspection->spectrum->hessian);
}

static void
what_is_not_there_is_not_inspected (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_at (5, &everything);

  g_assert_null (fop_inspection_new (snapshot, 0, 0));
  g_assert_null (fop_inspection_new (snapshot, 1, 1));
  g_assert_null (fop_inspection_new (snapshot, 2, 0));
}

static void
a_matrix_that_is_not_finite_says_so (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_at (5, &everything);

  snapshot->runs[1].preconditioners[0]->values[0] = NAN;
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);

  g_assert_null (inspection->spectrum);
  g_assert_nonnull (inspection->error);
}

/* M is copied if it is requested and stored, and its singular values are those of M itself. */
static void
m_is_there_where_it_is_asked_for_and_kept (void)
{
  const FopWatch watches[] = { { .preconditioners = FOP_RUNS_ALL },
                               { .preconditioners = FOP_RUNS_ALL, .factors = FOP_RUNS_ALL } };

  for (gsize w = 0; w < G_N_ELEMENTS (watches); w++)
    {
      g_autoptr (FopExperiment) experiment = valley (300);
      g_autoptr (FopSession) session = NULL;
      g_autoptr (FopSnapshot) snapshot = NULL;

      add_run (experiment, "tracked", "fop", "learning-rate=0.1");
      add_run (experiment, "kept", "fop", "learning-rate=0.1 keep-factor=true");
      add_run (experiment, "diagonal", "fop", "learning-rate=0.1 structure=diagonal");
      session = fop_session_new (experiment, NULL);
      walk_to (session, 300);
      snapshot = fop_session_snapshot (session, &watches[w]);
      for (gsize run = 0; run < 3; run++)
        {
          const FopRunView *view = &snapshot->runs[run];
          g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, run, 0);
          gboolean there = w == 1 && run > 0;

          g_assert_true (view->with_factors == (w == 1));
          g_assert_true ((view->preconditioners[0]->factor != NULL) == there);
          g_assert_true ((inspection->singular != NULL) == there);
          for (gsize i = 0; i < 10 && there; i++)
            g_assert_cmpfloat_with_epsilon (inspection->singular[i] * inspection->singular[i],
                                            inspection->spectrum->preconditioner[9 - i], 1e-12);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspection/the-condition-falls-below-ten-while-fop-learns",
                   the_condition_falls_below_ten_while_fop_learns);
  g_test_add_func ("/inspection/an-inspection-carries-what-it-looked-at",
                   an_inspection_carries_what_it_looked_at);
  g_test_add_func ("/inspection/m-is-there-where-it-is-asked-for-and-kept",
                   m_is_there_where_it_is_asked_for_and_kept);
  g_test_add_func ("/inspection/without-theta-there-is-no-hessian",
                   without_theta_there_is_no_hessian);
  g_test_add_func ("/inspection/what-is-not-there-is-not-inspected",
                   what_is_not_there_is_not_inspected);
  g_test_add_func ("/inspection/a-matrix-that-is-not-finite-says-so",
                   a_matrix_that_is_not_finite_says_so);
  g_test_add_func ("/inspection/instruments-see-p-turn-into-the-inverse-hessian",
                   instruments_see_p_turn_into_the_inverse_hessian);
  g_test_add_func ("/inspection/without-a-preconditioner-p-is-the-identity",
                   without_a_preconditioner_p_is_the_identity);
  g_test_add_func ("/inspection/the-last-gradient-is-that-of-the-step-before",
                   the_last_gradient_is_that_of_the_step_before);
  g_test_add_func ("/inspection/a-hessian-that-takes-seconds-is-not-formed",
                   a_hessian_that_takes_seconds_is_not_formed);
  return g_test_run ();
}
