/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * fop_npy_read:
 * @path: a .npy file (format 1.0 to 3.0) of a real or whole-number type, C or Fortran order, 1 or 2
 *   dimensions
 *
 * Returns: (transfer full): its values as doubles, or %NULL with @error; object arrays (pickles)
 *   are refused
 */
FopArray *fop_npy_read (const char *path, GError **error);

/**
 * fop_npy_write:
 * @columns: 0 writes a vector of shape (rows,)
 *
 * Writes float64 in C order, whole or not at all.
 */
gboolean fop_npy_write (const char *path, gsize rows, gsize columns, const double *values,
                        GError **error);

G_END_DECLS
