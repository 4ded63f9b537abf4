/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_cholesky_damped:
 * @n: order, at least 1
 * @a: (inout): n × n, row-major, symmetric, both triangles; on return the upper triangle holds the
 *   factor U of A + λI = UᵀU, and the lower one without its diagonal is still A's
 * @diagonal: (out): A's diagonal, length n
 * @damping: (inout): λ at least; raised where A + λI is not positive definite: from 1e-8 of A's
 *   largest element on, tenfold each time
 *
 * n³/3 flops for each λ that is tried, by LAPACK's dpotrf; ten or so where A has a negative
 * eigenvalue. Allocates nothing.
 *
 * Returns: %FALSE where A is not finite; @a is then destroyed
 */
gboolean fop_cholesky_damped (gsize n, double *a, double *diagonal, double *damping);

/** Overwrites @x with the solution of UᵀU y = @x; 2n² flops. */
void fop_cholesky_solve (gsize n, const double *factor, double *x);

/** Writes (UᵀU)⁻¹, both triangles, to @inverse, which may not overlap; n³ flops. */
void fop_cholesky_inverse (gsize n, const double *factor, double *inverse);

G_END_DECLS
