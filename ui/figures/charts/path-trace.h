/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/paint/plot.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} FigPoint;

/**
 * FigPath:
 * @name, @style: of the run
 * @curves: (transfer full) (nullable): its history
 * @x, @y: the columns that hold θ₁ and θ₂
 * @selected: whether it is drawn on top
 * @diverged: whether it diverged; if so, the domain is not extended to include it
 * @mapped, @map: whether points are (θ₁, θ₂) multiplied by the 2 × 2 matrix @map
 * @points: (transfer full) (nullable) (element-type FigPoint): points in the plane, in place of a
 *   history
 */
typedef struct
{
  char *name;
  guint style;
  FopCurves *curves;
  gsize x, y;
  gboolean selected;
  gboolean diverged;
  gboolean mapped;
  double map[4];
  GArray *points;
} FigPath;

/** Frees what a path owns. */
void fig_path_clear (FigPath *path);

/** Returns: the number of points of a path; the last one is its head. */
gsize fig_path_n (const FigPath *path);
/** Point @i in data units; not finite if the run has none. */
FigPoint fig_path_at (const FigPath *path, gsize i);

/**
 * fig_path_points:
 *
 * The path in pixels, without points that are not finite or too close to the previous one; the last
 * point is always the head.
 *
 * Returns: (transfer full) (element-type FigPoint): the points
 */
GArray *fig_path_points (const FigPath *path, const FigPlot *plot);

/** Strokes @points with a dark and a white outline, then in the run's color and dash, so that the
 * path is visible on any background. */
void fig_path_draw (const FigPath *path, const GArray *points, cairo_t *cr, const FigTheme *theme);

G_END_DECLS
