/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/jobs/pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbJobKind:
 * @pool: whose threads do it
 * @rest: milliseconds for which the job rests after a task, or longer: as long as the task took;
 *   0: not at all
 * @work: on a thread of the pool: fills in @task, which is that thread's alone meanwhile. Where it
 *   takes long, looks at @cancellable now and then, and may leave @task half done once it is
 * @done: on the main loop: a task that has been done; (transfer full)
 * @rested: (nullable): on the main loop: the job is ready again after it has rested
 * @free: frees a task; any thread
 *
 * What a job does, for all tasks of its kind; lives as long as the program. A task holds what it is
 * made from, which nothing changes any more, and what is made from it.
 */
typedef struct
{
  WbPool *(*pool) (void);
  guint rest;
  void (*work) (gpointer task, GCancellable *cancellable);
  void (*done) (gpointer task, gpointer owner);
  void (*rested) (gpointer owner);
  GDestroyNotify free;
} WbJobKind;

/**
 * WbJob:
 *
 * Something that is computed beside the window's thread for one owner, again and again: a task is
 * moved in, and comes back done. One task is at work at a time and the newest request wins: it
 * cancels the one at work, begins once that one has returned, and what older tasks came to is
 * dropped. Belongs to the main thread.
 */
typedef struct _WbJob WbJob;

/** @owner: frees the job before it goes itself, and is never called afterwards. */
WbJob *wb_job_new (const WbJobKind *kind, gpointer owner);

/** Returns at once: what is at work is cancelled, ends by itself and is freed where it ends. */
void wb_job_free (WbJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbJob, wb_job_free)

/** @task: (transfer full). Returns at once. */
void wb_job_request (WbJob *job, gpointer task);

/** Takes the last request back: it comes to nothing. */
void wb_job_cancel (WbJob *job);

/** Whether a task is to come back. */
gboolean wb_job_is_busy (WbJob *job);

/** Whether it neither is busy nor rests. A request is good at any time: to wait until the job is
 * ready is how its owner keeps it from taking all of a processor. */
gboolean wb_job_is_ready (WbJob *job);

G_END_DECLS
