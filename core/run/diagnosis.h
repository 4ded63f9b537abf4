/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"
#include "core/run/keyframes.h"

G_BEGIN_DECLS

/**
 * fop_diagnosis_new:
 * @end: where θ, the loss or the gradient is no longer finite
 * @seed: the experiment's
 * @keyframes: the run's
 *
 * Says in words what stopped being finite, and why where fop_crossing_find() found it. Nothing is
 * said that was not computed.
 *
 * Returns: (transfer full): such as "the loss became infinite at step 5: λ_max(PH) = 4.1 · 10⁷
 *   passed 2/ε = 2 at step 2"
 */
char *fop_diagnosis_new (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes);

G_END_DECLS
