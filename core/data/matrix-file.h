/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopMatrixFile:
 * @n: matrices: 1, or the first extent of a three-dimensional array
 * @rows, @columns: of each
 * @array: their concatenated values: n × (rows · columns)
 * @notes: (nullable): see core/data/notes.h
 *
 * The contents of a matrix file.
 */
typedef struct
{
  gsize n, rows, columns;
  FopArray *array;
  GPtrArray *notes;
} FopMatrixFile;

/**
 * fop_matrix_file_split:
 * @name: a file, or FILE:ARRAY; both names may contain colons
 * @member: (out) (transfer full) (nullable): the array
 *
 * Returns: (transfer full): the file: the longest existing one, or the part that ends in .npz
 */
char *fop_matrix_file_split (const char *name, char **member);

/**
 * fop_matrix_file_read:
 * @name: a file, or FILE.npz:ARRAY
 *
 * Reads .npy and .npz (real numbers and integers, 1 to 3 dimensions; one dimension is a diagonal),
 * Matrix Market, and text tables (CSV, TSV, spaces), each also gzip-compressed, detected by the
 * first bytes. Columns and rows of a table may have names.
 *
 * Returns: (transfer full): its contents, all finite, or %NULL with @error naming the file and the
 *   position: %FOP_ERROR_IO, %FOP_ERROR_FORMAT (a pickled array is refused), %FOP_ERROR_NOT_FINITE,
 *   %FOP_ERROR_TOO_LARGE
 */
FopMatrixFile *fop_matrix_file_read (const char *name, GError **error);
void fop_matrix_file_free (FopMatrixFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMatrixFile, fop_matrix_file_free)

/**
 * fop_matrix_file_guess:
 * @name: as for fop_matrix_file_read()
 *
 * Whether the file is more likely a matrix than a data set: Matrix Market, a .npy array whose last
 * two extents are equal (except images of bytes), a square table without a header or with matching
 * row names, an .npz whose arrays are not a data set, and FILE.npz:ARRAY. Reads no more than
 * necessary.
 */
gboolean fop_matrix_file_guess (const char *name);

/**
 * fop_matrix_file_arrays:
 *
 * Returns: (transfer full) (nullable): the names of the arrays in an .npz file that has several;
 *   %NULL for any other file, and if @name already names one
 */
GStrv fop_matrix_file_arrays (const char *name);

G_END_DECLS
