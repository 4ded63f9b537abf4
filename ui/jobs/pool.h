/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbPool:
 *
 * Threads that are shared by everything of one sort. They are started when there is work for them,
 * are kept, and give way to the window's thread and to the engine's. Nothing ever joins them: the
 * program leaves by _exit().
 */
typedef struct _WbPool WbPool;

/** For pictures: as many threads as there are processors, from two to four. Each keeps a font map
 * of its own. */
WbPool *wb_pool_pictures (void);

/** For computations of seconds and minutes, some of which cannot be cancelled: a thread for each
 * that there is at a time, so that none waits for one that nobody wants any more. */
WbPool *wb_pool_studies (void);

/** Has @work called with @data on a thread of the pool: first come, first served. Any thread. */
void wb_pool_push (WbPool *pool, void (*work) (gpointer data), gpointer data);

G_END_DECLS
