/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * FigEigenvalues:
 * @label: static: "P"
 * @values: n values in descending order; values that are not finite are omitted
 * @style: palette index, or −1 for the reference gray, dashed
 *
 * The eigenvalues of one matrix.
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
  FIG_EIGENVALUES_SIGNED_LOG, /* signed log axis */
  FIG_EIGENVALUES_LINEAR,
  FIG_EIGENVALUES_CUMULATIVE /* cumulative fraction of Σ|λ| */
} FigEigenvaluesView;

/**
 * fig_eigenvalues_figure_new:
 * @n: order of the matrices
 * @series: (transfer full): @n_series elements, allocated with g_new(), as are their values
 * @symbol: static: "λ", or "σ" for singular values
 * @title, @subtitle, @caption: (transfer full)
 *
 * Eigenvalues by index, as markers joined by lines, or lines only if there are too many for
 * markers. Negative eigenvalues are rings, drawn at their magnitude on a log axis; zeros lie on its
 * lower edge. If no value is negative, the log and signed log axes are identical.
 */
FigFigure *fig_eigenvalues_figure_new (gsize n, gsize n_series, FigEigenvalues *series,
                                       FigEigenvaluesView view, const char *symbol, char *title,
                                       char *subtitle, char *caption);

G_END_DECLS
