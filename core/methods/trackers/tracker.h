/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"
#include "core/methods/trackers/spectrum-bounds.h"

G_BEGIN_DECLS

/*
 * A tracker keeps the P of one matrix parameter G, rows × columns, or of a vector, which has one
 * column: as numbers of its own choice in a slice of state, and learns from pairs of gradients.
 * Which trackers a structure of P is made of is written in core/methods/structures/structure.c.
 */

typedef enum
{
  FOP_NORMALIZE_NONE,
  FOP_NORMALIZE_FROBENIUS,
  FOP_NORMALIZE_COSINE
} FopNormalize;

/**
 * FopLearning:
 * @rate: how far P h, h the pair's earlier gradient, moved θ: ε of that step, times what its
 *   momentum and annealing made of it
 * @hyper_rate: ρ
 * @hyper_momentum: of the update of M
 *
 * How P learns: the settings in force at a step.
 */
typedef struct
{
  FopNormalize normalize;
  double rate, hyper_rate, hyper_momentum;
} FopLearning;

/**
 * FopGradientPair:
 * @g, @h: g_t and g_{t−1}, each divided by its norm: with gradients of 1e-170 the products of the
 *   gradients themselves would underflow. To a tracker with columns they are the matrices G and H
 *   of Frobenius norm 1, m × c, row-major
 * @norms: ‖g_t‖ ‖g_{t−1}‖; unused by the normalized forms
 * @cosine: g·h, for matrices Σ G_ij H_ij
 */
typedef struct
{
  const double *g, *h;
  double norms, cosine;
} FopGradientPair;

/**
 * fop_learning_coefficient:
 * @pair: gradients that the update is made of
 * @size: Frobenius norm of S M, where S = g hᵀ + h gᵀ of the unit vectors
 *
 * The number c in M ← M + c S M: ρ ε ‖g_t‖ ‖g_{t−1}‖ (none), ρ / ‖S M‖_F (frobenius), ρ (cosine).
 *
 * Returns: c, or 0 (no update) where it would not be finite
 */
double fop_learning_coefficient (const FopLearning *learning, const FopGradientPair *pair,
                                 double size);

typedef struct _FopTracker FopTracker;

/**
 * FopTrackerClass:
 * @free: (nullable): frees what the concrete struct owns beyond the base
 * @reset: writes a slice of step 0, projected onto the bounds
 * @learn: P_{t−1} → P_t from a pair; @image gets P_t g (of the unit g), which costs little here. No
 *   allocation
 * @apply: y ← P x; must not overlap
 * @trace: tr P as of a map of all its parameters, at most O(n)
 * @n_matrices, @matrix_info, @matrix: as in FopMethodClass; several are factors, of which P is the
 *   product
 * @factor: (nullable): writes M, of the matrix's order, row-major, with P = M Mᵀ, where it is kept;
 *   %FALSE, and nothing is written, where it is not
 */
typedef struct
{
  void (*free) (FopTracker *tracker);
  void (*reset) (FopTracker *tracker, double *state);
  void (*learn) (FopTracker *tracker, double *state, const FopLearning *learning,
                 const FopGradientPair *pair, double *image);
  void (*apply) (FopTracker *tracker, const double *state, const double *x, double *y);
  double (*trace) (const FopTracker *tracker, const double *state);
  gsize (*n_matrices) (const FopTracker *tracker);
  FopPreconditionerInfo (*matrix_info) (const FopTracker *tracker, gsize block);
  void (*matrix) (const FopTracker *tracker, const double *state, gsize block, double *matrix);
  gboolean (*factor) (const FopTracker *tracker, const double *state, gsize block, double *matrix);
} FopTrackerClass;

/* The first number of every slice: 0 exactly as long as P = I has never been touched. */
#define FOP_TRACKER_TOUCHED 0

/**
 * FopTracker:
 * @dimension: of what it preconditions
 * @rows, @columns: dimension = rows × columns: P of order m = rows acts on each column
 * @state_size: doubles in its slice of state
 * @bounds: where its spectrum is kept
 *
 * Holds scratch and nothing that a later step reads; that is in the slice.
 */
struct _FopTracker
{
  const FopTrackerClass *klass;
  gsize dimension, rows, columns;
  gsize state_size;
  FopBounds bounds;
};

/**
 * FopTracked:
 * @rows, @columns: of the parameters, as a matrix; one column is a vector
 * @single: P may be kept in single precision
 * @what: names P where the memory budget refuses it
 * @seed, @stream: of the method, and which of its random streams draws what is drawn
 *
 * What a tracker is made for.
 */
typedef struct
{
  gsize rows, columns;
  gboolean single;
  const char *what;
  guint64 seed, stream;
} FopTracked;

/**
 * FopTrackerNew:
 * @settings: with `rank`, `hyper-momentum`, `keep-factor`, `min-eigenvalue`, `max-eigenvalue`
 *
 * Returns: (transfer full): a tracker, or %NULL with FOP_ERROR_TOO_LARGE, or with
 *   FOP_ERROR_COMBINATION where the bounds cannot be kept, or rank is above rows
 */
typedef FopTracker *(*FopTrackerNew) (const FopSettings *settings, const FopTracked *of,
                                      GError **error);

/**
 * fop_dense_tracker_new:
 *
 * P of order m without a form of its own: by M where that is to be kept (factor-tracker.c), since
 * it was asked for or its update has a momentum; else by P itself, each in the way that is cheapest
 * for a vector (vector-tracker.c) or several columns (matrix-tracker.c).
 */
FopTracker *fop_dense_tracker_new (const FopSettings *settings, const FopTracked *of,
                                   GError **error);
/** P = diag(μ²). */
FopTracker *fop_diagonal_tracker_new (const FopSettings *settings, const FopTracked *of,
                                      GError **error);
/** P = s² I. */
FopTracker *fop_scalar_tracker_new (const FopSettings *settings, const FopTracked *of,
                                    GError **error);
/** P = I + U Uᵀ with U, m × rank, FOP_LOW_RANK_TRACKER_NUMBERS doubles into the slice. */
FopTracker *fop_low_rank_tracker_new (const FopSettings *settings, const FopTracked *of,
                                      GError **error);
/** G ↦ L Lᵀ G R Rᵀ with L, m × m, and then R, c × c, FOP_KRONECKER_TRACKER_NUMBERS doubles into the
 * slice. */
FopTracker *fop_kronecker_tracker_new (const FopSettings *settings, const FopTracked *of,
                                       GError **error);
void fop_tracker_free (FopTracker *tracker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTracker, fop_tracker_free)

/* For fop_dense_tracker_new(), which chooses one of these. M of P = M Mᵀ, m × m, is
 * FOP_FACTOR_TRACKER_NUMBERS doubles into the slice. */
FopTracker *fop_factor_tracker_new (const FopSettings *settings, const FopTracked *of,
                                    GError **error);
FopTracker *fop_vector_tracker_new (const FopSettings *settings, const FopTracked *of,
                                    GError **error);
FopTracker *fop_matrix_tracker_new (const FopSettings *settings, const FopTracked *of,
                                    GError **error);
FopTracker *fop_matrix_tracker_new_single (const FopSettings *settings, const FopTracked *of,
                                           GError **error);

#define FOP_FACTOR_TRACKER_NUMBERS    4
#define FOP_LOW_RANK_TRACKER_NUMBERS  1
#define FOP_KRONECKER_TRACKER_NUMBERS 7

/* For trackers: fills the base of a zeroed struct. */
void fop_tracker_init (FopTracker *tracker, const FopTrackerClass *klass, gsize rows, gsize columns,
                       gsize state_size, const FopSettings *settings);

/* For trackers of a single matrix named "": one, of order m. */
gsize fop_tracker_single (const FopTracker *tracker);
FopPreconditionerInfo fop_tracker_single_info (const FopTracker *tracker, gsize block);

G_END_DECLS
