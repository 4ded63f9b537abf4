/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* The eigenvalues of the selected run's P, of H and of PH, and their condition numbers. */
extern const FigKind fig_spectrum_kind;

G_END_DECLS
