/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * Text in figures: the theme's font with tabular figures. Metrics depend only on the text and the
 * theme's font: they are the same at every scale, on screen and in files, with and without a
 * surface. Sizes are in the figure's pixels. Callable from any thread: Pango keeps a font map per
 * thread.
 */

#define FIG_TEXT_LABEL   12.0
#define FIG_TEXT_TITLE   14.0
#define FIG_TEXT_CAPTION 10.0

/** Returns: (transfer full): the versions of the drawing libraries: "cairo 1.16.0,
 * Pango 1.50.12". */
char *fig_text_library_versions (void);

/** Returns: (transfer full): a layout; free with g_object_unref(). */
PangoLayout *fig_text_layout (const FigTheme *theme, const char *text, double size, gboolean bold);

/** Draws @layout, which fig_text_layout() made from @text and @size, with its upper left corner at
 * (x, y). */
void fig_text_show (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                    PangoLayout *layout, FigColor color, double x, double y);

/** Width and height of @text. Results are cached and shared between threads. */
void fig_text_extents (const FigTheme *theme, const char *text, double size, double *width,
                       double *height);
double fig_text_width (const FigTheme *theme, const char *text, double size);

/**
 * fig_text_draw:
 * @x, @y: anchor point
 * @x_align, @y_align: part of the text at the anchor: 0 for its left or top, 1 for its right or
 *   bottom
 * @limit: width beyond which the text is ellipsized; 0 for none
 */
void fig_text_draw (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                    FigColor color, double x, double y, double x_align, double y_align,
                    double limit);

/**
 * fig_text_fit:
 *
 * Returns: the size of a label's text that is at most @width wide: FIG_TEXT_LABEL, or down to 3/4
 *   of it, but not below the theme's least
 */
double fig_text_fit (const FigTheme *theme, const char *text, double width);

/** A label rotated to read upward, centered at (x, y), in a smaller size if it is longer than
 * @limit. */
void fig_text_draw_upwards (cairo_t *cr, const FigTheme *theme, const char *text, FigColor color,
                            double x, double y, double limit);

/** With a contrasting halo, for text on top of an image. */
void fig_text_draw_halo (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                         FigColor color, FigColor halo, double x, double y, double x_align,
                         double y_align);

/** Wraps text at @width and truncates it at @most pixels of height (0 for no limit). If @cr is
 * %NULL, only measures. Returns: the height of the text. */
double fig_text_draw_wrapped (cairo_t *cr, const FigTheme *theme, const char *text, double size,
                              FigColor color, double x, double y, double width, double most,
                              PangoAlignment alignment);

void fig_set_color (cairo_t *cr, FigColor color, double alpha);

/** @width: at a line width of 1, see FigTheme. */
void fig_set_line_width (cairo_t *cr, const FigTheme *theme, double width);

G_END_DECLS
