/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets: the reference-counted object, and the split into training and held-out rows. */

#include "core/data/dataset.h"
#include "core/data/notes.h"
#include "core/data/philox.h"
#include "core/data/standardize.h"
#include "core/linalg/block.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* Class names in a description. */
#define NAMES_SHOWN 5

FopDataset *
fop_dataset_new (gsize rows, gsize features, GError **error)
{
  g_autofree char *what = g_strdup_printf (
      "a data set of %" G_GSIZE_FORMAT " rows × %" G_GSIZE_FORMAT " features", rows, features);
  FopDataset *dataset;

  if (!fop_check_size (what, (double) rows * (double) features, error)
      || !fop_check_size (what, (double) rows, error))
    return NULL;
  dataset = g_new0 (FopDataset, 1);
  dataset->ref_count = 1;
  dataset->rows = rows;
  dataset->features = features;
  dataset->inputs = g_new (double, rows *features);
  fop_block_advise (dataset->inputs, rows * features * sizeof (double));
  dataset->targets = g_new (double, rows);
  dataset->scale = 1.0;
  return dataset;
}

FopDataset *
fop_dataset_ref (FopDataset *dataset)
{
  g_atomic_int_inc (&dataset->ref_count);
  return dataset;
}

void
fop_dataset_unref (FopDataset *dataset)
{
  if (dataset == NULL || !g_atomic_int_dec_and_test (&dataset->ref_count))
    return;
  g_free (dataset->inputs);
  g_free (dataset->targets);
  g_free (dataset->class_values);
  g_strfreev (dataset->class_names);
  g_free (dataset->first_text);
  g_free (dataset->means);
  g_free (dataset->mean_rests);
  g_free (dataset->deviations);
  g_free (dataset->file);
  g_free (dataset->part);
  fop_columns_unref (dataset->columns);
  g_clear_pointer (&dataset->notes, g_ptr_array_unref);
  g_free (dataset->name);
  g_free (dataset->description);
  g_free (dataset);
}

/* "1605" as "1,605". */
static char *
grouped (gsize number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GSIZE_FORMAT, number);
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/* " (setosa, versicolor, virginica)" for text labels. */
static char *
class_names_text (const FopDataset *dataset)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; dataset->class_names != NULL && i < dataset->classes; i++)
    if (i < NAMES_SHOWN)
      g_string_append_printf (text, "%s%s", i == 0 ? " (" : ", ", dataset->class_names[i]);
    else
      {
        g_string_append (text, ", …");
        break;
      }
  if (text->len > 0)
    g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
fop_dataset_set_name (FopDataset *dataset, const char *name)
{
  g_autofree char *rows = grouped (dataset->rows), *features = grouped (dataset->features);
  g_autofree char *names = class_names_text (dataset);
  g_autofree char *classes
      = dataset->classes > 0
            ? g_strdup_printf (", %" G_GSIZE_FORMAT " classes%s", dataset->classes, names)
            : g_strdup ("");

  g_free (dataset->name);
  g_free (dataset->description);
  dataset->name = g_strdup (name);
  dataset->description
      = g_strdup_printf ("%s row%s × %s feature%s%s, %s", rows, dataset->rows == 1 ? "" : "s",
                         features, dataset->features == 1 ? "" : "s", classes, name);
}

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
fop_dataset_check_numbers (const FopDataset *dataset, GError **error)
{
  if (dataset->class_names == NULL)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s; this problem needs numeric targets, and text labels are class names, for "
               "classification",
               dataset->first_text);
  return FALSE;
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
