/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_MATRIX_SHARED, /* one color scale, up to the largest magnitude in either matrix */
  FIG_MATRIX_OWN,    /* a color scale and bar for each matrix */
  FIG_MATRIX_STEADY  /* shared, rounded up to 1, 2, or 5 times a power of ten, so that a color keeps
                      * its meaning from step to step unless that bound is exceeded */
} FigMatrixScale;

/**
 * FigMatrixLook:
 * @sorted: whether rows and columns are permuted by fop_leading_order(), which groups parameters
 *   that move together
 * @order_of: (nullable): the symmetric n × n matrix that determines the order; not copied; %NULL
 *   for the first matrix shown
 * @less_identity: whether I is subtracted from the first matrix
 * @logarithmic: whether the color scale is signed log, linear within 0.1% of its limit
 * @diagonal: whether the first matrix and @order_of are given as the n numbers of their diagonals,
 *   which are expanded when the figure is drawn
 * @scale: limits of the color scale
 * @least: lower bound on the limit of the color scale, such as the maximum over other steps
 *
 * Display options of matrices. All zeros shows them unchanged.
 */
typedef struct
{
  gboolean sorted, less_identity, logarithmic, diagonal;
  FigMatrixScale scale;
  double least;
  const double *order_of;
} FigMatrixLook;

/**
 * fig_matrix_figure_new:
 * @n: order
 * @matrix: n × n, row-major, or its diagonal, see FigMatrixLook; not copied
 * @name: static label below it: "P = M Mᵀ"
 * @other: (nullable): n × n, for comparison; not copied
 * @other_name: static label below it
 * @look: (nullable): display options
 * @owner, @free_owner: owner of the matrices; freed with the figure
 * @title, @subtitle, @caption: (transfer full)
 *
 * One or two matrices as heatmaps with a color bar, on a color scale symmetric about zero, shared
 * by default so that the two can be compared. Cells that are large enough show their values. Rows
 * and columns are numbered from 1.
 */
FigFigure *fig_matrix_figure_new (gsize n, const double *matrix, const char *name,
                                  const double *other, const char *other_name,
                                  const FigMatrixLook *look, gpointer owner,
                                  GDestroyNotify free_owner, char *title, char *subtitle,
                                  char *caption);

G_END_DECLS
