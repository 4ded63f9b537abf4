/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbProgress:
 *
 * How far a task is: counted by its thread and shown by a window. Reference-counted, as either side
 * may end first. Callable from any thread, except for wb_progress_show().
 */
typedef struct _WbProgress WbProgress;

WbProgress *wb_progress_new (void);
WbProgress *wb_progress_ref (WbProgress *progress);
void wb_progress_unref (WbProgress *progress);

void wb_progress_set (WbProgress *progress, guint64 done, guint64 total);

/** Shows the fraction that is done; until there is one, @bar pulses. */
void wb_progress_show (WbProgress *progress, GtkProgressBar *bar);

/* Milliseconds between updates of a progress bar. */
#define WB_PROGRESS_TICK 100

G_END_DECLS
