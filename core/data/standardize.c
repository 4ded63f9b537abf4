/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaling of features. */

#include "core/data/standardize.h"

#include <math.h>
#include <string.h>

void
fop_dataset_scale (FopDataset *dataset, double scale)
{
  dataset->scale *= scale;
  for (gsize i = 0; scale != 1.0 && i < dataset->rows * dataset->features; i++)
    dataset->inputs[i] *= scale;
}

/* Mean first, then the squares around it: their difference from one pass would cancel. */
static void
measure (const FopDataset *dataset, double *means, double *deviations)
{
  const gsize features = dataset->features;
  const double rows = (double) dataset->rows;
  g_autofree gboolean *varies = g_new0 (gboolean, features);

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        means[j] += dataset->inputs[i * features + j];
        varies[j] |= dataset->inputs[i * features + j] != dataset->inputs[j];
      }
  for (gsize j = 0; j < features; j++)
    means[j] /= rows;

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        double difference = dataset->inputs[i * features + j] - means[j];

        deviations[j] += difference * difference;
      }
  /* Without the test, the rounding of the mean would pass for a deviation. */
  for (gsize j = 0; j < features; j++)
    deviations[j] = varies[j] ? sqrt (deviations[j] / rows) : 0.0;
}

/*
 * The pixels of an image are of one kind: one mean and deviation for each channel. Pixels that are
 * seldom anything but dark, as at the edges of digits, would else be blown up by their own tiny
 * deviations. Law of total variance: that of a channel is the mean of its pixels' variances, and
 * the variance of their means.
 */
static void
pool_channels (const FopDataset *dataset, double *means, double *deviations)
{
  const gsize pixels = dataset->image_rows * dataset->image_columns;
  const gsize channels = dataset->features / pixels;

  for (gsize c = 0; c < channels; c++)
    {
      double mean = 0, variance = 0;

      for (gsize j = c; j < dataset->features; j += channels)
        mean += means[j] / (double) pixels;
      for (gsize j = c; j < dataset->features; j += channels)
        variance += (deviations[j] * deviations[j] + (means[j] - mean) * (means[j] - mean))
                    / (double) pixels;
      for (gsize j = c; j < dataset->features; j += channels)
        {
          means[j] = mean;
          deviations[j] = sqrt (variance);
        }
    }
}

static void
undo (FopDataset *dataset)
{
  const gsize features = dataset->features;

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      dataset->inputs[i * features + j]
          = dataset->means[j] + dataset->deviations[j] * dataset->inputs[i * features + j];
}

void
fop_dataset_standardize (FopDataset *dataset, const FopDataset *like)
{
  const gsize features = dataset->features;
  g_autofree double *means = g_new0 (double, features);
  g_autofree double *deviations = g_new0 (double, features);

  if (dataset->means != NULL)
    undo (dataset);
  if (like != NULL)
    {
      memcpy (means, like->means, features * sizeof *means);
      memcpy (deviations, like->deviations, features * sizeof *deviations);
    }
  else
    {
      measure (dataset, means, deviations);
      if (dataset->image_rows > 0)
        pool_channels (dataset, means, deviations);
    }

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        double *input = &dataset->inputs[i * features + j];

        *input = deviations[j] > 0.0 ? (*input - means[j]) / deviations[j] : 0.0;
      }

  g_free (dataset->means);
  g_free (dataset->deviations);
  dataset->means = g_steal_pointer (&means);
  dataset->deviations = g_steal_pointer (&deviations);
}
