/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The split of a data set into training and held-out rows. */

#include "core/data/split.h"
#include "core/data/notes.h"
#include "core/data/philox.h"
#include "core/data/standardize.h"
#include "core/settings/error.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static FopDataset *
take_rows (const FopDataset *dataset, gsize n, const gsize *rows, const char *part_name)
{
  const gsize features = dataset->features;
  g_autofree char *name = g_strdup_printf ("%s (%s)", dataset->name, part_name);
  FopDataset *part = fop_dataset_new (n, features, NULL);

  for (gsize i = 0; i < n; i++)
    {
      memcpy (part->inputs + i * features, dataset->inputs + rows[i] * features,
              features * sizeof (double));
      part->targets[i] = dataset->targets[rows[i]];
    }
  part->classes = dataset->classes;
  part->class_values = g_memdup2 (dataset->class_values, dataset->classes * sizeof (double));
  part->class_names = g_strdupv (dataset->class_names);
  part->first_text = g_strdup (dataset->first_text);
  part->image_rows = dataset->image_rows;
  part->image_columns = dataset->image_columns;
  part->scale = dataset->scale;
  part->means = g_memdup2 (dataset->means, features * sizeof (double));
  part->mean_rests = g_memdup2 (dataset->mean_rests, features * sizeof (double));
  part->deviations = g_memdup2 (dataset->deviations, features * sizeof (double));
  fop_dataset_set_name (part, name);
  return part;
}

gboolean
fop_dataset_split (FopDataset *dataset, double fraction, guint64 seed, FopDataset **train,
                   FopDataset **test, GError **error)
{
  gsize n_test;
  g_autofree gsize *order = NULL;
  gsl_rng *rng;

  g_return_val_if_fail (fraction > 0.0 && fraction < 1.0, FALSE);

  if (dataset->rows < 2)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "one row cannot be split into training and held-out rows");
      return FALSE;
    }
  n_test = (gsize) llround (fraction * (double) dataset->rows);
  n_test = CLAMP (n_test, 1, dataset->rows - 1);

  order = g_new (gsize, dataset->rows);
  for (gsize i = 0; i < dataset->rows; i++)
    order[i] = i;
  rng = fop_random_new (seed, FOP_STREAM_SPLIT, 0);
  gsl_ran_shuffle (rng, order, dataset->rows, sizeof *order);
  gsl_rng_free (rng);

  *test = take_rows (dataset, n_test, order, "held-out rows");
  *train = take_rows (dataset, dataset->rows - n_test, order + n_test, "training rows");
  fop_notes_add_all (&(*train)->notes, dataset->notes);
  if (dataset->means != NULL)
    {
      fop_dataset_standardize (*train, NULL);
      fop_dataset_standardize (*test, *train);
    }
  return TRUE;
}
