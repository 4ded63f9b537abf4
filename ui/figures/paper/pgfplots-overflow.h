/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/**
 * fig_pgfplots_make_room:
 * @path: of the picture
 *
 * If the lines of @data have more rows than pdfTeX can hold, writes their tables to "PATH-KEY.dat"
 * and decimates them; if there are too many cells of matrices, writes those of large ones to
 * such files, and their images to "PATH-KEY.png". Notes say so.
 */
gboolean fig_pgfplots_make_room (FigData *data, const char *path, GError **error);

/** Whether @matrix is drawn as an image, because @data has too many cells. */
gboolean fig_pgfplots_is_image (const FigData *data, const FigDataMatrix *matrix);

G_END_DECLS
