/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/precision.h"

G_BEGIN_DECLS

#define fop_tanh FOP_PRECISION (fop_tanh)

/**
 * fop_tanh:
 * @x: length n
 * @y: (out): length n; may be @x
 *
 * y_i = tanh x_i. In double precision by the C library, element by element. In single precision by
 * a loop without branches or calls that compilers vectorize, accurate to 4 ulp. Infinities become
 * ±1; NaN stays.
 */
void fop_tanh (gsize n, const FopReal *x, FopReal *y);

G_END_DECLS
