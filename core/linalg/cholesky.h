/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/eigen.h"

G_BEGIN_DECLS

/* Smallest eigenvalue, relative to the largest, given to a matrix that is singular to rounding. */
#define FOP_CHOLESKY_ROUNDING 1e-8

/** Workspace for one order; not for concurrent use. */
typedef struct _FopCholeskyWork FopCholeskyWork;

FopCholeskyWork *fop_cholesky_work_new (gsize n);
void fop_cholesky_work_free (FopCholeskyWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCholeskyWork, fop_cholesky_work_free)

/**
 * fop_cholesky_damped:
 * @n: order, at least 1
 * @a: (inout): n × n, row-major, symmetric, both triangles; on return the upper triangle is the
 *   factor U of A + λI = UᵀU, and the strictly lower triangle is still A's
 * @floor: φ, above 0
 * @damping: (inout): λ, a lower bound; if A + λI is not positive definite, it becomes (1 + φ)
 *   |λ_min(A)|, so that φ |λ_min(A)| is the smallest eigenvalue of A + λI, but at least
 *   FOP_CHOLESKY_ROUNDING max|λ_i(A)|. If A has no negative eigenvalue beyond rounding (n times
 *   2.2e-16 of the largest), that smallest eigenvalue is FOP_CHOLESKY_ROUNDING max|λ_i(A)|
 *
 * n³/3 flops by LAPACK's dpotrf; if that fails, 5/3 n³ more for eigenvalues and a second
 * factorization.
 *
 * Returns: %FALSE if A is not finite; @a is then destroyed
 */
gboolean fop_cholesky_damped (gsize n, double *a, double floor, FopCholeskyWork *work,
                              double *damping);

/** Overwrites @x with the solution of UᵀU y = @x; 2n² flops. */
void fop_cholesky_solve (gsize n, const double *factor, double *x);

/** Writes U⁻¹, lower triangle 0, to @inverse, which must not overlap; n³/3 flops. */
void fop_cholesky_factor_inverse (gsize n, const double *factor, double *inverse);

/** Writes (UᵀU)⁻¹, both triangles, to @inverse, which must not overlap; n³ flops. */
void fop_cholesky_inverse (gsize n, const double *factor, double *inverse);

G_END_DECLS
