/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/foresight.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * fig_foresight_figure_new:
 * @foresight: a reference is taken
 *
 * Three plots over the steps: the derivatives of the final loss and of the next loss with respect
 * to each step's learning rate; the cosine between the two for the preconditioner; and the learning
 * rates before and after the meta-iterations. Hypergradients that span decades are on a signed log
 * axis.
 */
FigFigure *fig_foresight_figure_new (FopForesight *foresight);

G_END_DECLS
