/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"
#include "ui/grid/figure-grid.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbWindow:
 *
 * The main window: header bar, collapsible sidebar, figures, and transport. Its only state is the
 * document and its latest snapshot; every operation is an action in the `win` group, most of which
 * are added by file-actions.h, play-actions.h, export-actions.h and report-actions.h.
 *
 * Accessible roles and names, for screen readers and for tests that act as one:
 *   frame: the experiment's title, preceded by "• " if there are unsaved changes
 *   header: toggle button "Sidebar"; menu buttons "Open", "Examples", "Layout", "Main menu";
 *     button "Export…"; in the popover of "Examples", a list "Examples" of items named by title
 *   sidebar: combo box "Kind"; for each parameter, named by label and symbol ("Learning rate ε"):
 *     a text entry, and a slider if it has one; a check box, a combo box, or a group of toggle
 *     buttons named by their words; list "Runs" of items named by run, with toggle button "Show
 *     NAME" and menu button "NAME menu"; text entry "Run name" while a run is renamed; menu button
 *     "Add run" (with a list "Methods"); button "Reset hyperparameters"
 *   figures: an image named by its title and described by its subtitle, button "Maximize TITLE"
 *     ("Restore TITLE"), menu button "TITLE menu"
 *   bottom: buttons "Restart", "Step back", "Play" ("Pause"), "Step forward"; slider "Timeline";
 *     menu button "Speed: 300/s"; a label "1,240 / 2,000 · paused · loss 0.671 · κ(P) 2.2"
 * The value of a slider is its position, in decades if it is logarithmic; its value text is the
 * number itself.
 */
#define WB_TYPE_WINDOW (wb_window_get_type ())
G_DECLARE_FINAL_TYPE (WbWindow, wb_window, WB, WINDOW, AdwApplicationWindow)

WbWindow *wb_window_new (GtkApplication *application);

WbDocument *wb_window_document (WbWindow *window);
WbFigureGrid *wb_window_grid (WbWindow *window);

/** Takes the current arrangement of figures for the one found when the experiment was opened: it is
 * remembered for similar problems only if the user changes it. */
void wb_window_take_arrangement (WbWindow *window);

/** Shows a toast, in place of the previous one. */
void wb_window_say (WbWindow *window, const char *text);
/** Shows an error dialog. */
void wb_window_fail (WbWindow *window, const char *heading, const char *message);

G_END_DECLS
