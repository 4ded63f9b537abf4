/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * Instruments of the selected run's preconditioner over the steps, a family of them on one axis:
 * condition numbers, nearness to H⁻¹, spread, directions, contraction. What concerns H alone is
 * grey and dashed.
 */
extern const FigKind fig_instruments_kind;

G_END_DECLS
