/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

G_BEGIN_DECLS

/**
 * FopMatrix:
 * @values: P_t, by which step t multiplies g_t: see method.h
 * @symmetric: the same where it is symmetric, as nearly all are; else ½(P + Pᵀ), for what only
 *   symmetric matrices have
 * @factor: (nullable): M, m × m, with P_t = M Mᵀ: where the method keeps it and it was asked for
 * @last: (nullable): P_{t−1}, where the method still has it and g_{t−1} is known
 * @diagonal: of all these there are only the m numbers of the diagonal: see fop_matrix_dense()
 *
 * A counted, immutable m × m matrix: a preconditioner at one step, and where on θ it acts: see
 * FopPreconditionerInfo.
 */
typedef struct
{
  gint ref_count;
  char *name;
  gsize order;
  gboolean diagonal;
  gsize offset, rows, columns;
  gboolean right;
  double *values, *symmetric, *factor, *last;
} FopMatrix;

/** @values are uninitialized, to be filled once: m × m, or m where @diagonal. */
FopMatrix *fop_matrix_new (const char *name, gsize order, gboolean diagonal);
/** How many numbers each of its arrays has. */
gsize fop_matrix_size (const FopMatrix *matrix);
/** Returns: (transfer full) (nullable): a copy, m × m, of @numbers, one of the arrays of @matrix;
 * %NULL of %NULL. For whoever draws it, or computes with it as with any other. */
double *fop_matrix_dense (const FopMatrix *matrix, const double *numbers);
FopMatrix *fop_matrix_ref (FopMatrix *matrix);
void fop_matrix_unref (FopMatrix *matrix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMatrix, fop_matrix_unref)

/**
 * FopRunView:
 * @curves: (nullable): history, where asked for
 * @theta: (nullable): θ at @step, where asked for, and with it:
 * @gradient, @last_gradient: (nullable): g_t, and g_{t−1} where it is known, see FopIterate
 * @rate: ε_t, see fop_iterate_rate()
 * @sensitivity: of the step that led here, see fop_iterate_sensitivity()
 * @last_loss, @last_norm: J_{t−1} and ‖g_{t−1}‖; NaN where they are not known
 * @path: (nullable): θ on the way there, where asked for
 * @preconditioners: (nullable): n_preconditioners matrices of step @step, where asked for
 * @with_factors: whether M was asked for with them
 * @n_too_large: matrices left out of them, see FOP_PRECONDITIONER_ORDER_MAX
 *
 * One run as a snapshot saw it.
 */
typedef struct
{
  FopRunStatus status;
  guint64 step;
  double loss, best_loss, gradient_norm;
  char *reason;
  FopCurves *curves;
  double *theta, *gradient, *last_gradient;
  FopPath *path;
  double rate, sensitivity, last_loss, last_norm;
  gsize n_preconditioners, n_too_large;
  gboolean with_factors;
  FopMatrix **preconditioners;
} FopRunView;

/** Matrices larger than this order are not put into snapshots and not written as full matrices. */
#define FOP_PRECONDITIONER_ORDER_MAX 4096u

/** Copies what a view has of a point: θ, gradients, rates. */
void fop_run_view_point (FopRunView *view, FopIterate *iterate);
/** Copies the preconditioners P_t, but those that are too large; with @factors their M too; P_{t−1}
 * where the view has g_{t−1}, so that the point comes first. */
void fop_run_view_preconditioners (FopRunView *view, FopIterate *iterate, gboolean factors);
/** Frees what a view holds. */
void fop_run_view_clear (FopRunView *view);

/**
 * FopSnapshot:
 * @serial: grows with every snapshot of an engine
 * @edit: serial of the last edit that @experiment holds, or that was refused
 * @generation: serial of the edit that put @experiment in the place of another: views of different
 *   generations have nothing in common
 * @experiment: the version that ran, events included; not changed by anybody
 * @step: the furthest step of any run
 * @level: the row that the runs are to reach before they pause or play on
 * @rate: steps a second over all runs, 0 while paused
 *
 * An immutable, counted picture of all runs between two steps.
 */
typedef struct
{
  gint ref_count;
  guint64 serial, edit, generation;
  FopExperiment *experiment;
  FopProblem *problem;
  gboolean playing;
  guint64 step, level;
  double rate;
  gsize n_runs;
  FopRunView *runs;
} FopSnapshot;

FopSnapshot *fop_snapshot_ref (FopSnapshot *snapshot);
void fop_snapshot_unref (FopSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSnapshot, fop_snapshot_unref)

G_END_DECLS
