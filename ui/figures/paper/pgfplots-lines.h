/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/** Appends a number with 17 digits; NaN and infinities are "nan", "inf", "-inf". */
void fig_pgfplots_append_number (GString *text, double value);

/**
 * fig_pgfplots_append_axis:
 * @axis: "x" or "y"
 *
 * Appends the keys for the kind and limits of an axis. Signed log axes, which pgfplots does not
 * have, and very narrow ones, for which TeX is not precise enough, become linear axes from 0 to 1
 * with ticks of their own, and lines are drawn at transformed values.
 */
void fig_pgfplots_append_axis (GString *text, const char *axis, const FigScale *scale);

/** Appends the plot of @line with its rows. */
void fig_pgfplots_append_line (GString *text, const FigTable *table, const FigDataLine *line,
                               const FigDataAxes *axes);

/** Appends its entry in the legend, if it has a name; for lines on the right axis, also what the
 * entry looks like, so that all names are in the legend of the left axis. */
void fig_pgfplots_append_entry (GString *text, const FigDataLine *line);

G_END_DECLS
