/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/history-column.h"
#include "core/settings/settings.h"
#include "core/settings/size.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

typedef struct _FopProblem FopProblem;
typedef struct _FopProblemClass FopProblemClass;

typedef enum
{
  FOP_BLOCK_DENSE,       /* a matrix parameter, rows = fan-in, columns = fan-out */
  FOP_BLOCK_CONVOLUTION, /* rows = k², columns = channels in × channels out */
  FOP_BLOCK_BIAS         /* not preconditioned by layerwise structures */
} FopBlockKind;

/**
 * FopBlock:
 *
 * The parameters θ[offset … offset + rows·columns) seen as a rows × columns row-major matrix.
 * Analytic problems and linear models with one output are one dense block with one column.
 */
typedef struct
{
  char *name;
  FopBlockKind kind;
  gsize offset, rows, columns;
} FopBlock;

/* Evaluate on all rows of a data set instead of a step's batch. */
#define FOP_STEP_ALL G_MAXUINT64

/**
 * FopMeasures:
 *
 * Measures over all data, for problems on data; NaN if undefined.
 */
typedef struct
{
  double train_loss, test_loss, train_accuracy, test_accuracy;
} FopMeasures;

/**
 * FopDomain:
 *
 * The default plot range of a 2-D problem.
 */
typedef struct
{
  double x_minimum, x_maximum, y_minimum, y_maximum;
} FopDomain;

/**
 * FopLayerRows:
 * @offset: offset of the layer's parameters in θ: inputs × outputs weights, then one bias per
 *   output
 * @rows: rows of data in this portion
 * @weight: factor on a row's loss
 * @x: inputs of the layer, rows × inputs
 * @errors: derivatives of the loss with respect to its outputs, rows × outputs, including @weight
 *
 * Inputs and errors of a dense layer for a portion of the step's rows.
 */
typedef struct
{
  gsize offset, inputs, outputs;
  gsize rows;
  double weight;
  const double *x, *errors;
} FopLayerRows;

typedef void (*FopLayerVisit) (gpointer data, const FopLayerRows *rows);

/**
 * FopProblem:
 * @dimension: n, length of θ
 * @start: θ_0
 * @blocks: cover θ without overlap, in order
 * @work_size: number of doubles that evaluate, hessian, hessian_product and measure need as @work,
 *   all 0 before first use
 * @memory_size: number of doubles at the start of @work that are memory: if the loss depends on
 *   earlier iterates, evaluate stores them here. A run zeroes it at its start, and it is part of
 *   the run's keyframes. The rest of @work is scratch, or can be recomputed from the memory
 * @rows: number of data rows in an evaluation on all data; 0 if there are none
 * @stochastic: whether J_t or its gradient changes with the step (batches, noise)
 * @single: whether gradients are computed in single precision, so that anything learned from them
 *   needs no more digits
 * @likelihood, @convex: properties for methods
 * @fisher_singular: whether the Fisher matrix, if any, is singular everywhere: softmax is invariant
 *   to a shift of its scores
 * @smoothness: L, the largest curvature, if known in closed form; otherwise NaN
 * @hessian_work: approximate number of operations of hessian; 0 if at most n²
 * @n_minima, @minima: known minimizers, n_minima × dimension; may be 0
 * @description: one line for captions: "quadratic, n = 10, κ = 100"
 * @notes: (nullable): noteworthy facts on how its data were read; see core/data/notes.h
 *
 * The objective of a run: immutable once created, reference-counted, shared between threads; each
 * caller provides its own workspace. Concrete problems embed this struct first.
 */
struct _FopProblem
{
  const FopProblemClass *klass;
  gint ref_count;
  gsize dimension;
  double *start;
  gsize n_blocks;
  FopBlock *blocks;
  gsize work_size;
  gsize memory_size;
  gsize rows;
  gboolean stochastic;
  gboolean single;
  gboolean likelihood;
  gboolean convex;
  gboolean fisher_singular;
  double smoothness;
  double hessian_work;
  gsize n_minima;
  double *minima;
  gboolean has_domain;
  FopDomain domain;
  char *description;
  GPtrArray *notes;
};

/**
 * FopProblemClass:
 * @kind: name in files: "rosenbrock"
 * @title: for people: "Rosenbrock"
 * @help: definition, start and minimum, in plain text with Unicode mathematics
 * @table: its parameters
 * @columns: (nullable): additional history columns, such as "return"
 * @create: creates the problem; @seed is the experiment's, which draws start and batches, and the
 *   problem unless the settings have their own `seed`. Sizes are checked before allocation
 *   (FOP_ERROR_TOO_LARGE)
 * @free: frees the members of the concrete struct
 * @evaluate: J_t(θ); @gradient (nullable) receives ∇J_t(θ), length n; never fails: non-finite
 *   values are results
 * @hessian: (nullable): the n × n Hessian of the loss on all data, symmetric, row-major, both
 * triangles
 * @fisher: (nullable): the n × n Fisher matrix of the loss on all data, for a model whose loss is a
 *   negative log-likelihood: the expected Hessian over targets drawn from the model, without
 *   penalties; symmetric, row-major, both triangles
 * @hessian_product: (nullable): H v of step @step's loss
 * @fisher_product: (nullable): F v for the rows of step @step; required with @fisher
 * @visit_layers: (nullable): like evaluate with a gradient, and calls @visit with every dense
 *   layer's rows in the backward pass, layer after layer and portion after portion. With @rng
 *   (nullable) the derivatives, including @gradient, are for targets drawn from the model, row
 *   after row; the returned loss is that of the data
 * @measure: (nullable): measures over all data
 * @report: with @columns: their values, after an evaluation that used @work; NaN if undefined
 * @mean_return: (nullable): for control problems: the mean return of a fixed set of episodes under
 *   the policy of θ. Allocates
 */
struct _FopProblemClass
{
  const char *kind;
  const char *title;
  const char *help;
  FopParameterTable table;
  const FopHistoryColumn *columns;
  FopProblem *(*create) (const FopSettings *settings, guint64 seed, GError **error);
  void (*free) (FopProblem *problem);
  double (*evaluate) (const FopProblem *problem, const double *theta, guint64 step,
                      double *gradient, double *work);
  void (*hessian) (const FopProblem *problem, const double *theta, double *hessian, double *work);
  void (*fisher) (const FopProblem *problem, const double *theta, double *fisher, double *work);
  void (*hessian_product) (const FopProblem *problem, const double *theta, guint64 step,
                           const double *vector, double *product, double *work);
  void (*fisher_product) (const FopProblem *problem, const double *theta, guint64 step,
                          const double *vector, double *product, double *work);
  double (*visit_layers) (const FopProblem *problem, const double *theta, guint64 step,
                          double *gradient, double *work, gsl_rng *rng, FopLayerVisit visit,
                          gpointer data);
  void (*measure) (const FopProblem *problem, const double *theta, FopMeasures *measures,
                   double *work);
  void (*report) (const FopProblem *problem, const double *work, double *values);
  double (*mean_return) (const FopProblem *problem, const double *theta);
};

/* The registry: one line per problem in problem-registry.c, in list order. */
gsize fop_problem_n_classes (void);
const FopProblemClass *fop_problem_class (gsize index);

/** Returns: %NULL with FOP_ERROR_UNKNOWN_KEY naming the nearest kind. */
const FopProblemClass *fop_problem_class_find (const char *kind, GError **error);

/**
 * fop_problem_new:
 *
 * Returns: (transfer full): the problem, or %NULL with @error naming the key or file
 */
FopProblem *fop_problem_new (const FopProblemClass *klass, const FopSettings *settings,
                             guint64 seed, GError **error);
FopProblem *fop_problem_ref (FopProblem *problem);
void fop_problem_unref (FopProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopProblem, fop_problem_unref)

gsize fop_problem_n_columns (const FopProblemClass *klass);

/**
 * fop_problem_check_steady:
 * @who: the method, and what it does: "lbfgs does a line search"
 *
 * For methods that compare losses or gradients of successive steps.
 *
 * Returns: whether the loss is the same at every step; otherwise @error says that @who needs this,
 *   why this problem violates it, and what to set, if possible
 */
gboolean fop_problem_check_steady (const FopProblem *problem, const char *who, GError **error);

/*
 * For concrete problems: initializes the base of a zeroed struct: allocates `start` (zeros) for n,
 * and one dense block "theta" of n × 1 (a problem with layers replaces it with
 * fop_problem_set_blocks()).
 */
void fop_problem_init (FopProblem *problem, const FopProblemClass *klass, gsize dimension);
void fop_problem_set_blocks (FopProblem *problem, gsize n, const FopBlock *blocks);

G_END_DECLS
