/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/*
 * Marks on a landscape: light with a dark rim, so that they are seen on any colour under them.
 * Places are pixels.
 */

void fig_landmark_disc (cairo_t *cr, FigPoint at, double radius, FigColor fill);
/** A cross, a diamond, a triangle, of half width @size. */
void fig_landmark_minimum (cairo_t *cr, FigPoint at, double size);
void fig_landmark_saddle (cairo_t *cr, FigPoint at, double size);
void fig_landmark_maximum (cairo_t *cr, FigPoint at, double size);

/**
 * fig_landmark_ellipse:
 * @matrix: 2 × 2, in data
 * @dashed: an outline of dashes; else filled lightly, with a whole line
 * @tip: (out): the end of its longer axis that lies higher
 *
 * The ellipse onto which @matrix maps a circle, around @at, at a fixed size: its shape and
 * directions speak.
 *
 * Returns: whether there is one to draw
 */
gboolean fig_landmark_ellipse (cairo_t *cr, const FigPlot *plot, FigPoint at, const double *matrix,
                               gboolean dashed, FigPoint *tip);

/**
 * fig_landmark_name:
 * @taken: (element-type cairo_rectangle_t): boxes of the names so far
 *
 * A name beside @at, on the first of four sides where it covers no other and stays inside; none
 * where there is no such side.
 *
 * Returns: whether it was drawn
 */
gboolean fig_landmark_name (cairo_t *cr, const FigPlot *plot, FigPoint at, const char *name,
                            GArray *taken);

/** Says in a corner how many names had no such side; nothing where it was none. */
void fig_landmark_unnamed (cairo_t *cr, const FigPlot *plot, gsize n);

G_END_DECLS
