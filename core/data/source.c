/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from the settings of a `data` group to a data set. */

#include "core/data/cifar.h"
#include "core/data/content.h"
#include "core/data/csv.h"
#include "core/data/dataset.h"
#include "core/data/drawing.h"
#include "core/data/generate.h"
#include "core/data/idx.h"
#include "core/data/labels.h"
#include "core/data/libsvm.h"
#include "core/data/npz.h"
#include "core/data/standardize.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"
#include "core/settings/plain-text.h"
#include "core/settings/size.h"

#include <string.h>

#define DEFAULT_GENERATED_ROWS 500

static gsize
skipped_rows (const FopSettings *source)
{
  return (gsize) fop_settings_integer (source, "skip");
}

/* Up to where rows are read: those that are skipped, and those that are taken. 0: all. */
static gsize
maximum_rows (const FopSettings *source)
{
  return fop_settings_has (source, "rows")
             ? skipped_rows (source) + (gsize) fop_settings_integer (source, "rows")
             : 0;
}

/* Takes the skipped rows out of what was read. */
static gboolean
skip_rows (FopDataset *dataset, gsize skipped, const char *place, GError **error)
{
  if (skipped >= dataset->rows)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"skip\": %" G_GSIZE_FORMAT " rows, but %s has only %" G_GSIZE_FORMAT, skipped,
                   place, dataset->rows);
      return FALSE;
    }
  dataset->rows -= skipped;
  memmove (dataset->inputs, dataset->inputs + skipped * dataset->features,
           dataset->rows * dataset->features * sizeof (double));
  memmove (dataset->targets, dataset->targets + skipped, dataset->rows * sizeof (double));
  return TRUE;
}

static FopDataset *
load_idx (const FopSettings *source, GError **error)
{
  const char *images_path = fop_settings_file (source, "images");
  const char *labels_path = fop_settings_file (source, "labels");
  g_autofree char *images = NULL, *labels = NULL;
  gsize images_length = 0, labels_length = 0;

  if (!fop_content_read (images_path, 0, &images, &images_length, error)
      || !fop_content_read (labels_path, 0, &labels, &labels_length, error))
    return NULL;
  return fop_idx_parse (images_path, images, images_length, labels_path, labels, labels_length,
                        maximum_rows (source), error);
}

static FopDataset *
load_csv (const FopSettings *source, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_open (fop_settings_file (source, "csv"), error);

  if (lines == NULL)
    return NULL;
  return fop_csv_read (lines, fop_settings_integer (source, "label-column"), maximum_rows (source),
                       error);
}

static FopDataset *
load_libsvm (const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *path = fop_settings_file (source, "libsvm");
  g_autofree char *content = NULL;
  gsize length = 0, features = like != NULL ? like->features : 0;

  if (fop_settings_has (source, "features"))
    features = (gsize) fop_settings_integer (source, "features");
  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  return fop_libsvm_parse (path, content, length, features, maximum_rows (source), error);
}

static FopDataset *
load_npy (const FopSettings *source, GError **error)
{
  const char *path = fop_settings_file (source, "npy");
  g_autoptr (FopArray) array = fop_npy_read (path, error);
  gsize rows, label, limit = maximum_rows (source);
  FopDataset *dataset;

  if (array == NULL)
    return NULL;
  if (array->columns < 2 || array->rows == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: an array of shape (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
                   ") has no rows of features and a label",
                   path, array->rows, array->columns);
      return NULL;
    }
  if (!fop_label_column (path, fop_settings_integer (source, "label-column"), array->columns,
                         &label, error))
    return NULL;

  rows = limit > 0 ? MIN (limit, array->rows) : array->rows;
  dataset = fop_dataset_new (rows, array->columns - 1, error);
  for (gsize row = 0; dataset != NULL && row < rows; row++)
    {
      const double *from = array->values + row * array->columns;
      double *to = dataset->inputs + row * dataset->features;

      memcpy (to, from, label * sizeof *to);
      memcpy (to + label, from + label + 1, (dataset->features - label) * sizeof *to);
      dataset->targets[row] = from[label];
    }
  return dataset;
}

static FopDataset *
load_npz (const FopSettings *source, GError **error)
{
  const char *path = fop_settings_file (source, "npz");
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  return fop_npz_parse (path, content, length, maximum_rows (source), error);
}

static FopDataset *
load_cifar (const FopSettings *source, GError **error)
{
  const char *path = fop_settings_file (source, "cifar");
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!fop_cifar_read (path, &content, &length, error))
    return NULL;
  return fop_cifar_parse (path, content, length, maximum_rows (source), error);
}

static FopDataset *
load_generated (const FopSettings *source, gboolean real_targets, const FopDataset *like,
                guint64 seed, GError **error)
{
  FopGenerator generator = {
    .kind = (FopGenerateKind) fop_settings_choice (source, "generate"),
    .rows = fop_settings_has (source, "rows") ? maximum_rows (source)
                                              : DEFAULT_GENERATED_ROWS + skipped_rows (source),
    .features = 2,
    .classes = 2,
    .noise = fop_settings_number (source, "noise"),
    .correlation = fop_settings_number (source, "correlation"),
    .seed = like != NULL ? like->seed : seed,
    .held_out = like != NULL,
  };
  gboolean plane = generator.kind == FOP_GENERATE_MOONS || generator.kind == FOP_GENERATE_SPIRALS;
  gboolean images
      = generator.kind == FOP_GENERATE_GRATINGS || generator.kind == FOP_GENERATE_STROKES;

  if (images)
    {
      generator.pixels = (gsize) fop_settings_integer (source, "pixels");
      generator.features = generator.pixels * generator.pixels;
    }
  if (generator.kind == FOP_GENERATE_GAUSSIANS)
    generator.features = 10;
  if (fop_settings_has (source, "features"))
    generator.features = (gsize) fop_settings_integer (source, "features");
  if (generator.kind == FOP_GENERATE_STROKES)
    generator.classes = FOP_STROKE_CLASSES;
  else if (generator.kind != FOP_GENERATE_MOONS)
    generator.classes = (gsize) fop_settings_integer (source, "classes");
  if (fop_settings_has (source, "seed"))
    generator.seed = (guint64) fop_settings_integer (source, "seed");
  if (plane && generator.features != 2)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"generate\": %s lie in the plane: \"features\" is 2 or left out",
                   fop_settings_word (source, "generate"));
      return NULL;
    }
  if (images && generator.features != generator.pixels * generator.pixels)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"generate\": the features of %s are their pixels; \"pixels\" says how many",
                   fop_settings_word (source, "generate"));
      return NULL;
    }
  return fop_generate (&generator, real_targets, error);
}

/* Exactly one source, and beside it only keys that mean something for it. */
static const char *
find_source (const FopSettings *source, GError **error)
{
  static const char *const sources[]
      = { "images", "csv", "libsvm", "npy", "npz", "cifar", "generate" };
  static const struct
  {
    const char *key, *sources;
  } partners[] = { { "labels", "images" },
                   { "label-column", "csv or npy" },
                   { "features", "libsvm or generate" } };
  const char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!fop_settings_has (source, sources[i]))
        continue;
      if (found != NULL)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "\"%s\" and \"%s\" are both given; data has one source", found, sources[i]);
          return NULL;
        }
      found = sources[i];
    }
  if (found == NULL)
    {
      g_set_error (
          error, FOP_ERROR, FOP_ERROR_COMBINATION,
          "no data is named: one of \"images\" (with \"labels\"), \"csv\", \"libsvm\", \"npy\", "
          "\"npz\", \"cifar\" or \"generate\" is needed");
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (partners); i++)
    if (fop_settings_has (source, partners[i].key) && strstr (partners[i].sources, found) == NULL)
      {
        g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                     "\"%s\" says nothing about \"%s\"; it goes with %s", partners[i].key, found,
                     partners[i].sources);
        return NULL;
      }
  if (g_str_equal (found, "images") && !fop_settings_has (source, "labels"))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"images\" needs \"labels\", the IDX file of their labels");
      return NULL;
    }
  return found;
}

static gboolean
check_like (const FopDataset *dataset, const FopDataset *like, const char *place, GError **error)
{
  if (dataset->features == like->features)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s has %" G_GSIZE_FORMAT " features, but the training set %s has %" G_GSIZE_FORMAT,
               place, dataset->features, like->name, like->features);
  return FALSE;
}

FopDataset *
fop_dataset_load (const FopSettings *source, gboolean real_targets, FopDataset *like, guint64 seed,
                  GError **error)
{
  const char *kind = find_source (source, error), *place;
  g_autofree char *name = NULL;
  g_autoptr (FopDataset) dataset = NULL;

  if (kind == NULL)
    return NULL;
  if (g_str_equal (kind, "images"))
    dataset = load_idx (source, error);
  else if (g_str_equal (kind, "csv"))
    dataset = load_csv (source, error);
  else if (g_str_equal (kind, "libsvm"))
    dataset = load_libsvm (source, like, error);
  else if (g_str_equal (kind, "npy"))
    dataset = load_npy (source, error);
  else if (g_str_equal (kind, "npz"))
    dataset = load_npz (source, error);
  else if (g_str_equal (kind, "cifar"))
    dataset = load_cifar (source, error);
  else
    dataset = load_generated (source, real_targets, like, seed, error);
  if (dataset == NULL)
    return NULL;

  if (g_str_equal (kind, "generate"))
    {
      place = fop_settings_word (source, kind);
      name = g_strdup (place);
    }
  else
    {
      place = fop_settings_file (source, kind);
      name = fop_plain_name (place);
    }

  if (!skip_rows (dataset, skipped_rows (source), place, error)
      || (like != NULL && !check_like (dataset, like, place, error)))
    return NULL;
  /* A generator numbers its classes itself, but a training set may have others. */
  if (!real_targets && (dataset->classes == 0 || like != NULL)
      && !fop_dataset_number_classes (dataset, like, place, error))
    return NULL;
  fop_dataset_scale (dataset, like != NULL && !fop_settings_has (source, "scale")
                                  ? like->scale
                                  : fop_settings_number (source, "scale"));
  if (like != NULL ? like->means != NULL : fop_settings_boolean (source, "standardize"))
    fop_dataset_standardize (dataset, like);
  fop_dataset_set_name (dataset, name);
  return g_steal_pointer (&dataset);
}
