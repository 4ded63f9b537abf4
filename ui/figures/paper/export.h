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

/* Dots per inch of CSS pixels. */
#define CSS_DPI 96.0

/**
 * fig_export_page:
 * @page: of @figure
 * @dpi: pixels per inch for PNG; ignored for other formats
 * @provenance: (nullable): fig_provenance_to_text(), which the file carries in its metadata
 * @remarks: (nullable) (element-type utf8): see fig_remarks_collect()
 *
 * Writes a page to a file, atomically. The file is a function of the arguments, to the byte; a PDF
 * file tells its date only if SOURCE_DATE_EPOCH is set.
 */
gboolean fig_export_page (const FigFigure *figure, const FigPage *page, FigFormat format,
                          double dpi, const char *provenance, const char *path, GPtrArray *remarks,
                          GError **error);

/** Returns: (transfer full): the contents of such a file; %NULL with @error. */
GByteArray *fig_export_bytes (const FigFigure *figure, const FigPage *page, FigFormat format,
                              double dpi, const char *provenance, GPtrArray *remarks,
                              GError **error);

/**
 * fig_export_image:
 * @scale: device pixels per pixel of the figure
 *
 * Returns: (transfer full): an image surface of the same page
 */
cairo_surface_t *fig_export_image (const FigFigure *figure, const FigPage *page, double scale,
                                   GPtrArray *remarks);

/**
 * fig_export:
 * @width, @height: size in CSS pixels (0.75 points in PDF), including the caption; see
 *   fig_page_plain()
 * @scale: device pixels per CSS pixel for PNG; ignored for other formats
 * @provenance: as for fig_export_page()
 *
 * Writes title, figure, and caption in the export theme to a file, atomically.
 */
gboolean fig_export (const FigFigure *figure, FigFormat format, double width, double height,
                     double scale, const char *provenance, const char *path, GError **error);

/** The same for the clipboard. Returns: (transfer full): an image surface. */
cairo_surface_t *fig_export_surface (const FigFigure *figure, double width, double height,
                                     double scale);

G_END_DECLS
