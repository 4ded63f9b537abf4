/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_png_insert:
 * @png: a PNG file
 * @type: four letters: "pHYs"
 * @length, @data: of the chunk
 *
 * Inserts a chunk after the header.
 */
void fig_png_insert (GByteArray *png, const char *type, gsize length, const guint8 *data);

/** Returns: the checksum of a chunk: of its type and data, @length bytes in all. */
guint32 fig_png_sum (const guint8 *bytes, gsize length);

/** Inserts the resolution of the image in dots per inch. */
void fig_png_set_resolution (GByteArray *png, double dpi);

G_END_DECLS
