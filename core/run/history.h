/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/extent.h"

G_BEGIN_DECLS

/*
 * The recorded quantities of a run, in bounded memory. Individual rows are kept up to
 * FOP_HISTORY_ROWS; beyond that, neighboring rows are merged into buckets of 2, 4, 8, … steps. Each
 * bucket keeps the first value and the extremes of every column, so that no spike is lost. When
 * buckets are merged depends only on the number of rows, so the same run always has the same
 * buckets.
 */
#define FOP_HISTORY_ROWS  (1u << 18)
#define FOP_HISTORY_CHUNK 4096u

/* Distance between the columns of a chunk, in doubles. Slightly larger than the number of buckets,
 * because columns a power of two apart would evict each other from the cache. */
#define FOP_HISTORY_PITCH (FOP_HISTORY_CHUNK + 24u)

/**
 * FopChunk:
 * @n: buckets in use, FOP_HISTORY_CHUNK in a full chunk
 * @value: column-major, n_columns × FOP_HISTORY_PITCH: first non-NaN value of each bucket
 * @minimum, @maximum: same shape; the same pointers as @value if buckets are single rows
 * @extents: extent of each column (nullable) of a full chunk, computed on first use
 *
 * Consecutive buckets. Atomically reference-counted; a full chunk is immutable and shared with
 * snapshots.
 */
typedef struct
{
  gint ref_count;
  gsize n, n_columns;
  double *value, *minimum, *maximum;
  FopExtent **extents;
} FopChunk;

/** Returns: the extent of buckets @begin to @end − 1 of a column. O(buckets), but cached for an
 * entire full chunk. Can be called from any thread. */
FopExtent fop_chunk_extent (FopChunk *chunk, gsize column, gsize begin, gsize end);

/**
 * FopCurves:
 * @names: n_columns names: "loss", "gradient-norm", then those of the method, those of the problem,
 *   …; NULL-terminated
 * @stride: steps per bucket, a power of two; bucket b covers steps b·stride … (b+1)·stride − 1
 * @n_buckets: in all chunks
 * @last_step: step of the newest row
 * @last: the exact newest row; n_columns values
 * @chunks: n_chunks chunks
 *
 * An immutable, reference-counted view of a history, as used by snapshots and figures.
 */
typedef struct
{
  gint ref_count;
  gsize n_columns;
  char **names;
  guint64 stride;
  gsize n_buckets;
  guint64 last_step;
  double *last;
  gsize n_chunks;
  FopChunk **chunks;
} FopCurves;

FopCurves *fop_curves_ref (FopCurves *curves);
void fop_curves_unref (FopCurves *curves);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCurves, fop_curves_unref)

/** Returns: the index of the column @name, or -1. */
gssize fop_curves_column (const FopCurves *curves, const char *name);

typedef struct
{
  double value, minimum, maximum;
} FopBucket;

/** Returns: bucket @bucket of @column, in constant time. */
FopBucket fop_curves_bucket (const FopCurves *curves, gsize column, gsize bucket);

typedef struct _FopHistory FopHistory;

FopHistory *fop_history_new (gsize n_columns, const char *const *names);
void fop_history_free (FopHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopHistory, fop_history_free)

/** Appends the row of the next step, starting with step 0. Allocates only a chunk every 4096 rows.
 */
void fop_history_append (FopHistory *history, const double *row);

/** Overwrites @n columns of the newest row, starting at @first, with values that are known only
 * after its step. */
void fop_history_amend (FopHistory *history, gsize first, gsize n, const double *values);

/** Returns: the number of rows appended, which is the newest step + 1. */
guint64 fop_history_n_rows (const FopHistory *history);

/** Returns: the size of a mark in doubles; see fop_history_mark(). */
gsize fop_history_mark_size (const FopHistory *history);
/** Writes to @mark what fop_history_truncate() needs to return to the current row: the newest row
 * and its bucket. */
void fop_history_mark (const FopHistory *history, double *mark);

/**
 * fop_history_truncate:
 * @n_rows: keep rows 0 … n_rows − 1
 * @mark: (nullable): written when the history had @n_rows rows. Without it the newest row keeps its
 *   latest amendment, and merged buckets cannot be split
 *
 * Returns: %FALSE, without changes, if rows have been merged further than in a run of @n_rows rows;
 *   such a history must be recorded again
 */
gboolean fop_history_truncate (FopHistory *history, guint64 n_rows, const double *mark);

/** Returns: (transfer full): a view that shares full chunks and copies the last one if it is not
 * full. */
FopCurves *fop_history_curves (const FopHistory *history);

G_END_DECLS
