/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopExtent:
 * @minimum, @maximum: of the finite values; minimum > maximum if there are none
 * @least_positive: the smallest value above zero, or infinity
 * @has_zero: whether some value is exactly zero
 *
 * The range that an axis must cover to show values.
 */
typedef struct
{
  double minimum, maximum, least_positive;
  gboolean has_zero;
} FopExtent;

/** The empty extent, the identity element of fop_extent_join(). */
FopExtent fop_extent_none (void);
FopExtent fop_extent_of_values (gsize n, const double *values);
FopExtent fop_extent_join (FopExtent a, FopExtent b);
gboolean fop_extent_is_empty (FopExtent extent);

G_END_DECLS
