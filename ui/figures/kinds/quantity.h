/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * What can be drawn over the steps: the columns that runs record, each under its own name, and what
 * the instruments said of the selected run's preconditioner, under "instrument:KEY".
 */

/** Adds all that there are of the runs. */
void fig_quantities_add (FigWords *words, const FigSource *source);

/** Returns: the quantity as an axis measures it; its title is (transfer full). */
FigMeasure fig_quantity_measure (const char *quantity);

/** Whether @quantity is an instrument's. */
gboolean fig_quantity_is_instrument (const char *quantity);

/**
 * fig_quantity_series:
 * @series: (out): to be cleared
 *
 * Returns: whether run @run has anything of @quantity; of an instrument's the selected run alone
 */
gboolean fig_quantity_series (const FigSource *source, gsize run, const char *quantity,
                              FigSeries *series);

G_END_DECLS
