/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_FORMAT_PDF,
  FIG_FORMAT_SVG,
  FIG_FORMAT_PNG
} FigFormat;

/** "pdf", "svg" or "png" → format; FALSE for another word. */
gboolean fig_format_from_word (const char *word, FigFormat *format);
const char *fig_format_word (FigFormat format);

/**
 * fig_export:
 * @width, @height: size in CSS pixels (PDF: 0.75 point each), the caption included
 * @scale: device pixels per CSS pixel in PNG; ignored else
 *
 * Draws title, figure and caption in the export theme into a file, whole or not at all.
 */
gboolean fig_export (const FigFigure *figure, FigFormat format, double width, double height,
                     double scale, const char *path, GError **error);

/** The same picture as a surface, for the clipboard. Returns: (transfer full): an image surface. */
cairo_surface_t *fig_export_surface (const FigFigure *figure, double width, double height,
                                     double scale);

G_END_DECLS
