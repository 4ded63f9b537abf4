/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * fop_random_orthogonal:
 * @rng: draws n² normal numbers
 * @n: order, at least 1
 * @q: (out caller-allocates): n × n, row-major, QᵀQ = I
 *
 * An orthogonal matrix from the Haar (uniform) distribution: the Q of the QR factors of a matrix of
 * independent normal numbers, with the signs of its columns chosen so that R has a positive
 * diagonal (Mezzadri 2007). Without this the distribution would depend on LAPACK's sign convention
 * and not be uniform. About 8/3 n³ flops.
 */
void fop_random_orthogonal (gsl_rng *rng, gsize n, double *q);

G_END_DECLS
