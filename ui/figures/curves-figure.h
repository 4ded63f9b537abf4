/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/figure.h"

G_BEGIN_DECLS

/**
 * FigCurve:
 * @name, @style: the run's
 * @curves, @column: what is drawn
 * @diverged: marked with a cross where it ends
 * @reason: (nullable): why, in words
 * @n_events, @events: steps at which a slider was moved
 * @anneal_after: step from which its preconditioner gives way to I, marked where it was taken; 0:
 *   none
 *
 * One run's curve. All pointers are its own.
 */
typedef struct
{
  char *name;
  guint style;
  FopCurves *curves;
  gsize column;
  gboolean selected;
  gboolean diverged;
  char *reason;
  gsize n_events;
  guint64 *events;
  guint64 anneal_after;
} FigCurve;

/**
 * fig_curves_figure_new:
 * @curves: (transfer full): n of them, allocated with g_new()
 * @quantity: column name, for words
 * @y_label: (nullable): static
 * @steps: right end of the axis
 * @step: where the runs stand now; −1: nowhere
 * @logarithmic: a log axis where the values allow one
 * @moving: more steps are being computed: names then stand in a legend, which stays where it is
 * @view: (nullable): what to show of it; %NULL: everything
 * @title, @caption: (transfer full)
 *
 * Curves over the steps. On a log axis exact zeros lie on the lower edge; where values are negative
 * the axis is linear, or logarithmic on both sides of zero where they span too much for that; a run
 * that diverges leaves through the edge rather than flatten the others. The subtitle says each of
 * these.
 */
FigFigure *fig_curves_figure_new (gsize n, FigCurve *curves, const char *quantity,
                                  const char *y_label, guint64 steps, gint64 step,
                                  gboolean logarithmic, gboolean moving, const FigView *view,
                                  char *title, char *caption);

G_END_DECLS
