/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * fop_run_folders:
 *
 * The folder of each run's results below runs/ and figures/: its name. Of names that a
 * case-insensitive file system does not distinguish ("FOP", "fop"), all but the first get a numeric
 * suffix; so does a name that could be a figure's ("loss.pdf").
 *
 * Returns: (transfer full): a name for each run, in order; all different, ignoring case
 */
char **fop_run_folders (const FopExperiment *experiment);

G_END_DECLS
