/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The analytic problems compared with values from the literature. */

#include "problem-laws.h"

#include "core/linalg/eigen.h"

static double
loss_at (const FopProblem *problem, const double *theta)
{
  return problem->klass->evaluate (problem, theta, 0, NULL, NULL);
}

static void
test_minima_have_their_stated_values (void)
{
  static const struct
  {
    const char *kind;
    const char *json;
    gsize n_minima;
    double loss;
  } cases[] = {
    { "rosenbrock", "{}", 1, 0 },
    { "rosenbrock", "{ 'dimension': 6 }", 1, 0 },
    { "beale", "{}", 1, 0 },
    { "booth", "{}", 1, 0 },
    { "himmelblau", "{}", 4, 0 },
    { "rastrigin", "{ 'dimension': 4 }", 1, 0 },
    { "styblinski-tang", "{ 'dimension': 3 }", 1, -3 * 39.16616570377142 },
    { "saddle", "{}", 2, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem (cases[i].kind, cases[i].json, 1);

      g_assert_cmpuint (problem->n_minima, ==, cases[i].n_minima);
      for (gsize j = 0; j < problem->n_minima; j++)
        laws_close (loss_at (problem, problem->minima + j * problem->dimension), cases[i].loss,
                    1e-14);
    }
}

static void
test_himmelblau_has_its_maximum (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("himmelblau", "{}", 1);
  const double top[] = { -0.270845, -0.923039 };
  double hessian[4];

  laws_close (loss_at (problem, top), 181.6165, 1e-6);
  problem->klass->hessian (problem, top, hessian, NULL);
  g_assert_cmpfloat (hessian[0], <, 0);
  g_assert_cmpfloat (hessian[0] * hessian[3] - hessian[1] * hessian[2], >, 0);
}

static void
test_rosenbrock_has_a_false_minimum_in_four_dimensions (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 4 }", 1);
  /* Computed independently by Newton's method. */
  const double trap[] = { -0.7756592266, 0.6130933655, 0.3820628463, 0.1459720186 };
  double gradient[4], hessian[16], values[4];
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (4, FALSE);

  laws_close (problem->klass->evaluate (problem, trap, 0, gradient, NULL), 3.7014286104, 1e-9);
  g_assert_cmpfloat (laws_largest (4, gradient), <, 1e-6);
  problem->klass->hessian (problem, trap, hessian, NULL);
  g_assert_true (fop_symmetric_eigenvalues (4, hessian, work, values, NULL));
  g_assert_cmpfloat (values[0], >, 0);
}

static void
test_rosenbrock_starts_in_turn (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 5 }", 1);
  const double start[] = { -1.2, 1, -1.2, 1, -1.2 };

  g_assert_cmpmem (problem->start, sizeof start, start, sizeof start);
  g_assert_false (problem->has_domain);
}

static void
test_beale_starts_easy_or_hard (void)
{
  g_autoptr (FopProblem) easy = laws_problem ("beale", "{}", 1);
  g_autoptr (FopProblem) hard = laws_problem ("beale", "{ 'start-at': 'hard' }", 1);

  g_assert_cmpfloat (easy->start[1], ==, 1);
  g_assert_cmpfloat (hard->start[1], ==, 4);
  g_assert_cmpfloat (loss_at (hard, hard->start), >, 100 * loss_at (easy, easy->start));
}

static void
test_booth_has_the_condition_number_nine (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("booth", "{}", 1);
  double hessian[4];

  problem->klass->hessian (problem, problem->start, hessian, NULL);
  laws_close ((hessian[0] + hessian[1]) / (hessian[0] - hessian[1]), 9, 1e-15);
}

static void
test_the_saddle_is_one (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("saddle", "{}", 1);
  const double origin[] = { 0, 0 };
  double gradient[2], hessian[4];

  g_assert_cmpfloat (problem->klass->evaluate (problem, origin, 0, gradient, NULL), ==, 0);
  g_assert_cmpfloat (laws_largest (2, gradient), ==, 0);
  problem->klass->hessian (problem, origin, hessian, NULL);
  g_assert_cmpfloat (hessian[0], >, 0);
  g_assert_cmpfloat (hessian[3], <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classics/minima-have-their-stated-values",
                   test_minima_have_their_stated_values);
  g_test_add_func ("/classics/himmelblau-has-its-maximum", test_himmelblau_has_its_maximum);
  g_test_add_func ("/classics/rosenbrock-has-a-false-minimum-in-four-dimensions",
                   test_rosenbrock_has_a_false_minimum_in_four_dimensions);
  g_test_add_func ("/classics/rosenbrock-starts-in-turn", test_rosenbrock_starts_in_turn);
  g_test_add_func ("/classics/beale-starts-easy-or-hard", test_beale_starts_easy_or_hard);
  g_test_add_func ("/classics/booth-has-the-condition-number-nine",
                   test_booth_has_the_condition_number_nine);
  g_test_add_func ("/classics/the-saddle-is-one", test_the_saddle_is_one);
  return g_test_run ();
}
