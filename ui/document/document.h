/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/engine.h"
#include "core/experiment/run-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbDocument:
 *
 * The experiment that the window shows: the engine that runs it, the last snapshot that came back,
 * and its version with the edits that are on their way to the engine. The widgets read it and send
 * edits to it; none of them knows the engine.
 *
 * Signals:
 *   experiment-changed: runs, problem or settings were edited, opened or put back
 *   snapshot-changed: there is a new snapshot
 *   numbers-changed: the same, no more often than text can be read while playing
 *   view-changed: another run is selected, or runs were shown or hidden
 *   failed (const char *message): the engine refused an edit, which was taken back
 *   modified-changed: see wb_document_modified()
 *   news: something waits for wb_document_refresh()
 */
#define WB_TYPE_DOCUMENT (wb_document_get_type ())
G_DECLARE_FINAL_TYPE (WbDocument, wb_document, WB, DOCUMENT, GObject)

WbDocument *wb_document_new (void);

/** Takes what the engine has to say: the newest snapshot, a refusal. Once a frame is enough. */
void wb_document_refresh (WbDocument *document);

/** Shows @experiment (transfer full) from step 0, paused, at a speed that suits its size. */
void wb_document_load (WbDocument *document, FopExperiment *experiment);
/** The same for a file; on failure the open experiment stays as it is. */
gboolean wb_document_open (WbDocument *document, const char *path, GError **error);
/** Writes the experiment, slider moves included; @path becomes its file. */
gboolean wb_document_save (WbDocument *document, const char *path, GError **error);

/** Whether another program has changed the file since it was opened or saved; one that is gone is
 * not changed. */
gboolean wb_document_changed_outside (WbDocument *document);

/* What is open. Everything returned is borrowed, and valid until the main loop runs again. */
FopExperiment *wb_document_experiment (WbDocument *document);         /* nullable at first */
FopSnapshot *wb_document_snapshot (WbDocument *document);             /* nullable */
const FopRunView *wb_document_view (WbDocument *document, gsize run); /* nullable: not run yet */
const char *wb_document_path (WbDocument *document);                  /* nullable: no file yet */
/**
 * Whether closing loses work: changes to a file, or runs, a problem or data put together by hand.
 * Sliders moved over an example are play, not work.
 */
gboolean wb_document_modified (WbDocument *document);
/** Whether every run has ended, or is on its way back to its end after an edit. */
gboolean wb_document_done (WbDocument *document);
/** Returns: (transfer full): settings of run @run as they are at the step shown. */
FopSettings *wb_document_settings (WbDocument *document, gsize run);

/* The selected run, and which runs are shown. */
gsize wb_document_selected (WbDocument *document);
void wb_document_select (WbDocument *document, gsize run);
FopRunSet *wb_document_hidden (WbDocument *document); /* nullable: all are shown */
void wb_document_set_visible (WbDocument *document, gsize run, gboolean visible);

/* Running. */
void wb_document_play (WbDocument *document); /* from the start, where all has ended */
void wb_document_pause (WbDocument *document);
gboolean wb_document_playing (WbDocument *document);
void wb_document_restart (WbDocument *document, gboolean forget_events);
void wb_document_step (WbDocument *document, gint64 steps);
void wb_document_go_to (WbDocument *document, guint64 step);
void wb_document_watch (WbDocument *document, const FopWatch *watch);
double wb_document_speed (WbDocument *document); /* steps a second; 0: as fast as it goes */
void wb_document_set_speed (WbDocument *document, double steps_per_second);

/**
 * wb_document_edit:
 * @edit: (transfer full): what the panels make is in ui/document/edits.h
 *
 * Sends @edit to the engine and shows the version that it makes at once. Where the engine cannot
 * run that version, the edit is taken back, with `failed`.
 *
 * Returns: %FALSE with @error if the edit cannot be; then nothing happens
 */
gboolean wb_document_edit (WbDocument *document, FopEdit *edit, GError **error);

G_END_DECLS
