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
 * @rate, @hyper_rate: ε and ρ
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
 *   gradients themselves would underflow
 * @norms: ‖g_t‖ ‖g_{t−1}‖; no matter to the normalised forms
 * @cosine: g·h
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

typedef struct _FopPreconditioner FopPreconditioner;

/**
 * FopPreconditionerClass:
 * @structure: the word of `structure`
 * @create: allocates; refuses what is past the memory budget
 * @free: (nullable): frees what the concrete struct owns beyond the base
 * @reset: writes a slice of step 0, projected onto the bounds
 * @learn: P_{t−1} → P_t from a pair; @image gets P_t g (of the unit g), which costs little here. No
 *   allocation
 * @apply: y ← P x; must not overlap
 * @trace: tr P, at most O(n)
 * @n_matrices, @matrix_info, @matrix: as in FopMethodClass
 */
typedef struct
{
  const char *structure;
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
  FopPreconditionerInfo (*matrix_info) (const FopPreconditioner *preconditioner, gsize index);
  void (*matrix) (const FopPreconditioner *preconditioner, const double *state, gsize index,
                  double *matrix);
} FopPreconditionerClass;

/* The first number of every slice: 0 exactly as long as P = I has never been touched. `fop` then
 * hands the gradient on as it is. */
#define FOP_PRECONDITIONER_TOUCHED 0

/**
 * FopPreconditioner:
 * @state_size: doubles in its slice of state
 * @bounds: where its spectrum is kept
 *
 * A structure on one problem. Holds scratch and nothing that a later step reads; that is in the
 * slice.
 */
struct _FopPreconditioner
{
  const FopPreconditionerClass *klass;
  gsize dimension;
  gsize state_size;
  FopBounds bounds;
};

/* The words of `structure`, NULL-terminated. */
extern const char *const fop_structure_words[];

/**
 * fop_preconditioner_new:
 * @settings: with `structure`, `hyper-momentum`, `min-eigenvalue`, `max-eigenvalue`
 *
 * Returns: (transfer full): the structure, or %NULL with FOP_ERROR_TOO_LARGE, or with
 *   FOP_ERROR_COMBINATION where the bounds are crossed
 */
FopPreconditioner *fop_preconditioner_new (const FopSettings *settings, const FopProblem *problem,
                                           guint64 seed, GError **error);
void fop_preconditioner_free (FopPreconditioner *preconditioner);

/* For structures: fills the base of a zeroed struct. */
void fop_preconditioner_init (FopPreconditioner *preconditioner,
                              const FopPreconditionerClass *klass, gsize dimension,
                              gsize state_size, const FopSettings *settings);

/* For structures of a single matrix of order n named "". */
gsize fop_preconditioner_single (const FopPreconditioner *preconditioner);

/* What structure full becomes with hyper-momentum: M is kept. */
extern const FopPreconditionerClass fop_preconditioner_root_class;

G_END_DECLS
