/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_MATRIX_SHARED, /* the greatest value of both matrices ends the colours of both */
  FIG_MATRIX_OWN,    /* each matrix has its own, and a bar of its own */
  FIG_MATRIX_STEADY  /* shared, up to the next 1, 2 or 5 times a power of ten: the same colour then
                      * means the same number from step to step, but where that bound is passed */
} FigMatrixScale;

/**
 * FigMatrixLook:
 * @sorted: rows and columns in the order of fop_leading_order(): what moves together stands
 *   together, and every entry stays what it is
 * @order_of: (nullable): the symmetric n × n matrix whose order that is; not copied; the first one
 *   shown where it is %NULL
 * @less_identity: the first matrix is shown minus I
 * @logarithmic: signed-log colours, linear within a thousandth of their end
 * @scale: where colours end
 * @least: they end no nearer to zero than that: what other steps reached, say
 *
 * How matrices are shown; zeros: as they are.
 */
typedef struct
{
  gboolean sorted, less_identity, logarithmic;
  FigMatrixScale scale;
  double least;
  const double *order_of;
} FigMatrixLook;

/**
 * fig_matrix_figure_new:
 * @n: order
 * @matrix: n × n, row-major; not copied
 * @name: static words under it: "P = M Mᵀ"
 * @other: (nullable): n × n, to be compared with it; not copied
 * @other_name: static words under it
 * @look: (nullable): how they are shown
 * @owner, @free_owner: what keeps the matrices; freed with the figure
 * @title, @subtitle, @caption: (transfer full)
 *
 * One or two matrices as heatmaps on a scale symmetric about zero, by default one for both, so that
 * the eye compares shapes, with a colour bar. Values stand in cells that are large enough. Rows and
 * columns are counted from 1.
 */
FigFigure *fig_matrix_figure_new (gsize n, const double *matrix, const char *name,
                                  const double *other, const char *other_name,
                                  const FigMatrixLook *look, gpointer owner,
                                  GDestroyNotify free_owner, char *title, char *subtitle,
                                  char *caption);

G_END_DECLS
