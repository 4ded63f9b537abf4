/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/legend.h"
#include "ui/figures/paint/series.h"

G_BEGIN_DECLS

/**
 * FigCurve:
 * @name, @style: of the run
 * @series: data of the curve
 * @on_right: whether it belongs to the right axis; drawn thin and dotted, without marks
 * @diverged: whether to mark its end with a cross
 * @reason: (nullable): reason for the divergence
 * @n_events, @events: steps at which a slider was moved
 * @anneal_after: step at which annealing of the preconditioner to I begins, marked once reached; 0
 *   for none
 *
 * One curve. Owns all its pointers.
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

/** The legend entry of the curve. */
FigLegendEntry fig_curve_entry (const FigCurve *curve, const FigTheme *theme);
double fig_curve_line_width (const FigCurve *curve, const FigTheme *theme);

/** Whether the curve ends within the visible steps. */
gboolean fig_curve_shows_end (const FigCurve *curve, const FigScale *x);

/**
 * fig_curve_draw_marks:
 *
 * Triangles on the step axis for slider moves, one per pixel, and a labeled tick where annealing
 * to the base optimizer begins.
 */
void fig_curve_draw_marks (const FigCurve *curve, const FigPlot *plot, cairo_t *cr,
                           const FigTheme *theme);

/** Height along the upper edge that fig_curves_draw_crosses() may use for labels. */
double fig_curves_words_height (gsize n, const FigCurve *curves, const FigScale *x);

/** A labeled cross at the last visible point of each diverged run. */
void fig_curves_draw_crosses (gsize n, const FigCurve *curves, FigTrace *const *traces,
                              const FigPlot *plot, cairo_t *cr, const FigTheme *theme);

G_END_DECLS
