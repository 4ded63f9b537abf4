/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* The loss of a run above the minimum, and the bounds on it that follow from the spectra of P and
 * of PH: see FopTheory. */
extern const FigKind fig_theory_kind;

G_END_DECLS
