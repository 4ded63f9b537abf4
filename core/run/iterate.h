/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/* Larger losses are treated as infinite, because products of such numbers would overflow. */
#define FOP_LOSS_MAX 1e300

/**
 * FopIterate:
 * @seed: the seed of the experiment
 * @t: its index; row t of a history is recorded here
 * @settings: settings of the method, after the events up to and including @t
 * @theta, @gradient: θ_t and ∇J_t(θ_t)
 * @loss: J_t(θ_t)
 * @gradient_norm, @gradient_square: ‖g‖₂; g·g, which may have underflowed or overflowed
 * @next_gradient: where a method may store ∇J(θ_{t+1}) during a step; see FopStep.next_known
 * @last_gradient, @last_loss, @last_norm: (nullable): g_{t−1}, J_{t−1} and ‖g_{t−1}‖, if θ_t was
 *   reached by a step, not from the start or a keyframe; otherwise %NULL and NaN
 * @function_evaluations, @gradient_evaluations: totals so far: one each for every row that the
 *   method had not already evaluated, plus its evaluations at trial points
 *
 * One point on the trajectory of a method: θ_t, the values evaluated there, and the state of the
 * method. A run adds memory to it. To replay part of a run, use a separate iterate.
 */
typedef struct
{
  FopProblem *problem;
  FopMethod *method;
  FopRunSpec *spec;
  guint64 seed;
  FopSettings *settings;
  guint64 t;
  double *theta, *gradient, *next_gradient, *work;
  const double *last_gradient;
  double loss, gradient_norm, gradient_square;
  double last_loss, last_norm;
  guint64 function_evaluations, gradient_evaluations;
  /*< private >*/
  FopEvent *events; /* of the spec */
  guint next_event;
  double *kept; /* only during fop_iterate_look(), like @scratch */
  double *scratch;
} FopIterate;

/**
 * fop_iterate_new:
 * @problem: shared; a reference is taken
 * @spec: a reference is taken
 *
 * Returns: (transfer full): θ_0, evaluated; or %NULL with @error (the method does not support the
 *   problem)
 */
FopIterate *fop_iterate_new (FopProblem *problem, FopRunSpec *spec, guint64 seed, GError **error);
void fop_iterate_free (FopIterate *iterate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopIterate, fop_iterate_free)

/** Returns to θ_0. */
void fop_iterate_restart (FopIterate *iterate);

/** Applies the events of step t, takes the step, and evaluates θ_{t+1} unless the method has done
 * so. Allocates only for events. */
void fop_iterate_step (FopIterate *iterate);

/** Continues with @spec, which has the same method, and the same settings before t. */
void fop_iterate_follow (FopIterate *iterate, FopRunSpec *spec);

/** Whether θ, loss and gradient are finite, and |loss| at most 1e300. */
gboolean fop_iterate_is_finite (const FopIterate *iterate);

/** ‖g‖_∞; O(n). */
double fop_iterate_gradient_max (const FopIterate *iterate);

/**
 * fop_iterate_look:
 *
 * Advances the method to its state within step t, before θ moves: P_t is updated with g_t and the
 * settings in effect at t, and the columns are those of step t. θ_t and the fields of the iterate
 * are unchanged. This is free for methods that are already ahead; otherwise it costs a step and a
 * copy of the state. If θ_t is not finite, there is no step t, and the method is unchanged.
 *
 * fop_iterate_look_away() restores the state; until then only the state of the method may be read.
 * The run then continues bit for bit as without the call.
 *
 * Returns: the method, with P_t
 */
const FopMethod *fop_iterate_look (FopIterate *iterate);
void fop_iterate_look_away (FopIterate *iterate);

/** Returns: ε_t, the rate of step t, whether or not the step has been taken; free between
 * fop_iterate_look() and fop_iterate_look_away(). NaN for a method without a rate, 1 for one whose
 * P g is the step itself. */
double fop_iterate_rate (FopIterate *iterate);

/** Returns: the factor of P_{t−1} g_{t−1} in the step to θ_t, including clipping; see
 * FopMethodClass.sensitivity. NaN at the start, and for a method without a rate. Must not be called
 * between fop_iterate_look() and fop_iterate_look_away(). */
double fop_iterate_sensitivity (const FopIterate *iterate);

/* A frame is everything that the rest of the trajectory depends on, as doubles. */
gsize fop_iterate_frame_size (const FopIterate *iterate);
void fop_iterate_save (const FopIterate *iterate, double *frame);
/** Reevaluates θ, with bitwise identical results; the evaluation is not counted. */
void fop_iterate_restore (FopIterate *iterate, const double *frame);

G_END_DECLS
