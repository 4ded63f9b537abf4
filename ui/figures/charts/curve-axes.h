/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curve.h"

G_BEGIN_DECLS

/** The last step of any curve; 0 if there are none. */
guint64 fig_curves_last_step (gsize n, const FigCurve *curves);

/**
 * fig_curves_steps:
 * @steps: right end of the axis
 * @newest: number of most recent steps to show; 0 for all
 * @logarithmic: whether to use a log axis, starting at step 1
 *
 * Returns: the axis of steps
 */
FigScale fig_curves_steps (gsize n, const FigCurve *curves, guint64 steps, guint64 newest,
                           gboolean logarithmic);

/**
 * fig_curves_values:
 * @on_right: whether to scale the right axis rather than the left
 * @steps: the visible steps, to which the axis is fitted
 * @scale: (out): the axis; if a diverged run would stretch it out of proportion, it is fitted to
 *   the other runs and that run's first value
 *
 * Returns: (transfer full) (nullable): description of the axis; %NULL if no value is finite
 */
char *fig_curves_values (gsize n, const FigCurve *curves, gboolean on_right, FigScaling scaling,
                         const FigScale *steps, FigScale *scale);

G_END_DECLS
