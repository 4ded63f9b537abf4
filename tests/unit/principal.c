/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The best-fitting plane of points. */

#include "core/analysis/principal.h"

#include <math.h>

#define N     7
#define COUNT 40

static double
dot (const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < N; i++)
    sum += a[i] * b[i];
  return sum;
}

/* Points on a plane in seven dimensions have no residual. */
static void
test_contains_a_plane (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  double base[3][N], points[COUNT * N], mean[N], axes[2 * N], shares[2];

  for (gsize k = 0; k < 3; k++)
    for (gsize i = 0; i < N; i++)
      base[k][i] = g_rand_double_range (random, -1, 1);
  for (gsize p = 0; p < COUNT; p++)
    {
      double u = g_rand_double_range (random, -3, 3), v = g_rand_double (random);

      for (gsize i = 0; i < N; i++)
        points[p * N + i] = 5 * base[0][i] + u * base[1][i] + v * base[2][i];
    }
  g_assert_true (fop_principal_plane (N, COUNT, points, mean, axes, shares));
  g_assert_cmpfloat_with_epsilon (shares[0] + shares[1], 1, 1e-12);
  g_assert_cmpfloat (shares[0], >, shares[1]);
  g_assert_cmpfloat_with_epsilon (dot (axes, axes), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (dot (axes + N, axes + N), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (dot (axes, axes + N), 0, 1e-12);
  /* Whatever their signs from LAPACK, axes are positive in their largest coordinate. */
  for (gsize a = 0; a < 2; a++)
    {
      double least = 0, most = 0;

      for (gsize i = 0; i < N; i++)
        {
          least = MIN (least, axes[a * N + i]);
          most = MAX (most, axes[a * N + i]);
        }
      g_assert_cmpfloat (most, >=, -least);
    }
  for (gsize p = 0; p < COUNT; p++)
    {
      double rest[N], u, v;

      for (gsize i = 0; i < N; i++)
        rest[i] = points[p * N + i] - mean[i];
      u = dot (rest, axes);
      v = dot (rest, axes + N);
      for (gsize i = 0; i < N; i++)
        rest[i] -= u * axes[i] + v * axes[N + i];
      g_assert_cmpfloat (sqrt (dot (rest, rest)), <, 1e-12);
    }
}

/* Variances along the coordinates are found with their directions. */
static void
test_known_variances (void)
{
  double points[4 * N] = { 0 }, mean[N], axes[2 * N], shares[2];

  points[0 * N + 3] = 2;
  points[1 * N + 3] = -2;
  points[2 * N + 5] = 1;
  points[3 * N + 5] = -1;
  g_assert_true (fop_principal_plane (N, 4, points, mean, axes, shares));
  g_assert_cmpfloat_with_epsilon (shares[0], 0.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (shares[1], 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (axes[3], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (axes[N + 5], 1, 1e-12);
}

static void
test_corners (void)
{
  double points[3 * N] = { 0 }, mean[N], axes[2 * N], shares[2];

  g_assert_false (fop_principal_plane (N, 3, points, mean, axes, shares));
  for (gsize i = 0; i < N; i++)
    points[N + i] = points[2 * N + i] = (double) i + 1;
  g_assert_true (fop_principal_plane (N, 3, points, mean, axes, shares));
  g_assert_cmpfloat_with_epsilon (shares[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (dot (axes + N, axes + N), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (dot (axes, axes + N), 0, 1e-12);
  points[4] = NAN;
  g_assert_false (fop_principal_plane (N, 3, points, mean, axes, shares));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/principal/a-plane-contains-its-points", test_contains_a_plane);
  g_test_add_func ("/principal/variances-are-found-with-their-directions", test_known_variances);
  g_test_add_func ("/principal/points-on-a-line-and-worse", test_corners);
  return g_test_run ();
}
