/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curve.h"

G_BEGIN_DECLS

/** The last step of all curves; 0 where there are none. */
guint64 fig_curves_last_step (gsize n, const FigCurve *curves);

/**
 * fig_curves_steps:
 * @steps: right end
 * @newest: so many of the newest alone; 0: all
 * @logarithmic: from step 1 on a log axis
 *
 * Returns: the axis of steps
 */
FigScale fig_curves_steps (gsize n, const FigCurve *curves, guint64 steps, guint64 newest,
                           gboolean logarithmic);

/**
 * fig_curves_values:
 * @on_right: of the curves that belong there
 * @steps: those on show, which the axis fits
 * @scale: (out): the axis; where a diverged run alone would stretch it out of proportion, that of
 *   the others with its first value
 *
 * Returns: (transfer full) (nullable): what to say of it; %NULL where there is no finite value
 */
char *fig_curves_values (gsize n, const FigCurve *curves, gboolean on_right, FigScaling scaling,
                         const FigScale *steps, FigScale *scale);

G_END_DECLS
