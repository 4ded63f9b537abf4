/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The newest row is stored separately (`last`) until the next one arrives, because it may still be
 * amended, which the extremes of a bucket cannot undo. All earlier rows are merged into the
 * storage, which views share. Since their rows must not change, it is only appended to; merging and
 * truncating replace chunks.
 */

#include "core/run/history.h"

#include "core/run/history-storage.h"

#include <string.h>

/* n_buckets, open: the buckets in the storage, and the chunk (nullable) to which they are added */
struct _FopHistory
{
  gsize n_columns;
  guint64 n_rows;
  guint64 stride;
  gsize n_buckets;
  double *last;
  FopStorage *storage;
  FopChunk *open;
};

FopHistory *
fop_history_new (gsize n_columns, const char *const *names)
{
  FopHistory *history = g_new0 (FopHistory, 1);

  history->n_columns = n_columns;
  history->stride = 1;
  history->storage = fop_storage_new (n_columns, names);
  history->last = g_new (double, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    history->last[i] = NAN;
  return history;
}

void
fop_history_free (FopHistory *history)
{
  fop_storage_unref (history->storage);
  g_free (history->last);
  g_free (history);
}

/* Steps per bucket after @n_rows rows: the rule that makes histories comparable. */
static guint64
stride_for (guint64 n_rows)
{
  guint64 stride = 1;

  while (n_rows > FOP_HISTORY_ROWS * stride)
    stride *= 2;
  return stride;
}

/* Number of rows in the storage: all except the newest. */
static guint64
rows_folded (const FopHistory *history)
{
  return history->n_rows > 0 ? history->n_rows - 1 : 0;
}

/* Whether the row after @folded rows is the first of its bucket. Called twice per step; strides are
 * powers of two, and a mask is cheaper than a division. */
static gboolean
opens_bucket (const FopHistory *history, guint64 folded)
{
  return (folded & (history->stride - 1)) == 0;
}

static void
fold_last (FopHistory *history, guint64 folded)
{
  const double *row = history->last;

  if (!opens_bucket (history, folded))
    {
      fop_chunk_widen (history->open, (history->n_buckets - 1) % FOP_HISTORY_CHUNK, row);
      return;
    }
  if (history->n_buckets % FOP_HISTORY_CHUNK == 0)
    {
      history->open = fop_chunk_new (history->n_columns, history->stride > 1);
      fop_storage_add (history->storage, history->open);
    }
  fop_chunk_write (history->open, history->n_buckets++ % FOP_HISTORY_CHUNK, row, row, row);
}

static void
merge_all (FopHistory *history)
{
  FopStorage *storage = history->storage = fop_storage_own (history->storage);

  g_assert (storage->n_chunks == FOP_HISTORY_CHUNKS);
  for (gsize i = 0; i < FOP_HISTORY_CHUNKS / 2; i++)
    {
      FopChunk *first = storage->chunks[2 * i], *second = storage->chunks[2 * i + 1];

      storage->chunks[i] = fop_chunk_merge (first, second);
      fop_chunk_unref (first);
      fop_chunk_unref (second);
    }
  storage->n_chunks = FOP_HISTORY_CHUNKS / 2;
  history->open = NULL;
  history->n_buckets /= 2;
  history->stride *= 2;
}

void
fop_history_append (FopHistory *history, const double *row)
{
  if (history->n_rows > 0)
    fold_last (history, history->n_rows - 1);
  history->n_rows++;
  if (history->n_rows > FOP_HISTORY_ROWS * history->stride)
    merge_all (history);
  memcpy (history->last, row, history->n_columns * sizeof (double));
}

void
fop_history_amend (FopHistory *history, gsize first, gsize n, const double *values)
{
  g_return_if_fail (history->n_rows > 0 && first + n <= history->n_columns);

  for (gsize i = 0; i < n; i++)
    history->last[first + i] = values[i];
}

guint64
fop_history_n_rows (const FopHistory *history)
{
  return history->n_rows;
}

gsize
fop_history_mark_size (const FopHistory *history)
{
  return 4 * history->n_columns;
}

/* The newest row, followed by the bucket that earlier rows started and that it will extend, if any.
 */
void
fop_history_mark (const FopHistory *history, double *mark)
{
  gsize n = history->n_columns;

  memcpy (mark, history->last, n * sizeof (double));
  if (opens_bucket (history, rows_folded (history)))
    return;

  for (gsize c = 0; c < n; c++)
    {
      FopBucket bucket
          = fop_chunk_bucket (history->open, c, (history->n_buckets - 1) % FOP_HISTORY_CHUNK);

      mark[n + c] = bucket.value;
      mark[2 * n + c] = bucket.minimum;
      mark[3 * n + c] = bucket.maximum;
    }
}

/* Keeps the first @folded rows. A truncated chunk is replaced with a copy owned by the history,
 * because what is appended next would overwrite buckets of views. */
static void
cut_storage (FopHistory *history, guint64 folded, const double *mark)
{
  gsize n = history->n_columns;
  gsize buckets = (gsize) (folded / history->stride);
  gsize whole = buckets / FOP_HISTORY_CHUNK, rest = buckets % FOP_HISTORY_CHUNK;
  gboolean widens = !opens_bucket (history, folded);
  FopChunk *open = NULL;

  if (rest > 0 || widens)
    open = fop_chunk_copy (history->storage->chunks[whole], rest);
  if (widens)
    fop_chunk_write (open, rest, mark + n, mark + 2 * n, mark + 3 * n);
  history->storage = fop_storage_own (history->storage);
  fop_storage_cut (history->storage, whole);
  if (open)
    fop_storage_add (history->storage, open);
  history->open = open;
  history->n_buckets = buckets + (widens ? 1 : 0);
}

gboolean
fop_history_truncate (FopHistory *history, guint64 n_rows, const double *mark)
{
  g_return_val_if_fail (n_rows <= history->n_rows, FALSE);

  if (n_rows == 0)
    {
      history->stride = 1;
      history->n_rows = 0;
      cut_storage (history, 0, NULL);
      for (gsize c = 0; c < history->n_columns; c++)
        history->last[c] = NAN;
      return TRUE;
    }
  if (stride_for (n_rows) != history->stride)
    return FALSE;
  if (!mark && n_rows == history->n_rows)
    return TRUE;
  if (!mark && history->stride > 1)
    return FALSE;

  if (mark)
    memcpy (history->last, mark, history->n_columns * sizeof (double));
  else
    for (gsize c = 0; c < history->n_columns; c++)
      history->last[c]
          = fop_chunk_bucket (history->storage->chunks[(n_rows - 1) / FOP_HISTORY_CHUNK], c,
                              (n_rows - 1) % FOP_HISTORY_CHUNK)
                .value;
  history->n_rows = n_rows;
  cut_storage (history, n_rows - 1, mark);
  return TRUE;
}

FopCurves *
fop_history_curves (const FopHistory *history)
{
  return fop_curves_new (history->storage, history->stride, history->n_rows, history->last);
}
