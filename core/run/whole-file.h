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
 */
typedef struct
{
  FILE *stream;
  char *path, *temporary;
} FopWholeFile;

/** Returns: (transfer full): the file, or %NULL with %FOP_ERROR_IO. */
FopWholeFile *fop_whole_file_open (const char *path, GError **error);
/** Returns: whether it stands; else @error is %FOP_ERROR_IO. */
gboolean fop_whole_file_commit (FopWholeFile *file, GError **error);
void fop_whole_file_free (FopWholeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopWholeFile, fop_whole_file_free)

G_END_DECLS
