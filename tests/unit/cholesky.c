/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damped Cholesky factors: their solutions, and the amount of damping. */
#include "core/linalg/cholesky.h"

#include <math.h>
#include <string.h>

#define FLOOR 0.1

/* Solves with A + λI, multiplies by its inverse, and reconstructs it from the inverse's factor. */
static void
check (gsize n, const double *a, double expected)
{
  const double right[3] = { 1, -2, 3 };
  double factor[9], inverse[9], root[9], x[3] = { 1, -2, 3 }, damping = 0;
  g_autoptr (FopCholeskyWork) work = fop_cholesky_work_new (n);

  memcpy (factor, a, n * n * sizeof (double));
  g_assert_true (fop_cholesky_damped (n, factor, FLOOR, work, &damping));
  g_assert_cmpfloat_with_epsilon (damping, expected, 1e-12);
  fop_cholesky_solve (n, factor, x);
  fop_cholesky_inverse (n, factor, inverse);
  fop_cholesky_factor_inverse (n, factor, root);
  for (gsize i = 0; i < n; i++)
    {
      double image = damping * x[i];

      for (gsize j = 0; j < n; j++)
        {
          double product = damping * inverse[i * n + j], square = 0;

          image += a[i * n + j] * x[j];
          for (gsize k = 0; k < n; k++)
            {
              product += a[i * n + k] * inverse[k * n + j];
              square += root[i * n + k] * root[j * n + k];
            }
          g_assert_cmpfloat_with_epsilon (product, i == j, 1e-9);
          g_assert_cmpfloat_with_epsilon (square, inverse[i * n + j], 1e-12);
        }
      g_assert_cmpfloat_with_epsilon (image, right[i], 1e-9);
    }
}

static void
test_positive_definite_matrices_are_not_damped (void)
{
  check (3, (double[]){ 4, 1, -1, 1, 3, 0.5, -1, 0.5, 2 }, 0);
}

/* The smallest eigenvalue is raised to a tenth of its magnitude, and no further. */
static void
test_indefinite_matrices_are_damped_to_the_floor (void)
{
  check (3, (double[]){ 1, 0, 0, 0, -2, 0, 0, 0, 3 }, 2.2);
  check (2, (double[]){ 0, 5, 5, 0 }, 5 + 0.5);
  check (2, (double[]){ -45.25, -5, -5, -15 }, 1.1 * (60.25 + sqrt (30.25 * 30.25 + 100)) / 2);
}

/* Eigenvalues 2 and 0, and 1 and 0: none is negative, so damping covers rounding only. */
static void
test_singular_matrices_are_damped_by_rounding (void)
{
  const double singular[4] = { 1, 1, 1, 1 };
  g_autoptr (FopCholeskyWork) work = fop_cholesky_work_new (2);
  double a[4], damping = 0;

  memcpy (a, singular, sizeof a);
  g_assert_true (fop_cholesky_damped (2, a, FLOOR, work, &damping));
  g_assert_cmpfloat (damping, <, 1e-7);
  memset (a, 0, sizeof a);
  damping = 0;
  g_assert_true (fop_cholesky_damped (2, a, FLOOR, work, &damping));
  g_assert_cmpfloat (damping, >, 0);
  g_assert_cmpfloat (damping, <, 1e-290);
}

/* The requested damping suffices if it exceeds the smallest eigenvalue's magnitude. */
static void
test_enough_damping_is_left_as_it_is (void)
{
  g_autoptr (FopCholeskyWork) work = fop_cholesky_work_new (2);
  double a[4] = { 0, 5, 5, 0 }, damping = 5.01;

  g_assert_true (fop_cholesky_damped (2, a, FLOOR, work, &damping));
  g_assert_cmpfloat (damping, ==, 5.01);
}

static void
test_what_is_not_finite_is_refused (void)
{
  g_autoptr (FopCholeskyWork) work = fop_cholesky_work_new (2);
  double a[4] = { 0, NAN, NAN, 1 }, damping = 0;

  g_assert_false (fop_cholesky_damped (2, a, FLOOR, work, &damping));
  a[0] = a[1] = a[2] = a[3] = INFINITY;
  g_assert_false (fop_cholesky_damped (2, a, FLOOR, work, &damping));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cholesky/positive-definite-matrices-are-not-damped",
                   test_positive_definite_matrices_are_not_damped);
  g_test_add_func ("/cholesky/indefinite-matrices-are-damped-to-the-floor",
                   test_indefinite_matrices_are_damped_to_the_floor);
  g_test_add_func ("/cholesky/singular-matrices-are-damped-by-rounding",
                   test_singular_matrices_are_damped_by_rounding);
  g_test_add_func ("/cholesky/enough-damping-is-left-as-it-is",
                   test_enough_damping_is_left_as_it_is);
  g_test_add_func ("/cholesky/what-is-not-finite-is-refused", test_what_is_not_finite_is_refused);
  return g_test_run ();
}
