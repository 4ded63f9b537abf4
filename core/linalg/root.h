/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_symmetric_root:
 * @n: order, at least 1
 * @a: (inout): n × n, row-major, symmetric; only the lower triangle is read. On return R, n × n,
 *   with A = RᵀR; destroyed on failure
 *
 * A root of a positive semidefinite matrix: Cholesky's upper triangle, n³/3 flops; or, if A is only
 * semidefinite, √λ_i times the i-th eigenvector in row i, 9 n³. Eigenvalues negative by rounding,
 * at most n · 2⁻⁵² times the largest, count as 0.
 *
 * Returns: %FALSE with %FOP_ERROR_NOT_FINITE, with %FOP_ERROR_RANGE if A has a negative eigenvalue,
 *   or with %FOP_ERROR_LAPACK
 */
gboolean fop_symmetric_root (gsize n, double *a, GError **error);

G_END_DECLS
