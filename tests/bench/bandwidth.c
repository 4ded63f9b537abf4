/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the machine's memory gives to one thread, with nothing computed on the way: GB/s of reading,
 * of writing, and of both at once (x ← x + c) over an array of so many bytes. The second argument
 * asks for the time of a read and an update in turn instead, in µs: the traffic of a step of
 * structure full over a triangle of that size.
 */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS  9
#define STREAMS 8 /* sums at a time: additions must not wait for each other */

typedef double Vector __attribute__ ((vector_size (32)));

static double
processor_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static double
read_all (gsize n, Vector *x)
{
  Vector sums[STREAMS] = { 0 }, sum = { 0 };

  for (gsize i = 0; i < n; i += STREAMS)
    for (gsize k = 0; k < STREAMS; k++)
      sums[k] += x[i + k];
  for (gsize k = 0; k < STREAMS; k++)
    sum += sums[k];
  return sum[0];
}

static double
write_all (gsize n, Vector *x)
{
  const Vector value = { 1, 1, 1, 1 };

  for (gsize i = 0; i < n; i++)
    x[i] = value;
  return x[n / 2][0];
}

static double
update_all (gsize n, Vector *x)
{
  const Vector c = { 1e-9, 1e-9, 1e-9, 1e-9 };

  for (gsize i = 0; i < n; i++)
    x[i] += c;
  return x[n / 2][0];
}

static double
read_and_update_all (gsize n, Vector *x)
{
  return read_all (n, x) + update_all (n, x);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median of ROUNDS sweeps, in seconds, each repeated to last some milliseconds. */
static double
time_sweep (double (*sweep) (gsize, Vector *), gsize n, Vector *x)
{
  volatile double sink = sweep (n, x);
  gsize repeats = 1 + (gsize) 4e6 / n;
  double rounds[ROUNDS];

  for (int round = 0; round < ROUNDS; round++)
    {
      double begin = processor_seconds ();

      for (gsize repeat = 0; repeat < repeats; repeat++)
        sink = sink + sweep (n, x);
      rounds[round] = (processor_seconds () - begin) / (double) repeats;
    }
  qsort (rounds, ROUNDS, sizeof (double), compare);
  return rounds[ROUNDS / 2];
}

int
main (int argc, char **argv)
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: bench-bandwidth BYTES [step]\n");
      return 2;
    }
  gsize bytes = g_ascii_strtoull (argv[1], NULL, 10), n = bytes / sizeof (Vector);
  n = MAX (n - n % STREAMS, STREAMS);
  Vector *x = aligned_alloc (sizeof (Vector), n * sizeof (Vector));
  double gigabytes = 1e-9 * (double) (n * sizeof (Vector));

  write_all (n, x);
  if (argc > 2)
    printf ("%.3f\n", 1e6 * time_sweep (read_and_update_all, n, x));
  else
    printf ("%.3f %.3f %.3f\n", gigabytes / time_sweep (read_all, n, x),
            gigabytes / time_sweep (write_all, n, x),
            2 * gigabytes / time_sweep (update_all, n, x));
  free (x);
  return 0;
}
