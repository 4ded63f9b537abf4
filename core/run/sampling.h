/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/record.h"
#include "core/run/session.h"

G_BEGIN_DECLS

/**
 * fop_sample_record:
 * @run: which of the session's runs
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
FopRecord *fop_sample_record (FopSession *session, gsize run, gsize block);

/**
 * fop_record_write_csv:
 *
 * Writes step and the instruments by their keys, %.17g, blank where one does not exist.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_record_write_csv (const FopRecord *record, const char *path, GError **error);

G_END_DECLS
