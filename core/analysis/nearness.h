/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Distances between a preconditioner and reference matrices, in the Frobenius norm. All matrices
 * are n × n, row-major, and symmetric unless noted.
 */

/**
 * fop_nearest_inverse:
 * @x: nonsingular; its lower triangle is read
 * @p: its lower triangle is read
 * @inverse: (out): c X⁻¹, both triangles, with the c that minimizes ‖P − c X⁻¹‖, ⟨P, X⁻¹⟩/‖X⁻¹‖²
 * @distance: (out): ‖P − c X⁻¹‖/‖P‖, from 0 to 1; NaN if P = 0
 *
 * About 2 n³ flops, by LAPACK's dsytrf and dsytri.
 *
 * Returns: %FALSE with %FOP_ERROR_LAPACK if @x has no inverse
 */
gboolean fop_nearest_inverse (gsize n, const double *x, const double *p, double *inverse,
                              double *distance, GError **error);

/**
 * fop_commutator:
 * @p, @h: both triangles are read
 *
 * Returns: ‖PH − HP‖/(‖P‖ ‖H‖), from 0 to √2; NaN if one of them is 0. 2 n³ flops
 */
double fop_commutator (gsize n, const double *p, const double *h);

/**
 * fop_asymmetry_norm:
 * @p: n × n, not necessarily symmetric
 *
 * Returns: ‖P − Pᵀ‖/‖P‖, 0 if P is symmetric, at most 2; NaN if P is 0 or not finite
 */
double fop_asymmetry_norm (gsize n, const double *p);

G_END_DECLS
