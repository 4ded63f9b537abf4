/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets: the reference-counted object and its description. */

#include "core/data/dataset.h"
#include "core/linalg/block.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

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
