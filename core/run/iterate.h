/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"

G_BEGIN_DECLS

/* Beyond this a loss counts as infinite: products of such numbers would be. */
#define FOP_LOSS_MAX 1e300

/**
 * FopIterate:
 * @seed: the experiment's
 * @t: its number; row t of a history is taken here
 * @settings: the method's, after the events before or at @t
 * @theta, @gradient: θ_t and ∇J_t(θ_t)
 * @loss: J_t(θ_t)
 * @gradient_norm, @gradient_square: ‖g‖₂; g·g, which may have underflowed or overflowed
 * @next_gradient: during a step, where a method may leave ∇J(θ_{t+1}): FopStep.next_known
 * @last_gradient, @last_loss, @last_norm: (nullable): g_{t−1}, J_{t−1} and ‖g_{t−1}‖, where θ_t was
 *   reached by a step and not from the start or a keyframe; else %NULL and NaN
 * @function_evaluations, @gradient_evaluations: up to here: one each for every row that the method
 *   did not know already, and those that it asked for at trial points
 *
 * A method at one point of its way: θ_t, what was evaluated there, and the method's state. A run
 * adds memory to it; whoever wants to look at a stretch of a run again walks it with an iterate of
 * his own.
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
  FopEvent *events; /* the spec's */
  guint next_event;
  double *kept; /* while somebody looks, as the next one */
  double *scratch;
} FopIterate;

/**
 * fop_iterate_new:
 * @problem: shared; a reference is taken
 * @spec: a reference is taken
 *
 * Returns: (transfer full): θ_0, evaluated; or %NULL with @error (the method does not fit)
 */
FopIterate *fop_iterate_new (FopProblem *problem, FopRunSpec *spec, guint64 seed, GError **error);
void fop_iterate_free (FopIterate *iterate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopIterate, fop_iterate_free)

/** Back to θ_0. */
void fop_iterate_restart (FopIterate *iterate);

/** Applies the events of step t, takes it, evaluates θ_{t+1} unless the method did. No allocation
 * but for an event. */
void fop_iterate_step (FopIterate *iterate);

/** From here on by @spec, which has the same method, and the same settings before t. */
void fop_iterate_follow (FopIterate *iterate, FopRunSpec *spec);

/** Whether θ, loss and gradient are finite, and |loss| at most 1e300. */
gboolean fop_iterate_is_finite (const FopIterate *iterate);

/** ‖g‖_∞; O(n). */
double fop_iterate_gradient_max (const FopIterate *iterate);

/**
 * fop_iterate_look:
 *
 * Brings the method to where it stands when step t moves: it has learned P_t from g_t, by the
 * settings in force at t, and its columns are those of step t. θ_t and all that the iterate says
 * stay as they are. A method that is ahead has nothing to do; else this costs a step, and a copy of
 * the state. At a θ_t that is not finite there is no step t: the method stays as it is.
 *
 * fop_iterate_look_away() goes back; in between nothing but the method's state may be read. The run
 * goes on as if nobody had looked, bit for bit.
 *
 * Returns: the method, with P_t
 */
const FopMethod *fop_iterate_look (FopIterate *iterate);
void fop_iterate_look_away (FopIterate *iterate);

/** ε_t, that of step t, taken or not: while somebody looks, at no cost. NaN for a method without
 * one, 1 for one whose P g is the step itself. */
double fop_iterate_rate (FopIterate *iterate);

/** What the step that led to θ_t multiplied P_{t−1} g_{t−1} by, clipping included, see
 * FopMethodClass.sensitivity; NaN at the start, and for a method without a rate. Not while somebody
 * looks. */
double fop_iterate_sensitivity (const FopIterate *iterate);

/* A frame is all that the way from here on depends on, as doubles. */
gsize fop_iterate_frame_size (const FopIterate *iterate);
void fop_iterate_save (const FopIterate *iterate, double *frame);
/** Evaluates θ again: same bits, not counted. */
void fop_iterate_restore (FopIterate *iterate, const double *frame);

G_END_DECLS
