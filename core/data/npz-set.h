/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/npz.h"

G_BEGIN_DECLS

/**
 * FopNpzSet:
 * @x, @y: (nullable): names of the arrays of inputs and of targets, if given
 * @held_out: prefer the pair of a test set
 * @maximum_rows: maximum number of rows to read; 0 for all
 *
 * Which two arrays of an .npz file form a data set.
 */
typedef struct
{
  const char *x, *y;
  gboolean held_out;
  gsize maximum_rows;
} FopNpzSet;

/**
 * fop_npz_set_find:
 * @inputs, @targets: (out): indices of the two arrays
 *
 * Pairs are recognized by their usual names, ignoring case: x, data, images, inputs or features
 * with y, label(s) or target(s), alone or with the prefix or suffix train or training, test, or
 * val, valid or validation: x_train, train_images, Xtest. Training rows are searched for without
 * such a word, then under train, then test and val; held-out rows under test, then val, then
 * without, then train.
 *
 * Returns: %FALSE with %FOP_ERROR_FORMAT, naming the existing arrays, if none or several match
 */
gboolean fop_npz_set_find (const FopNpz *npz, const FopNpzSet *set, gsize *inputs, gsize *targets,
                           GError **error);

/**
 * fop_npz_set_read:
 * @path: name of the file, for messages
 * @content: its bytes
 *
 * Reads two arrays of a file written by numpy.savez(). The first has one row per example; further
 * dimensions are an image: rows × columns, rows × columns × channels, or channels × rows × columns,
 * where channels are at most 4. The second has one number per row. Values are as written; pixels of
 * 0 to 255 need a scale.
 *
 * Returns: (transfer full): the rows, or %NULL with @error naming the file and the array
 */
FopDataset *fop_npz_set_read (const char *path, const char *content, gsize length,
                              const FopNpzSet *set, GError **error);

G_END_DECLS
