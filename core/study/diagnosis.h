/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

G_BEGIN_DECLS

/**
 * fop_diagnosis_of:
 *
 * Says what stopped being finite where @run diverged, and why if fop_crossing_find() found the
 * cause. Nothing is said that was not computed. The first call may take some seconds; @run keeps
 * the words.
 *
 * Returns: (nullable): such as "the loss became infinite at step 5: λ_max(PH) = 4.1 · 10⁷ passed
 *   2/ε = 2 at step 2"; %NULL where @run has not diverged
 */
const char *fop_diagnosis_of (FopRun *run);

G_END_DECLS
