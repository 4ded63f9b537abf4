/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

G_BEGIN_DECLS

/**
 * fig_key_order:
 * @values: by which %FIG_KEY_BY_VALUE orders, the largest first; what is not a number has left the
 *   plot upwards. Equal ones keep their order
 *
 * Returns: (transfer full) (array length=n): the indices of @n lines in the order of the key
 */
gsize *fig_key_order (FigKeyOrder order, gsize n, const double *values);

G_END_DECLS
