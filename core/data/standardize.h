/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** Multiplies the inputs by @scale, and records it. */
void fop_dataset_scale (FopDataset *dataset, double scale);

/**
 * fop_dataset_standardize:
 * @dataset: changed in place; an earlier standardization is undone first
 * @like: (nullable): use this set's means and deviations instead of @dataset's own
 *
 * Gives each feature mean 0 and standard deviation 1 (over all rows, divided by their number). A
 * constant feature becomes 0 everywhere, since it carries no information. For images, each channel
 * gets mean 0 and deviation 1 over all rows and pixels.
 */
void fop_dataset_standardize (FopDataset *dataset, const FopDataset *like);

G_END_DECLS
