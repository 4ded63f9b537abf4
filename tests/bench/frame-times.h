/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FrameTimes:
 *
 * Keeps a window's frame clock ticking and notes, in ms, the time from frame to frame, the main
 * thread's work in each, and the time from a pointer's motion (the server's time stamp) to the end
 * of the frame that answers it.
 */
typedef struct _FrameTimes FrameTimes;

/** @window: mapped; measured from now on. */
FrameTimes *frame_times_new (GtkWidget *window);
void frame_times_free (FrameTimes *times);

/** Prints count, then median and 99th percentile of the three: seven numbers and a space. */
void frame_times_print (FrameTimes *times);

/** Percentile @p (0 to 100) of an array of doubles, which is sorted; NaN of none. */
double percentile (GArray *values, double p);

G_END_DECLS
