/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/control-problem.h"

G_BEGIN_DECLS

/** Size of the workspace in doubles; itself a double, so that it cannot overflow. */
double fop_control_work_size (const FopControl *self);

/* For the class. */
double fop_control_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                             double *gradient, double *work);
void fop_control_report (const FopProblem *problem, const double *work, double *values);

G_END_DECLS
