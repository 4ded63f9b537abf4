/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/events.h"
#include "core/methods/method.h"

G_BEGIN_DECLS

#define FOP_EXPERIMENT_VERSION 1

/**
 * FopRunSpec:
 * @style: which color and dash the run has everywhere (an index into the palette): "style" in the
 *   file; by default the run's index in the list. New runs take the lowest that is free
 * @settings: at step 0
 * @events: (nullable): what changed later
 *
 * All that a run depends on beside its experiment. Counted, and immutable once it is shared.
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
 * @gradient_max: 0 where off
 * @loss: NaN where off (0 is a loss that can be asked for)
 * @gradient_evaluations: 0 where off
 *
 * When a run ends early. `converged` at the first row where ‖g‖_∞ < gradient_max or the loss is at
 * most @loss; `completed` once the gradient evaluations reach their budget.
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
 * @description: (nullable): two sentences for people
 * @runs: (element-type FopRunSpec)
 *
 * All that the numbers of its runs depend on. A version of an experiment is counted, and immutable
 * once it is shared, between threads too: an edit makes the next one (core/experiment/edit.h),
 * which shares with it all that did not change. Whoever makes a version may fill it in before
 * anybody else sees it.
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

/** Defaults throughout, and no runs yet. */
FopExperiment *fop_experiment_new (const FopProblemClass *problem);
/** Returns: (transfer full): a version of the caller's own, to be changed; settings and runs are
 * shared. */
FopExperiment *fop_experiment_copy (const FopExperiment *experiment);
FopExperiment *fop_experiment_ref (FopExperiment *experiment);
void fop_experiment_unref (FopExperiment *experiment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopExperiment, fop_experiment_unref)
/** All but the path: the two files would say the same. */
gboolean fop_experiment_equal (const FopExperiment *a, const FopExperiment *b);
/** Whether both have the same problem, drawn by the same seed. */
gboolean fop_experiment_same_problem (const FopExperiment *a, const FopExperiment *b);
/** Whether runs of both would record and end alike: evaluate-every and stop, but not steps. */
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
/** Returns: (transfer full): a spec of the caller's own, to be changed; settings and events are
 * shared. */
FopRunSpec *fop_run_spec_copy (const FopRunSpec *spec);
FopRunSpec *fop_run_spec_ref (FopRunSpec *spec);
void fop_run_spec_unref (FopRunSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRunSpec, fop_run_spec_unref)
/** Name, style, method, settings and events. */
gboolean fop_run_spec_equal (const FopRunSpec *a, const FopRunSpec *b);
/** Returns: up to which row both runs are the same: the step of the first event that is not in
 * both, %G_MAXUINT64 if all are; 0 if method or settings differ. */
guint64 fop_run_spec_common_rows (const FopRunSpec *a, const FopRunSpec *b);
/** Gives a spec of the caller's own other settings (transfer full). */
void fop_run_spec_take_settings (FopRunSpec *spec, FopSettings *settings);

/** Spec number @index. */
FopRunSpec *fop_experiment_run (const FopExperiment *experiment, gsize index);
/** Puts @spec (transfer full) in the place of spec number @index, in a version of the caller's own.
 */
void fop_experiment_take_run (FopExperiment *experiment, gsize index, FopRunSpec *spec);
/** Index of the run called @name, or -1. */
gssize fop_experiment_find_run (const FopExperiment *experiment, const char *name);
/** The same with an error at @place that names the nearest run. */
gssize fop_experiment_require_run (const FopExperiment *experiment, const char *name,
                                   const char *place, GError **error);
/** Returns: (transfer full): @wish, or "@wish 2", … : a name that no run has ("GD 2" is followed by
 * "GD 3"). */
char *fop_experiment_free_name (const FopExperiment *experiment, const char *wish);
/** The lowest style that no run has. */
guint fop_experiment_free_style (const FopExperiment *experiment);
/** A name is a folder too: not empty, no '/', no leading '.', no control characters, no blanks at
 * its ends, at most 64 characters. @except: the run that may have it, or -1. */
gboolean fop_experiment_check_name (const FopExperiment *experiment, const char *name,
                                    gssize except, GError **error);

/**
 * fop_experiment_load:
 *
 * Reads and validates a .fopx file. Nothing is evaluated, no data set is read.
 *
 * Returns: (transfer full): the experiment, or %NULL with @error: "FILE: line 7: …" for JSON,
 *   "FILE: runs[1].learning-rat: unknown key; did you mean learning-rate?" for its content
 */
FopExperiment *fop_experiment_load (const char *path, GError **error);
/** The same from text; @directory (nullable) is where relative paths start, @name stands in
 * messages. */
FopExperiment *fop_experiment_parse (const char *text, gssize length, const char *directory,
                                     const char *name, GError **error);

/** Writes @path whole or not at all; relative paths where data stand below its folder. */
gboolean fop_experiment_save (const FopExperiment *experiment, const char *path, GError **error);
/** Returns: (transfer full): the file's text. Settings and events that have no effect (a momentum
 * left over from another base, an event past the last step) are not in it. */
char *fop_experiment_to_text (const FopExperiment *experiment, const char *directory);

/** Returns: (transfer full): @spec's settings after its events before or at @step. */
FopSettings *fop_run_spec_settings_at (const FopRunSpec *spec, guint64 step);

/** `--set RUN.KEY=VALUE`, in a version of the caller's own: changes a setting of a run at step 0
 * (RUN may be `*` for all in which KEY has an effect). All or nothing. */
gboolean fop_experiment_assign (FopExperiment *experiment, const char *assignment, GError **error);

G_END_DECLS
