/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time of the eigenvalues of a symmetric matrix of order n, in µs of one thread. */

#include "core/linalg/eigen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double
processor_microseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e6 * (double) time.tv_sec + 1e-3 * (double) time.tv_nsec;
}

/* The shortest of some solutions; the first, which only warms up, does not count. */
static double
time_solution (gsize n, int rounds)
{
  g_autofree double *a = g_new (double, n *n), *copy = g_new (double, n *n);
  g_autofree double *values = g_new (double, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  FopEigenWork *work = fop_eigen_work_new (n, FALSE);
  double shortest = G_MAXDOUBLE;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      a[i * n + j] = a[j * n + i] = g_rand_double_range (rand, -1, 1);
  for (int round = 0; round <= rounds; round++)
    {
      memcpy (copy, a, n * n * sizeof (double));
      double begin = processor_microseconds ();
      if (!fop_symmetric_eigenvalues (n, copy, work, values, NULL))
        abort ();
      double time = processor_microseconds () - begin;
      if (round > 0)
        shortest = MIN (shortest, time);
    }
  fop_eigen_work_free (work);
  return shortest;
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-eigenvalues ORDER\n");
      return 2;
    }
  gsize n = g_ascii_strtoull (argv[1], NULL, 10);
  printf ("%.3f\n", time_solution (n, n < 500 ? 20 : n < 1500 ? 3 : 1));
  return 0;
}
