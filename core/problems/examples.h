/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/problems/problem.h"

G_BEGIN_DECLS

/* Rows evaluated at a time: limits the workspace, and fixes the order of sums. */
#define FOP_EXAMPLES_ROWS 512u

/**
 * FopReduction:
 *
 * How the losses of rows are combined.
 */
typedef enum
{
  FOP_REDUCTION_MEAN,
  FOP_REDUCTION_SUM
} FopReduction;

/** The names of the reductions, NULL-terminated. */
extern const char *const fop_reductions[];

/* The parameters shared by all problems on data; @usual is the default reduction. */
#define FOP_EXAMPLES_PARAMETERS(usual)                                                             \
  FOP_DATA_PARAMETER ("data", "Data", "Training data: a file, or generated. Required."),           \
      FOP_DATA_PARAMETER ("test", "Test data",                                                     \
                          "Held-out data, in the same form: evaluated, never trained on."),        \
      FOP_TEST_FRACTION_PARAMETER, FOP_LABEL_NOISE_PARAMETER, FOP_BATCH_PARAMETER,                 \
      FOP_REDUCTION_PARAMETER (usual), FOP_PENALTY_PARAMETER

#define FOP_DATA_PARAMETER(name, title, text)                                                      \
  {                                                                                                \
    .key = (name), .label = (title), .type = FOP_PARAMETER_GROUP, .flags = FOP_PARAMETER_OPTIONAL, \
    .members = &fop_dataset_table, .help = (text),                                                 \
  }

#define FOP_TEST_FRACTION_PARAMETER                                                                \
  {                                                                                                \
    .key = "test-fraction", .label = "Test fraction", .type = FOP_PARAMETER_REAL,                  \
    .flags = FOP_PARAMETER_OPTIONAL, .minimum = 0.001, .maximum = 0.999, .low = 0.05, .high = 0.5, \
    .fallback = 0.2,                                                                               \
    .help = "Fraction of the data, drawn with the seed, to hold out instead of giving test data.", \
  }

#define FOP_LABEL_NOISE_PARAMETER                                                                  \
  {                                                                                                \
    .key = "label-noise", .label = "Label noise", .type = FOP_PARAMETER_REAL,                      \
    .flags = FOP_PARAMETER_ADVANCED, .minimum = 0, .maximum = 1, .low = 0, .high = 0.5,            \
    .help                                                                                          \
        = "Fraction of the training rows that get a wrong class, drawn with the seed. Test rows "  \
          "keep theirs.",                                                                          \
  }

#define FOP_BATCH_PARAMETER                                                                        \
  {                                                                                                \
    .key = "batch", .label = "Batch", .unit = "rows", .type = FOP_PARAMETER_INTEGER, .minimum = 0, \
    .maximum = FOP_WHOLE_MAX, .low = 0, .high = 512,                                               \
    .help                                                                                          \
        = "Batch size, with the same batches for all runs: consecutive rows of a permutation "     \
          "drawn with the seed for each epoch; a batch may span two epochs. 0 uses all rows, so "  \
          "that every step has the same loss.",                                                    \
  }

#define FOP_REDUCTION_PARAMETER(usual)                                                             \
  {                                                                                                \
    .key = "loss", .label = "Loss", .type = FOP_PARAMETER_CHOICE, .fallback = (usual),             \
    .choices = fop_reductions,                                                                     \
    .help                                                                                          \
        = "Mean or sum of the losses of the rows. The gradient of a sum is larger by a factor of " \
          "the number of rows, so it needs a smaller learning rate.",                              \
  }

#define FOP_PENALTY_PARAMETER                                                                      \
  {                                                                                                \
    .key = "l2", .label = "Weight penalty", .symbol = "λ", .type = FOP_PARAMETER_REAL,             \
    .flags = FOP_PARAMETER_LOG, .minimum = 0, .maximum = 1e6, .low = 1e-6, .high = 1,              \
    .help = "Adds ½ λ ‖w‖² to the loss. Weights are penalized, biases are not.",                   \
  }

/**
 * FopExamples:
 * @train: training rows
 * @test: (nullable): held-out rows
 * @batch: rows in a batch, less than the rows of @train; 0: no batches
 * @seed: the experiment's, which draws batches
 * @l2: λ of the penalty
 *
 * The data of a problem, and how its loss is computed from them. Immutable once loaded.
 */
typedef struct
{
  FopDataset *train;
  FopDataset *test;
  gsize batch;
  guint64 seed;
  FopReduction reduction;
  double l2;
} FopExamples;

/**
 * fop_examples_load:
 * @examples: (out): free with fop_examples_clear(), also after failure
 * @settings: with FOP_EXAMPLES_PARAMETERS
 * @real_targets: see fop_dataset_load()
 * @seed: the experiment's
 *
 * Returns: %FALSE with @error naming the key or the file
 */
gboolean fop_examples_load (FopExamples *examples, const FopSettings *settings,
                            gboolean real_targets, guint64 seed, GError **error);
void fop_examples_clear (FopExamples *examples);

/** Size of a walk's workspace in doubles. */
gsize fop_examples_work_size (const FopExamples *examples);

/** Factor on a sum over @rows rows: 1/rows for a mean, 1 for a sum. */
double fop_examples_weight (const FopExamples *examples, gsize rows);

/* * For models with numeric targets. Returns: %FALSE with @error if the labels are text. */
gboolean fop_examples_check_numbers (const FopExamples *examples, GError **error);

/** Returns: (transfer full) (nullable): the notes on the data sets, training data first. */
GPtrArray *fop_examples_notes (const FopExamples *examples);

/**
 * Returns: (transfer full): ", optdigits.tra, …, n = 650, batch 64": the last part of a
 * description.
 */
char *fop_examples_describe (const FopExamples *examples, gsize dimension);

/**
 * FopWalk:
 * @total: rows of the whole walk
 * @rows: rows of this portion, at most FOP_EXAMPLES_ROWS
 * @inputs: rows × features; %NULL if they are in @rounded
 * @targets: one per row
 * @rounded: (nullable): set before the first portion of a walk over a batch: room for the inputs of
 *   a portion as floats; they are then rounded into it instead of being copied
 *
 * A walk over the rows of a batch or of a whole set, portion by portion:
 *
 *     FopWalk walk = fop_walk_step (examples, step, work);
 *     while (fop_walk_next (&walk))
 *       … walk.rows, walk.inputs, walk.targets …
 */
typedef struct
{
  gsize total;
  gsize rows;
  const double *inputs;
  const double *targets;
  float *rounded;
  /*< private >*/
  const FopDataset *set;
  const gsize *chosen;
  gsize done;
  double *gathered;
} FopWalk;

/**
 * fop_walk_step:
 * @step: the step of the batch; FOP_STEP_ALL, or no batches: all training rows in order
 * @work: fop_examples_work_size() doubles, used until the walk ends
 */
FopWalk fop_walk_step (const FopExamples *examples, guint64 step, double *work);
/** Whether the walk is over a batch, with rows gathered from the whole set. */
gboolean fop_walk_gathers (const FopWalk *walk);
/** All rows of @set. */
FopWalk fop_walk_set (const FopDataset *set);
gboolean fop_walk_next (FopWalk *walk);

G_END_DECLS
