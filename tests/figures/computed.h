/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * Computed:
 * @experiment: text of an experiment file
 * @run: the selected run
 * @step: the last step
 *
 * An experiment that provides interesting figures of all kinds.
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

/** Runs the experiment and calls @use with the source for figures of @kind. Returns: whether the
 * kind applies. */
gboolean computed_use (const Computed *what, const FigKind *kind, ComputedUse use, gpointer data);

/** Runs the experiment and builds its figure of @kind. Returns: (nullable): %NULL if the kind does
 * not apply. */
FigFigure *computed_figure (const Computed *what, const FigKind *kind);

/** The same with @options. @options: (nullable): %NULL for defaults. */
FigFigure *computed_figure_as (const Computed *what, const FigKind *kind,
                               const FigOptions *options);

G_END_DECLS
