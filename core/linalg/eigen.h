/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopEigenWork:
 *
 * Workspace for symmetric eigenproblems of one order; not for concurrent use.
 */
typedef struct _FopEigenWork FopEigenWork;

/**
 * fop_eigen_work_new:
 * @n: order, at least 1
 * @vectors: whether eigenvectors will be needed: about 2n² more doubles
 *
 * Queries LAPACK for the workspace sizes and allocates them.
 */
FopEigenWork *fop_eigen_work_new (gsize n, gboolean vectors);
void fop_eigen_work_free (FopEigenWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEigenWork, fop_eigen_work_free)

/**
 * fop_symmetric_eigenvalues:
 * @n: order of @a, at least 1
 * @a: (array): n × n, row-major; only the lower triangle is read; destroyed
 * @work: workspace for order @n, from fop_eigen_work_new()
 * @values: (out caller-allocates): the n eigenvalues, ascending
 * @error: return location
 *
 * Eigenvalues of a symmetric matrix by LAPACK's dsyevd, 4/3 n³ flops.
 *
 * Returns: %FALSE with %FOP_ERROR_NOT_FINITE if the lower triangle contains a NaN or an infinity,
 *   with %FOP_ERROR_LAPACK (and LAPACK's info) if the iteration fails; @values is then untouched
 */
gboolean fop_symmetric_eigenvalues (gsize n, double *a, FopEigenWork *work, double *values,
                                    GError **error);

/**
 * fop_symmetric_eigenvectors:
 * @a: (array) (inout): n × n, row-major; only the lower triangle is read. On return row i is the
 *   eigenvector of @values[i], of length 1: A = Vᵀ diag(values) V. On failure it is destroyed
 *
 * Like fop_symmetric_eigenvalues(), with eigenvectors, by divide and conquer; about 9 n³ flops.
 * @work must have been created with vectors.
 */
gboolean fop_symmetric_eigenvectors (gsize n, double *a, FopEigenWork *work, double *values,
                                     GError **error);

G_END_DECLS
