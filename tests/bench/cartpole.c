/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Many carts and poles pushed at the same times: bench-cartpole ENVIRONMENTS STEPS. Cart e is
 * pushed right at step t where (7 t + 3 e) mod 5 is at least 2, and starts anew in the middle, at
 * rest, when it has failed. Prints µs a step of one cart, and the sum of all states at the end.
 */

#include "core/problems/control/cartpole-dynamics.h"

#include <stdio.h>
#include <time.h>

static double
processor_microseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return 1e6 * (double) time.tv_sec + 1e-3 * (double) time.tv_nsec;
}

int
main (int argc, char **argv)
{
  const FopEnvironment *environment = &fop_cartpole_environment;
  static const double middle[] = { 0.5, 0.5, 0.5, 0.5 };

  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-cartpole ENVIRONMENTS STEPS\n");
      return 2;
    }
  gsize n = g_ascii_strtoull (argv[1], NULL, 10), steps = g_ascii_strtoull (argv[2], NULL, 10);
  g_autofree double *states = g_new (double, n * environment->state_size);
  double sum = 0, begin, end;

  for (gsize e = 0; e < n; e++)
    environment->reset (middle, states + e * environment->state_size);
  begin = processor_microseconds ();
  for (gsize t = 0; t < steps; t++)
    for (gsize e = 0; e < n; e++)
      {
        double *state = states + e * environment->state_size;
        gboolean failed;

        environment->advance (state, (7 * t + 3 * e) % 5 >= 2, &failed);
        if (failed)
          environment->reset (middle, state);
      }
  end = processor_microseconds ();
  for (gsize i = 0; i < n * environment->state_size; i++)
    sum += states[i];
  printf ("%.6f %.17g\n", (end - begin) / (double) (n * steps), sum);
  return 0;
}
