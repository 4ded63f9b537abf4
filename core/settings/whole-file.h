/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * FopWholeFile:
 * @stream: to write to; its errors are checked on commit
 *
 * A file that is written whole or not at all: to a temporary name next to its path, renamed at the
 * end. If freed before that, it leaves nothing behind.
 *
 * A symbolic link at the path stays, and its target is written. An existing file keeps its mode,
 * and its group if permitted.
 */
typedef struct
{
  FILE *stream;
  char *shown, *path, *temporary;
} FopWholeFile;

/** Returns: (transfer full): the file, or %NULL with %FOP_ERROR_IO. */
FopWholeFile *fop_whole_file_open (const char *path, GError **error);

/**
 * fop_whole_file_commit:
 *
 * Moves the file into place. Its contents are synced to disk before the rename, and the rename
 * before this returns.
 *
 * Returns: whether it succeeded; otherwise @error is %FOP_ERROR_IO
 */
gboolean fop_whole_file_commit (FopWholeFile *file, GError **error);
void fop_whole_file_free (FopWholeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWholeFile, fop_whole_file_free)

/** The same for @length bytes at once. */
gboolean fop_whole_file_write (const char *path, const void *bytes, gsize length, GError **error);

/** Syncs the folder @path to disk. Returns: %FALSE with errno. */
gboolean fop_folder_sync (const char *path);

G_END_DECLS
