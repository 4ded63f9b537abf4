/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_reach:
 * @values: n × n, row-major
 * @shift: s
 *
 * The largest finite magnitude among the entries of A − s I, which determines the range of its
 * color scale; 0 if there is none. O(n²).
 */
double fop_reach (gsize n, const double *values, double shift);

/** The same of @count numbers, as those of a diagonal. */
double fop_reach_of (gsize count, const double *values);

G_END_DECLS
