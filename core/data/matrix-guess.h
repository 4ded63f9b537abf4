/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For FopFormat: whether a file is more likely to be a matrix than a data set. */

/** Whether its header declares square matrices; three-dimensional byte arrays are images. */
gboolean fop_npy_suggests_matrix (const char *path, const char *head, gsize length);
/** Whether its arrays are not a data set. */
gboolean fop_npz_suggests_matrix (const char *path, const char *head, gsize length);
/** Whether it has as many rows as columns, without a header or with the same names for the rows. */
gboolean fop_text_suggests_matrix (const char *path, const char *head, gsize length);

G_END_DECLS
