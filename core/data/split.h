/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_dataset_split:
 * @fraction: of the rows to put into @test, in (0, 1); each part gets at least one row
 *
 * Splits in a random order from @seed; if @dataset is standardized, both parts are restandardized
 * with the training part.
 */
gboolean fop_dataset_split (FopDataset *dataset, double fraction, guint64 seed, FopDataset **train,
                            FopDataset **test, GError **error);

G_END_DECLS
