/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/examples.h"
#include "core/problems/start.h"

G_BEGIN_DECLS

/* The parameters shared by all linear models. */
#define FOP_LINEAR_MODEL_PARAMETERS(usual)                                                           \
  FOP_EXAMPLES_PARAMETERS (usual), FOP_START_PARAMETER,                                              \
  {                                                                                                  \
    .key = "start-scale", .label = "Start scale", .symbol = "σ", .type = FOP_PARAMETER_REAL,         \
    .flags = FOP_PARAMETER_ADVANCED, .minimum = 0, .maximum = 1e6, .low = 0, .high = 1,              \
    .help                                                                                            \
        = "Standard deviation σ of the start, drawn from N(0, σ²) with the experiment's seed; 0 " \
          "starts at zero.",                                                                         \
  }

/* The kind of a model's targets, and its number of scores. */
typedef enum
{
  FOP_TARGETS_REAL,
  FOP_TARGETS_TWO_CLASSES, /* one score; targets 0 and 1 */
  FOP_TARGETS_CLASSES      /* one score per class */
} FopTargets;

/**
 * FopLinearModel:
 * @name: for descriptions: "softmax regression"
 * @constant: the constant feature of the bias: 1 or −1
 * @bias_block: whether the bias is a separate block
 * @likelihood: whether the loss is a negative log-likelihood
 * @curvature_bound: largest curvature of a row's loss with respect to its scores; NaN: not given
 * @losses: sum of the losses of @rows rows with scores z, rows × c; @slopes (rows × c) receives
 *   ∂ℓ/∂z
 * @curve: @product receives (∂²ℓ/∂z²) u for each row; all rows × c. At a jump of the second
 *   derivative, the value of either side
 * @hits: (nullable): number of correctly predicted rows
 * @redundant: whether the loss is invariant to a shift of all scores of a row
 *
 * A model whose loss depends on its parameters only through scores z = Wᵀx + b, with c scores per
 * row. Given this struct, the functions below implement the problem. θ is W with b as its last row:
 * (d + 1) × c, row-major.
 */
typedef struct
{
  const char *name;
  FopTargets targets;
  double constant;
  gboolean bias_block;
  gboolean likelihood;
  double curvature_bound;
  double (*losses) (gsize rows, gsize c, const double *z, const double *targets, double *slopes);
  void (*curve) (gsize rows, gsize c, const double *z, const double *targets, const double *u,
                 double *product);
  gsize (*hits) (gsize rows, gsize c, const double *z, const double *targets);
  gboolean redundant;
} FopLinearModel;

/**
 * fop_linear_model_new:
 * @model: borrowed
 * @settings: with FOP_LINEAR_MODEL_PARAMETERS
 *
 * Reads the data. The smoothness constant is that of the data times the model's curvature bound: an
 * upper bound if the curvature varies, and exact if it is constant and there is no penalty.
 *
 * Returns: (transfer full): the problem, or %NULL with @error
 */
FopProblem *fop_linear_model_new (const FopProblemClass *klass, const FopLinearModel *model,
                                  const FopSettings *settings, guint64 seed, GError **error);

/* For the class. */
void fop_linear_model_free (FopProblem *problem);
double fop_linear_model_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                                  double *gradient, double *work);
/** O(c² rows d²); allocates d² doubles temporarily. */
void fop_linear_model_hessian (const FopProblem *problem, const double *theta, double *hessian,
                               double *work);
/**
 * For models with a likelihood, whose curvature with respect to the scores does not depend on the
 * targets: the Hessian without the penalty.
 */
void fop_linear_model_fisher (const FopProblem *problem, const double *theta, double *fisher,
                              double *work);
/** F v for the rows of a step, for the same models. */
void fop_linear_model_fisher_product (const FopProblem *problem, const double *theta, guint64 step,
                                      const double *vector, double *product, double *work);
void fop_linear_model_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                                       const double *vector, double *product, double *work);
/** Losses with the penalty, over all training rows and over all test rows. */
void fop_linear_model_measure (const FopProblem *problem, const double *theta,
                               FopMeasures *measures, double *work);

/* * The hits of a FOP_TARGETS_TWO_CLASSES model: class 1 is predicted if the score is positive. */
gsize fop_linear_model_sign_hits (gsize rows, gsize c, const double *z, const double *targets);

G_END_DECLS
