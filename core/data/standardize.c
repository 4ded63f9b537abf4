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

/*
 * Means and deviations of the features. A mean is stored as the nearest double and a remainder: for
 * values that are large compared with their spread, such as dates, the double alone would be off by
 * a large part of a deviation.
 */
typedef struct
{
  double *means, *rests, *deviations;
} Moments;

static inline double
centered (const Moments *moments, gsize feature, double value)
{
  return value - moments->means[feature] - moments->rests[feature];
}

/*
 * Sums of differences from the first row, and squares around the mean in a separate pass, to avoid
 * cancellation.
 */
static void
measure (const FopDataset *dataset, const Moments *moments)
{
  const gsize features = dataset->features;
  const double rows = (double) dataset->rows, *first = dataset->inputs;
  g_autofree gboolean *varies = g_new0 (gboolean, features);

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        moments->rests[j] += dataset->inputs[i * features + j] - first[j];
        varies[j] |= dataset->inputs[i * features + j] != first[j];
      }
  for (gsize j = 0; j < features; j++)
    {
      double shift = moments->rests[j] / rows;

      moments->means[j] = first[j] + shift;
      moments->rests[j] = shift - (moments->means[j] - first[j]);
    }

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        double difference = centered (moments, j, dataset->inputs[i * features + j]);

        moments->deviations[j] += difference * difference;
      }
  /* Without this test, rounding of the mean would count as a deviation. */
  for (gsize j = 0; j < features; j++)
    moments->deviations[j] = varies[j] ? sqrt (moments->deviations[j] / rows) : 0.0;
}

/*
 * One mean and deviation per channel of an image: otherwise pixels that are almost always dark, as
 * at the edges of digits, would be amplified by their tiny deviations. Law of total variance: the
 * variance of a channel is the mean of its pixels' variances plus the variance of their means.
 */
static void
pool_channels (const FopDataset *dataset, const Moments *moments)
{
  const gsize pixels = dataset->image_rows * dataset->image_columns;
  const gsize channels = dataset->features / pixels;

  for (gsize c = 0; c < channels; c++)
    {
      const double base = moments->means[c];
      double shift = 0, variance = 0, mean, rest;

      for (gsize j = c; j < dataset->features; j += channels)
        shift += (moments->means[j] - base + moments->rests[j]) / (double) pixels;
      mean = base + shift;
      rest = shift - (mean - base);
      for (gsize j = c; j < dataset->features; j += channels)
        {
          double away = moments->means[j] - mean + (moments->rests[j] - rest);

          variance
              += (moments->deviations[j] * moments->deviations[j] + away * away) / (double) pixels;
        }
      for (gsize j = c; j < dataset->features; j += channels)
        {
          moments->means[j] = mean;
          moments->rests[j] = rest;
          moments->deviations[j] = sqrt (variance);
        }
    }
}

static void
undo (FopDataset *dataset)
{
  const gsize features = dataset->features;

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        double *input = &dataset->inputs[i * features + j];

        *input = dataset->means[j] + (dataset->mean_rests[j] + dataset->deviations[j] * *input);
      }
}

void
fop_dataset_standardize (FopDataset *dataset, const FopDataset *like)
{
  const gsize features = dataset->features;
  g_autofree double *means = g_new0 (double, features), *rests = g_new0 (double, features);
  g_autofree double *deviations = g_new0 (double, features);
  const Moments moments = { means, rests, deviations };

  if (dataset->means != NULL)
    undo (dataset);
  if (like != NULL)
    {
      memcpy (means, like->means, features * sizeof *means);
      memcpy (rests, like->mean_rests, features * sizeof *rests);
      memcpy (deviations, like->deviations, features * sizeof *deviations);
    }
  else
    {
      measure (dataset, &moments);
      if (dataset->image_rows > 0)
        pool_channels (dataset, &moments);
    }

  for (gsize i = 0; i < dataset->rows; i++)
    for (gsize j = 0; j < features; j++)
      {
        double *input = &dataset->inputs[i * features + j];

        *input = deviations[j] > 0.0 ? centered (&moments, j, *input) / deviations[j] : 0.0;
      }

  g_free (dataset->means);
  g_free (dataset->mean_rests);
  g_free (dataset->deviations);
  dataset->means = g_steal_pointer (&means);
  dataset->mean_rests = g_steal_pointer (&rests);
  dataset->deviations = g_steal_pointer (&deviations);
}
