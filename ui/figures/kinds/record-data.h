/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"
#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/**
 * fig_record_add_table:
 * @key, @label: of the table
 * @n, @ids: instruments
 *
 * The rows of @record: "step", then a column for each instrument with its key, NaN where it is
 * undefined. A note states at how many steps the run was inspected.
 *
 * Returns: (transfer none): the table; instrument i is column i + 1
 */
FigTable *fig_record_add_table (FigData *data, const FopRecord *record, const char *key,
                                const char *label, gsize n, const FopInstrumentId *ids);

/** Returns: (transfer full): "κ(P)", "angle [°]": the symbol of an instrument with its unit. */
char *fig_instrument_label (FopInstrumentId id);

G_END_DECLS
