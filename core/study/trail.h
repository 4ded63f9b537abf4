/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FopTrail:
 * @n: parameters
 * @n_steps: T
 * @loss: J(θ_T) on all rows, of the run itself
 * @learning_rates: ε_t
 * @momenta: μ_t, as used: see below
 * @rates, @averages: α_t and β_t of FopTraining
 * @preconditioners: (nullable): P_t, T matrices of n × n
 *
 * A run as momentum SGD with a schedule:
 *
 *   u ← μ_t u + P_t g;  θ ← θ − ε_t u
 *
 * Exact reversal uses an average instead, v ← β v − (1 − β) P g and θ ← θ + α v. With v = −(1 −
 * β_t) u at every step the two are equivalent: β_t = μ_t/(μ_t + 1 − β_{t−1}), which is μ if μ is
 * constant, and α_t = ε_t/(1 − β_t). β is rounded to a multiple of 2^-16, and μ follows from it.
 */
typedef struct
{
  gsize n, n_steps;
  double loss;
  double *learning_rates, *momenta;
  double *rates, *averages;
  double *preconditioners;
} FopTrail;

/**
 * fop_trail_new:
 * @experiment, @spec: the run; all its steps are taken here
 * @cancellable: (nullable): checked before every step
 *
 * Returns: (transfer full): the trail, or %NULL with %G_IO_ERROR_CANCELLED; with
 *   %FOP_ERROR_COMBINATION if the run is not momentum SGD (methods sgd, or hd and fop over it,
 *   without Nesterov, dampening, weight decay, clipping and trial steps) or its problem has no
 *   Hessian products; with %FOP_ERROR_NOT_FINITE if it diverges; with %FOP_ERROR_TOO_LARGE if its
 *   matrices P take too much memory
 */
FopTrail *fop_trail_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec,
                         GCancellable *cancellable, GError **error);
void fop_trail_free (FopTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTrail, fop_trail_free)

/** Replaces the learning rates. */
void fop_trail_set_learning_rates (FopTrail *trail, const double *learning_rates);

/**
 * fop_trail_translate:
 * @to_rates, @to_averages: ∂L/∂α_t and ∂L/∂β_t
 * @follow: whether L is the final loss, which depends on all later steps; otherwise it is the loss
 *   after step t
 * @to_learning_rates, @to_momenta: (out): ∂L/∂ε_t and ∂L/∂μ_t, length T
 *
 * The chain rule from α and β to ε and μ.
 */
void fop_trail_translate (const FopTrail *trail, const double *to_rates, const double *to_averages,
                          gboolean follow, double *to_learning_rates, double *to_momenta);

G_END_DECLS
