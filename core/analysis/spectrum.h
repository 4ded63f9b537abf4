/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopSpectrum:
 * @n: order
 * @preconditioner: eigenvalues of P, ascending
 * @hessian: (nullable): of H
 * @preconditioned: (nullable): of PH, as those of the symmetric LᵀHL with P = LLᵀ (Cholesky; from
 *   eigenvalues and eigenvectors where P is only semidefinite); %NULL where P has a negative
 *   eigenvalue or the product overflows
 * @inverse_hessian: (nullable): n × n, the multiple of H⁻¹ nearest to P in the Frobenius norm;
 *   %NULL where H is singular
 * @distance_inverse_hessian: relative distance of P to it, see fop_nearest_inverse(); NaN without
 * @condition, @condition_hessian, @condition_preconditioned: largest over smallest magnitude;
 *   infinite for a singular matrix, NaN where there are no eigenvalues
 *
 * Eigenvalues within n · 2⁻⁵² of 0, relative to the largest, count as 0: they are rounding.
 *
 * What LAPACK says of a preconditioner and the Hessian it is learned for.
 */
typedef struct
{
  gsize n;
  double *preconditioner, *hessian, *preconditioned, *inverse_hessian;
  double distance_inverse_hessian;
  double condition, condition_hessian, condition_preconditioned;
} FopSpectrum;

/**
 * fop_preconditioned_eigenvalues:
 * @preconditioner: (nullable): P, n × n, symmetric; %NULL is I
 * @hessian: H, n × n, symmetric
 * @values: (out): the n eigenvalues of PH, ascending, as FopSpectrum has them
 *
 * 8/3 n³ flops, 4/3 n³ without P, some 15 n³ where P is only semidefinite; of each matrix the lower
 * triangle is read.
 *
 * Returns: %FALSE with %FOP_ERROR_NOT_FINITE (P, H or their product), with %FOP_ERROR_RANGE where P
 *   has a negative eigenvalue, or with %FOP_ERROR_LAPACK
 */
gboolean fop_preconditioned_eigenvalues (gsize n, const double *preconditioner,
                                         const double *hessian, double *values, GError **error);

/**
 * fop_spectrum_new:
 * @preconditioner: n × n, symmetric
 * @hessian: (nullable): n × n, symmetric
 *
 * O(n³), on the caller's thread; of each matrix the lower triangle is read.
 *
 * Returns: (transfer full): the spectrum, or %NULL with %FOP_ERROR_NOT_FINITE, %FOP_ERROR_LAPACK or
 *   %FOP_ERROR_TOO_LARGE
 */
FopSpectrum *fop_spectrum_new (gsize n, const double *preconditioner, const double *hessian,
                               GError **error);
void fop_spectrum_free (FopSpectrum *spectrum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSpectrum, fop_spectrum_free)

G_END_DECLS
