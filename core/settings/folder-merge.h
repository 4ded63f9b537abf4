/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Merging a newly written folder with the one it replaces. @stale (element-type filename)
 * (nullable): relative names of files left by an earlier run. */

/**
 * fop_folder_keep:
 *
 * Hard-links (or else copies) into @fresh everything in @old that is neither @stale nor already
 * there under the same name.
 *
 * Returns: (transfer full) (element-type filename): the names of these; %NULL with %FOP_ERROR_IO,
 *   also if a file to be kept is in the way
 */
GHashTable *fop_folder_keep (const char *old, const char *fresh, GHashTable *stale, GError **error);

/* * Moves whatever has appeared in @old since fop_folder_keep() to @fresh; @kept: its result. */
void fop_folder_rescue (const char *old, const char *fresh, GHashTable *stale, GHashTable *kept);

/**
 * fop_folder_install:
 *
 * Moves all files of @fresh into @old, after removing the @stale ones: `summary.json` is removed
 * first and arrives last.
 */
gboolean fop_folder_install (const char *fresh, const char *old, GHashTable *stale, GError **error);

G_END_DECLS
