/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Workspace for one order; not for concurrent use. */
typedef struct _FopProjection FopProjection;

/** @n: order, at least 1; about 3 n² doubles. */
FopProjection *fop_projection_new (gsize n);
void fop_projection_free (FopProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopProjection, fop_projection_free)

/**
 * fop_projection_apply:
 * @a: (inout): n × n, row-major, not necessarily symmetric; on return symmetric, both triangles
 *
 * The symmetric matrix with eigenvalues in [@least, @most] nearest to A in the Frobenius norm: Σ
 * clamp(λ_k) v_k v_kᵀ over the eigenvalues and eigenvectors of ½(A + Aᵀ). About 10 n³ flops.
 *
 * Returns: %FALSE, without writing anything, if A is not finite
 */
gboolean fop_projection_apply (FopProjection *projection, double least, double most, double *a);

G_END_DECLS
