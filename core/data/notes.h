/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Noteworthy facts on how a file was read, which are not errors: sentences without a period, each
 * naming its file. %NULL means no notes.
 */

/**
 * Adds a note on the file or folder @path, showing only its base name; creates the list if needed.
 */
void fop_notes_add (GPtrArray **notes, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/** Adds a copy of all of @more (nullable). */
void fop_notes_add_all (GPtrArray **notes, const GPtrArray *more);

/** Returns: (transfer full) (nullable): all notes, one per line; %NULL if there are none. */
char *fop_notes_text (const GPtrArray *notes);

G_END_DECLS
