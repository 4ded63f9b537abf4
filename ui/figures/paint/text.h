/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * Text in figures: Cantarell (else the system's sans) with tabular digits. Metrics depend on
 * nothing but the text: the same at every scale, on the screen and in a file, with and without a
 * surface. Sizes are CSS pixels. Any thread: Pango keeps one font map for each.
 */

#define FIG_TEXT_LABEL   12.0
#define FIG_TEXT_TITLE   14.0
#define FIG_TEXT_CAPTION 10.0

/** Returns: (transfer full): the versions of the libraries that draw: "cairo 1.16.0,
 * Pango 1.50.12". */
char *fig_text_library_versions (void);

/** Returns: (transfer full): a layout; free with g_object_unref(). */
PangoLayout *fig_text_layout (const char *text, double size, gboolean bold);

/** Width and height of @text in labels. Pango is asked once, whichever thread wants to know. */
void fig_text_extents (const char *text, double size, double *width, double *height);
double fig_text_width (const char *text, double size);

/**
 * fig_text_draw:
 * @x, @y: the point that the alignment speaks of
 * @x_align, @y_align: which part of the text lies there: 0 its left or top, 1 its right or bottom
 * @limit: greatest width, past which the text is ellipsised; 0: none
 */
void fig_text_draw (cairo_t *cr, const char *text, double size, FigColor color, double x, double y,
                    double x_align, double y_align, double limit);

/** Reading upwards, centred on (x, y). */
void fig_text_draw_upwards (cairo_t *cr, const char *text, double size, FigColor color, double x,
                            double y);

/** On top of a picture: with a halo that sets it off. */
void fig_text_draw_halo (cairo_t *cr, const char *text, double size, FigColor color, FigColor halo,
                         double x, double y, double x_align, double y_align);

/** Wrapped at @width, cut past @most pixels of height (0: never). Returns: the height that it
 * takes; draws nothing where @cr is %NULL. */
double fig_text_draw_wrapped (cairo_t *cr, const char *text, double size, FigColor color, double x,
                              double y, double width, double most, PangoAlignment alignment);

void fig_set_color (cairo_t *cr, FigColor color, double alpha);

G_END_DECLS
