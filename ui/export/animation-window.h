/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-window.h"

G_BEGIN_DECLS

/**
 * WbAnimationWindow:
 *
 * Saves a figure over the steps of an experiment as a video or as numbered images, in the style of
 * the last export. Runs on a separate thread, in a session of its own; closing the window cancels
 * it, and leaves nothing behind.
 *
 * Accessible names: entries "First step", "Last step", "Steps per frame", "Frame rate", "Hold the
 * last frame"; button "Save…"; progress bar "Progress"
 */
#define WB_TYPE_ANIMATION_WINDOW (wb_animation_window_get_type ())
G_DECLARE_FINAL_TYPE (WbAnimationWindow, wb_animation_window, WB, ANIMATION_WINDOW, AdwWindow)

/**
 * wb_animation_window_show:
 * @subject: (transfer full): with a source
 * @chosen: the figure
 * @done: called when the animation has been written; not after @parent has been destroyed
 *
 * Shows a modal window.
 */
void wb_animation_window_show (GtkWindow *parent, WbExportSubject *subject, gsize chosen,
                               WbExportDone done, gpointer data);

G_END_DECLS
