/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/*
 * Base optimizers: rules that map a gradient-like vector d to a direction u, followed by θ ← θ − α
 * u. The methods `sgd`, `adam`, … are these rules with d = g and α = ε; `fop` passes them d = P g,
 * and `hd` learns α. Each rule follows PyTorch's torch.optim (float64, CPU) in formula, order of
 * operations and defaults.
 */
typedef struct _FopBase FopBase;

/**
 * FopBaseRule:
 * @kind: the method's kind, and the word of `base`
 * @n_vectors: number of vectors of length n stored between steps
 * @decoupled: weight decay is applied to θ directly (AdamW) instead of being added to d
 * @weight_decay, @epsilon: the rule's defaults, if the settings of `fop` or `hd` give none
 * @reset: (nullable): initializes the vectors of step 0, which are already zero
 * @direction: d = g (or P g) → u, length n each; @theta is read for coupled weight decay. @count is
 *   the number of this step, from 1 (a rule may restart it); @memory: the rule's vectors
 * @gain: (nullable): ∂u/∂d of the last step taken, a number; %NULL is 1
 * @scaling: (nullable): the positive diagonal s by which the rule multiplies its (averaged) d, at
 *   the last step taken; called only after one
 *
 * A rule, defined in the file of its method.
 */
typedef struct
{
  const char *kind;
  gsize n_vectors;
  gboolean decoupled;
  double weight_decay, epsilon;
  void (*reset) (const FopBase *base, double *memory);
  void (*direction) (const FopBase *base, double *count, double *memory, const double *theta,
                     const double *d, double *u);
  double (*gain) (const FopBase *base, double count);
  void (*scaling) (const FopBase *base, double count, const double *memory, double *s);
} FopBaseRule;

/**
 * FopBase:
 * @state_size: doubles in a slice of state: the number of steps taken, the sensitivity of the last
 *   one, then the rule's vectors
 *
 * A rule with its settings. Plain data, embedded in a method.
 */
struct _FopBase
{
  const FopBaseRule *rule;
  gsize dimension;
  gsize state_size;
  double momentum, dampening, weight_decay;
  double beta1, beta2, smoothing, epsilon;
  double rate_decay, initial_accumulator;
  gboolean nesterov, centered;
};

/* The words of `base`, NULL-terminated, in the order of fop_base_rule()'s argument: the rules of
 * method-registry.c. */
extern const char *const fop_base_words[];
const FopBaseRule *fop_base_rule (int index);

/**
 * fop_base_init:
 *
 * Prepares @base for @rule on n = @dimension parameters; reads the settings that do not change in a
 * run.
 *
 * Returns: %FALSE with FOP_ERROR_COMBINATION for Nesterov momentum with dampening
 */
gboolean fop_base_init (FopBase *base, const FopBaseRule *rule, gsize dimension,
                        const FopSettings *settings, GError **error);

/** Reads the live parameters. Keys missing from the settings' table keep their defaults. */
void fop_base_configure (FopBase *base, const FopSettings *settings);

/** Initializes a slice for step 0. */
void fop_base_reset (const FopBase *base, double *state);

/** d → u, and advances the slice by one step. */
void fop_base_direction (const FopBase *base, double *state, const double *theta, const double *d,
                         double *u);

/** θ ← θ − α u, after θ ← (1 − α λ) θ if the weight decay λ is decoupled. */
void fop_base_move (const FopBase *base, double *state, double rate, const double *u,
                    double *theta);

/**
 * fop_base_sensitivity:
 *
 * The sensitivity of the last step to d: −∂θ_{t+1}/∂d_t, a scalar. Exact for the rule sgd: α, α (1
 * + μ) with Nesterov momentum, α (1 − dampening) with dampened momentum. For rules that scale each
 * coordinate it is not a scalar; they return α, the usual approximation in hypergradient methods.
 *
 * Returns: the number; 0 before the first step
 */
double fop_base_sensitivity (const double *state);

/**
 * fop_base_has_scaling:
 *
 * Whether the rule scales each coordinate individually, like Adam's 1/(√v̂ + eps). For rules with
 * averages or momentum this diagonal multiplies the averaged d, not d itself.
 */
gboolean fop_base_has_scaling (const FopBase *base);

/** The n numbers of the last step's scaling; 1 before the first step. */
void fop_base_scaling (const FopBase *base, const double *state, double *scaling);

/*
 * A method that consists of a rule only. Its file defines the rule, the parameter table and a
 * create function that calls fop_base_method_new().
 */
FopMethod *fop_base_method_new (const FopMethodClass *klass, const FopBaseRule *rule,
                                const FopSettings *settings, const FopProblem *problem,
                                GError **error);
void fop_base_method_free (FopMethod *method);
void fop_base_method_configure (FopMethod *method, const FopSettings *settings);
void fop_base_method_reset (FopMethod *method);
void fop_base_method_step (FopMethod *method, FopStep *step, double *theta);
gsize fop_base_method_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_base_method_preconditioner_info (const FopMethod *method, gsize block);
void fop_base_method_preconditioner (const FopMethod *method, gsize block, double *matrix);
double fop_base_method_sensitivity (const FopMethod *method);

/* The members of a FopMethodClass shared by such methods. */
#define FOP_BASE_METHOD                                                                            \
  .free = fop_base_method_free, .configure = fop_base_method_configure,                            \
  .reset = fop_base_method_reset, .step = fop_base_method_step,                                    \
  .n_preconditioners = fop_base_method_n_preconditioners,                                          \
  .preconditioner_info = fop_base_method_preconditioner_info,                                      \
  .preconditioner = fop_base_method_preconditioner, .sensitivity = fop_base_method_sensitivity

G_END_DECLS
