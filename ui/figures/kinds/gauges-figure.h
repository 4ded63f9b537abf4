/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * What the instruments say of the selected run's preconditioner now, in large numbers, each with
 * its way there beneath it.
 */
extern const FigKind fig_gauges_kind;

G_END_DECLS
