/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damped Cholesky factors: what they solve, and how far they damp. */
#include "core/linalg/cholesky.h"

#include <math.h>
#include <string.h>

static void
check (gsize n, const double *a, double least, double most)
{
  const double right[3] = { 1, -2, 3 };
  double factor[9], diagonal[3], inverse[9], x[3] = { 1, -2, 3 }, damping = 0;

  memcpy (factor, a, n * n * sizeof (double));
  g_assert_true (fop_cholesky_damped (n, factor, diagonal, &damping));
  g_assert_cmpfloat (damping, >=, least);
  g_assert_cmpfloat (damping, <=, most);
  fop_cholesky_solve (n, factor, x);
  fop_cholesky_inverse (n, factor, inverse);
  for (gsize i = 0; i < n; i++)
    {
      double image = damping * x[i];

      for (gsize j = 0; j < n; j++)
        {
          double product = damping * inverse[i * n + j];

          image += a[i * n + j] * x[j];
          for (gsize k = 0; k < n; k++)
            product += a[i * n + k] * inverse[k * n + j];
          g_assert_cmpfloat_with_epsilon (product, i == j, 1e-9);
        }
      g_assert_cmpfloat_with_epsilon (image, right[i], 1e-9);
    }
}

static void
test_positive_definite_matrices_are_not_damped (void)
{
  check (3, (double[]){ 4, 1, -1, 1, 3, 0.5, -1, 0.5, 2 }, 0, 0);
}

/* λ passes the most negative eigenvalue, by no more than tenfold. */
static void
test_indefinite_matrices_are_damped_past_their_eigenvalues (void)
{
  check (3, (double[]){ 1, 0, 0, 0, -2, 0, 0, 0, 3 }, 2, 20);
  check (2, (double[]){ 0, 5, 5, 0 }, 5, 50);
}

static void
test_what_is_not_finite_is_refused (void)
{
  double a[4] = { 1, NAN, NAN, 1 }, diagonal[2], damping = 0;

  g_assert_false (fop_cholesky_damped (2, a, diagonal, &damping));
  a[0] = a[1] = a[2] = a[3] = INFINITY;
  g_assert_false (fop_cholesky_damped (2, a, diagonal, &damping));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cholesky/positive-definite-matrices-are-not-damped",
                   test_positive_definite_matrices_are_not_damped);
  g_test_add_func ("/cholesky/indefinite-matrices-are-damped-past-their-eigenvalues",
                   test_indefinite_matrices_are_damped_past_their_eigenvalues);
  g_test_add_func ("/cholesky/what-is-not-finite-is-refused", test_what_is_not_finite_is_refused);
  return g_test_run ();
}
