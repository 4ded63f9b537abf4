/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FopTrail:
 * @n: parameters
 * @n_steps: T
 * @loss: J(θ_T) on all rows, as the run itself came to
 * @learning_rates: ε_t
 * @momenta: μ_t, as it is computed with: see below
 * @rates, @averages: α_t and β_t of FopTraining
 * @preconditioners: (nullable): P_t, T matrices of n × n
 *
 * What a run did, as momentum SGD along a schedule:
 *
 *   u ← μ_t u + P_t g;  θ ← θ − ε_t u
 *
 * Exact reversal keeps an average instead, v ← β v − (1 − β) P g and θ ← θ + α v. With v = −(1 −
 * β_t) u at every step the two are one: β_t = μ_t/(μ_t + 1 − β_{t−1}), which is μ where μ stays the
 * same, and α_t = ε_t/(1 − β_t). β is rounded to a multiple of 2^-16, and μ is what that makes of
 * it.
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
 * @experiment, @spec: the run, which is taken through all its steps here
 * @cancellable: (nullable): looked at before every step
 *
 * Returns: (transfer full): the trail, or %NULL with %G_IO_ERROR_CANCELLED; with
 *   %FOP_ERROR_COMBINATION where the run is not momentum SGD (methods sgd, and hd and fop over it,
 *   without Nesterov, dampening, weight decay, clipping and trial steps) or its problem has no
 * Hessian products; with %FOP_ERROR_NOT_FINITE where it diverges; with %FOP_ERROR_TOO_LARGE where
 * its matrices P are too many
 */
FopTrail *fop_trail_new (FopProblem *problem, const FopExperiment *experiment, FopRunSpec *spec,
                         GCancellable *cancellable, GError **error);
void fop_trail_free (FopTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopTrail, fop_trail_free)

/** Takes over other learning rates. */
void fop_trail_set_learning_rates (FopTrail *trail, const double *learning_rates);

/**
 * fop_trail_translate:
 * @to_rates, @to_averages: ∂L/∂α_t and ∂L/∂β_t
 * @follow: whether L is the end of the way, which all later steps lead to; else it is what step t
 *   alone leads to
 * @to_learning_rates, @to_momenta: (out): ∂L/∂ε_t and ∂L/∂μ_t, length T
 *
 * The chain rule from the average's terms to the run's own.
 */
void fop_trail_translate (const FopTrail *trail, const double *to_rates, const double *to_averages,
                          gboolean follow, double *to_learning_rates, double *to_momenta);

G_END_DECLS
