/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paper/page.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_FORMAT_PDF,
  FIG_FORMAT_SVG,
  FIG_FORMAT_PNG
} FigFormat;

/** Parses "pdf", "svg", or "png". Returns: %FALSE for any other word. */
gboolean fig_format_from_word (const char *word, FigFormat *format);
const char *fig_format_word (FigFormat format);

/**
 * fig_export_page:
 * @page: of @figure
 * @dpi: pixels per inch for PNG; ignored for other formats
 * @remarks: (nullable) (element-type utf8): see fig_remarks_collect()
 *
 * Writes a page to a file, atomically. The file is a function of the arguments, to the byte; a PDF
 * file tells its date only if SOURCE_DATE_EPOCH is set.
 */
gboolean fig_export_page (const FigFigure *figure, const FigPage *page, FigFormat format,
                          double dpi, const char *path, GPtrArray *remarks, GError **error);

/**
 * fig_export:
 * @width, @height: size in CSS pixels (0.75 points in PDF), including the caption; see
 *   fig_page_plain()
 * @scale: device pixels per CSS pixel for PNG; ignored for other formats
 *
 * Writes title, figure, and caption in the export theme to a file, atomically.
 */
gboolean fig_export (const FigFigure *figure, FigFormat format, double width, double height,
                     double scale, const char *path, GError **error);

/** The same for the clipboard. Returns: (transfer full): an image surface. */
cairo_surface_t *fig_export_surface (const FigFigure *figure, double width, double height,
                                     double scale);

G_END_DECLS
