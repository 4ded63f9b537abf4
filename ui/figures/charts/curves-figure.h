/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curve.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * FigMeasure:
 * @title: in words: "gradient norm"
 * @label: (nullable): its symbol, along the axis
 * @scaling: what its axis shall be
 *
 * A quantity that an axis measures.
 */
typedef struct
{
  char *title;
  const char *label;
  FigScaling scaling;
} FigMeasure;

/**
 * FigCurvesPlan:
 * @n, @curves: (transfer full): what is drawn, allocated with g_new()
 * @left, @right: what the axes measure; the right one's title is %NULL where there is none
 * @steps: right end of the axis
 * @step: where the runs stand now; −1: nowhere
 * @log_steps: a log axis of steps: from step 1, on which step 0 lies too
 * @newest: (0: all): so many of the newest steps are on show, and the axes fit these
 * @smoothing: weight of what was in an exponential moving average, with the values themselves faint
 *   behind; 0: none
 * @moving: more steps are being computed: names then stand in a legend, which stays where it is
 * @view: (nullable): what to show of it; %NULL: everything
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
 * Curves over the steps. On a log axis exact zeros lie on the lower edge; where values are negative
 * an axis that follows the values is linear, or logarithmic on both sides of zero where they span
 * too much for that; a run that diverges leaves through the edge rather than flatten the others.
 * The subtitle says each of these.
 */
FigFigure *fig_curves_figure_new (const FigCurvesPlan *plan);

G_END_DECLS
