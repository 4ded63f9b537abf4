/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * Quantities that can be plotted over the steps: the columns that runs record, by name, and the
 * instruments of the selected run's preconditioner, as "instrument:KEY".
 */

/** Adds all quantities of the runs in @source. */
void fig_quantities_add (FigWords *words, const FigSource *source);

/** Returns: the measure of @quantity for an axis; its title is (transfer full). */
FigMeasure fig_quantity_measure (const char *quantity);

/** Whether @quantity is an instrument. */
gboolean fig_quantity_is_instrument (const char *quantity);

/**
 * fig_quantity_series:
 * @series: (out): clear with fig_series_clear()
 *
 * Returns: whether @run has values of @quantity; only the selected run has instruments
 */
gboolean fig_quantity_series (const FigSource *source, gsize run, const char *quantity,
                              FigSeries *series);

G_END_DECLS
