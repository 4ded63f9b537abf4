/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbTimeline:
 *
 * A slider over the steps of the experiment, with a mark in the run's color wherever a
 * hyperparameter was changed. Scrubbing rewinds and replays; the arrow keys move by one step.
 */
#define WB_TYPE_TIMELINE (wb_timeline_get_type ())
G_DECLARE_FINAL_TYPE (WbTimeline, wb_timeline, WB, TIMELINE, GtkScale)

void wb_timeline_set_document (WbTimeline *timeline, WbDocument *document);

G_END_DECLS
