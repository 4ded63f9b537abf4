/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_dataset_note_overlap:
 * @train: training rows
 * @test: held-out rows with the same number of features; gets a note if rows of the same file and
 *   range, or all of its rows regardless of their origin, are among those of @train
 *
 * In most cases compares one row of each; makes a pass over both if the first held-out row is among
 * those of @train.
 */
void fop_dataset_note_overlap (const FopDataset *train, FopDataset *test);

G_END_DECLS
