/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/snapshot.h"

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
 * @experiment: copied
 *
 * Creates the problem (reads its data) and every run.
 *
 * Returns: (transfer full): the session, or %NULL with @error naming the run or key
 */
FopSession *fop_session_new (const FopExperiment *experiment, GError **error);
void fop_session_free (FopSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSession, fop_session_free)

/**
 * fop_session_adopt:
 * @experiment: the experiment as edited: runs added, removed, renamed, reordered or changed
 *
 * Takes over @experiment. Where problem, seed and stop are unchanged, runs whose method, settings
 * and events are unchanged are kept as they stand; others start anew and catch up to the session's
 * step. On failure the session stays as it was.
 */
gboolean fop_session_adopt (FopSession *session, const FopExperiment *experiment, GError **error);

const FopExperiment *fop_session_experiment (const FopSession *session); /* events included */
FopProblem *fop_session_problem (const FopSession *session);
gsize fop_session_n_runs (const FopSession *session);
FopRun *fop_session_run (const FopSession *session, gsize index);

/** The common step: that of the runs that have not ended; the furthest where all have. */
guint64 fop_session_step (const FopSession *session);
/** Whether every run has ended. */
gboolean fop_session_done (const FopSession *session);

/** One step of every run that has not ended. */
void fop_session_advance (FopSession *session);
/** All runs to row @step, forward or back. */
void fop_session_go_to (FopSession *session, guint64 step);
/** A live change of run @run from the current step on: recorded in the experiment. */
void fop_session_set (FopSession *session, gsize run, const FopParameter *parameter, double value);
void fop_session_set_steps (FopSession *session, guint64 steps);

/**
 * FopWatch:
 * @curves: copy histories
 * @theta, @preconditioners: bit r asks for run r (runs past 63 are never copied)
 */
typedef struct
{
  gboolean curves;
  guint64 theta;
  guint64 preconditioners;
} FopWatch;

/** Matrices larger than this order are not put into snapshots and not written as full matrices. */
#define FOP_PRECONDITIONER_ORDER_MAX 4096u

/** Returns: (transfer full): a picture of the runs; the caller fills serial, generation, playing,
 * rate. */
FopSnapshot *fop_session_snapshot (FopSession *session, const FopWatch *watch);

G_END_DECLS
