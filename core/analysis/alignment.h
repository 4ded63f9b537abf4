/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Angle between two vectors of length n in degrees, 0 to 180, accurate even if small (Kahan); NaN
 * if one is 0 or not finite.
 */
double fop_angle (gsize n, const double *a, const double *b);

/** Cosine of that angle. */
double fop_cosine (gsize n, const double *a, const double *b);

/**
 * fop_solve_symmetric:
 * @h: n × n, symmetric; its lower triangle is read
 * @g: n × @columns, row-major
 * @x: (out): H⁻¹ G, of the same shape
 *
 * By LAPACK's dsysv, n³/3 flops: H may be indefinite.
 *
 * Returns: whether H is nonsingular and @x finite
 */
gboolean fop_solve_symmetric (gsize n, gsize columns, const double *h, const double *g, double *x);

/**
 * fop_eigenspace_overlap:
 * @p, @h: n × n, symmetric; the lower triangles are read
 * @k: from 1 to @n
 *
 * ‖UᵀV‖²/k of the eigenvectors U of P's k largest and V of H's k smallest eigenvalues: the mean of
 * the squared cosines of the angles between the two spaces. By LAPACK's dsyevr, about 8/3 n³ flops.
 * If the eigenvalues on either side of the cut are equal, these spaces are undefined; the caller
 * must check this.
 *
 * Returns: the overlap, from 0 to 1; NaN if LAPACK fails
 */
double fop_eigenspace_overlap (gsize n, gsize k, const double *p, const double *h);

G_END_DECLS
