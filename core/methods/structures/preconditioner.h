/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/*
 * What `fop` asks of a structure of P: a slice of state, and how it learns from a pair of
 * gradients. A structure is one file and one line in preconditioner.c.
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
 *   gradients themselves would underflow. To a structure with columns they are the matrices G and H
 *   of Frobenius norm 1, m × c, row-major
 * @norms: ‖g_t‖ ‖g_{t−1}‖; no matter to the normalised forms
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

/**
 * FopBounds:
 *
 * The interval that P's spectrum is projected onto; 0 and infinity where it is open.
 */
typedef struct
{
  double minimum, maximum;
} FopBounds;

/** Reads `min-eigenvalue` and `max-eigenvalue`. */
FopBounds fop_bounds_from (const FopSettings *settings);
/** Whether there is anything to project onto. */
gboolean fop_bounds_given (const FopBounds *bounds);
/** The root of @value clamped to @bounds, so that its square, rounded, still lies within. */
double fop_bounds_root (const FopBounds *bounds, double value);

/**
 * fop_bounds_widen:
 * @low, @high: (inout): no eigenvalue of P lies outside
 *
 * What P ← (I + cS) P (I + cS) can do to the spectrum at most (Ostrowski): S = G Hᵀ + H Gᵀ, of
 * matrices of Frobenius norm 1, has its eigenvalues within g·h ± 1, for it is half the difference
 * of the squares of G + H and G − H.
 */
void fop_bounds_widen (double c, double cosine, double *low, double *high);

typedef struct _FopPreconditioner FopPreconditioner;

/**
 * FopPreconditionerClass:
 * @structure: the word of `structure`
 * @starts_apart: P_0 ≠ I: it is put to use by the first step with ρ > 0, and stands for I before
 * @create: (nullable): allocates for all of θ; refuses what is past the memory budget
 * @free: (nullable): frees what the concrete struct owns beyond the base
 * @reset: writes a slice of step 0, projected onto the bounds
 * @learn: P_{t−1} → P_t from a pair; @image gets P_t g (of the unit g), which costs little here. No
 *   allocation
 * @apply: y ← P x; must not overlap
 * @trace: tr P as of a map of all its parameters, at most O(n)
 * @n_matrices, @matrix_info, @matrix: as in FopMethodClass
 * @factor: (nullable): writes M, of the matrix's order, row-major, with P = M Mᵀ, where it is kept;
 *   %FALSE, and nothing is written, where it is not
 * @is_factor: (nullable): whether a matrix is not P itself but one that P is a product of, in which
 *   annealing does not show
 */
typedef struct
{
  const char *structure;
  gboolean starts_apart;
  FopPreconditioner *(*create) (const FopSettings *settings, const FopProblem *problem,
                                guint64 seed, GError **error);
  void (*free) (FopPreconditioner *preconditioner);
  void (*reset) (FopPreconditioner *preconditioner, double *state);
  void (*learn) (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
                 const FopGradientPair *pair, double *image);
  void (*apply) (FopPreconditioner *preconditioner, const double *state, const double *x,
                 double *y);
  double (*trace) (const FopPreconditioner *preconditioner, const double *state);
  gsize (*n_matrices) (const FopPreconditioner *preconditioner);
  FopPreconditionerInfo (*matrix_info) (const FopPreconditioner *preconditioner, gsize block);
  void (*matrix) (const FopPreconditioner *preconditioner, const double *state, gsize block,
                  double *matrix);
  gboolean (*factor) (const FopPreconditioner *preconditioner, const double *state, gsize block,
                      double *matrix);
  gboolean (*is_factor) (const FopPreconditioner *preconditioner, gsize block);
} FopPreconditionerClass;

/* The first number of every slice: 0 exactly as long as P = I has never been touched. `fop` then
 * hands the gradient on as it is. */
#define FOP_PRECONDITIONER_TOUCHED 0

/**
 * FopPreconditioner:
 * @dimension: of what it preconditions
 * @rows, @columns: dimension = rows × columns: P of order m = rows acts on each column
 * @state_size: doubles in its slice of state
 * @bounds: where its spectrum is kept
 *
 * A structure on all of θ, or on one block. Holds scratch and nothing that a later step reads; that
 * is in the slice.
 */
struct _FopPreconditioner
{
  const FopPreconditionerClass *klass;
  gsize dimension, rows, columns;
  gsize state_size;
  FopBounds bounds;
};

/* The words of `structure`, NULL-terminated. */
extern const char *const fop_structure_words[];

/**
 * fop_preconditioner_new:
 * @settings: with `structure`, `rank`, `hyper-momentum`, `keep-factor`, `min-eigenvalue`,
 * `max-eigenvalue`
 *
 * Returns: (transfer full): the structure, or %NULL with FOP_ERROR_TOO_LARGE, or with
 *   FOP_ERROR_COMBINATION where the bounds are crossed or cannot be kept, or rank is above m
 */
FopPreconditioner *fop_preconditioner_new (const FopSettings *settings, const FopProblem *problem,
                                           guint64 seed, GError **error);
void fop_preconditioner_free (FopPreconditioner *preconditioner);

/* For structures: fills the base of a zeroed struct. */
void fop_preconditioner_init (FopPreconditioner *preconditioner,
                              const FopPreconditionerClass *klass, gsize rows, gsize columns,
                              gsize state_size, const FopSettings *settings);

/* For structures of a single matrix named "": one, of order m. */
gsize fop_preconditioner_single (const FopPreconditioner *preconditioner);
FopPreconditionerInfo fop_preconditioner_single_info (const FopPreconditioner *preconditioner,
                                                      gsize block);

/*
 * Structures for one matrix parameter G, rows × columns, of which `full`, `layerwise`, `low-rank`
 * and `kronecker` are made. @what names it where the memory budget refuses it; they own no word of
 * `structure` and have no create.
 */

/** Whether M is to be kept: where it was asked for, and where its update has a momentum. */
gboolean fop_preconditioner_keeps_factor (const FopSettings *settings);

/** One column, P tracked. Where M is to be kept: fop_preconditioner_root_new(). */
FopPreconditioner *fop_preconditioner_full_new (const FopSettings *settings, gsize rows,
                                                const char *what, GError **error);

/** Several columns, P tracked. Where M is to be kept: fop_preconditioner_root_new(). */
FopPreconditioner *fop_preconditioner_left_new (const FopSettings *settings, gsize rows,
                                                gsize columns, const char *what, GError **error);
/** The same with P, and the work on it, in single precision. */
FopPreconditioner *fop_preconditioner_left_new_single (const FopSettings *settings, gsize rows,
                                                       gsize columns, const char *what,
                                                       GError **error);

/** P = M Mᵀ with M kept, which is FOP_PRECONDITIONER_ROOT doubles into the slice, m × m. */
FopPreconditioner *fop_preconditioner_root_new (const FopSettings *settings, gsize rows,
                                                gsize columns, const char *what, GError **error);

/** P = I + U Uᵀ with U, m × rank, FOP_PRECONDITIONER_LOW_RANK doubles into the slice.
 * @stream: which of the method's random streams draws U_0. */
FopPreconditioner *fop_preconditioner_low_rank_new (const FopSettings *settings, gsize rows,
                                                    gsize columns, const char *what, guint64 seed,
                                                    guint64 stream, GError **error);

/** G ↦ L Lᵀ G R Rᵀ with L, m × m, and then R, c × c, FOP_PRECONDITIONER_KRONECKER doubles into the
 * slice. */
FopPreconditioner *fop_preconditioner_kronecker_new (const FopSettings *settings, gsize rows,
                                                     gsize columns, const char *what,
                                                     GError **error);

#define FOP_PRECONDITIONER_ROOT      4
#define FOP_PRECONDITIONER_LOW_RANK  1
#define FOP_PRECONDITIONER_KRONECKER 7

G_END_DECLS
