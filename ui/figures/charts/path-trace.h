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
 * @name, @style: the run's
 * @curves: (transfer full) (nullable): its history
 * @x, @y: the columns that hold θ₁ and θ₂
 * @selected: drawn on top
 * @diverged: does not widen the picture
 * @mapped, @map: whether points are @map (2 × 2) times (θ₁, θ₂)
 * @points: (transfer full) (nullable) (element-type FigPoint): places in the plane, instead of a
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

/** Returns: how many places there are along a path; the head is the last. */
gsize fig_path_n (const FigPath *path);
/** Place @i in data; not finite where the run has none. */
FigPoint fig_path_at (const FigPath *path, gsize i);

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
