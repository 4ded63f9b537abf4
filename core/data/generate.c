/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets drawn from a seed. */

#include "core/data/generate.h"
#include "core/data/drawing.h"
#include "core/data/philox.h"

#include <gsl/gsl_randist.h>
#include <math.h>

/* Streams of the seed: what the rows have in common, the training rows, the held-out rows. */
enum
{
  SHAPE,
  TRAINING_ROWS,
  HELD_OUT_ROWS
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (gsl_rng, gsl_rng_free)

static double *
normal_numbers (gsl_rng *rng, gsize n, double deviation)
{
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = gsl_ran_gaussian (rng, deviation);
  return numbers;
}

static void
blob (const FopGenerator *generator, const double *centers, gsize class, gsl_rng *rng,
      double *input)
{
  for (gsize j = 0; j < generator->features; j++)
    input[j] = centers[class * generator->features + j] + gsl_ran_gaussian (rng, generator->noise);
}

static void
moon (const FopGenerator *generator, gsize class, gsl_rng *rng, double *input)
{
  double angle = G_PI * gsl_rng_uniform (rng);

  input[0] = class == 0 ? cos (angle) : 1.0 - cos (angle);
  input[1] = class == 0 ? sin (angle) : 0.5 - sin (angle);
  input[0] += gsl_ran_gaussian (rng, generator->noise);
  input[1] += gsl_ran_gaussian (rng, generator->noise);
}

static void
spiral (const FopGenerator *generator, gsize class, gsl_rng *rng, double *input)
{
  /* The root spreads the points evenly along the arm, whose length grows with the radius. */
  double radius = sqrt (gsl_rng_uniform (rng));
  double angle = 2.0 * G_PI * (1.5 * radius + (double) class / (double) generator->classes);

  input[0] = radius * cos (angle) + gsl_ran_gaussian (rng, generator->noise);
  input[1] = radius * sin (angle) + gsl_ran_gaussian (rng, generator->noise);
}

/* x_j = r x_{j−1} + √(1 − r²) z_j: unit variances, and covariance r^|i−j|. */
static void
correlated (const FopGenerator *generator, gsl_rng *rng, double *input)
{
  const double r = generator->correlation, rest = sqrt (1.0 - r * r);

  input[0] = gsl_ran_gaussian (rng, 1.0);
  for (gsize j = 1; j < generator->features; j++)
    input[j] = r * input[j - 1] + rest * gsl_ran_gaussian (rng, 1.0);
}

static double
linear_map (const FopGenerator *generator, const double *weights, gsl_rng *rng, const double *input)
{
  double sum = 0.0;

  for (gsize j = 0; j < generator->features; j++)
    sum += weights[j] * input[j];
  return sum + gsl_ran_gaussian (rng, generator->noise);
}

static double
linear_class (const FopGenerator *generator, const double *weights, gsl_rng *rng,
              const double *input)
{
  gsize best = 0;
  double largest = -INFINITY;

  for (gsize class = 0; class < generator->classes; class ++)
    {
      double value = linear_map (generator, weights + class * generator->features, rng, input);

      if (value > largest)
        {
          largest = value;
          best = class;
        }
    }
  return (double) best;
}

FopDataset *
fop_generate (const FopGenerator *generator, gboolean real_targets, GError **error)
{
  g_autoptr (FopDataset) dataset = fop_dataset_new (generator->rows, generator->features, error);
  g_autoptr (gsl_rng) shape_rng = NULL, rng = NULL;
  g_autofree double *shape = NULL;

  if (dataset == NULL)
    return NULL;

  dataset->seed = generator->seed;
  /* Centers or weights, a row of features for each class; the map of a regression is the first. */
  shape_rng = fop_random_new (generator->seed, FOP_STREAM_DATA, SHAPE);
  shape = normal_numbers (shape_rng, generator->classes * generator->features, 1.0);
  rng = fop_random_new (generator->seed, FOP_STREAM_DATA,
                        generator->held_out ? HELD_OUT_ROWS : TRAINING_ROWS);

  for (gsize row = 0; row < generator->rows; row++)
    {
      double *input = dataset->inputs + row * generator->features;
      gsize class = row % generator->classes;

      dataset->targets[row] = (double) class;
      switch (generator->kind)
        {
        case FOP_GENERATE_BLOBS:
          blob (generator, shape, class, rng, input);
          break;
        case FOP_GENERATE_MOONS:
          moon (generator, class, rng, input);
          break;
        case FOP_GENERATE_SPIRALS:
          spiral (generator, class, rng, input);
          break;
        case FOP_GENERATE_GRATINGS:
          fop_grating_draw (generator->pixels, class, generator->classes, generator->noise, rng,
                            input);
          break;
        case FOP_GENERATE_STROKES:
          fop_stroke_draw (generator->pixels, class, generator->noise, rng, input);
          break;
        case FOP_GENERATE_GAUSSIANS:
        default:
          correlated (generator, rng, input);
          dataset->targets[row] = real_targets ? linear_map (generator, shape, rng, input)
                                               : linear_class (generator, shape, rng, input);
          break;
        }
    }

  dataset->image_rows = dataset->image_columns = generator->pixels;
  if (!real_targets)
    {
      dataset->classes = generator->classes;
      dataset->class_values = g_new (double, generator->classes);
      for (gsize class = 0; class < generator->classes; class ++)
        dataset->class_values[class] = (double) class;
    }
  return g_steal_pointer (&dataset);
}
