/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_dataset_number_classes:
 * @dataset: targets as written, or indices into class_names; on return the class numbers, with
 *   classes and class_values set
 * @like: (nullable): number classes as in this set; otherwise by ascending label
 * @place: the file, for messages
 *
 * Returns: %FALSE with %FOP_ERROR_FORMAT: labels that are not integers, more than 1,000 distinct
 *   ones (not a label column), or one that is not in @like
 */
gboolean fop_dataset_number_classes (FopDataset *dataset, const FopDataset *like, const char *place,
                                     GError **error);

/**
 * fop_dataset_mislabel:
 * @dataset: with at least two classes, and not yet shared; changed in place
 * @fraction: of the rows, from 0 to 1; their number is rounded
 *
 * Gives that many rows, drawn with @seed, a different class, uniformly among the others.
 */
void fop_dataset_mislabel (FopDataset *dataset, double fraction, guint64 seed);

G_END_DECLS
