/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The step at which the loss at the end is asked for. */
#define FOP_TRAINING_END G_MAXUINT64

/**
 * FopTraining:
 * @n: parameters
 * @n_steps: T
 * @start: x_0, length n
 * @rates: α_t, length T
 * @momenta: β_t in [0, 1], length T; each is rounded to a multiple of 2^-16
 * @preconditioners: (nullable): P_t, n × n each, the next one @preconditioner_stride doubles behind
 *   the last: 0 where one P is held fixed; without them I
 * @gradient: J_t(x), and its gradient into @gradient, length n; at FOP_TRAINING_END the loss whose
 *   derivatives are asked for. The same bits for the same @x and @step, however often it is called
 * @hessian_product: H v of the same loss at @x; never asked for at FOP_TRAINING_END
 * @data: for both
 *
 * Momentum SGD from v_0 = 0:
 *
 *   v ← β v − (1 − β) P_t ∇J_t(x);  x ← x + α v
 *
 * Borrowed: all of it outlives the FopReversible that is made of it.
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
 * @rates, @momenta: of the loss at the end: ∂L/∂α_t and ∂L/∂β_t, length T
 * @next_rates, @next_momenta: of the next step's loss alone, ∂J_{t+1}(x_{t+1})/∂α_t and so on: all
 *   that a method sees that learns as it goes
 * @start: ∂L/∂x_0, length n
 * @velocity: ∂L/∂v_0, length n
 * @preconditioner: (nullable): ∂L/∂P, n × n, for a common change of P in all steps
 * @preconditioner_norms, @next_preconditioner_norms: length T: the Frobenius norms of ∂L/∂P_t, and
 *   of ∂J_{t+1}/∂P_t, for a change of step t's P alone among symmetric matrices
 * @preconditioner_cosines: length T: the cosine of the angle between the two: 1 where the next loss
 *   says all; NaN where one of them is 0
 *
 * What every choice along the way was worth.
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
 * A training that can be run backwards bit for bit (Maclaurin, Duvenaud and Adams 2015), x and v in
 * fixed point.
 */
typedef struct _FopReversible FopReversible;

/**
 * fop_reversible_new:
 *
 * Returns: (transfer full): the training at its start, or %NULL with %FOP_ERROR_RANGE naming the
 *   coordinate that is out of range, with %FOP_ERROR_TOO_LARGE where the bits to be kept, log2
 * (1/β) a step and coordinate (64 where β = 0), are past the memory budget
 */
FopReversible *fop_reversible_new (const FopTraining *training, GError **error);
void fop_reversible_free (FopReversible *reversible);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopReversible, fop_reversible_free)

/** β as it is computed with: the nearest multiple of 2^-16. */
double fop_reversible_momentum (double momentum);

/**
 * fop_reversible_forward:
 * @losses: (nullable): (out): J_t(x_t), length T
 * @loss: (out): L, at the end
 * @cancellable: (nullable): looked at before every step
 *
 * From start to end; T gradients.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED; with %FOP_ERROR_RANGE or %FOP_ERROR_NOT_FINITE naming
 *   step and coordinate where the training leaves the range: it cannot be gone on with then
 */
gboolean fop_reversible_forward (FopReversible *reversible, double *losses, double *loss,
                                 GCancellable *cancellable, GError **error);

/**
 * fop_reversible_backward:
 * @full_preconditioner: compute ∂L/∂P, n² doubles and n² operations a step
 *
 * From the end back to the start; T gradients and T Hessian products.
 *
 * Returns: (transfer full): the derivatives, or %NULL with %G_IO_ERROR_CANCELLED, with
 *   %FOP_ERROR_TOO_LARGE, or with %FOP_ERROR_COMBINATION where the start was not met again: the
 *   gradient is not a function of x and step
 */
FopHypergradients *fop_reversible_backward (FopReversible *reversible, gboolean full_preconditioner,
                                            GCancellable *cancellable, GError **error);

/** Where the training stands: x and v, length n each; borrowed, until it moves. */
const double *fop_reversible_position (const FopReversible *reversible);
const double *fop_reversible_velocity (const FopReversible *reversible);

/** Bits kept for each coordinate so far. */
double fop_reversible_bits (const FopReversible *reversible);

G_END_DECLS
