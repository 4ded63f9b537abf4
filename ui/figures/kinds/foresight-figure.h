/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/foresight.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * fig_foresight_figure_new:
 * @foresight: a reference is taken
 *
 * Three plots over the steps: what a step's learning rate was worth to the last loss, beside what
 * the next loss alone says of it; how far the two agree on the preconditioner; and the learning
 * rates as they were and after the meta-iterations. Hypergradients stand on an axis that is
 * logarithmic on both sides of zero where they span decades.
 */
FigFigure *fig_foresight_figure_new (FopForesight *foresight);

G_END_DECLS
