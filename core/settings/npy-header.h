/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOP_NPY_FLOAT64,
  FOP_NPY_INT64,
  FOP_NPY_TEXT /* UTF-32, as many characters per element as the longest one has */
} FopNpyType;

/**
 * fop_npy_header:
 * @characters: of each element of %FOP_NPY_TEXT; ignored for the other types
 * @n, @shape: number of dimensions, 0 for a single value, and their lengths
 *
 * The header of a .npy file of version 1.0 in this machine's byte order and in C order, a multiple
 * of 64 bytes long. The values follow it.
 *
 * Returns: (transfer full): the bytes
 */
GByteArray *fop_npy_header (FopNpyType type, gsize characters, gsize n, const gsize *shape);

G_END_DECLS
