/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rotated problems, and noisy gradients. */

#include "method-laws.h"

#include "core/linalg/eigen.h"
#include "core/linalg/vector.h"

/* Every analytic problem, original and rotated. */
static const struct
{
  const char *kind, *upright, *turned;
} pairs[] = {
  { "quadratic", "{ 'dimension': 7, 'rotation': false }",
    "{ 'dimension': 7, 'rotation': false, 'angle': 40 }" },
  { "quadratic", "{ 'dimension': 2, 'linear': [1, 2] }",
    "{ 'dimension': 2, 'linear': [1, 2], 'angle': -200 }" },
  { "rosenbrock", "{}", "{ 'angle': 30 }" },
  { "rosenbrock", "{ 'dimension': 6 }", "{ 'dimension': 6, 'angle': 90, 'axes-seed': 4 }" },
  { "beale", "{ 'start-at': 'hard' }", "{ 'start-at': 'hard', 'angle': 45 }" },
  { "booth", "{}", "{ 'angle': 135 }" },
  { "himmelblau", "{}", "{ 'angle': -20 }" },
  { "rastrigin", "{ 'dimension': 5 }", "{ 'dimension': 5, 'angle': 17 }" },
  { "styblinski-tang", "{ 'dimension': 3 }", "{ 'dimension': 3, 'angle': 60 }" },
  { "saddle", "{}", "{ 'angle': 180 }" },
};

static double
loss_at (const FopProblem *problem, const double *theta, guint64 step)
{
  g_autofree double *work = laws_work (problem);

  return problem->klass->evaluate (problem, theta, step, NULL, work);
}

static double *
gradient_at (const FopProblem *problem, const double *theta, guint64 step)
{
  g_autofree double *work = laws_work (problem);
  double *gradient = g_new (double, problem->dimension);

  problem->klass->evaluate (problem, theta, step, gradient, work);
  return gradient;
}

static void
assert_same_eigenvalues (const FopProblem *a, const FopProblem *b)
{
  gsize n = a->dimension;
  const FopProblem *both[] = { a, b };
  double *values[] = { g_new (double, n), g_new (double, n) };
  g_autoptr (FopEigenWork) eigen = fop_eigen_work_new (n, FALSE);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 2; i++)
    {
      g_autofree double *hessian = g_new (double, n *n), *work = laws_work (both[i]);

      both[i]->klass->hessian (both[i], both[i]->start, hessian, work);
      fop_symmetric_eigenvalues (n, hessian, eigen, values[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpfloat (laws_difference (n, values[1], values[0]), <, 1e-13);
  g_free (values[0]);
  g_free (values[1]);
}

static void
test_turning_keeps_losses_slopes_and_the_spectrum (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (FopProblem) upright = laws_problem (pairs[i].kind, pairs[i].upright, 3);
      g_autoptr (FopProblem) turned = laws_problem (pairs[i].kind, pairs[i].turned, 3);
      gsize n = upright->dimension;
      g_autofree double *g = gradient_at (upright, upright->start, 0);
      g_autofree double *turned_g = gradient_at (turned, turned->start, 0);

      g_test_message ("%s %s", pairs[i].kind, pairs[i].turned);
      if (laws_largest (n, upright->start) > 0)
        g_assert_cmpfloat (laws_difference (n, turned->start, upright->start), >, 0.1);
      laws_close (loss_at (turned, turned->start, 0), loss_at (upright, upright->start, 0), 1e-13);
      laws_close (fop_dot (n, turned_g, turned_g), fop_dot (n, g, g), 1e-13);
      assert_same_eigenvalues (upright, turned);
      g_assert_false (turned->stochastic);
      g_assert_true (turned->convex == upright->convex);
      g_assert_nonnull (strstr (turned->description, "rotated by"));
    }
}

static void
test_minima_turn_with_the_problem_and_stay_in_its_domain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (FopProblem) upright = laws_problem (pairs[i].kind, pairs[i].upright, 3);
      g_autoptr (FopProblem) turned = laws_problem (pairs[i].kind, pairs[i].turned, 3);
      gsize n = upright->dimension;

      g_test_message ("%s %s", pairs[i].kind, pairs[i].turned);
      g_assert_cmpuint (turned->n_minima, ==, upright->n_minima);
      g_assert_true (turned->has_domain == upright->has_domain);
      for (gsize m = 0; m < turned->n_minima; m++)
        {
          const double *minimum = turned->minima + m * n;

          laws_close (loss_at (turned, minimum, 0), loss_at (upright, upright->minima + m * n, 0),
                      1e-13);
          if (turned->has_domain)
            g_assert_true (
                minimum[0] > turned->domain.x_minimum && minimum[0] < turned->domain.x_maximum
                && minimum[1] > turned->domain.y_minimum && minimum[1] < turned->domain.y_maximum);
        }
    }
}

static void
test_in_the_plane_the_turn_is_counterclockwise (void)
{
  g_autoptr (FopProblem) booth = laws_problem ("booth", "{ 'angle': 90 }", 1);

  /* (1, 3) goes to (−3, 1). */
  laws_close (booth->minima[0], -3, 1e-14);
  laws_close (booth->minima[1], 1, 1e-14);
}

static void
test_a_given_start_is_not_turned (void)
{
  g_autoptr (FopProblem) booth = laws_problem ("booth", "{ 'angle': 90, 'start': [2, 5] }", 1);

  g_assert_cmpfloat (booth->start[0], ==, 2);
  g_assert_cmpfloat (booth->start[1], ==, 5);
}

static void
test_the_axes_seed_draws_other_planes (void)
{
  const char *settings[]
      = { "{ 'dimension': 5, 'angle': 45 }", "{ 'dimension': 5, 'angle': 45, 'axes-seed': 7 }",
          "{ 'dimension': 5, 'angle': 45, 'axes-seed': 8 }" };
  g_autoptr (FopProblem) a = laws_problem ("rosenbrock", settings[0], 7);
  g_autoptr (FopProblem) b = laws_problem ("rosenbrock", settings[1], 1);
  g_autoptr (FopProblem) c = laws_problem ("rosenbrock", settings[2], 7);

  g_assert_cmpmem (a->start, 5 * sizeof (double), b->start, 5 * sizeof (double));
  g_assert_cmpfloat (laws_difference (5, c->start, a->start), >, 0.01);
}

/* The largest difference between the losses of FOP on the original and the rotated problem in 40
 * steps. */
static double
parting (const char *structure)
{
  g_autofree char *json = g_strdup_printf (
      "{ 'structure': '%s', 'learning-rate': 0.5, 'hyper-rate': 0.01 }", structure);
  g_autoptr (FopProblem) upright
      = laws_problem ("quadratic", "{ 'dimension': 6, 'rotation': false }", 2);
  g_autoptr (FopProblem) turned
      = laws_problem ("quadratic", "{ 'dimension': 6, 'rotation': false, 'angle': 50 }", 2);
  g_autoptr (Trial) a = trial_new (upright, "fop", json);
  g_autoptr (Trial) b = trial_new (turned, "fop", json);
  double worst = 0;

  for (int t = 0; t < 40; t++)
    {
      trial_step (a);
      trial_step (b);
      worst = MAX (worst, fabs (a->loss - b->loss) / a->loss);
    }
  g_test_message ("%s: %g", structure, worst);
  return worst;
}

static void
test_full_fop_does_not_see_the_axes_and_diagonal_fop_does (void)
{
  g_assert_cmpfloat (parting ("full"), <, 1e-10);
  g_assert_cmpfloat (parting ("diagonal"), >, 0.01);
}

static void
test_what_is_off_costs_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem (pairs[i].kind, pairs[i].upright, 1);

      g_assert_true (problem->klass == fop_problem_class_find (pairs[i].kind, NULL));
    }
}

/* The noise of @step: the difference between the noisy and the exact gradient. */
static double *
noise_of (const FopProblem *noisy, guint64 step)
{
  g_autofree double *exact = gradient_at (noisy, noisy->start, FOP_STEP_ALL);
  double *noise = gradient_at (noisy, noisy->start, step);

  for (gsize i = 0; i < noisy->dimension; i++)
    noise[i] -= exact[i];
  return noise;
}

static void
test_noise_has_mean_zero_and_deviation_sigma (void)
{
  g_autoptr (FopProblem) noisy = laws_problem ("quadratic", "{ 'dimension': 5, 'noise': 0.3 }", 9);
  const guint64 steps = 20000;
  double n = 5.0 * (double) steps, sum = 0, square = 0, fourth = 0, along = 0;

  g_assert_true (noisy->stochastic);
  g_assert_nonnull (strstr (noisy->description, "0.3"));
  for (guint64 t = 0; t < steps; t++)
    {
      g_autofree double *noise = noise_of (noisy, t);

      for (gsize i = 0; i < 5; i++)
        {
          double z = noise[i] / 0.3;

          sum += z;
          square += z * z;
          fourth += z * z * z * z;
          along += z * noise[(i + 1) % 5] / 0.3;
        }
    }
  /* Within about five standard errors. */
  g_assert_cmpfloat (fabs (sum / n), <, 5 / sqrt (n));
  g_assert_cmpfloat (fabs (square / n - 1), <, 5 * sqrt (2 / n));
  g_assert_cmpfloat (fabs (fourth / n - 3), <, 5 * sqrt (96 / n));
  g_assert_cmpfloat (fabs (along / n), <, 5 / sqrt (n));
}

static void
test_noise_is_a_function_of_seed_and_step (void)
{
  const char *json = "{ 'dimension': 3, 'noise': 1, 'angle': 10, 'axes-seed': 1 }";
  g_autoptr (FopProblem) a = laws_problem ("rosenbrock", json, 4);
  g_autoptr (FopProblem) same = laws_problem ("rosenbrock", json, 4);
  g_autoptr (FopProblem) other = laws_problem ("rosenbrock", json, 5);
  g_autofree double *later = noise_of (a, G_GUINT64_CONSTANT (1) << 40);
  g_autofree double *first = noise_of (a, 0), *second = noise_of (a, 1);
  g_autofree double *again = noise_of (same, 0), *elsewhere = noise_of (other, 0);

  g_assert_cmpmem (first, 3 * sizeof (double), again, 3 * sizeof (double));
  g_assert_cmpfloat (laws_difference (3, first, second), >, 0.01);
  g_assert_cmpfloat (laws_difference (3, first, later), >, 0.01);
  g_assert_cmpfloat (laws_difference (3, first, elsewhere), >, 0.01);
}

static void
test_losses_and_curvatures_are_without_noise (void)
{
  g_autoptr (FopProblem) exact = laws_problem ("beale", "{}", 1);
  g_autoptr (FopProblem) noisy = laws_problem ("beale", "{ 'noise': 10 }", 1);
  g_autofree double *theta = laws_point (exact, 0.4), *vector = laws_point (exact, 1.3);
  g_autofree double *expected = gradient_at (exact, theta, 0);
  g_autofree double *whole = gradient_at (noisy, theta, FOP_STEP_ALL);

  g_assert_cmpfloat (loss_at (noisy, theta, 3), ==, loss_at (exact, theta, 3));
  g_assert_cmpmem (whole, 2 * sizeof (double), expected, 2 * sizeof (double));
  laws_hessian (noisy, theta, vector);
  laws_hessian_product (noisy, theta, vector, 3);
  laws_gradient (noisy, theta, FOP_STEP_ALL);
}

static void
test_what_cannot_be_is_refused (void)
{
  laws_refused ("rastrigin", "{ 'dimension': 1, 'angle': 30 }", FOP_ERROR_COMBINATION, "angle");
  laws_refused ("rosenbrock", "{ 'dimension': 40000, 'angle': 30 }", FOP_ERROR_TOO_LARGE, "angle");
  laws_refused ("rosenbrock", "{ 'dimension': 3, 'axes-seed': 1 }", FOP_ERROR_COMBINATION,
                "without angle");
  laws_refused ("booth", "{ 'noise': -1 }", FOP_ERROR_RANGE, "noise");
}

static void
test_methods_that_need_one_loss_refuse_noise (void)
{
  static const struct
  {
    const char *kind, *json;
  } methods[] = { { "lbfgs", "{}" }, { "hdm", "{}" }, { "fop", "{ 'monotone': true }" } };
  g_autoptr (FopProblem) noisy = laws_problem ("quadratic", "{ 'noise': 0.1 }", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;
      const FopMethodClass *klass = fop_method_class_find (methods[i].kind, NULL);
      g_autoptr (FopSettings) settings = trial_settings (klass, methods[i].json);

      g_assert_null (fop_method_new (klass, settings, noisy, 1, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
      g_assert_nonnull (strstr (error->message, "noise"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/variations/turning-keeps-losses-slopes-and-the-spectrum",
                   test_turning_keeps_losses_slopes_and_the_spectrum);
  g_test_add_func ("/variations/minima-turn-with-the-problem-and-stay-in-its-domain",
                   test_minima_turn_with_the_problem_and_stay_in_its_domain);
  g_test_add_func ("/variations/in-the-plane-the-turn-is-counterclockwise",
                   test_in_the_plane_the_turn_is_counterclockwise);
  g_test_add_func ("/variations/a-given-start-is-not-turned", test_a_given_start_is_not_turned);
  g_test_add_func ("/variations/the-axes-seed-draws-other-planes",
                   test_the_axes_seed_draws_other_planes);
  g_test_add_func ("/variations/full-fop-does-not-see-the-axes-and-diagonal-fop-does",
                   test_full_fop_does_not_see_the_axes_and_diagonal_fop_does);
  g_test_add_func ("/variations/what-is-off-costs-nothing", test_what_is_off_costs_nothing);
  g_test_add_func ("/variations/noise-has-mean-zero-and-deviation-sigma",
                   test_noise_has_mean_zero_and_deviation_sigma);
  g_test_add_func ("/variations/noise-is-a-function-of-seed-and-step",
                   test_noise_is_a_function_of_seed_and_step);
  g_test_add_func ("/variations/losses-and-curvatures-are-without-noise",
                   test_losses_and_curvatures_are_without_noise);
  g_test_add_func ("/variations/what-cannot-be-is-refused", test_what_cannot_be_is_refused);
  g_test_add_func ("/variations/methods-that-need-one-loss-refuse-noise",
                   test_methods_that_need_one_loss_refuse_noise);
  return g_test_run ();
}
