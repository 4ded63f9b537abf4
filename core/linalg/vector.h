/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Sums over vectors in a fixed order: FOP_LANES partial sums, the i-th over every FOP_LANES-th
 * element starting at i, are added pairwise at the end. The order does not depend on the processor,
 * on alignment or on threads, and lets the compiler use vector instructions.
 */
#define FOP_LANES 4

/** x·y; length n each. */
double fop_dot (gsize n, const double *x, const double *y);

/** x·y, y·z and z·u, each equal to fop_dot(), in one pass. */
void fop_dot_three (gsize n, const double *x, const double *y, const double *z, const double *u,
                    double *dots);

/** Whether no element is infinite or NaN; length n. */
gboolean fop_all_finite (gsize n, const double *x);

/** max |x_i|; NaN if an element is NaN; length n. */
double fop_largest (gsize n, const double *x);

/**
 * fop_normalize:
 * @x: length n
 * @unit: (out): x / ‖x‖, length n; unspecified if the norm is 0 or not finite
 *
 * The Euclidean norm, scaled by a power of two if squares would underflow (1e-170) or overflow
 * (1e170): @unit is bitwise independent of the scale of @x.
 *
 * Returns: ‖x‖; NaN or infinite if x has such an element or the norm overflows
 */
double fop_normalize (gsize n, const double *x, double *unit);

/** The same with @square = fop_dot (n, x, x) already known. */
double fop_normalize_known (gsize n, const double *x, double square, double *unit);

G_END_DECLS
