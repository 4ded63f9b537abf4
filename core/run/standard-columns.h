/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"
#include "core/settings/history-column.h"

G_BEGIN_DECLS

/* The columns that belong to neither method nor problem, in the order of a row. The columns of the
 * method and then those of the problem come between the first two groups. */
typedef enum
{
  FOP_COLUMNS_OF_EVERY_RUN,
  FOP_COLUMNS_OF_DATA,  /* of the whole set, if steps use batches or data is held out */
  FOP_COLUMNS_OF_PLANE, /* θ itself, if it has no more coordinates than these */
  FOP_N_COLUMN_GROUPS
} FopColumnGroup;

/**
 * FopStandardColumn:
 * @value: the value at θ_t; @measures, of the whole set, is provided only for FOP_COLUMNS_OF_DATA
 */
typedef struct
{
  FopHistoryColumn column;
  double (*value) (const FopIterate *iterate, const FopMeasures *measures);
} FopStandardColumn;

/** Returns: an array of the @n columns of @group. */
const FopStandardColumn *fop_standard_columns (FopColumnGroup group, gsize *n);

/** Returns: (nullable): the column @key, as declared by what records it. */
const FopHistoryColumn *fop_history_column (const char *key);

G_END_DECLS
