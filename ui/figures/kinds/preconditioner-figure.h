/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/*
 * The selected run's preconditioner P; beside it, where the Hessian is known, the multiple of H⁻¹
 * nearest to it.
 */
extern const FigKind fig_preconditioner_kind;

G_END_DECLS
