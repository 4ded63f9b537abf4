/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an earlier run of the program has left in a folder of results: relative names, as
 * fop_whole_folder_commit() takes them. All else there is somebody else's. */

/**
 * fop_stale_results:
 *
 * Returns: (transfer full) (element-type filename): what the `files` of @directory's summary.json
 *   name; where an older version of the program has written it without them, all that bears a name
 *   that such a version gave. Nothing where there is no summary of this program.
 */
GHashTable *fop_stale_results (const char *directory);

/** Returns: (transfer full) (element-type filename): the names of a foresight's files. */
GHashTable *fop_stale_foresight (void);

G_END_DECLS
