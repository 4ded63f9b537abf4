/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The step number that denotes the final loss. */
#define FOP_TRAINING_END G_MAXUINT64

/**
 * FopTraining:
 * @n: parameters
 * @n_steps: T
 * @start: x_0, length n
 * @rates: α_t, length T
 * @momenta: β_t in [0, 1], length T; each is rounded to a multiple of 2^-16
 * @preconditioners: (nullable): P_t, n × n each, @preconditioner_stride doubles apart: 0 if P is
 *   constant; %NULL for I
 * @gradient: J_t(x), and its gradient into @gradient, length n; at FOP_TRAINING_END the loss to be
 *   differentiated. Must return the same bits for the same @x and @step on every call
 * @hessian_product: H v of the same loss at @x; never called at FOP_TRAINING_END
 * @data: for both
 *
 * Momentum SGD from v_0 = 0:
 *
 *   v ← β v − (1 − β) P_t ∇J_t(x);  x ← x + α v
 *
 * All pointers are borrowed and must outlive the FopReversible.
 */
typedef struct
{
  gsize n, n_steps;
  const double *start, *rates, *momenta, *preconditioners;
  gsize preconditioner_stride;
  double (*gradient) (const double *x, guint64 step, double *gradient, gpointer data);
  void (*hessian_product) (const double *x, guint64 step, const double *vector, double *product,
                           gpointer data);
  gpointer data;
} FopTraining;

/**
 * FopHypergradients:
 * @rates, @momenta: of the final loss: ∂L/∂α_t and ∂L/∂β_t, length T
 * @next_rates, @next_momenta: of the next step's loss alone, ∂J_{t+1}(x_{t+1})/∂α_t and so on: the
 *   only derivatives available to a method that learns online
 * @start: ∂L/∂x_0, length n
 * @velocity: ∂L/∂v_0, length n
 * @preconditioner: (nullable): ∂L/∂P, n × n, for the same change of P in all steps
 * @preconditioner_norms, @next_preconditioner_norms: length T: the Frobenius norms of ∂L/∂P_t, and
 *   of ∂J_{t+1}/∂P_t, for a symmetric change of step t's P only
 * @preconditioner_cosines: length T: the cosine of the angle between the two: 1 if the next loss
 *   gives the same direction; NaN if one of them is 0
 *
 * Derivatives with respect to every hyperparameter of the trajectory.
 */
typedef struct
{
  gsize n, n_steps;
  double *rates, *momenta, *next_rates, *next_momenta;
  double *start, *velocity, *preconditioner;
  double *preconditioner_norms, *next_preconditioner_norms, *preconditioner_cosines;
} FopHypergradients;

void fop_hypergradients_free (FopHypergradients *hypergradients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopHypergradients, fop_hypergradients_free)

/**
 * FopReversible:
 *
 * A training run that can be reversed bit for bit (Maclaurin, Duvenaud and Adams 2015), with x and
 * v in fixed point.
 */
typedef struct _FopReversible FopReversible;

/**
 * fop_reversible_new:
 *
 * Returns: (transfer full): the training run at its start, or %NULL with %FOP_ERROR_RANGE naming
 *   the coordinate that is out of range, or with %FOP_ERROR_TOO_LARGE if the bits to be stored,
 *   log2 (1/β) per step and coordinate (64 if β = 0), exceed the memory budget
 */
FopReversible *fop_reversible_new (const FopTraining *training, GError **error);
void fop_reversible_free (FopReversible *reversible);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopReversible, fop_reversible_free)

/** β as used in the computation: the nearest multiple of 2^-16. */
double fop_reversible_momentum (double momentum);

/**
 * fop_reversible_forward:
 * @losses: (nullable): (out): J_t(x_t), length T
 * @loss: (out): L, the final loss
 * @cancellable: (nullable): checked before every step
 *
 * From start to end; T gradients.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED; with %FOP_ERROR_RANGE or %FOP_ERROR_NOT_FINITE naming
 *   step and coordinate if the run leaves the range; it cannot be continued then
 */
gboolean fop_reversible_forward (FopReversible *reversible, double *losses, double *loss,
                                 GCancellable *cancellable, GError **error);

/**
 * fop_reversible_backward:
 * @full_preconditioner: whether to compute ∂L/∂P, n² doubles and n² operations per step
 *
 * From the end back to the start; T gradients and T Hessian products.
 *
 * Returns: (transfer full): the derivatives, or %NULL with %G_IO_ERROR_CANCELLED, with
 *   %FOP_ERROR_TOO_LARGE, or with %FOP_ERROR_COMBINATION if the start was not recovered: the
 *   gradient is not a function of x and step
 */
FopHypergradients *fop_reversible_backward (FopReversible *reversible, gboolean full_preconditioner,
                                            GCancellable *cancellable, GError **error);

/** The current x and v, length n each; borrowed, valid until the next move. */
const double *fop_reversible_position (const FopReversible *reversible);
const double *fop_reversible_velocity (const FopReversible *reversible);

/** Bits stored per coordinate so far. */
double fop_reversible_bits (const FopReversible *reversible);

G_END_DECLS
