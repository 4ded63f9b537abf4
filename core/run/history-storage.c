/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/history-storage.h"

FopStorage *
fop_storage_new (gsize n_columns, const char *const *names)
{
  FopStorage *storage = g_new0 (FopStorage, 1);

  storage->ref_count = 1;
  storage->n_columns = n_columns;
  storage->names = g_new0 (char *, n_columns + 1);
  for (gsize c = 0; c < n_columns; c++)
    storage->names[c] = g_strdup (names[c]);
  return storage;
}

FopStorage *
fop_storage_ref (FopStorage *storage)
{
  g_atomic_int_inc (&storage->ref_count);
  return storage;
}

void
fop_storage_unref (FopStorage *storage)
{
  if (!g_atomic_int_dec_and_test (&storage->ref_count))
    return;
  fop_storage_cut (storage, 0);
  g_strfreev (storage->names);
  g_free (storage);
}

/* Only the caller can add references: views are created by the thread of the history. */
FopStorage *
fop_storage_own (FopStorage *storage)
{
  FopStorage *own;

  if (g_atomic_int_get (&storage->ref_count) == 1)
    return storage;
  own = fop_storage_new (storage->n_columns, (const char *const *) storage->names);
  for (gsize i = 0; i < storage->n_chunks; i++)
    fop_storage_add (own, fop_chunk_ref (storage->chunks[i]));
  fop_storage_unref (storage);
  return own;
}

void
fop_storage_add (FopStorage *storage, FopChunk *chunk)
{
  g_assert (storage->n_chunks < FOP_HISTORY_CHUNKS);

  storage->chunks[storage->n_chunks++] = chunk;
}

void
fop_storage_cut (FopStorage *storage, gsize n_chunks)
{
  while (storage->n_chunks > n_chunks)
    fop_chunk_unref (storage->chunks[--storage->n_chunks]);
}
