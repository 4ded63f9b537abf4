/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network-layers.h"

G_BEGIN_DECLS

/** Size in doubles of fop_network_evaluate_single()'s workspace, after that of the examples. */
gsize fop_network_single_size (const FopNetwork *network);

/**
 * fop_network_evaluate_single:
 *
 * fop_network_evaluate() with the passes through the layers in single precision. Parameters and
 * rows are rounded; losses are computed from the single-precision outputs and summed in double.
 */
double fop_network_evaluate_single (const FopProblem *problem, const double *theta, guint64 step,
                                    double *gradient, double *work);

G_END_DECLS
