/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/plot.h"

G_BEGIN_DECLS

/**
 * FigPath:
 * @name, @style: the run's
 * @curves: (transfer full): its history
 * @x, @y: the columns that hold θ₁ and θ₂
 * @selected: drawn on top
 * @diverged: does not widen the picture
 */
typedef struct
{
  char *name;
  guint style;
  FopCurves *curves;
  gsize x, y;
  gboolean selected;
  gboolean diverged;
} FigPath;

typedef struct
{
  double x, y;
} FigPoint;

/**
 * fig_path_points:
 *
 * The path in pixels, without points that lie next to the one before and without those that are not
 * finite; the head is always the last.
 *
 * Returns: (transfer full) (element-type FigPoint): the points
 */
GArray *fig_path_points (const FigPath *path, const FigPlot *plot);

/** Strokes @points dark, white, then in the run's own colour and dash: seen on any picture. */
void fig_path_draw (const FigPath *path, const GArray *points, cairo_t *cr, const FigTheme *theme);

G_END_DECLS
