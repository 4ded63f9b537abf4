/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/settings/array.h"

G_BEGIN_DECLS

/* Members of the rows in formats.c; see FopFormat. */

/** Finds the other file by the usual names, train-images-idx3-ubyte and train-labels-idx1-ubyte,
 * each with or without .gz. */
gboolean fop_idx_name_files (FopSettings *source, const char *path, const char *head, gsize length,
                             GError **error);

FopArray *fop_npz_read_matrix (const char *path, const char *member, const char *content,
                               gsize length, gsize *extents, GPtrArray **notes, GError **error);
FopArray *fop_npy_read_matrix (const char *path, const char *member, const char *content,
                               gsize length, gsize *extents, GPtrArray **notes, GError **error);
FopArray *fop_matrix_market_read_matrix (const char *path, const char *member, const char *content,
                                         gsize length, gsize *extents, GPtrArray **notes,
                                         GError **error);
FopArray *fop_text_read_matrix (const char *path, const char *member, const char *content,
                                gsize length, gsize *extents, GPtrArray **notes, GError **error);

/** Whether its header declares square matrices; three-dimensional byte arrays are images. */
gboolean fop_npy_suggests_matrix (const char *path, const char *head, gsize length);
/** Whether its arrays are not a data set. */
gboolean fop_npz_suggests_matrix (const char *path, const char *head, gsize length);
/** Whether it has as many rows as columns, without a header or with the same names for the rows. */
gboolean fop_text_suggests_matrix (const char *path, const char *head, gsize length);
gboolean fop_always_suggests_matrix (const char *path, const char *head, gsize length);

G_END_DECLS
