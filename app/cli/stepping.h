/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

/* What commands that run an experiment have in common. */

/** @steps: the value of `--steps`, -1 if not given. Returns: %FALSE after an error message. */
gboolean cli_steps_check (gint64 steps);

/** @jobs: the value of `--jobs`; 0 is replaced with the number of processors. Returns: %FALSE after
 * an error message. */
gboolean cli_jobs_check (int *jobs);

/** Runs @session to its end, with a progress bar unless @quiet. @seconds: see fop_session_finish().
 */
void cli_session_finish (FopSession *session, int jobs, gboolean quiet, double *seconds);

gboolean cli_session_diverged (FopSession *session);

G_END_DECLS
