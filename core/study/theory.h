/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/rate-bound.h"
#include "core/run/identity.h"

G_BEGIN_DECLS

/* Larger problems are not analyzed at every step. */
#define FOP_THEORY_ORDER_MAX 256u

/* Columns of a theory's curves; the bounds follow in the order of FopRateBoundFrom. */
enum
{
  FOP_THEORY_GAP, /* J − J* */
  FOP_THEORY_BOUND,
  FOP_THEORY_N_COLUMNS = FOP_THEORY_BOUND + FOP_RATE_BOUND_N
};

/**
 * FopTheory:
 * @identity: the run, and the last step
 * @name: of the run
 * @curves: the excess loss, and its upper bounds by FopRateBound, J_0 − J* times the factors of all
 *   steps so far; NaN if larger than J_0 − J*
 * @has_matrix: P differs from I; otherwise both bounds are the same
 * @grows_from: the first step at which P's interval allows the loss to increase, since ε λ_max(P)
 *   λ_max(H) exceeds 2; −1: none so far
 * @is_complete: whether the requested step or the end of the run has been reached
 * @missing: (nullable): the reason if there is nothing (more) to show
 *
 * Bounds and actual loss of one run on a convex quadratic. Immutable, reference-counted.
 */
typedef struct
{
  gint ref_count;
  FopIdentity identity;
  char *name;
  FopCurves *curves;
  gboolean has_matrix;
  gint64 grows_from;
  gboolean is_complete;
  char *missing;
} FopTheory;

FopTheory *fop_theory_ref (FopTheory *theory);
void fop_theory_unref (FopTheory *theory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTheory, fop_theory_unref)

/* * Whether @problem may be a small enough convex quadratic; the walk checks whether it is one. */
gboolean fop_theory_applies (const FopProblem *problem);

/**
 * FopTheoryWalk:
 *
 * Replays a run from step 0, computing both spectra at every step. Whether its steps are the plain
 * ones to which the bounds apply is checked numerically rather than inferred from its settings:
 * θ_{t+1} = θ_t − ε P_t g_t, up to rounding. Not for concurrent use.
 */
typedef struct _FopTheoryWalk FopTheoryWalk;

/** @snapshot: of a problem to which the theory applies. */
FopTheoryWalk *fop_theory_walk_new (const FopSnapshot *snapshot, gsize run);
void fop_theory_walk_free (FopTheoryWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTheoryWalk, fop_theory_walk_free)

/** Whether it replays run @run of @snapshot: same problem, settings and slider moves. */
gboolean fop_theory_walk_is_of (const FopTheoryWalk *walk, const FopSnapshot *snapshot, gsize run);

/** Continues toward row @step for about @seconds, at least one step. About 4 n³ flops per step. */
void fop_theory_walk_on (FopTheoryWalk *walk, guint64 step, double seconds);

/** Returns: (transfer full): the results so far, for display at row @step. */
FopTheory *fop_theory_walk_theory (const FopTheoryWalk *walk, guint64 step);

G_END_DECLS
