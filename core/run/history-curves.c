/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/history-curves.h"

#include "core/run/history-storage.h"

#include <string.h>

/* Both rows follow the struct in the same allocation. */
static FopCurves *
curves_new (FopStorage *storage, FopBucket **newest, double **last)
{
  gsize n = storage->n_columns;
  FopCurves *curves = g_malloc0 (sizeof (FopCurves) + n * (sizeof (FopBucket) + sizeof (double)));

  G_STATIC_ASSERT (sizeof (FopCurves) % sizeof (double) == 0);
  curves->ref_count = 1;
  curves->storage = fop_storage_ref (storage);
  curves->n_columns = n;
  curves->names = storage->names;
  curves->newest = *newest = (FopBucket *) (curves + 1);
  curves->last = *last = (double *) (*newest + n);
  return curves;
}

FopCurves *
fop_curves_new (FopStorage *storage, guint64 stride, guint64 n_rows, const double *last)
{
  FopBucket *newest;
  double *row;
  FopCurves *curves = curves_new (storage, &newest, &row);
  gsize settled;

  curves->stride = stride;
  memcpy (row, last, curves->n_columns * sizeof (double));
  if (n_rows == 0)
    return curves;
  curves->last_step = n_rows - 1;
  settled = (gsize) (curves->last_step / stride);
  curves->n_buckets = settled + 1;
  for (gsize c = 0; c < curves->n_columns; c++)
    {
      newest[c] = (FopBucket){ last[c], last[c], last[c] };
      if (curves->last_step % stride > 0)
        newest[c] = fop_bucket_join (fop_chunk_bucket (storage->chunks[settled / FOP_HISTORY_CHUNK],
                                                       c, settled % FOP_HISTORY_CHUNK),
                                     newest[c]);
    }
  return curves;
}

FopCurves *
fop_curves_ref (FopCurves *curves)
{
  g_atomic_int_inc (&curves->ref_count);
  return curves;
}

void
fop_curves_unref (FopCurves *curves)
{
  if (!g_atomic_int_dec_and_test (&curves->ref_count))
    return;
  fop_storage_unref (curves->storage);
  g_free (curves);
}

gssize
fop_curves_column (const FopCurves *curves, const char *name)
{
  for (gsize i = 0; i < curves->n_columns; i++)
    if (g_str_equal (curves->names[i], name))
      return (gssize) i;
  return -1;
}

FopBucket
fop_curves_bucket (const FopCurves *curves, gsize column, gsize bucket)
{
  if (bucket + 1 == curves->n_buckets)
    return curves->newest[column];
  return fop_chunk_bucket (curves->storage->chunks[bucket / FOP_HISTORY_CHUNK], column,
                           bucket % FOP_HISTORY_CHUNK);
}

FopBuckets
fop_curves_buckets (const FopCurves *curves, gsize column, gsize first)
{
  gsize settled = curves->n_buckets - 1, i = first % FOP_HISTORY_CHUNK;
  gsize at = column * FOP_HISTORY_PITCH + i;
  const FopBucket *newest = &curves->newest[column];
  const FopChunk *chunk;

  if (first == settled)
    return (FopBuckets){ 1, &newest->value, &newest->minimum, &newest->maximum };
  chunk = curves->storage->chunks[first / FOP_HISTORY_CHUNK];
  return (FopBuckets){ MIN (FOP_HISTORY_CHUNK - i, settled - first), chunk->value + at,
                       chunk->minimum + at, chunk->maximum + at };
}

static FopExtent
extent_of (gsize n, const FopBuckets *buckets)
{
  FopExtent extent = fop_extent_of_values (n, buckets->minimum);

  if (buckets->minimum == buckets->maximum)
    return extent;
  return fop_extent_join (extent, fop_extent_of_values (n, buckets->maximum));
}

FopExtent
fop_curves_extent (const FopCurves *curves, gsize column, gsize begin, gsize end)
{
  FopExtent extent = fop_extent_none ();

  for (gsize n; begin < end; begin += n)
    {
      FopBuckets buckets = fop_curves_buckets (curves, column, begin);

      n = MIN (buckets.n, end - begin);
      extent = fop_extent_join (extent, n == FOP_HISTORY_CHUNK ? fop_chunk_extent (
                                            curves->storage->chunks[begin / n], column)
                                                               : extent_of (n, &buckets));
    }
  return extent;
}
