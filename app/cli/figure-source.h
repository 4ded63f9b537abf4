/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the spectral densities of a run, finished; %NULL if there
 * are none. */
FopDensity *cli_density (const FopSnapshot *snapshot, gsize run);

/**
 * CliSource:
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
} CliSource;

/**
 * cli_source_new:
 * @run, @block: the selected run, and one of its preconditioners
 * @needs: of the figure, see fig_kind_needs()
 *
 * Computes what @needs says of the runs in their current state.
 */
CliSource *cli_source_new (FopSession *session, gsize run, gsize block, FigNeeds needs);
void cli_source_free (CliSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSource, cli_source_free)

G_END_DECLS
