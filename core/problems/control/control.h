/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/control-loss.h"
#include "core/problems/control/control-problem.h"

G_BEGIN_DECLS

/**
 * fop_control_new:
 * @settings: with FOP_CONTROL_PARAMETERS
 *
 * Returns: (transfer full): the problem, or %NULL with @error
 */
FopProblem *fop_control_new (const FopProblemClass *klass, const FopEnvironment *environment,
                             const FopSettings *settings, guint64 seed, GError **error);

/* For the class. */
void fop_control_free (FopProblem *problem);
double fop_control_mean_return (const FopProblem *problem, const double *theta);

G_END_DECLS
