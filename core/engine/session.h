/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/progress.h"
#include "core/run/snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FopSession:
 *
 * The runs of one experiment, stepped together from the same start on the same batches. What the
 * engine and the command line drive. Used by one thread, except where it says otherwise.
 */
typedef struct _FopSession FopSession;

/**
 * fop_session_new:
 * @experiment: a reference is taken
 *
 * Creates the problem (reads its data) and every run, at row 0.
 *
 * Returns: (transfer full): the session, or %NULL with @error naming the run or key
 */
FopSession *fop_session_new (FopExperiment *experiment, GError **error);
void fop_session_free (FopSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSession, fop_session_free)

/**
 * fop_session_adopt:
 * @experiment: another version with the same problem; a reference is taken
 *
 * Goes on by @experiment. A run whose method and settings are the same is kept, at the last row
 * that it would have come to by @experiment too; others are made, at row 0. On failure the session
 * stays as it was.
 */
gboolean fop_session_adopt (FopSession *session, FopExperiment *experiment, GError **error);

FopExperiment *fop_session_experiment (const FopSession *session); /* (transfer none) */
FopProblem *fop_session_problem (const FopSession *session);
gsize fop_session_n_runs (const FopSession *session);
FopRun *fop_session_run (const FopSession *session, gsize index);

/** The common step: that of the runs that have not ended; the furthest where all have. */
guint64 fop_session_step (const FopSession *session);
/** Whether every run has ended. */
gboolean fop_session_done (const FopSession *session);

/** Back to the nearest rows at or before @step where runs are past it: see fop_run_rewind(). */
void fop_session_rewind (FopSession *session, guint64 step);
/** One step of one run: of those before row @step that have not ended, the one furthest behind.
 * Returns: whether there was one. */
gboolean fop_session_approach (FopSession *session, guint64 step);
/**
 * fop_session_finish:
 * @jobs: threads that step runs, a run each; at least 1. Numbers do not depend on it
 * @progress: (nullable): told of the steps of all runs, about ten times a second
 * @cancellable: (nullable): looked at between steps
 * @seconds: (nullable): (out): n_runs times that stepping took
 *
 * Steps every run to its end.
 *
 * Returns: whether all runs ended; %FALSE where it was cancelled
 */
gboolean fop_session_finish (FopSession *session, guint jobs, FopProgress progress, gpointer data,
                             GCancellable *cancellable, double *seconds);

/**
 * FopRuns:
 *
 * Of which runs something is asked for: none (0), FOP_RUNS_ALL, or fop_runs_only() one.
 */
typedef gsize FopRuns;
#define FOP_RUNS_ALL G_MAXSIZE

static inline FopRuns
fop_runs_only (gsize run)
{
  return run + 1;
}

static inline gboolean
fop_runs_include (FopRuns runs, gsize run)
{
  return runs == FOP_RUNS_ALL || runs == run + 1;
}

/**
 * FopWatch:
 * @curves: copy histories
 * @theta, @preconditioners, @paths: of which runs to copy these
 * @factors: the same: M beside the preconditioners, where those are asked for too
 */
typedef struct
{
  gboolean curves;
  FopRuns theta;
  FopRuns preconditioners;
  FopRuns paths;
  FopRuns factors;
} FopWatch;

/** Returns: (transfer full): a picture of the runs; the caller fills serial, generation, playing,
 * rate. */
FopSnapshot *fop_session_snapshot (FopSession *session, const FopWatch *watch);

G_END_DECLS
