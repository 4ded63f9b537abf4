/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/experiment.h"
#include "core/run/history.h"
#include "core/run/progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* ∂L/∂P is computed up to this many parameters. */
#define FOP_FORESIGHT_PRECONDITIONER_MAX 512u

/**
 * FopForesight:
 * @run, @style: name and style of the run
 * @problem: one-line description of its problem
 * @notes: (nullable) (element-type utf8): on how its data were read, see core/data/notes.h
 * @n, @n_steps: number of parameters and of steps
 * @run_loss: L, the final loss on all rows, of the run itself
 * @loss: the same for its replay in fixed point; they differ in the last digits only, unless the
 *   trajectory is chaotic
 * @bits: bits stored per parameter at the end of the replay
 * @steps: one row per step: `loss` J_t(θ_t), `learning-rate` ε_t, `momentum` μ_t as used,
 *   `hypergradient` ∂L/∂ε_t, `short-sighted` ∂J_{t+1}(θ_{t+1})/∂ε_t, `momentum-hypergradient`
 *   ∂L/∂μ_t, `momentum-short-sighted`, `preconditioner-hypergradient` ‖∂L/∂P_t‖_F,
 *   `preconditioner-short-sighted` ‖∂J_{t+1}(θ_{t+1})/∂P_t‖_F, and `preconditioner-cosine`, the
 *   cosine of the angle between those two: 1 if the next loss gives the same direction
 * @schedule: one row per step: `learning-rate`, `optimized-learning-rate`, `loss`, `optimized-loss`
 * @iterations: one row per meta-iteration, row 0 before the first: `loss` L, `factor` its η
 * @start: ∂L/∂θ_0, length n
 * @preconditioner: (nullable): ∂L/∂P, n × n, symmetric, for the same change of P in all steps;
 *   %NULL above FOP_FORESIGHT_PRECONDITIONER_MAX
 *
 * The hypergradients of the final loss, compared with the one-step ones that hypergradient descent
 * and first-order preconditioning use.
 */
typedef struct
{
  gint ref_count;
  char *run;
  guint style;
  char *problem;
  GPtrArray *notes;
  gsize n, n_steps;
  double run_loss, loss, bits;
  FopCurves *steps, *schedule, *iterations;
  double *start;
  double *preconditioner;
} FopForesight;

/**
 * fop_foresight_new:
 * @experiment, @run: the run, by index; it is run to the end, then replayed and reversed
 * @meta_iterations: K: number of hypergradient steps on the learning rates
 * @progress: (nullable): called with the number of gradients computed and their approximate total
 * @cancellable: (nullable): checked before every step
 *
 * Each meta-iteration updates the logarithms of all learning rates, log ε_t −= η ĝ_t, where ĝ is
 * the gradient of L with respect to them divided by its root mean square, with components clipped
 * to ±3. η starts at 0.1; if L does not decrease (or the run leaves the range), η is divided by 4,
 * up to 10 times, and after a decrease it doubles, up to 0.5. A rate keeps its sign; a rate of 0
 * stays 0. If no η lowers L, the iterations end early. The preconditioners of all steps stay fixed.
 *
 * Costs about three gradients and a Hessian product per step, and the same again per
 * meta-iteration; a function of the experiment only. Any thread.
 *
 * Returns: (transfer full): the foresight, or %NULL with %G_IO_ERROR_CANCELLED or an error that
 *   says why this run cannot be reversed: see fop_trail_new() and fop_reversible_forward()
 */
FopForesight *fop_foresight_new (const FopExperiment *experiment, gsize run, guint meta_iterations,
                                 FopProgress progress, gpointer data, GCancellable *cancellable,
                                 GError **error);
FopForesight *fop_foresight_ref (FopForesight *foresight);
void fop_foresight_unref (FopForesight *foresight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopForesight, fop_foresight_unref)

/** L after the last meta-iteration. */
double fop_foresight_optimized_loss (const FopForesight *foresight);

/**
 * fop_foresight_write:
 * @directory: created if it does not exist
 *
 * Writes foresight.csv, schedule.csv, iterations.csv, start-hypergradient.npy and, if available,
 * preconditioner-hypergradient.npy, each atomically.
 */
gboolean fop_foresight_write (const FopForesight *foresight, const char *directory, GError **error);

G_END_DECLS
