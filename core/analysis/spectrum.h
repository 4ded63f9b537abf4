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
 *   eigenvalues and eigenvectors if P is only semidefinite); %NULL if P has a negative eigenvalue
 *   or the product overflows
 * @inverse_hessian: (nullable): n × n, the multiple of H⁻¹ nearest to P in the Frobenius norm;
 *   %NULL if H is singular
 * @distance_inverse_hessian: relative distance from P to it, see fop_nearest_inverse(); NaN without
 * @condition, @condition_hessian, @condition_preconditioned: ratio of the largest to the smallest
 *   magnitude; infinite for a singular matrix, NaN without eigenvalues
 *
 * Eigenvalues within n · 2⁻⁵² of 0, relative to the largest, count as 0, as rounding.
 *
 * The spectra of a preconditioner and the Hessian that it is learned for, by LAPACK.
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
 * @values: (out): the n eigenvalues of PH, ascending, as in FopSpectrum
 *
 * 8/3 n³ flops, 4/3 n³ without P, some 15 n³ if P is only semidefinite; only the lower triangles
 * are read.
 *
 * Returns: %FALSE with %FOP_ERROR_NOT_FINITE (P, H or their product), with %FOP_ERROR_RANGE if P
 *   has a negative eigenvalue, or with %FOP_ERROR_LAPACK
 */
gboolean fop_preconditioned_eigenvalues (gsize n, const double *preconditioner,
                                         const double *hessian, double *values, GError **error);

/**
 * fop_spectrum_new:
 * @preconditioner: n × n, symmetric
 * @hessian: (nullable): n × n, symmetric
 *
 * O(n³), on the caller's thread; only the lower triangles are read.
 *
 * Returns: (transfer full): the spectrum, or %NULL with %FOP_ERROR_NOT_FINITE, %FOP_ERROR_LAPACK or
 *   %FOP_ERROR_TOO_LARGE
 */
FopSpectrum *fop_spectrum_new (gsize n, const double *preconditioner, const double *hessian,
                               GError **error);
void fop_spectrum_free (FopSpectrum *spectrum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSpectrum, fop_spectrum_free)

G_END_DECLS
