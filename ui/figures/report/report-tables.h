/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/report/report-part.h"

G_BEGIN_DECLS

/* The tables of a report. All return (transfer full) parts; %NULL for an empty table. */

/** One row per run: how it ended. */
FigPart *fig_results_table (FopSession *session);

/** All settings that have an effect: "Learning rate ε", "0.1"; defaults are marked as such. */
FigPart *fig_settings_table (const FopSettings *settings);

/** The slider moves of a run: step, parameter, value. */
FigPart *fig_events_table (const FopRunSpec *spec);

/** The last instruments of each preconditioner of the selected run, which have been inspected. */
FigPart *fig_instruments_table (const FigSource *source);

/** The program and the libraries that affect its numbers and pictures. */
FigPart *fig_versions_table (void);

G_END_DECLS
