/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * A quantity of all runs that are shown, "loss" unless the options name another, and another one on
 * the right axis if they name one: whatever runs record, or an instrument of the selected run.
 * Losses, norms and conditions stand on a log axis.
 */
extern const FigKind fig_loss_kind;

G_END_DECLS
