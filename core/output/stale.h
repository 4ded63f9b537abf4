/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files left by an earlier run of the program in a results folder: relative names, for
 * fop_whole_folder_commit(). Everything else there belongs to other programs. */

/**
 * fop_stale_results:
 *
 * Returns: (transfer full) (element-type filename): the `files` listed in @directory's
 *   summary.json; if an older version of the program wrote it without them, all files with names
 *   that such a version used. Empty without a summary of this program.
 */
GHashTable *fop_stale_results (const char *directory);

/** Returns: (transfer full) (element-type filename): the names of a foresight's files. */
GHashTable *fop_stale_foresight (void);

G_END_DECLS
