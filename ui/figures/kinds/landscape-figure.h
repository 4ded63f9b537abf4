/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* The loss over the plane, with the paths of all runs that are shown: problems of dimension 2. */
extern const FigKind fig_landscape_kind;

G_END_DECLS
