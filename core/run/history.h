/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/extent.h"

G_BEGIN_DECLS

/*
 * The recorded quantities of a run, in bounded memory. Rows are kept one by one up to
 * FOP_HISTORY_ROWS; then neighbouring rows are merged into buckets of 2, 4, 8, … steps, each of
 * which keeps, for every column, its first value and its extremes, so that no spike is lost. When
 * buckets merge depends on the number of rows alone: the same run always keeps the same buckets.
 */
#define FOP_HISTORY_ROWS  (1u << 18)
#define FOP_HISTORY_CHUNK 4096u

/* From one column of a chunk to the next, in doubles. A little more than a chunk's buckets: columns
 * a power of two apart would drive each other out of the processor's cache. */
#define FOP_HISTORY_PITCH (FOP_HISTORY_CHUNK + 24u)

/**
 * FopChunk:
 * @n: buckets in use, FOP_HISTORY_CHUNK in a full chunk
 * @value: column-major, n_columns × FOP_HISTORY_PITCH: first value that is not NaN of each bucket
 * @minimum, @maximum: same shape; the same pointers as @value where buckets are single rows
 * @extents: for each column (nullable) what a full chunk spans, once somebody asked
 *
 * Buckets that follow each other. Counted atomically; a full chunk is immutable and shared with
 * snapshots.
 */
typedef struct
{
  gint ref_count;
  gsize n, n_columns;
  double *value, *minimum, *maximum;
  FopExtent **extents;
} FopChunk;

/** What the buckets from @begin to @end − 1 span in a column. O(buckets); of a whole full chunk
 * only the first time. On any thread. */
FopExtent fop_chunk_extent (FopChunk *chunk, gsize column, gsize begin, gsize end);

/**
 * FopCurves:
 * @names: n_columns names: "loss", "gradient-norm", then the method's own,
 *   the problem's own …; NULL-terminated
 * @stride: steps in a bucket, a power of two; bucket b covers steps b·stride … (b+1)·stride − 1
 * @n_buckets: in all chunks
 * @last_step: step of the newest row
 * @last: the newest row, exact; n_columns values
 * @chunks: n_chunks chunks
 *
 * An immutable, counted view of a history: what a snapshot and the figures hold.
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

/** Index of the column @name, or -1. */
gssize fop_curves_column (const FopCurves *curves, const char *name);

typedef struct
{
  double value, minimum, maximum;
} FopBucket;

/** Bucket @bucket of @column. Constant time. */
FopBucket fop_curves_bucket (const FopCurves *curves, gsize column, gsize bucket);

typedef struct _FopHistory FopHistory;

FopHistory *fop_history_new (gsize n_columns, const char *const *names);
void fop_history_free (FopHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopHistory, fop_history_free)

/** Adds the row of the next step: step 0 first. No allocation but of a chunk every 4096 rows. */
void fop_history_append (FopHistory *history, const double *row);

/** Overwrites columns of the newest row from @first on (what is known only once its step is taken).
 */
void fop_history_amend (FopHistory *history, gsize first, gsize n, const double *values);

/** Number of rows appended: newest step + 1. */
guint64 fop_history_n_rows (const FopHistory *history);

/** Doubles in a mark: see fop_history_mark(). */
gsize fop_history_mark_size (const FopHistory *history);
/** Writes to @mark what fop_history_truncate() needs to come back here: the newest row and the
 * bucket it stands in. */
void fop_history_mark (const FopHistory *history, double *mark);

/**
 * fop_history_truncate:
 * @n_rows: keep rows 0 … n_rows − 1
 * @mark: (nullable): taken when the history had @n_rows rows. Without it the newest row is as it
 *   was last amended, and rows that stand in merged buckets cannot be cut apart
 *
 * Returns: %FALSE, leaving all as it is, where rows were merged past what a run of @n_rows alone
 *   would have merged: such a history can only be recorded anew
 */
gboolean fop_history_truncate (FopHistory *history, guint64 n_rows, const double *mark);

/** Returns: (transfer full): a view; shares full chunks, copies the open one. */
FopCurves *fop_history_curves (const FopHistory *history);

G_END_DECLS
