/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/settings/npy.h"

G_BEGIN_DECLS

/**
 * FopNpz:
 *
 * The list of the arrays in an .npz file, which is a zip archive of .npy files. If a name occurs
 * several times, the last array counts, as in NumPy. Names are UTF-8, regardless of the locale.
 */
typedef struct _FopNpz FopNpz;

/**
 * fop_npz_open:
 * @path: name of the file, for messages
 * @content: its bytes; borrowed for the lifetime of the list
 *
 * Returns: (transfer full): the list, or %NULL with %FOP_ERROR_FORMAT if this is not a complete zip
 *   archive, or one of another kind
 */
FopNpz *fop_npz_open (const char *path, const char *content, gsize length, GError **error);
void fop_npz_free (FopNpz *npz);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopNpz, fop_npz_free)

const char *fop_npz_path (const FopNpz *npz);
gsize fop_npz_n_arrays (const FopNpz *npz);
/** An array's name, without .npy. */
const char *fop_npz_name (const FopNpz *npz, gsize index);
/** Returns: (transfer full): all names, for messages: "x, y". */
char *fop_npz_names_text (const FopNpz *npz);

/**
 * Returns: the index of array @name, which may end in .npy; −1 with @error naming the existing
 * ones.
 */
gssize fop_npz_find (const FopNpz *npz, const char *name, GError **error);

/**
 * fop_npz_read:
 * @extents: (out): see fop_npy_parse_rows()
 * @notes: (inout): receives a note on a name that occurs several times
 *
 * Returns: (transfer full): the array, or %NULL with @error naming the file and the array
 */
FopArray *fop_npz_read (const FopNpz *npz, gsize index, gsize extents[FOP_NPY_DIMENSIONS_MAX],
                        GPtrArray **notes, GError **error);

G_END_DECLS
