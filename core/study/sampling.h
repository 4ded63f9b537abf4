/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * fop_sample_record:
 * @run: stays as it is
 * @block: which of its preconditioners; of a run without one, P = I
 *
 * The instruments of a run that was taken without looking, at steps spread over its way: from
 * keyframes, a step on from each, so that the last gradient is known too. The same experiment gives
 * the same rows. Up to 128 of them, fewer where n is large, so that looking stays in the order of
 * seconds.
 *
 * Returns: (transfer full) (nullable): %NULL where there is no such preconditioner, or it is too
 *   large to be looked at more than once
 */
FopRecord *fop_sample_record (FopRun *run, gsize block);

/**
 * FopSampler:
 *
 * A run walked once more from step 0, for the rows that nobody looked at while it went by. Knows
 * nothing of a session: a run is a function of its experiment. One thread at a time.
 */
typedef struct _FopSampler FopSampler;

/**
 * fop_sampler_new:
 * @snapshot: its run's settings and slider moves are the way that is walked
 *
 * Returns: (transfer full) (nullable): %NULL where there is no such preconditioner, or it is too
 *   large to be looked at more than once
 */
FopSampler *fop_sampler_new (const FopSnapshot *snapshot, gsize run, gsize block);
void fop_sampler_free (FopSampler *sampler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSampler, fop_sampler_free)

/** Whether it walks the way of that preconditioner. */
gboolean fop_sampler_is_of (const FopSampler *sampler, const FopSnapshot *snapshot, gsize run,
                            gsize block);

/**
 * fop_sampler_next:
 * @steps: rows 0 … @steps are to be known
 * @known: (nullable): those that are
 * @seconds: about how long to walk, if it takes that long
 *
 * Walks on to the next of some hundred rows, evenly spread, that is not known, and looks at it.
 *
 * Returns: (transfer full) (nullable): what it saw, of run 0 of no snapshot; %NULL where the way
 *   was too long for once, or has ended
 */
FopInspection *fop_sampler_next (FopSampler *sampler, guint64 steps, const FopRecord *known,
                                 double seconds);

/** Whether the walk is at its end, row @steps or the last finite one. */
gboolean fop_sampler_is_done (const FopSampler *sampler, guint64 steps);

/**
 * fop_record_write_csv:
 *
 * Writes step and the instruments by their keys, %.17g, blank where one does not exist.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_record_write_csv (const FopRecord *record, const char *path, GError **error);

G_END_DECLS
