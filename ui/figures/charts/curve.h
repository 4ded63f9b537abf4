/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/legend.h"
#include "ui/figures/paint/series.h"

G_BEGIN_DECLS

/**
 * FigCurve:
 * @name, @style: the run's
 * @series: what is drawn
 * @on_right: it belongs to the axis on the right: thin and dotted, without marks
 * @diverged: marked with a cross where it ends
 * @reason: (nullable): why, in words
 * @n_events, @events: steps at which a slider was moved
 * @anneal_after: step from which its preconditioner gives way to I, marked where it was taken; 0:
 *   none
 *
 * One curve. All pointers are its own.
 */
typedef struct
{
  char *name;
  guint style;
  FigSeries series;
  gboolean on_right;
  gboolean selected;
  gboolean diverged;
  char *reason;
  gsize n_events;
  guint64 *events;
  guint64 anneal_after;
} FigCurve;

/** Frees what a curve owns. */
void fig_curve_clear (FigCurve *curve);

/** How the curve is drawn, under its own name. */
FigLegendEntry fig_curve_entry (const FigCurve *curve, const FigTheme *theme);
double fig_curve_line_width (const FigCurve *curve);

/** Whether its end lies in the part of the steps on show. */
gboolean fig_curve_shows_end (const FigCurve *curve, const FigScale *x);

/**
 * fig_curve_draw_marks:
 *
 * Triangles on the step axis for slider moves, those in the same pixel as one; and a tick with a
 * word where the run turns into its base optimizer.
 */
void fig_curve_draw_marks (const FigCurve *curve, const FigPlot *plot, cairo_t *cr,
                           const FigTheme *theme);

/** Pixels that fig_curves_draw_crosses() may write into along the upper edge. */
double fig_curves_words_height (gsize n, const FigCurve *curves, const FigScale *x);

/** A cross with words where a diverged run was last seen. */
void fig_curves_draw_crosses (gsize n, const FigCurve *curves, FigTrace *const *traces,
                              const FigPlot *plot, cairo_t *cr, const FigTheme *theme);

G_END_DECLS
