/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/rate-bound.h"
#include "core/run/identity.h"

G_BEGIN_DECLS

/* Of larger problems the matrices are not looked at step by step. */
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
 * @identity: whose, up to which step
 * @name: of the run
 * @curves: the loss above the minimum, and what it can be at most by the bounds of FopRateBound,
 *   the factors of all steps so far multiplied onto J_0 − J*; NaN where that is more than J_0 − J*
 * @has_matrix: P is another matrix than I; else both bounds are the same
 * @grows_from: the first step that P's interval allows to take the loss up, for ε λ_max(P) λ_max(H)
 *   is more than 2 there; −1: none so far
 * @is_complete: nothing more is to come: it has reached the step asked for, or the run's end
 * @missing: (nullable): why there is nothing to show, or nothing further, in words
 *
 * Theory and practice of one run on a convex quadratic. Immutable, counted.
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

/** Whether @problem may be a convex quadratic small enough; whether it is one, the walk finds out.
 */
gboolean fop_theory_applies (const FopProblem *problem);

/**
 * FopTheoryWalk:
 *
 * A run taken once more, from step 0 on, with both spectra looked at in every step. Whether its
 * steps are the plain ones that the bounds are about is not told from its settings but checked:
 * θ_{t+1} = θ_t − ε P_t g_t, up to rounding. One thread at a time.
 */
typedef struct _FopTheoryWalk FopTheoryWalk;

/** @snapshot: of a problem that the theory applies to. */
FopTheoryWalk *fop_theory_walk_new (const FopSnapshot *snapshot, gsize run);
void fop_theory_walk_free (FopTheoryWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTheoryWalk, fop_theory_walk_free)

/** Whether the way of run @run of @snapshot is the one that is walked: same problem, settings and
 * slider moves. */
gboolean fop_theory_walk_is_of (const FopTheoryWalk *walk, const FopSnapshot *snapshot, gsize run);

/** Goes on towards row @step for about @seconds, at least one step. About 4 n³ flops each. */
void fop_theory_walk_on (FopTheoryWalk *walk, guint64 step, double seconds);

/** Returns: (transfer full): what it has seen so far, for readers of row @step. */
FopTheory *fop_theory_walk_theory (const FopTheoryWalk *walk, guint64 step);

G_END_DECLS
