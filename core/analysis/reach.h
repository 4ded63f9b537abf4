/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_reach:
 * @values: n × n, row-major
 * @shift: s
 *
 * The greatest finite magnitude among the entries of A − s I, as far as colours of a picture of it
 * have to reach; 0 where there is none. O(n²).
 */
double fop_reach (gsize n, const double *values, double shift);

G_END_DECLS
