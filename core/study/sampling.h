/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * fop_sample_record:
 * @run: not modified
 * @block: index of the preconditioner; P = I for a run without one
 *
 * The instruments of a run that was not inspected while running, at steps spread over its
 * trajectory: one step after a keyframe, so that the previous gradient is also known.
 * Deterministic. At most 128 rows, fewer if n is large, so that sampling takes on the order of
 * seconds.
 *
 * Returns: (transfer full) (nullable): %NULL if there is no such preconditioner, or it is too large
 *   to be inspected more than once
 */
FopRecord *fop_sample_record (FopRun *run, gsize block);

/**
 * FopSampler:
 *
 * Replays a run from step 0 to inspect rows that were missed while it ran. Independent of the
 * session, since a run is a function of its experiment. Not for concurrent use.
 */
typedef struct _FopSampler FopSampler;

/**
 * fop_sampler_new:
 * @snapshot: the run's settings and slider moves define the trajectory
 *
 * Returns: (transfer full) (nullable): %NULL if there is no such preconditioner, or it is too large
 *   to be inspected more than once
 */
FopSampler *fop_sampler_new (const FopSnapshot *snapshot, gsize run, gsize block);
void fop_sampler_free (FopSampler *sampler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSampler, fop_sampler_free)

/** Whether it samples that preconditioner. */
gboolean fop_sampler_is_of (const FopSampler *sampler, const FopSnapshot *snapshot, gsize run,
                            gsize block);

/**
 * fop_sampler_next:
 * @steps: rows 0 … @steps are wanted
 * @known: (nullable): the known rows
 * @seconds: approximate time limit
 *
 * Continues to the next unknown row among some hundred evenly spaced ones, and inspects it.
 *
 * Returns: (transfer full) (nullable): the inspection, as run 0 of no snapshot; %NULL if the time
 *   limit was reached, or at the end
 */
FopInspection *fop_sampler_next (FopSampler *sampler, guint64 steps, const FopRecord *known,
                                 double seconds);

/** Whether it has reached row @steps or the last finite one. */
gboolean fop_sampler_is_done (const FopSampler *sampler, guint64 steps);

/**
 * fop_record_write_csv:
 *
 * Writes step and the instruments by their keys, %.17g, blank if undefined.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_record_write_csv (const FopRecord *record, const char *path, GError **error);

G_END_DECLS
