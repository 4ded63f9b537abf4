/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopFactor:
 *
 * R with P = RᵀR, where P acts on parts of a vector of length n: PH, which is not symmetric, has
 * the same eigenvalues as R H Rᵀ, which is. (For P = M Mᵀ it is MᵀHM up to a rotation.) Elements
 * not covered by a part, such as biases, are unchanged. Not for concurrent use.
 */
typedef struct _FopFactor FopFactor;

FopFactor *fop_factor_new (gsize n);
void fop_factor_free (FopFactor *factor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopFactor, fop_factor_free)

/**
 * fop_factor_add:
 * @offset, @rows, @columns: the part of the vector that P acts on, as a matrix G, row-major
 * @right: P is columns × columns and acts as G ↦ G P; else it is rows × rows: G ↦ P G. A part may
 *   have one of each
 * @diagonal: whether @matrix contains only the diagonal of P
 * @matrix: P, both triangles; not retained
 *
 * Returns: %FALSE as fop_symmetric_root() does
 */
gboolean fop_factor_add (FopFactor *factor, gsize offset, gsize rows, gsize columns, gboolean right,
                         gboolean diagonal, const double *matrix, GError **error);

/** @y ← R x, or Rᵀ x with @transpose; length n each, without overlap. */
void fop_factor_apply (FopFactor *factor, gboolean transpose, const double *x, double *y);

G_END_DECLS
