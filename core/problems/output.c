/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Losses of a model's outputs, with their derivatives. */

#include "core/problems/output.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

const char *const fop_output_words[] = { "softmax", "squared", "regression", NULL };

const FopOutput *const fop_outputs[]
    = { &fop_output_softmax, &fop_output_squared, &fop_output_regression };

/* @p becomes softmax(@z); log Σ exp z is returned. The largest score is subtracted first. */
static double
softmax (gsize c, const double *z, double *p)
{
  double largest = z[0], sum = 0;

  for (gsize j = 1; j < c; j++)
    largest = fmax (largest, z[j]);
  for (gsize j = 0; j < c; j++)
    {
      p[j] = exp (z[j] - largest);
      sum += p[j];
    }
  for (gsize j = 0; j < c; j++)
    p[j] /= sum;
  return largest + log (sum);
}

double
fop_softmax_losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    {
      gsize y = (gsize) targets[i];

      sum += softmax (c, z + i * c, slopes + i * c) - z[i * c + y];
      slopes[i * c + y] -= 1;
    }
  return sum;
}

/* p − e_y, y from p. */
static void
draw_classes (gsize rows, gsize c, const double *z, gsl_rng *rng, double *slopes)
{
  for (gsize i = 0; i < rows; i++)
    {
      double *p = slopes + i * c, left = gsl_rng_uniform (rng);
      gsize y = 0;

      softmax (c, z + i * c, p);
      while (y + 1 < c && left >= p[y])
        left -= p[y++];
      p[y] -= 1;
    }
}

/* (diag p − p pᵀ) u = p ∘ (u − p·u) */
void
fop_softmax_curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
                   double *product)
{
  for (gsize i = 0; i < rows; i++)
    {
      const double *along = u + i * c;
      double largest = z[i * c], sum = 0, mean = 0;

      for (gsize j = 1; j < c; j++)
        largest = fmax (largest, z[i * c + j]);
      for (gsize j = 0; j < c; j++)
        {
          double e = exp (z[i * c + j] - largest);

          sum += e;
          mean += e * along[j];
        }
      mean /= sum;
      for (gsize j = 0; j < c; j++)
        product[i * c + j] = exp (z[i * c + j] - largest) / sum * (along[j] - mean);
    }
}

gsize
fop_largest_hits (gsize rows, gsize c, const double *z, const double *targets)
{
  gsize n = 0;

  for (gsize i = 0; i < rows; i++)
    {
      gsize best = 0;

      for (gsize j = 1; j < c; j++)
        if (z[i * c + j] > z[i * c + best])
          best = j;
      n += best == (gsize) targets[i];
    }
  return n;
}

static double
squared_losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < c; j++)
      {
        double difference = z[i * c + j] - (j == (gsize) targets[i] ? 1 : 0);

        slopes[i * c + j] = difference;
        sum += 0.5 * difference * difference;
      }
  return sum;
}

static double
regression_losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows * c; i++)
    {
      slopes[i] = z[i] - targets[i];
      sum += 0.5 * slopes[i] * slopes[i];
    }
  return sum;
}

/* z − t, t from N(z, I). */
static void
draw_numbers (gsize rows, gsize c, const double *z, gsl_rng *rng, double *slopes)
{
  for (gsize i = 0; i < rows * c; i++)
    slopes[i] = gsl_ran_gaussian (rng, 1);
}

static void
identity_curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
                double *product)
{
  memmove (product, u, rows * c * sizeof (double));
}

const FopOutput fop_output_softmax = {
  .name = "softmax cross-entropy",
  .classes = TRUE,
  .losses = fop_softmax_losses,
  .draw = draw_classes,
  .curve = fop_softmax_curve,
  .hits = fop_largest_hits,
  .redundant = TRUE,
};

const FopOutput fop_output_squared = {
  .name = "squared error",
  .classes = TRUE,
  .losses = squared_losses,
  .draw = draw_numbers,
  .curve = identity_curve,
  .hits = fop_largest_hits,
};

const FopOutput fop_output_regression = {
  .name = "squared error",
  .classes = FALSE,
  .losses = regression_losses,
  .draw = draw_numbers,
  .curve = identity_curve,
};
