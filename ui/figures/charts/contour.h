/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/loss-plane.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * FigField:
 *
 * The loss of a problem over a rectangle of a plane: evaluated once on a grid, then drawn
 * at any size. Counted and immutable to its users; any thread.
 */
typedef struct _FigField FigField;

/**
 * fig_field_of:
 * The field, on a grid of fig_plane_grid() points a side, evaluated now or found among the last few
 * that were asked for: drawings of a run that goes on ask for the same one again and again.
 *
 * Returns: (transfer full): the field
 */
FigField *fig_field_of (FigPlane *plane, FopDomain domain);
FigField *fig_field_ref (FigField *field);
void fig_field_unref (FigField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigField, fig_field_unref)

/**
 * fig_field_image:
 * @width, @height: pixels
 *
 * Filled contours of log (J − min J + δ) in viridis; δ spreads the levels over the picture: they
 * are fine near the minimum and still tell the heights apart. Edges between levels are smoothed;
 * where J is not finite it is grey.
 *
 * Returns: (transfer full): an image surface of the caller's own
 */
cairo_surface_t *fig_field_image (FigField *field, gsize width, gsize height);

G_END_DECLS
