/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/chunk.h"

#include <string.h>

/* The columns follow the struct in the same allocation; unused pages cost nothing. */
FopChunk *
fop_chunk_new (gsize n_columns, gboolean merged)
{
  gsize n = n_columns * FOP_HISTORY_PITCH;
  FopChunk *chunk = g_malloc (sizeof (FopChunk) + (merged ? 3 : 1) * n * sizeof (double));

  G_STATIC_ASSERT (sizeof (FopChunk) % sizeof (double) == 0);
  chunk->ref_count = 1;
  chunk->n_columns = n_columns;
  chunk->extents = g_new0 (FopExtent *, n_columns);
  chunk->value = (double *) (chunk + 1);
  chunk->minimum = chunk->value + (merged ? n : 0);
  chunk->maximum = chunk->value + (merged ? 2 * n : 0);
  return chunk;
}

FopChunk *
fop_chunk_ref (FopChunk *chunk)
{
  g_atomic_int_inc (&chunk->ref_count);
  return chunk;
}

void
fop_chunk_unref (FopChunk *chunk)
{
  if (!g_atomic_int_dec_and_test (&chunk->ref_count))
    return;
  for (gsize c = 0; c < chunk->n_columns; c++)
    g_free (chunk->extents[c]);
  g_free (chunk->extents);
  g_free (chunk);
}

static gboolean
is_merged (const FopChunk *chunk)
{
  return chunk->minimum != chunk->value;
}

FopChunk *
fop_chunk_copy (const FopChunk *source, gsize n)
{
  FopChunk *chunk = fop_chunk_new (source->n_columns, is_merged (source));

  for (gsize c = 0; c < source->n_columns; c++)
    {
      gsize at = c * FOP_HISTORY_PITCH;

      memcpy (chunk->value + at, source->value + at, n * sizeof (double));
      if (!is_merged (source))
        continue;
      memcpy (chunk->minimum + at, source->minimum + at, n * sizeof (double));
      memcpy (chunk->maximum + at, source->maximum + at, n * sizeof (double));
    }
  return chunk;
}

static void
store (FopChunk *chunk, gsize column, gsize i, FopBucket bucket)
{
  gsize at = column * FOP_HISTORY_PITCH + i;

  chunk->value[at] = bucket.value;
  chunk->minimum[at] = bucket.minimum;
  chunk->maximum[at] = bucket.maximum;
}

/* Joins pairs of a column of @source to half as many buckets of @merged from @at on. */
static void
join_pairs (const FopChunk *source, gsize column, FopChunk *merged, gsize at)
{
  for (gsize i = 0; i < FOP_HISTORY_CHUNK / 2; i++)
    store (merged, column, at + i,
           fop_bucket_join (fop_chunk_bucket (source, column, 2 * i),
                            fop_chunk_bucket (source, column, 2 * i + 1)));
}

FopChunk *
fop_chunk_merge (const FopChunk *first, const FopChunk *second)
{
  FopChunk *merged = fop_chunk_new (first->n_columns, TRUE);

  for (gsize c = 0; c < merged->n_columns; c++)
    {
      join_pairs (first, c, merged, 0);
      join_pairs (second, c, merged, FOP_HISTORY_CHUNK / 2);
    }
  return merged;
}

static void
write_down (double *column, gsize n_columns, const double *values)
{
  for (gsize c = 0; c < n_columns; c++)
    column[c * FOP_HISTORY_PITCH] = values[c];
}

void
fop_chunk_write (FopChunk *chunk, gsize i, const double *value, const double *minimum,
                 const double *maximum)
{
  write_down (chunk->value + i, chunk->n_columns, value);
  if (!is_merged (chunk))
    return;
  write_down (chunk->minimum + i, chunk->n_columns, minimum);
  write_down (chunk->maximum + i, chunk->n_columns, maximum);
}

void
fop_chunk_widen (FopChunk *chunk, gsize i, const double *row)
{
  for (gsize c = 0, at = i; c < chunk->n_columns; c++, at += FOP_HISTORY_PITCH)
    {
      if (isnan (chunk->value[at]))
        chunk->value[at] = row[c];
      chunk->minimum[at] = fop_lesser (chunk->minimum[at], row[c]);
      chunk->maximum[at] = fop_greater (chunk->maximum[at], row[c]);
    }
}

static FopExtent
extent_of (const FopChunk *chunk, gsize column)
{
  gsize at = column * FOP_HISTORY_PITCH;
  FopExtent extent = fop_extent_of_values (FOP_HISTORY_CHUNK, chunk->minimum + at);

  if (!is_merged (chunk))
    return extent;
  return fop_extent_join (extent, fop_extent_of_values (FOP_HISTORY_CHUNK, chunk->maximum + at));
}

/* A thread that finishes second discards its identical result. */
FopExtent
fop_chunk_extent (FopChunk *chunk, gsize column)
{
  FopExtent **place = &chunk->extents[column], *known = g_atomic_pointer_get (place);

  if (known == NULL)
    {
      FopExtent extent = extent_of (chunk, column);

      known = g_memdup2 (&extent, sizeof extent);
      if (!g_atomic_pointer_compare_and_exchange (place, NULL, known))
        g_free (known);
      return extent;
    }
  return *known;
}
