/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbDoorbell:
 *
 * Wakes the main loop from another thread: it can be rung on any thread and is answered on the main
 * loop. Rings before the answer are coalesced into one. Uses an eventfd, so that synchronization is
 * a system call that thread sanitizers understand, and ringing never blocks on a lock of the main
 * loop.
 */
typedef struct _WbDoorbell WbDoorbell;

/** @answer is called with @data by the main loop of the thread that created the doorbell. */
WbDoorbell *wb_doorbell_new (void (*answer) (gpointer data), gpointer data);

/** Can be called on any thread, once nothing can ring anymore. @answer is not called afterwards. */
void wb_doorbell_free (WbDoorbell *doorbell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDoorbell, wb_doorbell_free)

/** @doorbell: a WbDoorbell, typed for use as FopEngineNotify. Can be called on any thread; never
 * blocks. */
void wb_doorbell_ring (gpointer doorbell);

G_END_DECLS
