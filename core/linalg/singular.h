/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopSingularWork:
 *
 * Workspace for singular value decompositions of one order, about 5n² doubles; not for concurrent
 * use.
 */
typedef struct _FopSingularWork FopSingularWork;

FopSingularWork *fop_singular_work_new (gsize n);
void fop_singular_work_free (FopSingularWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSingularWork, fop_singular_work_free)

/**
 * fop_singular_clamp:
 * @a: (inout): n × n, row-major
 * @low, @high: the interval, low ≤ high; high may be infinite
 * @smallest, @largest: (out): the extreme singular values of the result
 *
 * Clips the singular values of A to the interval and leaves its singular vectors unchanged. By
 * LAPACK's divide and conquer (dgesdd), about 22 n³ flops; components inside the interval are not
 * affected by rounding.
 *
 * Returns: %FALSE if @a is not finite or LAPACK fails; nothing is then written
 */
gboolean fop_singular_clamp (gsize n, double *a, double low, double high, FopSingularWork *work,
                             double *smallest, double *largest);

/**
 * fop_singular_values:
 * @a: n × n; destroyed
 * @values: (out caller-allocates): the n singular values, descending
 *
 * By LAPACK's divide and conquer (dgesdd) without vectors, about 8/3 n³ flops. Allocates its
 * workspace.
 *
 * Returns: %FALSE if @a is not finite or LAPACK fails
 */
gboolean fop_singular_values (gsize n, double *a, double *values);

G_END_DECLS
