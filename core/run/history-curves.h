/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/bucket.h"
#include "core/run/extent.h"

G_BEGIN_DECLS

typedef struct _FopStorage FopStorage;

/**
 * FopCurves:
 * @names: n_columns names: "loss", "gradient-norm", then those of the method, those of the problem,
 *   …; NULL-terminated
 * @stride: steps per bucket, a power of two; bucket b covers steps b·stride … (b+1)·stride − 1
 * @n_buckets: the last of them may cover fewer steps
 * @last_step: step of the newest row
 * @last: the exact newest row; n_columns values
 *
 * An immutable, reference-counted view of a history, as used by snapshots and figures. It shares
 * all buckets with the history, except for the last one, the only one that later rows can change.
 * Can be read from any thread, also while rows are appended.
 */
typedef struct
{
  gint ref_count;
  gsize n_columns;
  char **names;
  guint64 stride;
  gsize n_buckets;
  guint64 last_step;
  const double *last;
  /*< private >*/
  FopStorage *storage;
  const FopBucket *newest; /* bucket n_buckets − 1 of each column */
} FopCurves;

/** Returns: (transfer full): a view of the @n_rows rows of a history, all except @last merged into
 * @storage; see fop_history_curves(). O(columns). */
FopCurves *fop_curves_new (FopStorage *storage, guint64 stride, guint64 n_rows, const double *last);
FopCurves *fop_curves_ref (FopCurves *curves);
void fop_curves_unref (FopCurves *curves);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCurves, fop_curves_unref)

/** Returns: the index of the column @name, or -1. */
gssize fop_curves_column (const FopCurves *curves, const char *name);

/** Returns: bucket @bucket of @column, in constant time. */
FopBucket fop_curves_bucket (const FopCurves *curves, gsize column, gsize bucket);

/**
 * FopBuckets:
 * @n: between 1 and FOP_HISTORY_CHUNK
 * @value, @minimum, @maximum: n values each; the same pointers if buckets are single rows
 *
 * Adjacent buckets of a column, owned by the view.
 */
typedef struct
{
  gsize n;
  const double *value, *minimum, *maximum;
} FopBuckets;

/** Returns: bucket @first of @column and those that are stored behind it; the next one is
 * @first + n. In constant time. */
FopBuckets fop_curves_buckets (const FopCurves *curves, gsize column, gsize first);

/** Returns: the extent of buckets @begin to @end − 1 of @column. O(chunks), plus the buckets of
 * chunks that are incomplete or not yet cached. */
FopExtent fop_curves_extent (const FopCurves *curves, gsize column, gsize begin, gsize end);

G_END_DECLS
