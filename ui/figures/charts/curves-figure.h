/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curve.h"
#include "ui/figures/charts/figure.h"
#include "ui/figures/charts/measure.h"

G_BEGIN_DECLS

/**
 * FigCurvesPlan:
 * @n, @curves: (transfer full): the curves, allocated with g_new()
 * @left, @right: quantities on the axes; the title of @right is %NULL if there is no right axis
 * @steps: right end of the step axis
 * @step: current step of the runs; −1 for none
 * @log_steps: whether the step axis is logarithmic, starting at step 1, where step 0 is drawn too
 * @newest: number of most recent steps to show and fit the axes to; 0 for all
 * @smoothing: decay of the exponential moving average, drawn with the raw values faint behind it;
 *   0 for none
 * @moving: whether steps are being computed; if so, names are in a legend, which does not move
 * @view: (nullable): axis limits chosen by the user; %NULL for automatic
 * @title, @caption: (transfer full), like the titles of both measures
 */
typedef struct
{
  gsize n;
  FigCurve *curves;
  FigMeasure left, right;
  guint64 steps;
  gint64 step;
  gboolean log_steps;
  guint64 newest;
  double smoothing;
  gboolean moving;
  const FigView *view;
  char *title, *caption;
} FigCurvesPlan;

/**
 * fig_curves_figure_new:
 *
 * Curves over the steps. On a log axis, exact zeros lie on the lower edge. If some values are
 * negative, an automatic axis is linear, or signed log if the values span too many decades. A run
 * that diverges leaves the plot rather than flatten the other curves. The subtitle notes each of
 * these.
 */
FigFigure *fig_curves_figure_new (const FigCurvesPlan *plan);

G_END_DECLS
