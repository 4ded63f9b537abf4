/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* Maximum number of preconditioners shown; the rest are counted in the subtitle. */
#define FIG_LAYERS_MAX 24u

/** Whether @problem has several layers to be preconditioned. */
gboolean fig_layers_apply (const FopProblem *problem);

G_END_DECLS
