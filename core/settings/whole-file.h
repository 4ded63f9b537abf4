/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * FopWholeFile:
 * @stream: to be written to; its errors are looked at when it is committed
 *
 * A file that comes to stand at its path whole or not at all: written beside it under another name,
 * renamed at the end. Freed before that, it leaves nothing.
 *
 * A symbolic link at the path stays, and what it points to is written. A file that stands there
 * already keeps its mode, and its group where that may be given.
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
 * Puts the file in its place. Its bytes have reached the disk before it is renamed, and the rename
 * has before this returns.
 *
 * Returns: whether it stands; else @error is %FOP_ERROR_IO
 */
gboolean fop_whole_file_commit (FopWholeFile *file, GError **error);
void fop_whole_file_free (FopWholeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWholeFile, fop_whole_file_free)

/** The same for @length bytes that are there at once. */
gboolean fop_whole_file_write (const char *path, const void *bytes, gsize length, GError **error);

/** Has the names in the folder @path reach the disk. Returns: %FALSE with errno. */
gboolean fop_folder_sync (const char *path);

G_END_DECLS
