/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/jobs/pool.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbJobKind:
 * @pool: returns the pool whose threads do the work
 * @rest: minimum rest after a task in milliseconds; if the task took longer, the job rests for as
 *   long as it took; 0: no rest
 * @work: called on a thread of the pool: fills in @task, to which that thread has exclusive access.
 *   If this takes long, it should check @cancellable regularly; once canceled, it may leave @task
 *   incomplete
 * @done: called on the main loop with a completed task; (transfer full)
 * @rested: (nullable): called on the main loop when the job is ready again after a rest
 * @free: frees a task; called on any thread
 *
 * The functions shared by all tasks of one kind; must be static. A task contains its input, which
 * must not change anymore, and its result.
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
 * Repeated computation off the main thread for one owner: the owner hands over a task and gets it
 * back completed. Only one task runs at a time, and the newest request wins: it cancels the running
 * task and starts when that one has returned; results of older tasks are dropped. To be used on the
 * main thread only.
 */
typedef struct _WbJob WbJob;

/** @owner: passed to the functions of @kind; must free the job before it is freed itself, and is
 * not used afterwards. */
WbJob *wb_job_new (const WbJobKind *kind, gpointer owner);

/** Returns immediately: a running task is canceled, finishes in the background and is freed on its
 * thread. */
void wb_job_free (WbJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbJob, wb_job_free)

/** @task: (transfer full). Returns immediately. */
void wb_job_request (WbJob *job, gpointer task);

/** Cancels the last request: its result is dropped. */
void wb_job_cancel (WbJob *job);

/** Whether the result of a request is pending. */
gboolean wb_job_is_busy (WbJob *job);

/** Whether it is neither busy nor resting. Requests are accepted at any time; an owner that waits
 * until the job is ready keeps it from occupying a whole processor. */
gboolean wb_job_is_ready (WbJob *job);

G_END_DECLS
