/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

G_BEGIN_DECLS

/**
 * fop_diagnosis_of:
 *
 * Describes what became non-finite when @run diverged, and the cause if fop_crossing_find() found
 * it. States only what was computed. The first call may take some seconds; @run caches the text.
 *
 * Returns: (nullable): such as "the loss became infinite at step 5: λ_max(PH) = 4.1 · 10⁷ crossed
 *   2/ε = 2 at step 2"; %NULL if @run has not diverged
 */
const char *fop_diagnosis_of (FopRun *run);

G_END_DECLS
