/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/events.h"
#include "core/methods/method.h"

G_BEGIN_DECLS

#define FOP_EXPERIMENT_VERSION 1

/**
 * FopRunSpec:
 * @style: color and dash pattern of the run in all figures (an index into the palette); "style" in
 *   the file. Defaults to the run's index in the list; new runs use the lowest free style
 * @settings: at step 0
 * @events: (nullable): later changes
 *
 * Everything that a run depends on besides its experiment. Reference-counted, and immutable once
 * shared.
 */
typedef struct
{
  gint ref_count;
  char *name;
  guint style;
  const FopMethodClass *method;
  FopSettings *settings;
  FopEvents *events;
} FopRunSpec;

/**
 * FopStop:
 * @gradient_max: 0 if disabled
 * @loss: NaN if disabled (0 is a valid threshold)
 * @gradient_evaluations: 0 if disabled
 *
 * Conditions for ending a run early: `converged` at the first row where ‖g‖_∞ < gradient_max or the
 * loss is at most @loss; `completed` once the number of gradient evaluations reaches the budget.
 */
typedef struct
{
  double gradient_max;
  double loss;
  guint64 gradient_evaluations;
} FopStop;

/**
 * FopExperiment:
 * @path: (nullable): absolute path of its file
 * @description: (nullable): about two sentences
 * @runs: (element-type FopRunSpec)
 *
 * Everything that the numbers of its runs depend on. A version of an experiment is
 * reference-counted, and immutable once shared, including between threads. An edit creates the next
 * version (core/experiment/edit.h), which shares everything unchanged. The code that creates a
 * version may modify it until it is shared.
 */
typedef struct
{
  gint ref_count;
  char *path;
  char *title;
  char *description;
  const FopProblemClass *problem;
  FopSettings *problem_settings;
  guint64 seed;
  guint64 steps;
  guint64 evaluate_every;
  FopStop stop;
  GPtrArray *runs;
} FopExperiment;

/** Creates an experiment with all defaults and no runs. */
FopExperiment *fop_experiment_new (const FopProblemClass *problem);
/** Returns: (transfer full): a copy that the caller may modify; settings and runs are shared. */
FopExperiment *fop_experiment_copy (const FopExperiment *experiment);
FopExperiment *fop_experiment_ref (FopExperiment *experiment);
void fop_experiment_unref (FopExperiment *experiment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopExperiment, fop_experiment_unref)
/** Compares everything except the path: whether both would be written to the same file text. */
gboolean fop_experiment_equal (const FopExperiment *a, const FopExperiment *b);
/** Whether both have the same problem, generated from the same seed. */
gboolean fop_experiment_same_problem (const FopExperiment *a, const FopExperiment *b);
/** Whether runs of both would record rows and stop in the same way: compares evaluate-every and
 * stop, but not steps. */
gboolean fop_experiment_same_recording (const FopExperiment *a, const FopExperiment *b);

/**
 * fop_experiment_table:
 *
 * The experiment's own parameters: seed, steps, evaluate-every and the group stop.
 */
extern const FopParameterTable fop_experiment_table;

/** Returns: (transfer full): seed, steps, evaluate-every and stop as settings of
 * fop_experiment_table. */
FopSettings *fop_experiment_settings (const FopExperiment *experiment);
void fop_experiment_configure (FopExperiment *experiment, const FopSettings *settings);

FopRunSpec *fop_run_spec_new (const char *name, const FopMethodClass *method);
/** Returns: (transfer full): a copy that the caller may modify; settings and events are shared. */
FopRunSpec *fop_run_spec_copy (const FopRunSpec *spec);
FopRunSpec *fop_run_spec_ref (FopRunSpec *spec);
void fop_run_spec_unref (FopRunSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRunSpec, fop_run_spec_unref)
/** Compares name, style, method, settings and events. */
gboolean fop_run_spec_equal (const FopRunSpec *a, const FopRunSpec *b);
/** Returns: the row up to which both runs are identical: the step of the first event that is not in
 * both, or %G_MAXUINT64 if all events are equal; 0 if method or settings differ. */
guint64 fop_run_spec_common_rows (const FopRunSpec *a, const FopRunSpec *b);
/** Replaces the settings of a spec that is not shared; @settings: (transfer full). */
void fop_run_spec_take_settings (FopRunSpec *spec, FopSettings *settings);

/** Returns: (transfer none): the run at @index. */
FopRunSpec *fop_experiment_run (const FopExperiment *experiment, gsize index);
/** Replaces the run at @index with @spec (transfer full), in a version that is not shared. */
void fop_experiment_take_run (FopExperiment *experiment, gsize index, FopRunSpec *spec);
/** Returns: the index of the run named @name, or -1. */
gssize fop_experiment_find_run (const FopExperiment *experiment, const char *name);
/** Like fop_experiment_find_run(), but sets @error, with @place and the nearest run name, if there
 * is no such run. */
gssize fop_experiment_require_run (const FopExperiment *experiment, const char *name,
                                   const char *place, GError **error);
/** Returns: (transfer full): @wish, or "@wish 2", … : a name not used by any run ("GD 2" is
 * followed by "GD 3"). */
char *fop_experiment_free_name (const FopExperiment *experiment, const char *wish);
/** Returns: the lowest style not used by any run. */
guint fop_experiment_free_style (const FopExperiment *experiment);
/** Checks a run name, which is also used as a folder name: not empty, no '/', no leading '.', no
 * control characters, no leading or trailing spaces, at most 64 characters. @except: the index of a
 * run that may already have this name, or -1. */
gboolean fop_experiment_check_name (const FopExperiment *experiment, const char *name,
                                    gssize except, GError **error);

/**
 * fop_experiment_load:
 *
 * Reads and validates a .fopx file, without evaluating anything or reading data sets.
 *
 * Returns: (transfer full): the experiment, or %NULL with @error: "FILE: line 7: …" for syntax
 *   errors, "FILE: runs[1].learning-rat: unknown key; did you mean learning-rate?" for invalid
 *   content
 */
FopExperiment *fop_experiment_load (const char *path, GError **error);
/** Like fop_experiment_load(), from text. Relative paths are resolved against @directory
 * (nullable); @name is used in messages. */
FopExperiment *fop_experiment_parse (const char *text, gssize length, const char *directory,
                                     const char *name, GError **error);

/** Writes @path atomically. Paths of data below its folder are written as relative paths. */
gboolean fop_experiment_save (const FopExperiment *experiment, const char *path, GError **error);
/** Returns: (transfer full): the text of the file. Settings and events without effect (a momentum
 * left over from another base, an event past the last step) are omitted. */
char *fop_experiment_to_text (const FopExperiment *experiment, const char *directory);

/** Returns: (transfer full): the settings of @spec after its events up to and including @step. */
FopSettings *fop_run_spec_settings_at (const FopRunSpec *spec, guint64 step);

/** Applies `--set RUN.KEY=VALUE` to a version that is not shared: changes a setting of a run at
 * step 0 (RUN may be `*` for all runs in which KEY has an effect). On failure nothing changes. */
gboolean fop_experiment_assign (FopExperiment *experiment, const char *assignment, GError **error);

G_END_DECLS
