/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * Computed:
 * @experiment: text of an experiment file
 * @run: the selected run
 * @step: how far it goes
 *
 * An experiment whose figures, of all kinds, are worth looking at.
 */
typedef struct
{
  const char *name;
  const char *experiment;
  gsize run;
  guint64 step;
} Computed;

extern const Computed computed[];
extern const gsize n_computed;

typedef void (*ComputedUse) (const FigSource *source, gpointer data);

/** Runs the experiment and calls @use with what figures of @kind are built from. Returns: whether
 * the kind applies. */
gboolean computed_use (const Computed *what, const FigKind *kind, ComputedUse use, gpointer data);

/** Runs the experiment and builds its figure of @kind. Returns: (nullable): where it applies. */
FigFigure *computed_figure (const Computed *what, const FigKind *kind);

/** @options: (nullable): what is chosen about it. */
FigFigure *computed_figure_as (const Computed *what, const FigKind *kind,
                               const FigOptions *options);

G_END_DECLS
