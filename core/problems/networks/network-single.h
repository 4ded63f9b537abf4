/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network.h"

G_BEGIN_DECLS

/** Doubles of workspace that fop_network_evaluate_single() needs after the examples'. */
gsize fop_network_single_size (const FopNetwork *network);

/**
 * fop_network_evaluate_single:
 *
 * fop_network_evaluate() with the ways through the layers in single precision. Parameters and rows
 * are rounded on the way in; losses are computed and added up in double from rounded outputs.
 */
double fop_network_evaluate_single (const FopProblem *problem, const double *theta, guint64 step,
                                    double *gradient, double *work);

G_END_DECLS
