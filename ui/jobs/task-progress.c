/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a task is. */
#include "ui/jobs/task-progress.h"

#include <stdatomic.h>

struct _WbProgress
{
  gint ref_count;
  atomic_ullong done, total;
};

WbProgress *
wb_progress_new (void)
{
  WbProgress *progress = g_new0 (WbProgress, 1);

  progress->ref_count = 1;
  return progress;
}

WbProgress *
wb_progress_ref (WbProgress *progress)
{
  g_atomic_int_inc (&progress->ref_count);
  return progress;
}

void
wb_progress_unref (WbProgress *progress)
{
  if (g_atomic_int_dec_and_test (&progress->ref_count))
    g_free (progress);
}

void
wb_progress_set (WbProgress *progress, guint64 done, guint64 total)
{
  atomic_store (&progress->total, total);
  atomic_store (&progress->done, done);
}

void
wb_progress_show (WbProgress *progress, GtkProgressBar *bar)
{
  guint64 total = atomic_load (&progress->total), done = atomic_load (&progress->done);

  if (done > 0 && total > 0)
    gtk_progress_bar_set_fraction (bar, (double) done / (double) total);
  else
    gtk_progress_bar_pulse (bar);
}
