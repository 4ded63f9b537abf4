/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/eigen.h"

G_BEGIN_DECLS

/* Where a matrix is singular to rounding: what is left of its smallest eigenvalue, as a share of
 * its largest. */
#define FOP_CHOLESKY_ROUNDING 1e-8

/** Workspace for one order; one thread at a time uses it. */
typedef struct _FopCholeskyWork FopCholeskyWork;

FopCholeskyWork *fop_cholesky_work_new (gsize n);
void fop_cholesky_work_free (FopCholeskyWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCholeskyWork, fop_cholesky_work_free)

/**
 * fop_cholesky_damped:
 * @n: order, at least 1
 * @a: (inout): n × n, row-major, symmetric, both triangles; on return the upper triangle holds the
 *   factor U of A + λI = UᵀU, and the lower one without its diagonal is still A's
 * @floor: φ, above 0
 * @damping: (inout): λ at least; where A + λI is not positive definite it becomes (1 + φ)
 * |λ_min(A)|, so that φ |λ_min(A)| is the smallest eigenvalue of A + λI, but at least
 * FOP_CHOLESKY_ROUNDING max|λ_i(A)|. Where A has no negative eigenvalue but for rounding (n
 * times 2.2e-16 of the largest) that smallest eigenvalue is FOP_CHOLESKY_ROUNDING max|λ_i(A)|
 *
 * n³/3 flops by LAPACK's dpotrf; where that fails, 5/3 n³ more for eigenvalues and a second factor.
 *
 * Returns: %FALSE where A is not finite; @a is then destroyed
 */
gboolean fop_cholesky_damped (gsize n, double *a, double floor, FopCholeskyWork *work,
                              double *damping);

/** Overwrites @x with the solution of UᵀU y = @x; 2n² flops. */
void fop_cholesky_solve (gsize n, const double *factor, double *x);

/** Writes U⁻¹, lower triangle 0, to @inverse, which may not overlap; n³/3 flops. */
void fop_cholesky_factor_inverse (gsize n, const double *factor, double *inverse);

/** Writes (UᵀU)⁻¹, both triangles, to @inverse, which may not overlap; n³ flops. */
void fop_cholesky_inverse (gsize n, const double *factor, double *inverse);

G_END_DECLS
