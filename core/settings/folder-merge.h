/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a folder written anew and the one that stood in its place come together. @stale
 * (element-type filename) (nullable): relative names of files that an earlier run has left. */

/**
 * fop_folder_keep:
 *
 * Gives @fresh a second link to (or else a copy of) everything in @old that is neither @stale nor
 * there under the same name.
 *
 * Returns: (transfer full) (element-type filename): the names of those; %NULL with %FOP_ERROR_IO,
 *   where something that is to stay stands in the way, too
 */
GHashTable *fop_folder_keep (const char *old, const char *fresh, GHashTable *stale, GError **error);

/** Moves what has come into @old since it was kept to @fresh; @kept: as fop_folder_keep() gave it.
 */
void fop_folder_rescue (const char *old, const char *fresh, GHashTable *stale, GHashTable *kept);

/**
 * fop_folder_install:
 *
 * Moves all files of @fresh into @old, after those that are @stale have gone: `summary.json` goes
 * first and comes last.
 */
gboolean fop_folder_install (const char *fresh, const char *old, GHashTable *stale, GError **error);

G_END_DECLS
