/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

/**
 * cli_experiment_load:
 * @assignments: (nullable): the words of `--set`, NULL-terminated
 * @steps: of `--steps`; not above 0 where it is not given
 *
 * Returns: (transfer full): the experiment of @file with what the options change in it, or %NULL
 */
FopExperiment *cli_experiment_load (const char *file, char **assignments, gint64 steps,
                                    GError **error);
