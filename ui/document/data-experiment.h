/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/*
 * The experiment that somebody wants to see who opens a data set: a model of it, learned by
 * gradient descent, Adam and FOP with settings that work at once.
 */

/** Whether @klass learns from a data set. */
gboolean wb_is_data_problem (const FopProblemClass *klass);

/** The kind of model that suits a source of fop_dataset_table: a word of the problem registry. */
const char *wb_suitable_model (const FopSettings *source);

/** Rows of a batch for a set of that shape; 0: all at once. */
gsize wb_suitable_batch (gsize rows, gsize features);

/**
 * wb_data_settings:
 * @source: (nullable): settings of fop_dataset_table; by default something generated
 *
 * Returns: (transfer full): settings of @klass, which learns from data, with @source as its data
 */
FopSettings *wb_data_settings (const FopProblemClass *klass, const FopSettings *source);

/**
 * wb_data_experiment:
 *
 * Reads the data. Learning rates follow from the problem's largest curvature L, known or
 * estimated at the start: ε = 1/L; FOP keeps a full matrix where it is small enough to be looked
 * at.
 *
 * Returns: (transfer full): the experiment, or %NULL with @error naming the key or the file
 */
FopExperiment *wb_data_experiment (const FopProblemClass *klass, const FopSettings *settings,
                                   GError **error);

G_END_DECLS
