/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbPool:
 *
 * Threads shared by all work of one type. They are started on demand and kept, and have lower
 * priority than the main thread and the engine's. They are never joined: the program terminates
 * with _exit().
 */
typedef struct _WbPool WbPool;

/** For drawing pictures: one thread per processor, but at least two and at most four. Each has its
 * own font map. */
WbPool *wb_pool_pictures (void);

/** For computations that take seconds or minutes, some of which cannot be canceled: one thread for
 * each that is running, so that none waits for one whose result is no longer wanted. */
WbPool *wb_pool_studies (void);

/** Calls @work with @data on a thread of the pool, in the order of requests. Can be called on any
 * thread. */
void wb_pool_push (WbPool *pool, void (*work) (gpointer data), gpointer data);

G_END_DECLS
