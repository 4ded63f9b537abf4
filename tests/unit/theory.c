/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/study/theory.h"

#include "core/engine/session.h"
#include "tests/unit/valley.h"

#include <math.h>

#define STEPS 400u

/* Both bounds are products of this many factors, each rounded. */
#define ROUNDING (1 + 1e-9)

static FopTheory *
theory_of (const char *problem, const char *problem_settings, const char *method,
           const char *settings)
{
  const FopWatch nothing = { .curves = FALSE };
  g_autoptr (FopExperiment) experiment = experiment_on (problem, problem_settings, STEPS);
  g_autoptr (FopSession) session = NULL;
  g_autoptr (FopSnapshot) snapshot = NULL;
  g_autoptr (FopTheoryWalk) walk = NULL;
  g_autoptr (GError) error = NULL;

  add_run (experiment, "run", method, settings);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  snapshot = fop_session_snapshot (session, &nothing);
  g_assert_true (fop_theory_applies (snapshot->problem));
  walk = fop_theory_walk_new (snapshot, 0);
  fop_theory_walk_on (walk, STEPS, 1e6);
  return fop_theory_walk_theory (walk, STEPS);
}

static double
value (const FopTheory *theory, gsize column, gsize step)
{
  return fop_curves_bucket (theory->curves, column, step).value;
}

static double
bound (const FopTheory *theory, FopRateBoundFrom from, gsize step)
{
  return value (theory, FOP_THEORY_BOUND + from, step);
}

static void
factors_are_exact_in_one_dimension (void)
{
  const double h = 3, p = 0.5, rate = 0.1;
  g_autoptr (FopRateBound) rate_bound = fop_rate_bound_new (1, &h, NULL);
  double factors[FOP_RATE_BOUND_N];

  g_assert_true (fop_rate_bound_factors (rate_bound, &p, rate, factors));
  for (gsize k = 0; k < FOP_RATE_BOUND_N; k++)
    g_assert_cmpfloat_with_epsilon (factors[k], (1 - rate * p * h) * (1 - rate * p * h), 1e-15);
  g_assert_true (fop_rate_bound_factors (rate_bound, NULL, rate, factors));
  for (gsize k = 0; k < FOP_RATE_BOUND_N; k++)
    g_assert_cmpfloat_with_epsilon (factors[k], (1 - rate * h) * (1 - rate * h), 1e-15);
}

/* With P = H⁻¹ and ε = 1, one step converges; the bound from λ(P) alone cannot show that. */
static void
newton_arrives_at_once (void)
{
  const double h[] = { 2, 1, 1, 2 }, inverse[] = { 2 / 3.0, -1 / 3.0, -1 / 3.0, 2 / 3.0 };
  g_autoptr (FopRateBound) rate_bound = fop_rate_bound_new (2, h, NULL);
  double factors[FOP_RATE_BOUND_N];

  g_assert_true (fop_rate_bound_factors (rate_bound, inverse, 1, factors));
  g_assert_cmpfloat (factors[FOP_RATE_BOUND_PRECONDITIONED], <, 1e-28);
  g_assert_cmpfloat_with_epsilon (factors[FOP_RATE_BOUND_PRECONDITIONER], 4, 1e-13);
}

static void
a_hessian_has_to_be_positive_definite (void)
{
  const double indefinite[] = { 1, 2, 2, 1 }, infinite[] = { 1, 0, NAN, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_rate_bound_new (2, indefinite, &error));
  g_assert_nonnull (strstr (error->message, "smallest eigenvalue is -1"));
  g_clear_error (&error);
  g_assert_null (fop_rate_bound_new (2, infinite, &error));
  g_assert_nonnull (error);
}

static void
no_run_is_slower_than_its_bounds (void)
{
  static const char *const methods[][2] = {
    { "sgd", "learning-rate=0.5" },
    { "hd", "learning-rate=0.1 hyper-rate=0.001" },
    { "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius" },
    { "fop", "learning-rate=0.3 hyper-rate=0.02 normalize=none" },
    { "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=cosine structure=diagonal" },
    { "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius structure=low-rank rank=2" },
    { "fop", "learning-rate=0.2 hyper-rate=0.02 normalize=frobenius max-eigenvalue=8 "
             "anneal-after=150" },
  };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    for (int seed = 1; seed <= 3; seed++)
      {
        g_autofree char *problem = g_strdup_printf ("dimension=7 condition=30 seed=%d", seed);
        g_autoptr (FopTheory) theory
            = theory_of ("quadratic", problem, methods[m][0], methods[m][1]);

        g_assert_cmpstr (theory->missing, ==, NULL);
        g_assert_cmpuint (theory->curves->last_step, ==, STEPS);
        g_assert_cmpfloat (bound (theory, FOP_RATE_BOUND_PRECONDITIONED, STEPS), <,
                           value (theory, FOP_THEORY_GAP, 0));
        for (gsize t = 0; t <= STEPS; t++)
          {
            double gap = value (theory, FOP_THEORY_GAP, t);
            double tight = bound (theory, FOP_RATE_BOUND_PRECONDITIONED, t);
            double wide = bound (theory, FOP_RATE_BOUND_PRECONDITIONER, t);

            g_assert_cmpfloat (gap, <=, tight * ROUNDING);
            g_assert_true (isnan (wide) || tight <= wide * ROUNDING);
          }
      }
}

/* From a start on the flattest axis, only the slowest direction is present. */
static void
gradient_descent_on_the_flattest_axis_is_as_slow_as_its_bound (void)
{
  g_autoptr (FopTheory) theory
      = theory_of ("quadratic", "hessian=[[1,0],[0,0.01]] start=[0,1]", "sgd", "learning-rate=0.9");

  for (gsize t = 0; t <= STEPS; t += 50)
    g_assert_cmpfloat_with_epsilon (value (theory, FOP_THEORY_GAP, t)
                                        / bound (theory, FOP_RATE_BOUND_PRECONDITIONED, t),
                                    1, 1e-9);
}

/* ε λ_max(P) λ_max(H) > 2 although the run converges: in the first example. */
static void
growth_that_p_alone_allows_is_told (void)
{
  g_autoptr (FopTheory) theory
      = theory_of ("quadratic", "dimension=10 condition=100 seed=3", "fop",
                   "learning-rate=0.3 hyper-rate=0.03 normalize=frobenius");

  g_assert_true (theory->has_matrix);
  g_assert_cmpint (theory->grows_from, >, 0);
  g_assert_true (isnan (bound (theory, FOP_RATE_BOUND_PRECONDITIONER, STEPS)));
  g_assert_false (isnan (bound (theory, FOP_RATE_BOUND_PRECONDITIONED, STEPS)));
}

static void
steps_that_are_not_plain_are_refused (void)
{
  static const char *const methods[][2] = {
    { "sgd", "learning-rate=0.1 momentum=0.9" },
    { "adam", "learning-rate=0.1" },
    { "fop", "learning-rate=0.1 hyper-rate=0.01 base=adam" },
  };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (FopTheory) theory
          = theory_of ("quadratic", "dimension=5", methods[m][0], methods[m][1]);

      g_assert_nonnull (strstr (theory->missing, "of run is not one"));
      g_assert_cmpuint (theory->curves->last_step, <, 2);
      g_assert_true (theory->is_complete);
    }
}

static void
walking_in_pieces_is_walking_at_once (void)
{
  const FopWatch nothing = { .curves = FALSE };
  const char *settings = "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius";
  g_autoptr (FopTheory) whole = theory_of ("quadratic", "dimension=4", "fop", settings),
                        pieces = NULL;
  g_autoptr (FopExperiment) experiment = experiment_on ("quadratic", "dimension=4", STEPS);
  g_autoptr (FopSession) session = NULL;
  g_autoptr (FopSnapshot) snapshot = NULL;
  g_autoptr (FopTheoryWalk) walk = NULL;

  add_run (experiment, "run", "fop", settings);
  session = fop_session_new (experiment, NULL);
  snapshot = fop_session_snapshot (session, &nothing);
  walk = fop_theory_walk_new (snapshot, 0);
  for (guint64 step = 0; step <= STEPS; step += 7)
    fop_theory_walk_on (walk, step, 1e6);
  pieces = fop_theory_walk_theory (walk, STEPS);
  g_assert_false (pieces->is_complete);
  fop_theory_walk_on (walk, STEPS, 1e6);
  g_clear_pointer (&pieces, fop_theory_unref);
  pieces = fop_theory_walk_theory (walk, STEPS);
  g_assert_true (pieces->is_complete);
  assert_same_curves (whole->curves, pieces->curves);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate-bound/factors-are-exact-in-one-dimension",
                   factors_are_exact_in_one_dimension);
  g_test_add_func ("/rate-bound/newton-arrives-at-once", newton_arrives_at_once);
  g_test_add_func ("/rate-bound/a-hessian-has-to-be-positive-definite",
                   a_hessian_has_to_be_positive_definite);
  g_test_add_func ("/theory/no-run-is-slower-than-its-bounds", no_run_is_slower_than_its_bounds);
  g_test_add_func ("/theory/gradient-descent-on-the-flattest-axis-is-as-slow-as-its-bound",
                   gradient_descent_on_the_flattest_axis_is_as_slow_as_its_bound);
  g_test_add_func ("/theory/growth-that-p-alone-allows-is-told",
                   growth_that_p_alone_allows_is_told);
  g_test_add_func ("/theory/steps-that-are-not-plain-are-refused",
                   steps_that_are_not_plain_are_refused);
  g_test_add_func ("/theory/walking-in-pieces-is-walking-at-once",
                   walking_in_pieces_is_walking_at_once);
  return g_test_run ();
}
