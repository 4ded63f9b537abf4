/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/engine.h"
#include "core/experiment/run-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbDocument:
 *
 * The experiment shown in the window: the engine that runs it, the engine's latest snapshot, and
 * the snapshot's version of the experiment with all edits that are still pending. Widgets read the
 * document and send edits to it; they never access the engine directly.
 *
 * Signals:
 *   experiment-changed: runs, problem or settings have changed, because an edit was made or
 *     refused, or an experiment was opened
 *   snapshot-changed: there is a new snapshot
 *   numbers-changed: the same, but while playing only as often as text can be read
 *   view-changed: the selected run or the visibility of runs has changed
 *   failed (const char *message): the engine refused an edit, which has been undone
 *   modified-changed: see wb_document_modified()
 *   news: wb_document_refresh() should be called
 */
#define WB_TYPE_DOCUMENT (wb_document_get_type ())
G_DECLARE_FINAL_TYPE (WbDocument, wb_document, WB, DOCUMENT, GObject)

WbDocument *wb_document_new (void);

/** Receives the latest snapshot and any refusals from the engine. Once per frame is enough. */
void wb_document_refresh (WbDocument *document);

/** Opens @experiment (transfer full) at step 0, paused, with a speed suitable for its size. */
void wb_document_load (WbDocument *document, FopExperiment *experiment);
/** The same for a file. On failure the document is unchanged. */
gboolean wb_document_open (WbDocument *document, const char *path, GError **error);
/** Whether the engine has answered all edits, so that the steps of slider moves are known. */
gboolean wb_document_is_settled (WbDocument *document);
/** Writes the experiment, including slider moves; @path becomes its file. If the document is not
 * settled, the latest moves may be written at other steps than those at which they act. */
gboolean wb_document_save (WbDocument *document, const char *path, GError **error);

/** Whether another program has changed the file since it was opened or saved; %FALSE if it no
 * longer exists. */
gboolean wb_document_changed_outside (WbDocument *document);

/* Contents. Unless noted otherwise, return values are (transfer none), and valid until control
 * returns to the main loop. */
FopExperiment *wb_document_experiment (WbDocument *document); /* nullable: nothing opened yet */
FopSnapshot *wb_document_snapshot (WbDocument *document);     /* nullable: none yet */
const FopRunView *wb_document_view (WbDocument *document, gsize run); /* nullable: not run yet */
const char *wb_document_path (WbDocument *document);                  /* nullable: no file yet */
/**
 * Whether closing the document would lose work: any unsaved changes if it has a file, otherwise a
 * different problem or different runs. Slider moves in an example do not count.
 */
gboolean wb_document_modified (WbDocument *document);
/** Whether all runs have ended, or are being recomputed up to their end after an edit. */
gboolean wb_document_done (WbDocument *document);
/** Returns: (transfer full): the settings of run @run at the current step. */
FopSettings *wb_document_settings (WbDocument *document, gsize run);

/* The selected run, and the visibility of runs. */
gsize wb_document_selected (WbDocument *document);
void wb_document_select (WbDocument *document, gsize run);
FopRunSet *wb_document_hidden (WbDocument *document); /* nullable: none hidden */
void wb_document_set_visible (WbDocument *document, gsize run, gboolean visible);

/* Running. */
void wb_document_play (WbDocument *document); /* from the start if all runs have ended */
void wb_document_pause (WbDocument *document);
gboolean wb_document_playing (WbDocument *document);
void wb_document_restart (WbDocument *document, gboolean forget_events);
void wb_document_step (WbDocument *document, gint64 steps);
void wb_document_go_to (WbDocument *document, guint64 step);
void wb_document_watch (WbDocument *document, const FopWatch *watch);
double wb_document_speed (WbDocument *document); /* steps per second; 0: unlimited */
void wb_document_set_speed (WbDocument *document, double steps_per_second);

/**
 * wb_document_edit:
 * @edit: (transfer full): see ui/document/edits.h for those that the panels make
 *
 * Sends @edit to the engine and immediately shows the resulting version. If the engine cannot run
 * that version, the edit is undone and `failed` is emitted.
 *
 * Returns: %FALSE with @error if @edit cannot be applied; the document is then unchanged
 */
gboolean wb_document_edit (WbDocument *document, FopEdit *edit, GError **error);

G_END_DECLS
