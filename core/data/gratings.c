/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images of stripes: the class is their orientation. */

#include "core/data/drawing.h"

#include <gsl/gsl_randist.h>
#include <math.h>

void
fop_grating_draw (gsize pixels, gsize class, gsize classes, double noise, gsl_rng *rng,
                  double *image)
{
  double step = G_PI / (double) classes;
  double angle = step * ((double) class + gsl_ran_flat (rng, -0.25, 0.25));
  double periods = gsl_ran_flat (rng, 2, 4), phase = gsl_ran_flat (rng, 0, 2 * G_PI);
  double contrast = gsl_ran_flat (rng, 0.5, 1);
  double across = 2 * G_PI * periods / (double) pixels;

  for (gsize i = 0; i < pixels; i++)
    for (gsize j = 0; j < pixels; j++)
      image[i * pixels + j]
          = 0.5
            + 0.5 * contrast
                  * sin (across * ((double) j * cos (angle) + (double) i * sin (angle)) + phase)
            + gsl_ran_gaussian (rng, noise);
}
