/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/settings/npy.h"

G_BEGIN_DECLS

/**
 * fop_npz_parse:
 * @path: name of the file, for messages
 * @content: its bytes
 * @maximum_rows: take the first so many; 0 takes all
 *
 * Reads two arrays of a file that numpy.savez() wrote: x and y, X and y, images and labels, inputs
 * and targets, or x_train and y_train. The first has a row for each example; further dimensions are
 * an image: rows × columns, rows × columns × channels, or channels × rows × columns, where channels
 * are at most 4. The second has one number a row. Values are as written; pixels of 0 to 255 ask for
 * a scale.
 *
 * Returns: (transfer full): the rows, or %NULL with @error naming the file and the array
 */
FopDataset *fop_npz_parse (const char *path, const char *content, gsize length, gsize maximum_rows,
                           GError **error);

/**
 * fop_npz_read_array:
 * @member: (nullable): an array's name, without or with .npy; %NULL is the only one there is
 * @extents: (out): see fop_npy_parse_rows()
 *
 * Reads one array of the file.
 *
 * Returns: (transfer full): its values, or %NULL with %FOP_ERROR_FORMAT, which names the arrays
 * that there are where @member is none of them or several could be meant
 */
FopArray *fop_npz_read_array (const char *path, const char *content, gsize length,
                              const char *member, gsize extents[FOP_NPY_DIMENSIONS_MAX],
                              GError **error);

/**
 * fop_npz_names:
 * @is_set: (out): whether two of the arrays are those that fop_npz_parse() reads
 *
 * Returns: (transfer full): the names of the arrays in the file, without .npy, or %NULL with @error
 */
GStrv fop_npz_names (const char *path, const char *content, gsize length, gboolean *is_set,
                     GError **error);

G_END_DECLS
