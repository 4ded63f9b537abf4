/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kind.h"

G_BEGIN_DECLS

/*
 * A recorded quantity of all runs that are shown: "loss" unless the options name another. Losses,
 * norms and conditions stand on a log axis.
 */
extern const FigKind fig_loss_kind;

G_END_DECLS
