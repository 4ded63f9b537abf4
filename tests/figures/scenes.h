/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * Scene:
 * @make: (transfer full): a figure
 *
 * A figure for visual inspection: typical data, or a difficult case.
 */
typedef struct
{
  const char *name;
  FigFigure *(*make) (void);
} Scene;

extern const Scene scenes[];
extern const gsize n_scenes;

G_END_DECLS
