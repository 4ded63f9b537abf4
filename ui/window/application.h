/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbApplication:
 *
 * The program: one process, one window for the experiment, and one more for each file of matrices
 * that is opened. Without a file it opens the first example and plays it; with an experiment, that,
 * paused at step 0. Its actions (`app` group) are `quit`, `about` and
 * `color-scheme`; together with the window's they are on the session bus, as for every GApplication
 * (see the headers ui/…-actions.h).
 */
#define WB_TYPE_APPLICATION (wb_application_get_type ())
G_DECLARE_FINAL_TYPE (WbApplication, wb_application, WB, APPLICATION, AdwApplication)

WbApplication *wb_application_new (void);

G_END_DECLS
