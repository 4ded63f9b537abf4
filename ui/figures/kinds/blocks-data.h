/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"
#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/**
 * FigBlockRow:
 * @name: of the block, with its size
 * @block: index among the run's preconditioners
 * @values: its instruments
 * @record: (nullable): the same over the steps
 *
 * A row of a table of preconditioners.
 */
typedef struct
{
  char *name;
  gsize block;
  double values[FOP_N_INSTRUMENTS];
  FopRecord *record;
} FigBlockRow;

/**
 * fig_blocks_add_data:
 * @title: of the table
 * @n_columns, @columns: all columns, also those for which there is no room
 * @curves: whether courses over the steps are shown
 *
 * The table "blocks" with the column "block" and a column for each instrument; with @curves, also
 * the record of each block, see fig_record_add_table().
 */
void fig_blocks_add_data (FigData *data, const char *title, gsize n, const FigBlockRow *rows,
                          gsize n_columns, const FopInstrumentId *columns, gboolean curves);

G_END_DECLS
