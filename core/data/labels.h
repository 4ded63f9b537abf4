/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_column_index:
 * @place: the file, for messages
 * @key: what asks for it: "label-column"
 * @column: as asked for: 0 is the first column, −1 the last
 * @columns: how many there are
 * @index: (out): the column, counted from 0
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE where there is no such column
 */
gboolean fop_column_index (const char *place, const char *key, gint64 column, gsize columns,
                           gsize *index, GError **error);

/**
 * fop_dataset_number_classes:
 * @dataset: targets as written, or places in class_names; on return the class numbers, with classes
 *   and class_values set
 * @like: (nullable): number by this set's class values or names; else by ascending label
 * @place: the file, for messages
 *
 * Returns: %FALSE with %FOP_ERROR_FORMAT: labels that are no whole numbers, more than 1,000
 *   different ones (that is no label column), or one that @like does not have
 */
gboolean fop_dataset_number_classes (FopDataset *dataset, const FopDataset *like, const char *place,
                                     GError **error);

/**
 * fop_dataset_mislabel:
 * @dataset: with two classes at least, and not shared yet; changed in place
 * @fraction: of the rows, rounded to whole ones, from 0 to 1
 *
 * Gives that many rows, drawn by @seed, another class, each of the others alike.
 */
void fop_dataset_mislabel (FopDataset *dataset, double fraction, guint64 seed);

G_END_DECLS
