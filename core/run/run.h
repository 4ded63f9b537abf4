/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "core/run/iterate.h"
#include "core/run/keyframes.h"
#include "core/run/path.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_RUN_READY,     /* more steps to take */
  FOP_RUN_COMPLETED, /* all steps taken, or the evaluation budget spent */
  FOP_RUN_CONVERGED, /* a stop condition met */
  FOP_RUN_DIVERGED   /* a number stopped being finite */
} FopRunStatus;

/** "ready", "completed", "converged", "diverged". */
const char *fop_run_status_word (FopRunStatus status);

/**
 * FopRun:
 *
 * One optimizer on one problem from the common start: θ, method state, history, keyframes. A pure
 * function of problem, spec, seed and the number of steps taken. Used by one thread at a time.
 */
typedef struct _FopRun FopRun;

/**
 * fop_run_new:
 * @problem: shared; a reference is taken
 * @experiment: gives seed, steps, stop, evaluate-every; not kept
 * @spec: a reference is taken
 *
 * Evaluates row 0.
 *
 * Returns: (transfer full): the run, or %NULL with @error (the method does not fit the problem)
 */
FopRun *fop_run_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec,
                     GError **error);
void fop_run_free (FopRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRun, fop_run_free)

/** Takes one step and records its row; no allocation but the history's. Nothing where the run has
 * ended. */
void fop_run_step (FopRun *run);

/**
 * fop_run_rewind:
 *
 * If the run is past @step: back to the nearest row at or before it, in about the time of a step.
 * Going on from there repeats the run bit for bit, and leaves keyframes close to each other on the
 * last rows before @step, so that the next steps back are short.
 */
void fop_run_rewind (FopRun *run, guint64 step);

/** Raises or lowers the number of steps after which the run is completed; never below the current.
 */
void fop_run_set_steps (FopRun *run, guint64 steps);

/**
 * fop_run_follow:
 * @spec: the same way up to the current row: fop_run_spec_common_rows() says so
 *
 * Goes on by @spec, in whose place the run's own spec was.
 */
void fop_run_follow (FopRun *run, FopRunSpec *spec);

/* What is known. Pointers are borrowed and change with the next step. */
FopRunSpec *fop_run_spec (const FopRun *run);
FopRunStatus fop_run_status (const FopRun *run);
guint64 fop_run_current_step (const FopRun *run);
guint64 fop_run_steps (const FopRun *run);
double fop_run_loss (const FopRun *run);
double fop_run_best_loss (const FopRun *run);
double fop_run_gradient_norm (const FopRun *run);
const double *fop_run_theta (const FopRun *run);
FopIterate *fop_run_iterate (FopRun *run); /* to be looked at: fop_iterate_look() */
const FopKeyframes *fop_run_keyframes (const FopRun *run);
const FopMethod *fop_run_method (const FopRun *run);
const FopHistory *fop_run_history (const FopRun *run);
const FopPath *fop_run_path (const FopRun *run);
guint64 fop_run_function_evaluations (const FopRun *run);
guint64 fop_run_gradient_evaluations (const FopRun *run);
const FopProblem *fop_run_problem (const FopRun *run);
/** (nullable): why it diverged, where somebody has found out: see fop_diagnosis_of(). */
const char *fop_run_reason (const FopRun *run);
/** @reason: (transfer full): kept until the run is rewound. */
void fop_run_explain (FopRun *run, char *reason);

/** Whole-set measures at the current θ; all NaN on problems without data. */
void fop_run_measure (FopRun *run, FopMeasures *measures);

/** Mean return of the evaluation episodes at the current θ; NaN where the problem has none. */
double fop_run_mean_return (FopRun *run);

G_END_DECLS
