/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How near a preconditioner is to the matrices that it is compared with, in the Frobenius norm. All
 * are symmetric but where it is said, n × n, row-major.
 */

/**
 * fop_nearest_inverse:
 * @x: not singular; its lower triangle is read
 * @p: its lower triangle is read
 * @inverse: (out): c X⁻¹, both triangles, with the c that makes ‖P − c X⁻¹‖ smallest,
 *   ⟨P, X⁻¹⟩/‖X⁻¹‖²
 * @distance: (out): ‖P − c X⁻¹‖/‖P‖, from 0 to 1; NaN where P = 0
 *
 * About 2 n³ flops, by LAPACK's dsytrf and dsytri.
 *
 * Returns: %FALSE with %FOP_ERROR_LAPACK where @x has no inverse
 */
gboolean fop_nearest_inverse (gsize n, const double *x, const double *p, double *inverse,
                              double *distance, GError **error);

/**
 * fop_commutator:
 * @p, @h: both triangles are read
 *
 * Returns: ‖PH − HP‖/(‖P‖ ‖H‖), from 0 to √2; NaN where one of them is 0. 2 n³ flops
 */
double fop_commutator (gsize n, const double *p, const double *h);

/**
 * fop_asymmetry_norm:
 * @p: n × n, any
 *
 * Returns: ‖P − Pᵀ‖/‖P‖, 0 where P is symmetric, at most 2; NaN where P is 0 or not finite
 */
double fop_asymmetry_norm (gsize n, const double *p);

G_END_DECLS
