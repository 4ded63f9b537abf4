/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopWholeFolder:
 *
 * A results folder that appears at its path all at once: it is written next to it under another
 * name, and swapped in at the end. Until then the path is untouched, however the program may end.
 * Temporary folders left by a program that died are removed by the next one that writes there.
 *
 * If the folder cannot be swapped (a mount point, the working directory, or one whose parent is not
 * writable), a folder inside it is written instead, from which files are moved at the end:
 * `summary.json` is removed first and arrives last, so that if it exists, the results are complete.
 */
typedef struct _FopWholeFolder FopWholeFolder;

/**
 * fop_whole_folder_open:
 * @path: final path; parent folders are created
 *
 * Checks that results can be written, before they are computed.
 *
 * Returns: (transfer full): the folder, or %NULL with %FOP_ERROR_IO
 */
FopWholeFolder *fop_whole_folder_open (const char *path, GError **error);

/** Returns: the folder to write into until then. */
const char *fop_whole_folder_place (const FopWholeFolder *folder);

/**
 * fop_whole_folder_commit:
 * @stale: (element-type filename) (nullable): names (relative: "runs/FOP/theta.npy") of files from
 *   an earlier run of the program, which are removed
 *
 * Moves the folder into place, with everything from the old one that is neither @stale nor newly
 * written: files of other programs stay. Everything is synced to disk first.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_whole_folder_commit (FopWholeFolder *folder, GHashTable *stale, GError **error);

/**
 * Removes what was written so far, unless committed; waits for a commit in progress. Any thread.
 */
void fop_whole_folder_abandon (FopWholeFolder *folder);

/** Replaces temporary paths in the message of @error by their final names. */
void fop_whole_folder_explain (const FopWholeFolder *folder, GError *error);

/** Abandons the folder, unless it was committed, and frees it. */
void fop_whole_folder_free (FopWholeFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWholeFolder, fop_whole_folder_free)

G_END_DECLS
