/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/loss-plane.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * FigField:
 *
 * The loss of a problem on a rectangle of a plane, evaluated once on a grid and drawn at any size.
 * Reference-counted, immutable to its users, and thread-safe.
 */
typedef struct _FigField FigField;

/**
 * fig_field_of:
 *
 * The field on a grid of fig_plane_grid() points per side. The last few fields are cached, because
 * successive drawings of a run in progress use the same one.
 *
 * Returns: (transfer full): the field
 */
FigField *fig_field_of (FigPlane *plane, FopDomain domain);
FigField *fig_field_ref (FigField *field);
void fig_field_unref (FigField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigField, fig_field_unref)

/**
 * fig_field_losses:
 * @grid: (out): points per side
 * @offset: (out): δ, see fig_field_image()
 *
 * Returns: (transfer none): the losses, @grid × @grid, row-major, row 0 at the bottom
 */
const double *fig_field_losses (const FigField *field, gsize *grid, double *offset);

/**
 * fig_field_image:
 * @width, @height: pixels
 *
 * Filled contours of log (J − min J + δ) in viridis, where δ is chosen to spread the levels evenly
 * over the image, so that both the minimum and the higher regions are resolved. Edges between
 * levels are antialiased; regions where J is not finite are gray.
 *
 * Returns: (transfer full): an image surface
 */
cairo_surface_t *fig_field_image (FigField *field, gsize width, gsize height);

G_END_DECLS
