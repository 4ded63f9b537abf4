/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projection of eigenvalues onto an interval. */
#include "core/linalg/projection.h"

#include <math.h>

static void
assert_near (gsize n, const double *a, const double *b)
{
  for (gsize i = 0; i < n * n; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-13);
}

/* [[a, b], [b, a]] has the eigenvalues a + b and a − b. */
static void
test_eigenvalues_are_clamped (void)
{
  g_autoptr (FopProjection) projection = fop_projection_new (2);
  double a[4] = { 1, 3, 3, 1 };

  g_assert_true (fop_projection_apply (projection, 0, 3, a)); /* 4 and −2 become 3 and 0 */
  assert_near (2, a, (double[]){ 1.5, 1.5, 1.5, 1.5 });
}

static void
test_what_lies_within_stays (void)
{
  g_autoptr (FopProjection) projection = fop_projection_new (3);
  const double within[9] = { 2, 0.5, 0, 0.5, 1, -0.25, 0, -0.25, 3 };
  double a[9];

  for (gsize i = 0; i < 9; i++)
    a[i] = within[i];
  g_assert_true (fop_projection_apply (projection, 0, 10, a));
  assert_near (3, a, within);
}

/* An antisymmetric part does not affect the nearest symmetric matrix. */
static void
test_the_symmetric_part_is_projected (void)
{
  g_autoptr (FopProjection) projection = fop_projection_new (2);
  double a[4] = { 1, 5, 1, 1 }, b[4] = { 1, 3, 3, 1 };

  g_assert_true (fop_projection_apply (projection, 0, 3, a));
  g_assert_true (fop_projection_apply (projection, 0, 3, b));
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
}

static void
test_what_is_not_finite_is_left (void)
{
  g_autoptr (FopProjection) projection = fop_projection_new (2);
  double a[4] = { 1, NAN, 2, 1 };

  g_assert_false (fop_projection_apply (projection, 0, 3, a));
  g_assert_cmpfloat (a[0], ==, 1);
  g_assert_cmpfloat (a[2], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/eigenvalues-are-clamped", test_eigenvalues_are_clamped);
  g_test_add_func ("/projection/what-lies-within-stays", test_what_lies_within_stays);
  g_test_add_func ("/projection/the-symmetric-part-is-projected",
                   test_the_symmetric_part_is_projected);
  g_test_add_func ("/projection/what-is-not-finite-is-left", test_what_is_not_finite_is_left);
  return g_test_run ();
}
