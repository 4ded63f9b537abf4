/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/*
 * The experiment that is shown when a data set is opened: a model of the data, trained by gradient
 * descent, Adam and FOP with settings that work without tuning.
 */

/** Whether @klass learns from a data set. */
gboolean wb_is_data_problem (const FopProblemClass *klass);

/**
 * wb_suitable_model:
 * @source: settings of fop_dataset_table
 *
 * Returns: (transfer none): the kind of model that suits the data, as named in the problem registry
 */
const char *wb_suitable_model (const FopSettings *source);

/** Returns: a suitable batch size for a data set of that shape; 0: all rows. */
gsize wb_suitable_batch (gsize rows, gsize features);

/**
 * wb_data_settings:
 * @source: (nullable): settings of fop_dataset_table; by default, generated data
 *
 * Returns: (transfer full): settings of @klass, a problem that learns from data, with @source as
 * its data
 */
FopSettings *wb_data_settings (const FopProblemClass *klass, const FopSettings *source);

/**
 * wb_data_experiment:
 *
 * Reads the data. The learning rates of gradient descent and FOP are ε = 1/L, with the largest
 * curvature L of the problem, either known or estimated at the start. FOP learns a full matrix if
 * it is small enough to be displayed.
 *
 * Returns: (transfer full): the experiment, or %NULL with @error, which names the key or the file
 */
FopExperiment *wb_data_experiment (const FopProblemClass *klass, const FopSettings *settings,
                                   GError **error);

G_END_DECLS
