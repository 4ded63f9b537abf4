/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/*
 * Base optimizers: rules that turn a gradient-like vector d into a direction u, after which
 * θ ← θ − α u. The methods `sgd`, `adam`, … are these rules with d = g and α = ε; `fop` gives them
 * d = P g, and `hd` learns α. Each rule follows PyTorch's torch.optim (float64, CPU) in formula,
 * order of operations and defaults.
 */
typedef struct _FopBase FopBase;

/**
 * FopBaseRule:
 * @kind: the method's kind, and the word of `base`
 * @n_vectors: vectors of length n that the rule keeps between steps
 * @decoupled: weight decay shrinks θ beside the step (AdamW) instead of being added to d
 * @weight_decay, @epsilon: the rule's own defaults, where the settings of `fop` or `hd` give none
 * @reset: (nullable): writes the vectors of step 0, which are zero already
 * @direction: d = g (or P g) → u, length n each; @theta is read for coupled weight decay. @count is
 *   the number of this step, from 1 (a rule may start it over); @memory the rule's vectors
 * @gain: (nullable): ∂u/∂d of the last step taken, a number; %NULL is 1
 * @scaling: (nullable): the positive diagonal s by which the rule multiplies its (averaged) d, at
 *   the last step taken; called only after one
 *
 * One rule, defined beside its method.
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
 * A rule with its numbers. Plain data, embedded in a method.
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

/* The words of `base`, NULL-terminated, in the order of fop_base_rule()'s index: the rules of
 * method-registry.c. */
extern const char *const fop_base_words[];
const FopBaseRule *fop_base_rule (int index);

/**
 * fop_base_init:
 *
 * Prepares @base for @rule on n = @dimension parameters; reads what does not change in a run.
 *
 * Returns: %FALSE with FOP_ERROR_COMBINATION for Nesterov momentum with dampening
 */
gboolean fop_base_init (FopBase *base, const FopBaseRule *rule, gsize dimension,
                        const FopSettings *settings, GError **error);

/** Takes over the live parameters. Keys that the settings' table lacks stay at the default. */
void fop_base_configure (FopBase *base, const FopSettings *settings);

/** Writes a slice of step 0. */
void fop_base_reset (const FopBase *base, double *state);

/** d → u, and the slice moves on by one step. */
void fop_base_direction (const FopBase *base, double *state, const double *theta, const double *d,
                         double *u);

/** θ ← θ − α u, after θ ← (1 − α λ) θ where the weight decay λ is decoupled. */
void fop_base_move (const FopBase *base, double *state, double rate, const double *u,
                    double *theta);

/**
 * fop_base_sensitivity:
 *
 * How far the last step's d moved θ: −∂θ_{t+1}/∂d_t, a number. With the rule sgd that is exact: α,
 * α (1 + μ) with Nesterov's momentum, α (1 − dampening) where momentum is dampened. Rules that
 * scale each coordinate have no such number; they say α, as hypergradient methods over them do.
 *
 * Returns: the number; 0 before the first step
 */
double fop_base_sensitivity (const double *state);

/**
 * fop_base_has_scaling:
 *
 * Whether the rule scales each coordinate by a number of its own, as Adam's 1/(√v̂ + ε) does. For
 * rules with averages or momentum that diagonal multiplies the averaged d, not d itself.
 */
gboolean fop_base_has_scaling (const FopBase *base);

/** The n × n diagonal matrix of the last step's scaling; I before the first step. */
void fop_base_scaling_matrix (const FopBase *base, const double *state, double *matrix);

/*
 * The whole of a method that is a rule and nothing more. Its file defines the rule, the parameter
 * table and a create that calls fop_base_method_new().
 */
FopMethod *fop_base_method_new (const FopMethodClass *klass, const FopBaseRule *rule,
                                const FopSettings *settings, const FopProblem *problem,
                                GError **error);
void fop_base_method_free (FopMethod *method);
void fop_base_method_configure (FopMethod *method, const FopSettings *settings);
void fop_base_method_reset (FopMethod *method);
void fop_base_method_step (FopMethod *method, FopStep *step, double *theta);
gsize fop_base_method_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_base_method_preconditioner_info (const FopMethod *method, gsize index);
void fop_base_method_preconditioner (const FopMethod *method, gsize index, double *matrix);
double fop_base_method_sensitivity (const FopMethod *method);

/* The members of a FopMethodClass that such methods share. */
#define FOP_BASE_METHOD                                                                            \
  .free = fop_base_method_free, .configure = fop_base_method_configure,                            \
  .reset = fop_base_method_reset, .step = fop_base_method_step,                                    \
  .n_preconditioners = fop_base_method_n_preconditioners,                                          \
  .preconditioner_info = fop_base_method_preconditioner_info,                                      \
  .preconditioner = fop_base_method_preconditioner, .sensitivity = fop_base_method_sensitivity

G_END_DECLS
