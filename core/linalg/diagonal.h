/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_diagonal_expand:
 * @n: order, at least 1
 * @diagonal: n numbers; may be the first n of @matrix, otherwise must not overlap
 * @matrix: (out): n × n, the diagonal matrix
 */
void fop_diagonal_expand (gsize n, const double *diagonal, double *matrix);

G_END_DECLS
