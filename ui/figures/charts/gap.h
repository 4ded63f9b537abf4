/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/loss-plane.h"
#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/**
 * FigGap:
 * @n: number of points
 * @places: their projections onto the plane
 * @is_factor: whether @off holds ratios, at least 1; otherwise (if some loss is not positive) it
 *   holds absolute differences
 * @off: discrepancy between the loss at each point and at its projection; NaN if either is not
 *   finite
 * @median, @most: median and maximum of the finite discrepancies; NaN if there are none
 *
 * How far the losses on a plane differ from those of the points projected onto it.
 */
typedef struct
{
  gsize n;
  FigPoint *places;
  gboolean is_factor;
  double *off;
  double median, most;
} FigGap;

/** @points: @n points θ. Costs two evaluations per point. */
FigGap *fig_gap_new (const FigPlane *plane, gsize n, const double *points);
void fig_gap_free (FigGap *gap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigGap, fig_gap_free)

/** Whether the discrepancy at point @i is large: a ratio above 1.5, or a difference above 1.5 times
 * the median. */
gboolean fig_gap_is_wide (const FigGap *gap, gsize i);

/** Returns: (transfer full): a one-line summary. */
char *fig_gap_text (const FigGap *gap);

G_END_DECLS
