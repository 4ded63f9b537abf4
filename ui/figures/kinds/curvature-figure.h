/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* The spectral densities of H and of MᵀHM at the selected run's θ, from Hessian products. */
extern const FigKind fig_density_kind;

G_END_DECLS
