/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_dataset_note_overlap:
 * @train: rows to learn from
 * @test: held-out rows, as many features; gets a note where rows of the same file and range, or all
 *   of its rows wherever they come from, are among those of @train
 *
 * Costs one look at a row of each in most cases, and a pass over both where the first held-out row
 * is among those of @train.
 */
void fop_dataset_note_overlap (const FopDataset *train, FopDataset *test);

G_END_DECLS
