/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

/**
 * fig_scale_round:
 * @most: number of ticks that there is room for, at least 2; more only if two do not suffice to
 *   enclose the data
 *
 * Moves the ends of @scale to round values that enclose its data, from `least` to `greatest`, and
 * leave as little empty as possible. An end whose datum is such a value already keeps its margin;
 * an end that is not to be moved stays.
 *
 * Returns: the ticks; at least two, the outer ones at or beyond the data
 */
FigTicks fig_scale_round (FigScale *scale, guint most);

G_END_DECLS
