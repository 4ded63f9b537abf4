/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopWorker:
 *
 * A thread with one job in flight: the newest request waits, older ones are dropped. A job computes
 * from immutable input, and its result carries the input's identity. Eigenvalues and figures are
 * made on such threads, so that neither the engine nor the window waits for them.
 */

/** Runs on the worker's thread. Returns: (transfer full): the result. */
typedef gpointer (*FopWorkerFunction) (gpointer input);

typedef struct _FopWorker FopWorker;

/** @notify is called on the worker's thread when a result is to be had. */
FopWorker *fop_worker_new (FopWorkerFunction work, GDestroyNotify free_input,
                           GDestroyNotify free_result, void (*notify) (gpointer data),
                           gpointer data);
void fop_worker_free (FopWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWorker, fop_worker_free)

/** @input: (transfer full). Returns at once. */
void fop_worker_request (FopWorker *worker, gpointer input);
/** Whether a request is waiting or at work. */
gboolean fop_worker_busy (FopWorker *worker);
/** Returns: (transfer full) (nullable): the newest result not yet taken. */
gpointer fop_worker_take (FopWorker *worker);

G_END_DECLS
