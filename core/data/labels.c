/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of labels to classes 0 … classes − 1. */

#include "core/data/labels.h"
#include "core/data/class-names.h"
#include "core/data/philox.h"
#include "core/settings/error.h"

#include <math.h>
#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
find_values (FopDataset *dataset, const char *place, GError **error)
{
  g_autofree double *sorted = NULL;
  gsize n = 0;

  for (gsize row = 0; row < dataset->rows; row++)
    if (dataset->targets[row] != floor (dataset->targets[row]))
      {
        g_autofree char *label = fop_parameter_format_number (dataset->targets[row]);

        g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                     "%s: the label %s of row %" G_GSIZE_FORMAT
                     " is not an integer, so it is not a class; is this the label column?",
                     place, label, row + 1);
        return FALSE;
      }

  sorted = g_memdup2 (dataset->targets, dataset->rows * sizeof *sorted);
  qsort (sorted, dataset->rows, sizeof *sorted, compare);
  for (gsize row = 0; row < dataset->rows; row++)
    if (n == 0 || sorted[row] != sorted[n - 1])
      sorted[n++] = sorted[row];
  if (n > FOP_CLASSES_MAX)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT
                   " different labels exceed the limit of %d classes; is this the label column?",
                   place, n, FOP_CLASSES_MAX);
      return FALSE;
    }
  dataset->classes = n;
  dataset->class_values = g_memdup2 (sorted, n * sizeof *sorted);
  return TRUE;
}

/* Targets are indices into class_names, which are already sorted. */
static void
take_names (FopDataset *dataset)
{
  dataset->classes = g_strv_length (dataset->class_names);
  dataset->class_values = g_new (double, dataset->classes);
  for (gsize i = 0; i < dataset->classes; i++)
    dataset->class_values[i] = (double) i;
}

static gsize
find_class (const FopDataset *like, const char *name)
{
  gsize class = 0;

  while (class < like->classes && !g_str_equal (like->class_names[class], name))
    class += 1;
  return class;
}

/* Numbers classes as in @like, by name. */
static gboolean
match_names (FopDataset *dataset, const FopDataset *like, const char *place, GError **error)
{
  gsize n = g_strv_length (dataset->class_names);
  g_autofree gsize *classes = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    classes[i] = find_class (like, dataset->class_names[i]);
  for (gsize row = 0; row < dataset->rows; row++)
    {
      gsize own = (gsize) dataset->targets[row];

      if (classes[own] == like->classes)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                       "%s: the label \"%s\" of row %" G_GSIZE_FORMAT
                       " is not among the %" G_GSIZE_FORMAT " of the training set",
                       place, dataset->class_names[own], row + 1, like->classes);
          return FALSE;
        }
      dataset->targets[row] = (double) classes[own];
    }
  g_strfreev (dataset->class_names);
  dataset->class_names = g_strdupv (like->class_names);
  dataset->classes = like->classes;
  dataset->class_values = g_memdup2 (like->class_values, like->classes * sizeof (double));
  return TRUE;
}

/* The labels are numbers but the training set's are text, which may be decimals. */
static void
name_numbers (FopDataset *dataset)
{
  FopClassNames *names = fop_class_names_new (dataset->targets, dataset->rows);

  dataset->class_names = fop_class_names_finish (names, dataset->targets, dataset->rows);
  fop_class_names_free (names);
}

gboolean
fop_dataset_number_classes (FopDataset *dataset, const FopDataset *like, const char *place,
                            GError **error)
{
  const double *found;

  g_clear_pointer (&dataset->class_values, g_free);
  if (like == NULL && dataset->class_names != NULL)
    {
      take_names (dataset);
      return TRUE;
    }
  if (like != NULL && like->class_names != NULL && dataset->class_names == NULL)
    name_numbers (dataset);
  if (like != NULL && like->class_names != NULL)
    return match_names (dataset, like, place, error);
  if (dataset->class_names != NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s; the training set's labels are numbers",
                   dataset->first_text);
      return FALSE;
    }
  if (like == NULL && !find_values (dataset, place, error))
    return FALSE;
  if (like != NULL)
    {
      dataset->classes = like->classes;
      dataset->class_values = g_memdup2 (like->class_values, like->classes * sizeof (double));
    }

  for (gsize row = 0; row < dataset->rows; row++)
    {
      found = bsearch (&dataset->targets[row], dataset->class_values, dataset->classes,
                       sizeof (double), compare);
      if (found == NULL)
        {
          g_autofree char *label = fop_parameter_format_number (dataset->targets[row]);

          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                       "%s: the label %s of row %" G_GSIZE_FORMAT
                       " is not among the %" G_GSIZE_FORMAT " of the training set",
                       place, label, row + 1, dataset->classes);
          return FALSE;
        }
      dataset->targets[row] = (double) (found - dataset->class_values);
    }
  return TRUE;
}

void
fop_dataset_mislabel (FopDataset *dataset, double fraction, guint64 seed)
{
  gsize left = (gsize) floor (fraction * (double) dataset->rows + 0.5);
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_SPLIT, 1);

  /* Selection sampling: each row is taken with probability remaining / rows left. */
  for (gsize row = 0; row < dataset->rows; row++)
    {
      gsize rows = dataset->rows - row;
      gulong others = dataset->classes - 1;

      if (gsl_rng_uniform (rng) * (double) rows >= (double) left)
        continue;
      left--;
      dataset->targets[row]
          = (double) (((gulong) dataset->targets[row] + 1 + gsl_rng_uniform_int (rng, others))
                      % dataset->classes);
    }
  gsl_rng_free (rng);
}
