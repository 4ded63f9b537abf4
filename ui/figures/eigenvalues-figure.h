/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/**
 * FigEigenvalues:
 * @label: static: "P"
 * @values: n of them, descending; not finite ones are left out
 * @style: a place in the palette; or −1: the reference grey, dashed
 *
 * One matrix's eigenvalues.
 */
typedef struct
{
  const char *label;
  int style;
  double *values;
} FigEigenvalues;

/**
 * fig_eigenvalues_figure_new:
 * @n: order of all matrices
 * @series: (transfer full): n_series of them, allocated with g_new(), as are their values
 * @title, @subtitle, @caption: (transfer full)
 *
 * Eigenvalues against their index on a log axis: markers joined by lines, lines alone where there
 * are too many for markers. A negative eigenvalue stands at its magnitude as a ring, a zero on the
 * lower edge.
 */
FigFigure *fig_eigenvalues_figure_new (gsize n, gsize n_series, FigEigenvalues *series, char *title,
                                       char *subtitle, char *caption);

G_END_DECLS
