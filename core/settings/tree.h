/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folder trees. Symbolic links are entries like files and are never followed. */

/**
 * FopTreeVisit:
 * @name: relative to the tree's root, "runs/FOP/theta.npy"
 * @is_empty_folder: whether it is an empty folder; otherwise it is not a folder
 *
 * Returns: %FALSE to stop the walk, with @error set
 */
typedef gboolean (*FopTreeVisit) (const char *name, gboolean is_empty_folder, gpointer data,
                                  GError **error);

/**
 * fop_tree_walk:
 *
 * Visits everything below the folder @path except nonempty folders, sorted by name.
 *
 * Returns: %FALSE with the error of @visit, or %FOP_ERROR_IO if a folder cannot be read
 */
gboolean fop_tree_walk (const char *path, FopTreeVisit visit, gpointer data, GError **error);

/** Returns: (transfer full) (element-type filename): the names of all files below @path, sorted;
 * %NULL with %FOP_ERROR_IO. */
GPtrArray *fop_tree_files (const char *path, GError **error);

/** Removes @path recursively. Returns: whether it is gone; otherwise errno is set. */
gboolean fop_tree_remove (const char *path);

/** Syncs all folders below @path to disk. Returns: %FALSE with errno. */
gboolean fop_tree_sync (const char *path);

G_END_DECLS
