/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbApplication:
 *
 * The program: one process, with a window for the experiment, and one for each matrix file that is
 * opened. Without a file, it opens and plays the first example; an experiment is opened paused at
 * step 0. Its actions (group `app`) are `quit`, `about`, and `color-scheme`; like those of the
 * window (see ui/window/…-actions.h), they are exported on the session bus by GApplication.
 */
#define WB_TYPE_APPLICATION (wb_application_get_type ())
G_DECLARE_FINAL_TYPE (WbApplication, wb_application, WB, APPLICATION, AdwApplication)

WbApplication *wb_application_new (void);

G_END_DECLS
