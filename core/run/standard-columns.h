/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"
#include "core/settings/history-column.h"

G_BEGIN_DECLS

/* The columns that belong to no method and no problem, in the order of a row. What the method and
 * then what the problem records stands between the first two groups. */
typedef enum
{
  FOP_COLUMNS_OF_EVERY_RUN,
  FOP_COLUMNS_OF_DATA,  /* of the whole set, where steps see batches or data is held out */
  FOP_COLUMNS_OF_PLANE, /* θ itself, where it has no more coordinates than these */
  FOP_N_COLUMN_GROUPS
} FopColumnGroup;

/**
 * FopStandardColumn:
 * @value: at θ_t; @measures, of the whole set, is there for FOP_COLUMNS_OF_DATA alone
 */
typedef struct
{
  FopHistoryColumn column;
  double (*value) (const FopIterate *iterate, const FopMeasures *measures);
} FopStandardColumn;

/** The columns of @group, @n of them. */
const FopStandardColumn *fop_standard_columns (FopColumnGroup group, gsize *n);

/** Returns: (nullable): the column @key as whoever records it declared it. */
const FopHistoryColumn *fop_history_column (const char *key);

G_END_DECLS
