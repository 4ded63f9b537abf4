/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/reversible.h"
#include "core/run/progress.h"
#include "core/study/trail.h"

G_BEGIN_DECLS

/**
 * FopReplay:
 * @trail: the run's schedule; its learning rates may be changed
 * @cancellable, @progress, @progress_data: (nullable): to be set before initialization
 * @done, @total: number of gradients computed, and their approximate total
 *
 * A run as a reversible training run. Must not move in memory once initialized.
 */
typedef struct
{
  FopProblem *problem;
  double *work;
  FopTrail *trail;
  FopTraining training;
  GCancellable *cancellable;
  FopProgress progress;
  gpointer progress_data;
  guint64 done, total;
} FopReplay;

/**
 * fop_replay_init:
 * @passes: number of forward and backward passes to come, for progress reporting
 *
 * Creates the problem and runs all steps: see fop_trail_new() for the errors.
 */
gboolean fop_replay_init (FopReplay *replay, const FopExperiment *experiment, FopRunSpec *spec,
                          guint64 passes, GError **error);
void fop_replay_clear (FopReplay *replay);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FopReplay, fop_replay_clear)

/**
 * fop_replay_forward:
 * @losses: (out): J_t(θ_t), length T
 * @loss: (out): final loss on all rows
 *
 * Returns: (transfer full): the trail in fixed point, at its end; %NULL with the errors of
 *   fop_reversible_new() and fop_reversible_forward()
 */
FopReversible *fop_replay_forward (FopReplay *replay, double *losses, double *loss, GError **error);

G_END_DECLS
