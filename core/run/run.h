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
  FOP_RUN_COMPLETED, /* all steps taken, or the evaluation budget used up */
  FOP_RUN_CONVERGED, /* a stop condition met */
  FOP_RUN_DIVERGED   /* a number stopped being finite */
} FopRunStatus;

/** "ready", "completed", "converged", "diverged". */
const char *fop_run_status_word (FopRunStatus status);

/**
 * FopRun:
 *
 * One optimizer on one problem from the common starting point: θ, method state, history, keyframes.
 * A pure function of problem, spec, seed and the number of steps taken. Used by one thread at a
 * time.
 */
typedef struct _FopRun FopRun;

/**
 * fop_run_new:
 * @problem: shared; a reference is taken
 * @experiment: provides seed, steps, stop and evaluate-every; not retained
 * @spec: a reference is taken
 *
 * Evaluates row 0.
 *
 * Returns: (transfer full): the run, or %NULL with @error (the method does not support the problem)
 */
FopRun *fop_run_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec,
                     GError **error);
void fop_run_free (FopRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRun, fop_run_free)

/** Takes one step and records its row; only the history allocates. Does nothing if the run has
 * ended. */
void fop_run_step (FopRun *run);

/**
 * fop_run_rewind:
 *
 * If the run is past @step, returns to the nearest stored row at or before it, in about the time of
 * a step. Continuing from there repeats the run bit for bit, and adds closely spaced keyframes on
 * the last rows before @step, so that further steps back are fast.
 */
void fop_run_rewind (FopRun *run, guint64 step);

/** Changes the number of steps after which the run is completed; never below the current step. */
void fop_run_set_steps (FopRun *run, guint64 steps);

/**
 * fop_run_follow:
 * @spec: a spec with the same trajectory up to the current row, according to
 *   fop_run_spec_common_rows()
 *
 * Continues the run with @spec, which replaces its current spec.
 */
void fop_run_follow (FopRun *run, FopRunSpec *spec);

/* Current values. Pointers are borrowed, and valid until the next step. */
FopRunSpec *fop_run_spec (const FopRun *run);
FopRunStatus fop_run_status (const FopRun *run);
guint64 fop_run_current_step (const FopRun *run);
guint64 fop_run_steps (const FopRun *run);
double fop_run_loss (const FopRun *run);
double fop_run_best_loss (const FopRun *run);
double fop_run_gradient_norm (const FopRun *run);
const double *fop_run_theta (const FopRun *run);
FopIterate *fop_run_iterate (FopRun *run); /* for fop_iterate_look() */
const FopKeyframes *fop_run_keyframes (const FopRun *run);
const FopMethod *fop_run_method (const FopRun *run);
const FopHistory *fop_run_history (const FopRun *run);
const FopPath *fop_run_path (const FopRun *run);
guint64 fop_run_function_evaluations (const FopRun *run);
guint64 fop_run_gradient_evaluations (const FopRun *run);
const FopProblem *fop_run_problem (const FopRun *run);
/** Returns: (nullable): why the run diverged, if this has been determined; see fop_diagnosis_of().
 */
const char *fop_run_reason (const FopRun *run);
/** @reason: (transfer full): the reason of the divergence, kept until the run is rewound. */
void fop_run_explain (FopRun *run, char *reason);

/** Computes whole-set measures at the current θ; all are NaN for problems without data. */
void fop_run_measure (FopRun *run, FopMeasures *measures);

/** Returns: the mean return of the evaluation episodes at the current θ; NaN if the problem has
 * none. */
double fop_run_mean_return (FopRun *run);

G_END_DECLS
