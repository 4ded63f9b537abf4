/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/loss-plane.h"
#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/**
 * FigGap:
 * @n: points
 * @places: theirs, in the plane
 * @is_factor: whether @off are factors, 1 and more; else (some loss is not positive) differences
 * @off: how far the loss at each point is from that at its place in the plane; NaN where either is
 *   not finite
 * @median, @most: of those that are finite; NaN where there are none
 *
 * How wrong a plane is about points beside it.
 */
typedef struct
{
  gsize n;
  FigPoint *places;
  gboolean is_factor;
  double *off;
  double median, most;
} FigGap;

/** @points: n of them, each a θ. Two evaluations a point. */
FigGap *fig_gap_new (const FigPlane *plane, gsize n, const double *points);
void fig_gap_free (FigGap *gap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigGap, fig_gap_free)

/** Whether the plane is far off at point @i: by more than a half. */
gboolean fig_gap_is_wide (const FigGap *gap, gsize i);

/** Returns: (transfer full): the gap in a sentence. */
char *fig_gap_text (const FigGap *gap);

G_END_DECLS
