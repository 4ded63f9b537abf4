/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/progress.h"
#include "core/run/snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FopSession:
 *
 * The runs of one experiment, stepped together from the same starting point on the same batches.
 * Driven by the engine and the command line. Used by one thread at a time, except where noted
 * otherwise.
 */
typedef struct _FopSession FopSession;

/**
 * fop_session_new:
 * @experiment: a reference is taken
 *
 * Creates the problem (which reads its data) and all runs, at row 0.
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
 * Continues with @experiment. A run with the same method and settings is kept, at the last row that
 * it would also have reached under @experiment; other runs are created, at row 0. On failure the
 * session is unchanged.
 */
gboolean fop_session_adopt (FopSession *session, FopExperiment *experiment, GError **error);

FopExperiment *fop_session_experiment (const FopSession *session); /* (transfer none) */
FopProblem *fop_session_problem (const FopSession *session);
gsize fop_session_n_runs (const FopSession *session);
FopRun *fop_session_run (const FopSession *session, gsize index);

/** Returns: the common step of the runs that have not ended; the furthest step if all have ended.
 */
guint64 fop_session_step (const FopSession *session);
/** Returns: whether all runs have ended. */
gboolean fop_session_done (const FopSession *session);

/** Returns runs that are past @step to the nearest rows at or before it; see fop_run_rewind(). */
void fop_session_rewind (FopSession *session, guint64 step);
/** Takes one step of one run: the one furthest behind among those that are before row @step and
 * have not ended. Returns: whether there was one. */
gboolean fop_session_approach (FopSession *session, guint64 step);
/**
 * fop_session_finish:
 * @jobs: number of threads, each of which steps one run at a time; at least 1. Does not affect the
 *   results
 * @progress: (nullable): receives the number of steps of all runs, about ten times per second
 * @cancellable: (nullable): checked between steps
 * @seconds: (nullable): (out): n_runs elements: the time spent stepping each run
 *
 * Steps every run to its end.
 *
 * Returns: whether all runs ended; %FALSE if canceled
 */
gboolean fop_session_finish (FopSession *session, guint jobs, FopProgress progress, gpointer data,
                             GCancellable *cancellable, double *seconds);

/**
 * FopRuns:
 *
 * A selection of runs: none (0), FOP_RUNS_ALL, or a single one, fop_runs_only().
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
 * @curves: include views of the histories, which share their rows
 * @theta, @preconditioners, @paths: the runs of which to copy these
 * @factors: the runs of which to also copy M, if their preconditioners are copied
 */
typedef struct
{
  gboolean curves;
  FopRuns theta;
  FopRuns preconditioners;
  FopRuns paths;
  FopRuns factors;
} FopWatch;

/** Returns: (transfer full): a snapshot of the runs; the caller sets serial, generation, playing
 * and rate. */
FopSnapshot *fop_session_snapshot (FopSession *session, const FopWatch *watch);

G_END_DECLS
