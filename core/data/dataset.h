/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/columns.h"
#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * FopDataset:
 * @rows, @features: shape of @inputs
 * @inputs: rows × features, row-major, all finite
 * @targets: one number per row: the class 0 … classes − 1, the label ±1, or the regression target
 * @classes: number of classes; 0 if targets are real numbers
 * @class_values: (nullable): the label as written for each class, length @classes
 * @class_names: (nullable): if labels are text: the name of each class, NULL-terminated
 * @first_text: (nullable): with @class_names: the first such label and its position, for messages
 * @image_rows, @image_columns: shape of the image in a row, or 0; the channels of a pixel are
 *   adjacent
 * @scale: the factor on the inputs as read, or 1
 * @means, @deviations: (nullable): of the training set's scaled features (equal for all pixels of a
 *   channel), if standardized: an input is (scale · value − mean) / deviation, or 0 if the
 *   deviation is 0
 * @mean_rests: (nullable): with @means: the difference between the mean and the nearest double
 * @seed: seed of a generated set, else 0
 * @file, @part: (nullable): identify the file, and the array in it, that the set comes from
 * @first_row: index of the first row in that file
 * @columns: (nullable): of the source table
 * @notes: (nullable): see core/data/notes.h
 * @name: the file or generator: "a1a"
 * @description: "1,605 rows × 119 features, 2 classes, a1a"
 *
 * An immutable, reference-counted set of examples; may be shared between threads.
 */
typedef struct
{
  gint ref_count;
  gsize rows, features;
  double *inputs;
  double *targets;
  gsize classes;
  double *class_values;
  char **class_names;
  char *first_text;
  gsize image_rows, image_columns;
  double scale;
  double *means, *mean_rests, *deviations;
  guint64 seed;
  char *file, *part;
  gsize first_row;
  FopColumns *columns;
  GPtrArray *notes;
  char *name, *description;
} FopDataset;

/**
 * fop_dataset_new:
 *
 * For loaders: a set with @rows × @features uninitialized inputs and @rows targets, and no other
 * data.
 *
 * Returns: (transfer full): the set, or %NULL with %FOP_ERROR_TOO_LARGE
 */
FopDataset *fop_dataset_new (gsize rows, gsize features, GError **error);

/** For loaders: sets the name, and the description from the set's current contents. */
void fop_dataset_set_name (FopDataset *dataset, const char *name);

FopDataset *fop_dataset_ref (FopDataset *dataset);
void fop_dataset_unref (FopDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopDataset, fop_dataset_unref)

/**
 * fop_dataset_table:
 *
 * The table of the `data` and `test` groups. Exactly one source: images + labels (IDX), csv,
 * libsvm, npy, npz, cifar, or generate (blobs, moons, spirals, gaussians, gratings, strokes) with
 * features, classes, noise, pixels, correlation and seed; label-column for csv and npy; header,
 * columns, ignore and missing for csv; x and y for npz; features for libsvm; and for all: rows (use
 * the first), scale, standardize.
 */
extern const FopParameterTable fop_dataset_table;

/**
 * fop_dataset_load:
 * @source: settings of fop_dataset_table
 * @real_targets: keep targets as numbers (regression) instead of numbering the classes
 * @like: (nullable): for held-out data: number classes, scale, standardize and set the number of
 *   features (LIBSVM) as in this set; generated rows are different ones, drawn around the same
 *   centers with its seed
 * @seed: seed of generated data without its own seed
 *
 * Classes are numbered in ascending order of their labels, which are integers or text; texts are
 * sorted and name the classes. With @real_targets, texts are numbered in the same way, and
 * fop_dataset_check_numbers() refuses them.
 *
 * Returns: (transfer full): the set, or %NULL with @error naming the file and the line or offset
 */
FopDataset *fop_dataset_load (const FopSettings *source, gboolean real_targets, FopDataset *like,
                              guint64 seed, GError **error);

/* * Returns: %FALSE with %FOP_ERROR_FORMAT if labels are text, for a model with numeric targets. */
gboolean fop_dataset_check_numbers (const FopDataset *dataset, GError **error);

/**
 * fop_dataset_guess_source:
 * @path: a file chosen by the user
 *
 * Guesses the source settings for a file: by content for IDX and gzip (looking for the labels file
 * next to an images file, and vice versa), by name and content for CSV, TSV, LIBSVM and NPY.
 *
 * Returns: (transfer full): settings of fop_dataset_table, or %NULL with @error naming what was
 *   expected
 */
FopSettings *fop_dataset_guess_source (const char *path, GError **error);

G_END_DECLS
