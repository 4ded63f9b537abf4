/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/bucket.h"
#include "core/run/extent.h"

G_BEGIN_DECLS

/* Distance between the columns of a chunk, in doubles. Slightly larger than the number of buckets,
 * because columns a power of two apart would evict each other from the cache. */
#define FOP_HISTORY_PITCH (FOP_HISTORY_CHUNK + 24u)

/**
 * FopChunk:
 * @value: column-major, n_columns × FOP_HISTORY_PITCH
 * @minimum, @maximum: same shape; the same pointers as @value if buckets are single rows
 * @extents: extent of each column (nullable) of a full chunk, computed on first use
 *
 * Room for FOP_HISTORY_CHUNK consecutive buckets; its owner knows how many are in use.
 * Atomically reference-counted. Only one thread writes, and only to the newest bucket or behind it,
 * so that other threads may read all earlier ones at the same time.
 */
typedef struct
{
  gint ref_count;
  gsize n_columns;
  double *value, *minimum, *maximum;
  FopExtent **extents;
} FopChunk;

/** Returns: (transfer full): a chunk without buckets. @merged: whether they are to be wider than a
 * row. */
FopChunk *fop_chunk_new (gsize n_columns, gboolean merged);
FopChunk *fop_chunk_ref (FopChunk *chunk);
void fop_chunk_unref (FopChunk *chunk);

/** Returns: (transfer full): a separate chunk with the first @n buckets of @source. */
FopChunk *fop_chunk_copy (const FopChunk *source, gsize n);
/** Returns: (transfer full): two full chunks as the halves of one with buckets twice as wide. */
FopChunk *fop_chunk_merge (const FopChunk *first, const FopChunk *second);

/** Writes bucket @i, given n_columns first values, minima and maxima. */
void fop_chunk_write (FopChunk *chunk, gsize i, const double *value, const double *minimum,
                      const double *maximum);
/** Adds a row to bucket @i of a chunk of merged buckets. */
void fop_chunk_widen (FopChunk *chunk, gsize i, const double *row);

static inline FopBucket
fop_chunk_bucket (const FopChunk *chunk, gsize column, gsize i)
{
  gsize at = column * FOP_HISTORY_PITCH + i;

  return (FopBucket){ chunk->value[at], chunk->minimum[at], chunk->maximum[at] };
}

/** Returns: the extent of a column of a full chunk, cached. Can be called from any thread. */
FopExtent fop_chunk_extent (FopChunk *chunk, gsize column);

G_END_DECLS
