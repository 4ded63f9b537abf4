/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folders with all below them. Symbolic links are things of their own, never followed. */

/**
 * FopTreeVisit:
 * @name: relative to the tree's root, "runs/FOP/theta.npy"
 * @is_empty_folder: an empty folder; all others are no folders
 *
 * Returns: %FALSE to end the walk, with @error set
 */
typedef gboolean (*FopTreeVisit) (const char *name, gboolean is_empty_folder, gpointer data,
                                  GError **error);

/**
 * fop_tree_walk:
 *
 * Visits everything below the folder @path but folders that are not empty, sorted by name.
 *
 * Returns: %FALSE with what @visit set, or %FOP_ERROR_IO where a folder cannot be read
 */
gboolean fop_tree_walk (const char *path, FopTreeVisit visit, gpointer data, GError **error);

/** Returns: (transfer full) (element-type filename): the names of all files below @path, sorted;
 * %NULL with %FOP_ERROR_IO. */
GPtrArray *fop_tree_files (const char *path, GError **error);

/** Removes @path with all below it. Returns: whether nothing is left of it; else errno says why. */
gboolean fop_tree_remove (const char *path);

/** Has all names below @path reach the disk. Returns: %FALSE with errno. */
gboolean fop_tree_sync (const char *path);

G_END_DECLS
