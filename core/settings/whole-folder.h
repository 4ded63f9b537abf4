/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopWholeFolder:
 *
 * A folder of results that comes to stand at its path at once: it is written beside it under
 * another name, and swapped in at the end. Until then what stands at the path stays as it is; a
 * program that ends before, in whatever way, leaves it so. What such a program left of its own
 * beside it is removed by the next one that writes there.
 *
 * A folder that cannot be swapped (where something is mounted, the working folder, or one whose own
 * folder may not be written to) is written into a folder inside it instead, from which files are
 * moved at the end: `summary.json` goes first and comes last, so that where it is, all is.
 */
typedef struct _FopWholeFolder FopWholeFolder;

/**
 * fop_whole_folder_open:
 * @path: where it is to stand; folders above it are made
 *
 * Finds out whether results can be written, before they are computed.
 *
 * Returns: (transfer full): the folder, or %NULL with %FOP_ERROR_IO
 */
FopWholeFolder *fop_whole_folder_open (const char *path, GError **error);

/** Returns: the folder that is to be written into meanwhile. */
const char *fop_whole_folder_place (const FopWholeFolder *folder);

/**
 * fop_whole_folder_commit:
 * @stale: (element-type filename) (nullable): names (relative: "runs/FOP/theta.npy") of what an
 *   earlier run of the program has left at the path, which goes
 *
 * Puts the folder in its place, with all that is there and neither @stale nor written anew: files
 * of other programs stay. What is written has reached the disk by then.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_whole_folder_commit (FopWholeFolder *folder, GHashTable *stale, GError **error);

/** Removes what was written so far, unless it is committed; waits while it is being. Any thread. */
void fop_whole_folder_abandon (FopWholeFolder *folder);

/** Has a message name places in the folder as they would be called in the end. */
void fop_whole_folder_explain (const FopWholeFolder *folder, GError *error);

/** Abandons the folder, if it is not committed, and frees it. */
void fop_whole_folder_free (FopWholeFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWholeFolder, fop_whole_folder_free)

G_END_DECLS
