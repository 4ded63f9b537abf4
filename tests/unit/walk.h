/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Takes runs to a given row in the same way as the engine: back to a keyframe, then step by
 * step. */

#include "core/engine/session.h"

static inline void
walk_run_to (FopRun *run, guint64 step)
{
  fop_run_rewind (run, step);
  while (fop_run_status (run) == FOP_RUN_READY && fop_run_current_step (run) < step)
    fop_run_step (run);
}

static inline void
walk_to (FopSession *session, guint64 step)
{
  fop_session_rewind (session, step);
  while (fop_session_approach (session, step))
    ;
}
