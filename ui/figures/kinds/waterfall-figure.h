/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* The eigenvalues of the selected run's P, or of PH, over the steps. */
extern const FigKind fig_waterfall_kind;

G_END_DECLS
