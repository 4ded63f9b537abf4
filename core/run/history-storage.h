/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/chunk.h"

G_BEGIN_DECLS

#define FOP_HISTORY_CHUNKS (FOP_HISTORY_ROWS / FOP_HISTORY_CHUNK)

/**
 * FopStorage:
 * @names: n_columns column names; NULL-terminated
 * @chunks: n_chunks chunks, all full except the last
 *
 * What a history shares with its views; atomically reference-counted. Only the thread of the
 * history changes it: it writes buckets behind those of all views, and adds chunks. A view may read
 * the chunks and buckets that were there when it was created, except for the newest bucket, which
 * may still be widened; it may not read n_chunks.
 */
typedef struct _FopStorage
{
  gint ref_count;
  gsize n_columns;
  char **names;
  gsize n_chunks;
  FopChunk *chunks[FOP_HISTORY_CHUNKS];
} FopStorage;

/** Returns: (transfer full): a storage without chunks. @names: n_columns names. */
FopStorage *fop_storage_new (gsize n_columns, const char *const *names);
FopStorage *fop_storage_ref (FopStorage *storage);
void fop_storage_unref (FopStorage *storage);

/** Returns: (transfer full): @storage (transfer full) itself if there are no other references to
 * it, otherwise another one with the same chunks. The caller may then remove and replace chunks. */
FopStorage *fop_storage_own (FopStorage *storage);

/** Adds @chunk (transfer full); @storage must have fewer than FOP_HISTORY_CHUNKS. */
void fop_storage_add (FopStorage *storage, FopChunk *chunk);
/** Removes the chunks from @n_chunks on; @storage must be the caller's own. */
void fop_storage_cut (FopStorage *storage, gsize n_chunks);

G_END_DECLS
