/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/* More values than this are refused before anything is allocated: 1 GiB as doubles. */
#define FOP_NPY_VALUES_MAX (G_GUINT64_CONSTANT (1) << 27)

/**
 * fop_npy_read:
 * @path: a .npy file (format 1.0 to 3.0) of a real or integer type (f2 to f8, i1 to i8, u1 to u8,
 *   b1) in either byte order, C or Fortran order, 1 or 2 dimensions
 *
 * Returns: (transfer full): its values as doubles, with @path (made absolute) as file, or %NULL
 *   with @error; object arrays (pickles), empty arrays and values that are not finite are refused
 */
FopArray *fop_npy_read (const char *path, GError **error);

/**
 * fop_npy_parse:
 * @bytes, @length: a .npy file in memory, such as a member of an .npz
 * @name: for messages
 *
 * Returns: (transfer full): as fop_npy_read(), without a file
 */
FopArray *fop_npy_parse (const guint8 *bytes, gsize length, const char *name, GError **error);

#define FOP_NPY_DIMENSIONS_MAX 4

/**
 * fop_npy_parse_rows:
 * @extents: (out): its shape, 0 beyond its dimensions
 *
 * The same for an array of up to 4 dimensions (more than 2 in C order); all but the first are
 * flattened into columns.
 */
FopArray *fop_npy_parse_rows (const guint8 *bytes, gsize length, const char *name,
                              gsize extents[FOP_NPY_DIMENSIONS_MAX], GError **error);

/**
 * fop_npy_write:
 * @columns: 0 writes a vector of shape (rows,)
 *
 * Writes float64 in C order, atomically.
 */
gboolean fop_npy_write (const char *path, gsize rows, gsize columns, const double *values,
                        GError **error);

G_END_DECLS
