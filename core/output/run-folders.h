/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * fop_run_folders:
 *
 * Where each run's results stand below runs/ and figures/: under its own name. Of names that a file
 * system without upper and lower case takes for one ("FOP", "fop"), all but the first end on a
 * number; so does one that could be a figure's ("loss.pdf").
 *
 * Returns: (transfer full): a name for each run, in their order; no two are equal, whatever the
 *   case of their letters
 */
char **fop_run_folders (const FopExperiment *experiment);

G_END_DECLS
