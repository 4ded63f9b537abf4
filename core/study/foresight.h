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
 * @problem: its problem in a line
 * @notes: (nullable) (element-type utf8): on how its data were read, see core/data/notes.h
 * @n, @n_steps: parameters, and the steps that the run took
 * @run_loss: L, the loss on all rows at the end, as the run came to
 * @loss: the same as its replay in fixed point came to; they differ in their last digits, unless
 *   the way is chaotic
 * @bits: kept for each parameter by the end of the replay
 * @steps: a row a step: `loss` J_t(θ_t), `learning-rate` ε_t, `momentum` μ_t as computed with,
 *   `hypergradient` ∂L/∂ε_t, `short-sighted` ∂J_{t+1}(θ_{t+1})/∂ε_t, `momentum-hypergradient`
 *   ∂L/∂μ_t, `momentum-short-sighted`, `preconditioner-hypergradient` ‖∂L/∂P_t‖_F,
 *   `preconditioner-short-sighted` ‖∂J_{t+1}(θ_{t+1})/∂P_t‖_F, and `preconditioner-cosine`, that of
 *   the angle between those two: 1 where the next loss says all
 * @schedule: a row a step: `learning-rate`, `optimized-learning-rate`, `loss`, `optimized-loss`
 * @iterations: a row for each meta-iteration, row 0 before the first: `loss` L, `factor` its η
 * @start: ∂L/∂θ_0, length n
 * @preconditioner: (nullable): ∂L/∂P, n × n, symmetric, for a common change of P in all steps;
 * %NULL past FOP_FORESIGHT_PRECONDITIONER_MAX
 *
 * What a learner that sees to the end of a run makes of its choices, beside what one sees that
 * looks a single step ahead, as hypergradient descent and first-order preconditioning do.
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
 * @experiment, @run: the run, by index; taken through its steps, then replayed and run backwards
 * @meta_iterations: K: how often the learning rates are to be moved along the hypergradient
 * @progress: (nullable): told of the gradients computed, of about how many
 * @cancellable: (nullable): looked at before every step
 *
 * Each meta-iteration moves the logarithms of all learning rates, log ε_t −= η ĝ_t, where ĝ is the
 * gradient of L in them over its root mean square, its components held within ±3. η starts at 0.1;
 * where L does not fall (or the training leaves the range) η is quartered, up to 10 times, and
 * after a fall it doubles, up to 0.5. A rate keeps its sign; one of 0 stays 0. Where no η lowers L,
 * the iterations end early. Preconditioners stay as they were at every step.
 *
 * Costs about three gradients and a Hessian product a step, and as much again for each
 * meta-iteration; everything follows from the experiment alone. Any thread.
 *
 * Returns: (transfer full): the foresight, or %NULL with %G_IO_ERROR_CANCELLED or an error that
 * says why this run cannot be looked back on: see fop_trail_new() and fop_reversible_forward()
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
 * @directory: made where it does not exist
 *
 * Writes foresight.csv, schedule.csv, iterations.csv, start-hypergradient.npy and, where it is
 * known, preconditioner-hypergradient.npy; each whole or not at all.
 */
gboolean fop_foresight_write (const FopForesight *foresight, const char *directory, GError **error);

G_END_DECLS
