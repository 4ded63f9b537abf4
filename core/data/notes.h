/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What somebody should know of how a file was read, though nothing is wrong: sentences without a
 * full stop, each naming its file. %NULL is no notes.
 */

/** Adds a note on the file or folder @path, of which its name alone is said; makes the list with
 * the first. */
void fop_notes_add (GPtrArray **notes, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/** Adds a copy of all of @more (nullable). */
void fop_notes_add_all (GPtrArray **notes, const GPtrArray *more);

/** Returns: (transfer full) (nullable): all notes, a line each; %NULL where there are none. */
char *fop_notes_text (const GPtrArray *notes);

G_END_DECLS
