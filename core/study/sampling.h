/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * fop_sample_record:
 * @run: not modified
 * @block: index of the preconditioner; P = I for a run without one
 *
 * Computes the instruments of a run that was not inspected while running, at steps spread over its
 * trajectory: each is one step after a keyframe, so that the previous gradient is also known.
 * Deterministic. Returns at most 128 rows, and fewer if n is large, so that sampling takes on the
 * order of seconds.
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

/** Whether @sampler samples that preconditioner on the same trajectory. */
gboolean fop_sampler_is_of (const FopSampler *sampler, const FopSnapshot *snapshot, gsize run,
                            gsize block);

/**
 * fop_sampler_next:
 * @steps: the last row of interest
 * @known: (nullable): rows that need not be inspected again
 * @seconds: approximate time limit
 *
 * Continues to the next unknown row among about a hundred evenly spaced ones, and inspects it.
 *
 * Returns: (transfer full) (nullable): the inspection, with run index 0 and no snapshot; %NULL if
 *   the time limit or the end was reached
 */
FopInspection *fop_sampler_next (FopSampler *sampler, guint64 steps, const FopRecord *known,
                                 double seconds);

/** Whether @sampler has reached row @steps or the last finite row. */
gboolean fop_sampler_is_done (const FopSampler *sampler, guint64 steps);

/**
 * fop_record_write_csv:
 *
 * Writes the columns `step` and one per instrument, headed by its key, as %.17g; blank if
 * undefined.
 *
 * Returns: %FALSE with %FOP_ERROR_IO if writing failed
 */
gboolean fop_record_write_csv (const FopRecord *record, const char *path, GError **error);

G_END_DECLS
