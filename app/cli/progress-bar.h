/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliProgress:
 *
 * A bar on one line of a terminal, with rate and time left. Silent if stderr is not a terminal.
 */
typedef struct _CliProgress CliProgress;

CliProgress *cli_progress_new (gboolean quiet);

/** Erases the bar. */
void cli_progress_free (CliProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliProgress, cli_progress_free)

/** @done of @total steps have been taken. Cheap: draws at most ten times a second. */
void cli_progress_update (CliProgress *progress, guint64 done, guint64 total);

G_END_DECLS
