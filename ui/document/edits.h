/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

G_BEGIN_DECLS

/*
 * What a person does to the open experiment. Each edit goes to the engine at once; what the engine
 * refuses is taken back by the document, with its `failed` signal.
 */

/** Another problem with its defaults; the runs stay. */
void wb_edit_problem_kind (WbDocument *document, const FopProblemClass *klass);
/** @settings: of the problem's table; copied. */
void wb_edit_problem (WbDocument *document, const FopSettings *settings);

/**
 * wb_edit_start:
 * @theta: (nullable): n numbers, from which all runs start anew; %NULL: where they started before
 *   the first of these edits
 *
 * Of no effect on problems without a `start`.
 */
void wb_edit_start (WbDocument *document, gsize n, const double *theta);
/** Whether the start is one that wb_edit_start() set, and can be put back. */
gboolean wb_edit_start_is_set (WbDocument *document);

/** Returns: (transfer full): settings of fop_experiment_table. */
FopSettings *wb_edit_experiment_settings (WbDocument *document);
void wb_edit_experiment (WbDocument *document, const FopSettings *settings);

/**
 * wb_edit_run:
 * @parameter: what was changed
 * @settings: of the run's method, with the new value; copied
 *
 * A live parameter of a run that goes on changes from its current step, and is recorded as an
 * event. At the start, at the end, and for all other parameters, it is the run's starting value
 * that changes: the run is done anew up to the step shown.
 */
void wb_edit_run (WbDocument *document, gsize run, const FopParameter *parameter,
                  const FopSettings *settings);
/** All hyperparameters of run @run back to their defaults, its slider moves forgotten. */
void wb_edit_reset_run (WbDocument *document, gsize run);

/* These select the run that they made or renamed. */
void wb_edit_add_run (WbDocument *document, const FopMethodClass *method);
void wb_edit_duplicate_run (WbDocument *document, gsize run);
void wb_edit_remove_run (WbDocument *document, gsize run);
gboolean wb_edit_rename_run (WbDocument *document, gsize run, const char *name, GError **error);

G_END_DECLS
