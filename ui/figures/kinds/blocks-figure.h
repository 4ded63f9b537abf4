/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* What the instruments say of every preconditioner of a run: a row for each, sorted by any column,
 * as numbers or as small curves over the steps. A click on a heading sorts by it. */
extern const FigKind fig_blocks_kind;

G_END_DECLS
