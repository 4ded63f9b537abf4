/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbDoorbell:
 *
 * How another thread wakes the window: rung from any thread, answered on the main loop. Rings that
 * come before the answer are one ring. Built on an eventfd, so that the hand-over is a system call
 * that thread checkers understand, and ringing never blocks on a lock of the main loop.
 */
typedef struct _WbDoorbell WbDoorbell;

/** @answer is called with @data on the thread that created the doorbell, from its main loop. */
WbDoorbell *wb_doorbell_new (void (*answer) (gpointer data), gpointer data);

/** Any thread; nothing may ring any more. @answer is not called afterwards. */
void wb_doorbell_free (WbDoorbell *doorbell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDoorbell, wb_doorbell_free)

/** @doorbell: a WbDoorbell, typed for use as FopEngineNotify. Any thread, at once. */
void wb_doorbell_ring (gpointer doorbell);

G_END_DECLS
