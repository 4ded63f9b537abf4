/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopMatrixFile:
 * @n: matrices: 1, or the first extent of a three-dimensional array
 * @rows, @columns: of each
 * @array: their values one behind the other: n × (rows · columns)
 * @notes: (nullable): see core/data/notes.h
 *
 * What a file of matrices holds.
 */
typedef struct
{
  gsize n, rows, columns;
  FopArray *array;
  GPtrArray *notes;
} FopMatrixFile;

/**
 * fop_matrix_file_split:
 * @name: a file, or FILE:ARRAY; a file may have colons in its name, and an array, too
 * @member: (out) (transfer full) (nullable): the array
 *
 * Returns: (transfer full): the file: the longest one there is, or what ends in .npz
 */
char *fop_matrix_file_split (const char *name, char **member);

/**
 * fop_matrix_file_read:
 * @name: a file, or FILE.npz:ARRAY
 *
 * Reads .npy and .npz (real and whole numbers, 1 to 3 dimensions; one dimension is a diagonal),
 * Matrix Market, and numbers in columns (CSV, TSV, blanks), each also gzipped; which it is, the
 * first bytes say. Names may stand over the columns and beside the rows of a table.
 *
 * Returns: (transfer full): what is in it, all finite, or %NULL with @error naming the file and the
 *   place: %FOP_ERROR_IO, %FOP_ERROR_FORMAT (a pickled array is refused), %FOP_ERROR_NOT_FINITE,
 *   %FOP_ERROR_TOO_LARGE
 */
FopMatrixFile *fop_matrix_file_read (const char *name, GError **error);
void fop_matrix_file_free (FopMatrixFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMatrixFile, fop_matrix_file_free)

/**
 * fop_matrix_file_guess:
 * @name: as for fop_matrix_file_read()
 *
 * Whether someone who opens the file rather means a matrix than a data set: Matrix Market, an array
 * of .npy whose last two extents are equal (pictures of whole bytes excepted), a table of as many
 * rows as columns without a header or with the same names beside the rows, an .npz whose arrays are
 * no data set, and FILE.npz:ARRAY. Reads no more than it must.
 */
gboolean fop_matrix_file_guess (const char *name);

/**
 * fop_matrix_file_arrays:
 *
 * Returns: (transfer full) (nullable): the names of the arrays of an .npz file that has several;
 *   %NULL for any other file, and where @name already names one
 */
GStrv fop_matrix_file_arrays (const char *name);

G_END_DECLS
