/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/**
 * FopEdit:
 *
 * A change of an experiment: what makes one version into the next, or says why it cannot. Counted
 * and immutable. Values were checked where the edit was made; runs are named, not numbered, so that
 * an edit means the same after others that were made before it.
 */
typedef struct _FopEdit FopEdit;

FopEdit *fop_edit_ref (FopEdit *edit);
void fop_edit_unref (FopEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEdit, fop_edit_unref)

/** Another experiment in its place. */
FopEdit *fop_edit_replace (FopExperiment *experiment);
/** @settings: (transfer full): of @problem's table. Another problem brings its own title. */
FopEdit *fop_edit_problem (const FopProblemClass *problem, FopSettings *settings);
/** @settings: (transfer full): of fop_experiment_table. */
FopEdit *fop_edit_experiment (FopSettings *settings);

/** A run with the defaults of @method at the end of the list. */
FopEdit *fop_edit_add_run (const FopMethodClass *method);
/** A copy of a run behind it, events included. */
FopEdit *fop_edit_duplicate_run (const char *run);
FopEdit *fop_edit_remove_run (const char *run);
FopEdit *fop_edit_rename_run (const char *run, const char *name);
/** All settings of a run back to their defaults, without events. */
FopEdit *fop_edit_reset_run (const char *run);

/**
 * fop_edit_set:
 * @settings: (transfer full): of the run's method; only @parameter's value is taken
 *
 * Another value at the start of a run, and from there on: later changes of it are forgotten.
 */
FopEdit *fop_edit_set (const char *run, const FopParameter *parameter, FopSettings *settings);

/** The same for a live parameter from the step on at which the edit acts: an event. */
FopEdit *fop_edit_move (const char *run, const FopParameter *parameter, FopSettings *settings);
/** All events of all runs are forgotten. */
FopEdit *fop_edit_forget_events (void);

/** Whether the edit puts another experiment in the place of the one before. */
gboolean fop_edit_replaces (const FopEdit *edit);

/**
 * fop_edit_apply:
 * @version: (nullable): only if the edit replaces it
 * @step: where the edit acts
 *
 * A pure function, in the time of a few allocations. Neither problem nor methods are made: whether
 * the version can run is found out by fop_session_new().
 *
 * Returns: (transfer full): the next version; %NULL with @error if @version has no such run, or the
 *   run no such parameter, or the name is taken or not possible
 */
FopExperiment *fop_edit_apply (const FopEdit *edit, const FopExperiment *version, guint64 step,
                               GError **error);

G_END_DECLS
