/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/columns.h"
#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * FopDataset:
 * @rows, @features: shape of @inputs
 * @inputs: rows × features, row-major, all finite
 * @targets: one number a row: the class 0 … classes − 1, the label ±1, or the regression target
 * @classes: number of classes; 0 where targets are real numbers
 * @class_values: (nullable): the label as written for each class, length @classes
 * @class_names: (nullable): where labels are text: the name of each class, NULL-terminated
 * @first_text: (nullable): with @class_names: the first such label and its place, for messages
 * @image_rows, @image_columns: shape of an image row, or 0; the numbers of a pixel, where it has
 *   several channels, stand beside each other
 * @scale: the factor on the inputs as read, 1 where there is none
 * @means, @deviations: (nullable): of the training set's scaled features (equal for all pixels of a
 * channel), where it was standardised: an input is (scale · value − mean) / deviation, 0 where the
 * deviation is 0
 * @mean_rests: (nullable): with @means: what the mean is more than the double next to it
 * @seed: what a generated set was drawn from, else 0
 * @file, @part: (nullable): what says whether two sets come from the same file, and from the same
 *   array of it
 * @first_row: where rows start in that file
 * @columns: (nullable): of the table that the set comes from
 * @notes: (nullable): see core/data/notes.h
 * @name: the file or generator: "a1a"
 * @description: "1,605 rows × 119 features, 2 classes, a1a"
 *
 * An immutable, counted set of examples; shared between threads.
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
 * For loaders: a set with room for @rows × @features inputs and @rows targets, not yet written, and
 * nothing else known of it.
 *
 * Returns: (transfer full): the set, or %NULL with %FOP_ERROR_TOO_LARGE
 */
FopDataset *fop_dataset_new (gsize rows, gsize features, GError **error);

/** For loaders: sets name and description from the set as it is now. */
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
 * columns, ignore and missing for csv; x and y for npz; features for libsvm; and for all: rows
 * (take the first), scale, standardize.
 */
extern const FopParameterTable fop_dataset_table;

/* Its array, which the static tables of problems name as the members of their groups. */
#define FOP_DATASET_N_PARAMETERS 25
extern const FopParameter fop_dataset_parameters[FOP_DATASET_N_PARAMETERS];

/**
 * fop_dataset_load:
 * @source: settings of fop_dataset_table
 * @real_targets: keep targets as numbers (regression) instead of numbering the classes
 * @like: (nullable): for held-out data: number classes, scale, standardise and widen (LIBSVM) as in
 *   this set; generated rows are others, drawn around the same centres from its seed
 * @seed: draws generated data that has no seed of its own
 *
 * Classes are numbered by ascending label, and labels are then whole numbers; or texts, which are
 * sorted and name the classes. With @real_targets, texts are numbered like that, too, and
 * fop_dataset_check_numbers() refuses them.
 *
 * Returns: (transfer full): the set, or %NULL with @error naming the file and the line or offset
 */
FopDataset *fop_dataset_load (const FopSettings *source, gboolean real_targets, FopDataset *like,
                              guint64 seed, GError **error);

/** Returns: %FALSE with %FOP_ERROR_FORMAT where labels are text, for a model that learns numbers.
 */
gboolean fop_dataset_check_numbers (const FopDataset *dataset, GError **error);

/**
 * fop_dataset_split:
 * @fraction: of the rows that go to @test, in (0, 1); at least one row goes to each
 *
 * Splits by a random order of (@seed); where @dataset is standardised, the parts are so anew by the
 * training part alone.
 */
gboolean fop_dataset_split (FopDataset *dataset, double fraction, guint64 seed, FopDataset **train,
                            FopDataset **test, GError **error);

/**
 * fop_dataset_guess_source:
 * @path: a file that a user picked
 *
 * The source that fits the file: by content for IDX and gzip (a labels file is looked for beside an
 * images file, and the reverse), by name and content for CSV, TSV, LIBSVM and NPY.
 *
 * Returns: (transfer full): settings of fop_dataset_table, or %NULL with @error saying what was
 *   looked for
 */
FopSettings *fop_dataset_guess_source (const char *path, GError **error);

G_END_DECLS
