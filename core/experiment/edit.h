/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * FopEdit:
 *
 * A change to an experiment: turns one version into the next, or reports why it cannot.
 * Reference-counted and immutable. Values have been validated where the edit was created. Runs are
 * referred to by name, not by index, so that an edit keeps its meaning after earlier edits are
 * applied.
 */
typedef struct _FopEdit FopEdit;

FopEdit *fop_edit_ref (FopEdit *edit);
void fop_edit_unref (FopEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEdit, fop_edit_unref)

/** Replaces the whole experiment. */
FopEdit *fop_edit_replace (FopExperiment *experiment);
/** @settings: (transfer full): of @problem's table. A different problem brings its own title. */
FopEdit *fop_edit_problem (const FopProblemClass *problem, FopSettings *settings);
/** @settings: (transfer full): of fop_experiment_table. */
FopEdit *fop_edit_experiment (FopSettings *settings);

/** Appends a run with the defaults of @method. */
FopEdit *fop_edit_add_run (const FopMethodClass *method);
/** Inserts a copy of a run after it, including its events. */
FopEdit *fop_edit_duplicate_run (const char *run);
FopEdit *fop_edit_remove_run (const char *run);
FopEdit *fop_edit_rename_run (const char *run, const char *name);
/** Resets all settings of a run to their defaults and removes its events. */
FopEdit *fop_edit_reset_run (const char *run);

/**
 * fop_edit_set:
 * @settings: (transfer full): of the run's method; only the value of @parameter is used
 *
 * Sets a parameter for the entire run, from step 0. Later changes to it are discarded.
 */
FopEdit *fop_edit_set (const char *run, const FopParameter *parameter, FopSettings *settings);

/** Sets a live parameter starting at the step at which the edit acts: an event. */
FopEdit *fop_edit_move (const char *run, const FopParameter *parameter, FopSettings *settings);
/** Discards all events of all runs. */
FopEdit *fop_edit_forget_events (void);

/** Returns: whether the edit replaces the experiment. */
gboolean fop_edit_replaces (const FopEdit *edit);

/**
 * fop_edit_apply:
 * @version: (nullable): may be %NULL only if the edit replaces the experiment
 * @step: the step at which the edit acts
 *
 * A pure function that costs a few allocations. It creates neither the problem nor the methods;
 * fop_session_new() determines whether the version can run.
 *
 * Returns: (transfer full): the next version; %NULL with @error if @version has no such run, the
 *   run has no such parameter, or the name is taken or invalid
 */
FopExperiment *fop_edit_apply (const FopEdit *edit, const FopExperiment *version, guint64 step,
                               GError **error);

G_END_DECLS
