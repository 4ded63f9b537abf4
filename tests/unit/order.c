/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order by leading eigenvector groups parameters that move together. */

#include "core/analysis/order.h"

#include <math.h>

/* v vᵀ plus a small perturbation: the order is that of v, largest first. */
static void
test_order_of_the_eigenvector (void)
{
  for (gsize n = 1; n < 60; n++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) n);
      g_autofree double *v = g_new (double, n);
      g_autofree double *a = g_new (double, n *n);
      g_autofree gsize *order = g_new (gsize, n);
      gsize largest = 0;

      for (gsize i = 0; i < n; i++)
        {
          v[i] = g_rand_double_range (random, -1, 1);
          if (fabs (v[i]) > fabs (v[largest]))
            largest = i;
        }
      for (gsize k = 0; k < n * n; k++)
        a[k] = v[k / n] * v[k % n];
      fop_leading_order (n, a, order);
      for (gsize k = 1; k < n; k++)
        {
          double sign = v[largest] < 0 ? -1 : 1;

          g_assert_cmpfloat (sign * v[order[k - 1]], >=, sign * v[order[k]]);
        }
    }
}

static void
test_interleaved_groups (void)
{
  enum
  {
    N = 31
  };
  double a[N * N];
  gsize order[N];

  for (gsize i = 0; i < N; i++)
    for (gsize j = 0; j < N; j++)
      a[i * N + j] = (i % 3 == j % 3 ? (double) (1 + i % 3) : 0) + (i == j ? 0.1 : 0);
  fop_leading_order (N, a, order);
  /* Rows 2, 5, 8, … support the leading eigenvector. */
  for (gsize k = 0; k < 10; k++)
    g_assert_cmpuint (order[k], ==, 3 * k + 2);
}

static void
test_nothing_to_sort_by (void)
{
  double zero[9] = { 0 };
  double broken[9] = { 1, NAN, 0, 0, 5, 0, 0, 0, 3 };
  double *const matrices[] = { zero, broken };

  for (gsize m = 0; m < 2; m++)
    {
      gsize order[3];

      fop_leading_order (3, matrices[m], order);
      for (gsize k = 0; k < 3; k++)
        g_assert_cmpuint (order[k], ==, k);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/is-that-of-the-leading-eigenvector", test_order_of_the_eigenvector);
  g_test_add_func ("/order/brings-interleaved-groups-together", test_interleaved_groups);
  g_test_add_func ("/order/leaves-what-has-no-eigenvector", test_nothing_to_sort_by);
  return g_test_run ();
}
