/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

G_BEGIN_DECLS

/*
 * User actions on the open experiment. Each is immediately sent to the engine; if the engine
 * refuses it, the document undoes it and emits `failed`.
 */

/** Switches to another problem with its default settings; the runs are kept. */
void wb_edit_problem_kind (WbDocument *document, const FopProblemClass *klass);
/** Changes the settings of the problem. @settings: of the problem's table; copied. */
void wb_edit_problem (WbDocument *document, const FopSettings *settings);

/**
 * wb_edit_start:
 * @theta: (nullable): the new starting point of all runs, @n numbers; %NULL: the starting point
 *   before the first of these edits
 *
 * Restarts all runs from @theta. Does nothing if the problem has no setting `start`.
 */
void wb_edit_start (WbDocument *document, gsize n, const double *theta);
/** Whether the starting point was set by wb_edit_start(), and can be restored. */
gboolean wb_edit_start_is_set (WbDocument *document);

/** Changes the settings of the experiment. @settings: of fop_experiment_table; copied. */
void wb_edit_experiment (WbDocument *document, const FopSettings *settings);

/**
 * wb_edit_run:
 * @parameter: the changed parameter
 * @settings: of the run's method, with the new value; copied
 *
 * If the parameter is live and the run is in progress, the value changes at the run's current step,
 * which is recorded as an event. Otherwise, i.e. at the start, at the end, or for other parameters,
 * the initial value changes, and the run is recomputed up to the current step.
 */
void wb_edit_run (WbDocument *document, gsize run, const FopParameter *parameter,
                  const FopSettings *settings);
/** Resets all hyperparameters of run @run to their defaults and deletes its slider moves. */
void wb_edit_reset_run (WbDocument *document, gsize run);

/* Adding and duplicating select the new run. */
void wb_edit_add_run (WbDocument *document, const FopMethodClass *method);
void wb_edit_duplicate_run (WbDocument *document, gsize run);
void wb_edit_remove_run (WbDocument *document, gsize run);
gboolean wb_edit_rename_run (WbDocument *document, gsize run, const char *name, GError **error);

G_END_DECLS
