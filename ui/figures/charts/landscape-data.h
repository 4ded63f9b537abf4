/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"
#include "ui/figures/charts/landscape.h"

G_BEGIN_DECLS

/**
 * fig_landscape_add_data:
 *
 * The loss on the grid that is drawn ("loss"), the path of every run, the marked points ("points"),
 * the matrices drawn as ellipses, and how far the losses of a path are off the plane ("off-plane").
 * Evaluates the loss on the grid unless it has just been drawn.
 */
void fig_landscape_add_data (FigData *data, const FigLandscape *landscape);

G_END_DECLS
