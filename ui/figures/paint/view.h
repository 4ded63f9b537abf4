/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

/**
 * FigView:
 * @x_low, @x_high, @y_low, @y_high: ends of the axes, in data; NaN: where the figure puts it
 * @second_low, @second_high: of the axis on the right, where there is one
 *
 * What a person chose to see of a figure. Figures are built with one (fig_options_view()); those
 * that have axes say where they lie (fig_figure_axes()), and panning and zooming, which know
 * nothing else of a figure, make another view from these.
 */
typedef struct
{
  double x_low, x_high, y_low, y_high;
  double second_low, second_high;
} FigView;

/** FigAxes: the scales of a drawing, with the pixels of the plot's edges; @second is the axis on
 * the right, all zeros where there is none. */
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

/** Everything where the figure puts it. */
FigView fig_view_automatic (void);
gboolean fig_view_is_automatic (const FigView *view);

/**
 * fig_view_x:
 *
 * Returns: @scale between the view's ends; kind, threshold and pixels stay. Ends that the scale
 * cannot have leave it as it is.
 */
FigScale fig_view_x (const FigView *view, FigScale scale);
FigScale fig_view_y (const FigView *view, FigScale scale);
FigScale fig_view_second (const FigView *view, FigScale scale);

/** All of @axes. */
void fig_view_apply (const FigView *view, FigAxes *axes);

/**
 * fig_axes_at:
 *
 * Returns: what a gesture at (@x, @y) concerns: all axes over the plot, one over the strip beside
 * it where that axis' numbers stand, none elsewhere
 */
FigAxis fig_axes_at (const FigAxes *axes, double x, double y);

/**
 * fig_view_zoom:
 * @axes: where the drawing's axes lie now
 * @which: those to change
 * @x, @y: pixels of the point that stays
 * @factor: above 1 shows less
 *
 * Zooms so that the values at (@x, @y) stay there, on axes of any kind. Of no effect where doubles
 * end: a range that is too small for its numbers, or overflows.
 */
void fig_view_zoom (FigView *view, const FigAxes *axes, FigAxis which, double x, double y,
                    double factor);

/** Moves the drawing by (@dx, @dy) pixels, as a hand moves paper. */
void fig_view_pan (FigView *view, const FigAxes *axes, FigAxis which, double dx, double dy);

/** The ends of @which are the figure's again. */
void fig_view_fit (FigView *view, FigAxis which);

G_END_DECLS
