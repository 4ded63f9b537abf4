/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

/**
 * cli_experiment_load:
 * @assignments: (nullable): the arguments of `--set`, NULL-terminated
 * @steps: of `--steps`; 0 or less if not given
 *
 * Returns: (transfer full): the experiment of @file as modified by the options, or %NULL
 */
FopExperiment *cli_experiment_load (const char *file, char **assignments, gint64 steps,
                                    GError **error);

/** Returns: (transfer full): the experiment of a file, or of a folder of results of `run`; %NULL
 * with @error. */
FopExperiment *cli_experiment_load_any (const char *path, GError **error);
