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

G_END_DECLS
