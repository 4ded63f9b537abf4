/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

/**
 * FigView:
 * @x_low, @x_high, @y_low, @y_high: ends of the axes, in data units; NaN for automatic
 * @second_low, @second_high: ends of the right axis, if any
 *
 * The axis limits that the user has chosen by panning and zooming. Figures are built with a view
 * (fig_options_view()), and those with axes report them (fig_figure_axes()); panning and zooming
 * derive a new view from these axes and know nothing else about a figure.
 */
typedef struct
{
  double x_low, x_high, y_low, y_high;
  double second_low, second_high;
} FigView;

/** FigAxes: the scales of a drawing, whose pixels are the plot's edges; @second is the right axis,
 * all zeros if there is none. */
typedef struct
{
  FigScale x, y, second;
} FigAxes;

typedef enum
{
  FIG_AXIS_NONE = 0,
  FIG_AXIS_X = 1 << 0,
  FIG_AXIS_Y = 1 << 1,
  FIG_AXIS_SECOND = 1 << 2,
  FIG_AXIS_ALL = FIG_AXIS_X | FIG_AXIS_Y | FIG_AXIS_SECOND
} FigAxis;

/** All limits automatic. */
FigView fig_view_automatic (void);
gboolean fig_view_is_automatic (const FigView *view);

/**
 * fig_view_x:
 *
 * Returns: @scale with the view's limits, which fig_scale_round() does not move; kind, threshold,
 *   and pixels are kept. Limits that are invalid for the scale are ignored.
 */
FigScale fig_view_x (const FigView *view, FigScale scale);
FigScale fig_view_y (const FigView *view, FigScale scale);
FigScale fig_view_second (const FigView *view, FigScale scale);

/** Applies the view to all of @axes. */
void fig_view_apply (const FigView *view, FigAxes *axes);

/**
 * fig_axes_at:
 *
 * Returns: the axes that a gesture at (@x, @y) affects: all axes over the plot, a single axis over
 *   the strip with its tick labels, none elsewhere
 */
FigAxis fig_axes_at (const FigAxes *axes, double x, double y);

/**
 * fig_view_zoom:
 * @axes: the current axes of the drawing
 * @which: the axes to zoom
 * @x, @y: pixels of the fixed point
 * @factor: above 1 zooms in
 *
 * Zooms about (@x, @y), on axes of any kind. Has no effect if the range would overflow or become
 * too small for double precision.
 */
void fig_view_zoom (FigView *view, const FigAxes *axes, FigAxis which, double x, double y,
                    double factor);

/** Pans the drawing by (@dx, @dy) pixels. */
void fig_view_pan (FigView *view, const FigAxes *axes, FigAxis which, double dx, double dy);

/** Resets the limits of @which to automatic. */
void fig_view_fit (FigView *view, FigAxis which);

G_END_DECLS
