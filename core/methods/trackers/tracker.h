/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"
#include "core/methods/trackers/spectrum-bounds.h"

G_BEGIN_DECLS

/*
 * A tracker stores the P of one matrix parameter, rows × columns, or of a vector, which has one
 * column, and learns it from pairs of gradients. It represents P in its own way, in a slice of the
 * state. core/methods/structures/structure.c lists the trackers that each structure of P consists
 * of.
 */

typedef enum
{
  FOP_NORMALIZE_NONE,
  FOP_NORMALIZE_FROBENIUS,
  FOP_NORMALIZE_COSINE
} FopNormalize;

/**
 * FopLearning:
 * @rate: the factor of P h in the step of h, the earlier gradient of the pair: ε of that step,
 *   including the effect of its momentum and annealing
 * @hyper_rate: ρ
 * @hyper_momentum: momentum of the update of M
 *
 * The settings that P learns with, as in effect at a step.
 */
typedef struct
{
  FopNormalize normalize;
  double rate, hyper_rate, hyper_momentum;
} FopLearning;

/**
 * FopGradientPair:
 * @g, @h: g_t and g_{t−1}, each divided by its norm, because for gradients of 1e-170 products of
 * the gradients themselves would underflow. For a tracker with columns, the m × c matrices G and H
 * of Frobenius norm 1, row-major
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
 * @pair: the gradients of the update
 * @size: Frobenius norm of S M, where S = g hᵀ + h gᵀ for the unit vectors
 *
 * Computes the coefficient c in M ← M + c S M: ρ ε ‖g_t‖ ‖g_{t−1}‖ (none), ρ / ‖S M‖_F (frobenius),
 * ρ (cosine).
 *
 * Returns: c, or 0 (no update) if it is not finite
 */
double fop_learning_coefficient (const FopLearning *learning, const FopGradientPair *pair,
                                 double size);

typedef struct _FopTracker FopTracker;

/**
 * FopTrackerClass:
 * @free: (nullable): frees what the concrete struct owns in addition to the base
 * @reset: writes the slice of step 0, projected onto the bounds
 * @learn: updates P_{t−1} to P_t from a pair; stores P_t g (for the unit vector g) in @image, which
 *   is cheap here. Must not allocate
 * @apply: y ← P x; @x and @y must not overlap
 * @trace: tr P, as a linear map of all its parameters, in at most O(n)
 * @n_matrices, @matrix_info, @matrix: as in FopMethodClass; if there are several, P is their
 *   product
 * @factor: (nullable): writes M with P = M Mᵀ, of the order of the matrix, row-major, if it is
 *   stored; otherwise writes nothing and returns %FALSE
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

/* The first number of every slice: 0 if and only if P = I has never been modified. */
#define FOP_TRACKER_TOUCHED 0

/**
 * FopTracker:
 * @dimension: number of parameters that it preconditions
 * @rows, @columns: dimension = rows × columns: P of order m = rows acts on each column
 * @state_size: size of its slice of the state, in doubles
 * @bounds: bounds of its spectrum
 *
 * Contains only scratch memory; everything that later steps read is in the slice.
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
 * @rows, @columns: shape of the parameters as a matrix; a vector has one column
 * @single: whether P may be stored in single precision
 * @what: description of P in the error if it exceeds the memory budget
 * @seed, @stream: seed of the method, and the random stream to draw from
 *
 * What a tracker is created for.
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
 * Returns: (transfer full): a tracker, or %NULL with FOP_ERROR_TOO_LARGE, or FOP_ERROR_COMBINATION
 *   if the bounds cannot be satisfied, or rank exceeds rows
 */
typedef FopTracker *(*FopTrackerNew) (const FopSettings *settings, const FopTracked *of,
                                      GError **error);

/**
 * fop_dense_tracker_new:
 *
 * A dense P of order m. Stores M (factor-tracker.c) if requested or if its update has momentum.
 * Otherwise stores P itself, using the cheapest algorithm for a vector (vector-tracker.c) or for
 * several columns (matrix-tracker.c).
 */
FopTracker *fop_dense_tracker_new (const FopSettings *settings, const FopTracked *of,
                                   GError **error);
/** P = diag(μ²). */
FopTracker *fop_diagonal_tracker_new (const FopSettings *settings, const FopTracked *of,
                                      GError **error);
/** P = s² I. */
FopTracker *fop_scalar_tracker_new (const FopSettings *settings, const FopTracked *of,
                                    GError **error);
/** P = I + U Uᵀ with U, m × rank, at offset FOP_LOW_RANK_TRACKER_NUMBERS in the slice. */
FopTracker *fop_low_rank_tracker_new (const FopSettings *settings, const FopTracked *of,
                                      GError **error);
/** G ↦ L Lᵀ G R Rᵀ with L, m × m, followed by R, c × c, at offset FOP_KRONECKER_TRACKER_NUMBERS in
 * the slice. */
FopTracker *fop_kronecker_tracker_new (const FopSettings *settings, const FopTracked *of,
                                       GError **error);
void fop_tracker_free (FopTracker *tracker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTracker, fop_tracker_free)

/* For fop_dense_tracker_new(), which chooses one of these. M of P = M Mᵀ, m × m, is at offset
 * FOP_FACTOR_TRACKER_NUMBERS in the slice. */
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

/* For trackers: initializes the base of a zeroed struct. */
void fop_tracker_init (FopTracker *tracker, const FopTrackerClass *klass, gsize rows, gsize columns,
                       gsize state_size, const FopSettings *settings);

/* For trackers with a single matrix, named "", of order m. */
gsize fop_tracker_single (const FopTracker *tracker);
FopPreconditionerInfo fop_tracker_single_info (const FopTracker *tracker, gsize block);

G_END_DECLS
