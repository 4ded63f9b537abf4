/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/*
 * Marks on a landscape, light with a dark outline, so that they are visible on any background.
 * Positions are in pixels.
 */

void fig_landmark_disc (cairo_t *cr, FigPoint at, double radius, FigColor fill);
/** A cross, a diamond, and a triangle of half-width @size. */
void fig_landmark_minimum (cairo_t *cr, FigPoint at, double size);
void fig_landmark_saddle (cairo_t *cr, FigPoint at, double size);
void fig_landmark_maximum (cairo_t *cr, FigPoint at, double size);

/**
 * fig_landmark_ellipse:
 * @matrix: 2 × 2, in data units
 * @dashed: whether to draw a dashed outline rather than a solid one with a light fill
 * @tip: (out): the upper end of its major axis
 *
 * The ellipse to which @matrix maps a circle, centered at @at and drawn at a fixed size: only its
 * shape and orientation are meaningful.
 *
 * Returns: whether there is one to draw
 */
gboolean fig_landmark_ellipse (cairo_t *cr, const FigPlot *plot, FigPoint at, const double *matrix,
                               gboolean dashed, FigPoint *tip);

/**
 * fig_landmark_name:
 * @taken: (element-type cairo_rectangle_t): bounding boxes of the labels drawn so far
 *
 * Labels @at on the first of four sides where the name fits into the plot without overlapping
 * another label, if any.
 *
 * Returns: whether it was drawn
 */
gboolean fig_landmark_name (cairo_t *cr, const FigTheme *theme, const FigPlot *plot, FigPoint at,
                            const char *name, GArray *taken);

/** Notes in a corner how many names could not be placed, if any. */
void fig_landmark_unnamed (cairo_t *cr, const FigTheme *theme, const FigPlot *plot, gsize n);

G_END_DECLS
