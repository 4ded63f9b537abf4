/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

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

typedef enum
{
  FIG_EIGENVALUES_LOG,        /* magnitudes on a log axis */
  FIG_EIGENVALUES_SIGNED_LOG, /* logarithmic on both sides of zero */
  FIG_EIGENVALUES_LINEAR,
  FIG_EIGENVALUES_CUMULATIVE /* share of Σ|λ| that the first so many have */
} FigEigenvaluesView;

/**
 * fig_eigenvalues_figure_new:
 * @n: order of all matrices
 * @series: (transfer full): n_series of them, allocated with g_new(), as are their values
 * @symbol: static: "λ", or "σ" for singular values
 * @title, @subtitle, @caption: (transfer full)
 *
 * Eigenvalues against their index: markers joined by lines, lines alone where there are too many
 * for markers. A negative eigenvalue is a ring, on a log axis at its magnitude; a zero lies on that
 * axis' lower edge. Where no value is negative, both log axes are the same.
 */
FigFigure *fig_eigenvalues_figure_new (gsize n, gsize n_series, FigEigenvalues *series,
                                       FigEigenvaluesView view, const char *symbol, char *title,
                                       char *subtitle, char *caption);

G_END_DECLS
