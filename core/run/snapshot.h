/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

G_BEGIN_DECLS

/**
 * FopMatrix:
 * @values: P_t, which multiplies g_t in step t; see method.h
 * @symmetric: the same pointer if P is symmetric, as is nearly always the case; otherwise
 *   ½(P + Pᵀ), for computations that require a symmetric matrix
 * @factor: (nullable): M, m × m, with P_t = M Mᵀ, if the method stores it and it was requested
 * @last: (nullable): P_{t−1}, if the method still has it and g_{t−1} is known
 * @diagonal: the arrays contain only the m diagonal elements; see fop_matrix_dense()
 *
 * An immutable, reference-counted m × m matrix: a preconditioner at one step, and the part of θ
 * that it acts on; see FopPreconditionerInfo.
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

/** Creates a matrix with uninitialized values for the caller to fill: m × m, or m if @diagonal. */
FopMatrix *fop_matrix_new (const char *name, gsize order, gboolean diagonal);
/** Returns: the number of elements of each of its arrays. */
gsize fop_matrix_size (const FopMatrix *matrix);
/** Returns: (transfer full) (nullable): a full m × m copy of @numbers, one of the arrays of
 * @matrix; %NULL if @numbers is %NULL. */
double *fop_matrix_dense (const FopMatrix *matrix, const double *numbers);
FopMatrix *fop_matrix_ref (FopMatrix *matrix);
void fop_matrix_unref (FopMatrix *matrix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMatrix, fop_matrix_unref)

/**
 * FopRunView:
 * @curves: (nullable): history, if requested
 * @theta: (nullable): θ at @step, if requested, along with the following:
 * @gradient, @last_gradient: (nullable): g_t, and g_{t−1} if known; see FopIterate
 * @rate: ε_t; see fop_iterate_rate()
 * @sensitivity: of the step to θ_t; see fop_iterate_sensitivity()
 * @last_loss, @last_norm: J_{t−1} and ‖g_{t−1}‖; NaN if unknown
 * @path: (nullable): the trajectory of θ, if requested
 * @preconditioners: (nullable): n_preconditioners matrices of step @step, if requested
 * @with_factors: whether M was requested with them
 * @n_too_large: number of matrices omitted; see FOP_PRECONDITIONER_ORDER_MAX
 *
 * The state of one run in a snapshot.
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

/** Matrices of larger order are not included in snapshots, nor written as full matrices. */
#define FOP_PRECONDITIONER_ORDER_MAX 4096u

/** Copies the current point to a view: θ, gradients, rates. */
void fop_run_view_point (FopRunView *view, FopIterate *iterate);
/** Copies the preconditioners P_t, except those that are too large, and their M if @factors.
 * P_{t−1} is copied if the view has g_{t−1}, so call fop_run_view_point() first. */
void fop_run_view_preconditioners (FopRunView *view, FopIterate *iterate, gboolean factors);
/** Frees the contents of a view. */
void fop_run_view_clear (FopRunView *view);

/**
 * FopSnapshot:
 * @serial: increases with every snapshot of an engine
 * @edit: serial of the last edit that @experiment includes, or that was refused
 * @generation: serial of the edit that replaced the previous experiment with @experiment; views of
 *   different generations have nothing in common
 * @experiment: the version that ran, including events; immutable
 * @step: the furthest step of any run
 * @level: the row that the runs reach before they pause or continue playing
 * @rate: steps per second, summed over all runs; 0 while paused
 *
 * The state of all runs between two steps; immutable and reference-counted.
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
