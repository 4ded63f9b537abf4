/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wb_dragged_file:
 * @name: of the file, without a folder
 *
 * Writes a file for another program to copy, in a folder of this process that only the user can
 * read. A file of the same name is replaced.
 *
 * Returns: (transfer full): the file; %NULL with @error
 */
GFile *wb_dragged_file (const char *name, GBytes *bytes, GError **error);

/** Removes all of them, and their folder. */
void wb_dragged_files_remove (void);

G_END_DECLS
