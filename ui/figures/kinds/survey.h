/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * FigVisit:
 * @source: of the figure: its run and block if the kind is per run
 * @figure: prepared; may be empty
 *
 * Returns: whether to go on; %FALSE with @error
 */
typedef gboolean (*FigVisit) (const FigKind *kind, const FigSource *source, FigFigure *figure,
                              gpointer data, GError **error);

/**
 * fig_survey:
 *
 * Visits every figure of @session in its current state that applies to its problem,
 * with default options: those of all runs, then those of each run, one for each of its
 * preconditioners, all of which are inspected once. Spectral densities are left out, because
 * estimating them can take minutes.
 *
 * Returns: %FALSE with @error as soon as a visit does
 */
gboolean fig_survey (FopSession *session, FigVisit visit, gpointer data, GError **error);

/** Returns: (transfer full) (nullable): the bounds on the run's convergence, as far as they can be
 * computed in some seconds; %NULL if there are none. */
FopTheory *fig_survey_theory (const FopSnapshot *snapshot, gsize run);

G_END_DECLS
