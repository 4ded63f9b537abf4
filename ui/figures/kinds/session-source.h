/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the spectral densities of a run, finished; %NULL if there
 * are none. */
FopDensity *fig_session_density (const FopSnapshot *snapshot, gsize run);

/**
 * FigSessionSource:
 * @source: for fig_kind()->build()
 *
 * The data of one figure, and what owns it.
 */
typedef struct
{
  FigSource source;
  FopSnapshot *snapshot;
  FopInspection **inspections;
  FopRecord **records;
  FopDensity *density;
  FopTheory *theory;
} FigSessionSource;

/**
 * fig_session_source_new:
 * @run, @block: the selected run, and one of its preconditioners
 * @needs: of the figure, see fig_kind_needs()
 *
 * Computes what @needs says of the runs in their current state.
 */
FigSessionSource *fig_session_source_new (FopSession *session, gsize run, gsize block,
                                          FigNeeds needs);
void fig_session_source_free (FigSessionSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigSessionSource, fig_session_source_free)

/**
 * FigRequest:
 * @run, @block: the selected run, and one of its preconditioners
 * @options: its words and its view; owned
 * @hidden: (nullable): runs that are not shown; owned
 *
 * A figure of a session.
 */
typedef struct
{
  const FigKind *kind;
  gsize run, block;
  FigOptions *options;
  FopRunSet *hidden;
} FigRequest;

/** Returns: (transfer full) (element-type FigRequest): an empty array. */
GArray *fig_requests_new (void);

/** Returns: (transfer full): the figure of @session in its current state. */
FigFigure *fig_request_build (const FigRequest *request, FopSession *session);

G_END_DECLS
