/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The newest row is stored separately (`last`) until the next one arrives, because it may still be
 * amended, which the extremes of a bucket cannot undo. All earlier rows are merged into the chunks.
 */

#include "core/run/history.h"

#include <math.h>
#include <string.h>

#define MAX_CHUNKS (FOP_HISTORY_ROWS / FOP_HISTORY_CHUNK)

/* Column names, shared by a history and all its views. */
typedef struct
{
  gint ref_count;
  char *names[];
} Names;

struct _FopHistory
{
  gsize n_columns;
  Names *names;
  guint64 n_rows;
  guint64 stride;
  double *last;
  gsize n_chunks;
  FopChunk *chunks[MAX_CHUNKS];
};

static Names *
names_new (gsize n, const char *const *words)
{
  Names *names = g_malloc0 (sizeof (Names) + (n + 1) * sizeof (char *));

  names->ref_count = 1;
  for (gsize i = 0; i < n; i++)
    names->names[i] = g_strdup (words[i]);
  return names;
}

static void
names_unref (Names *names)
{
  if (!g_atomic_int_dec_and_test (&names->ref_count))
    return;
  for (char **name = names->names; *name; name++)
    g_free (*name);
  g_free (names);
}

/* The columns follow the struct in the same allocation; unused pages cost nothing. */
static FopChunk *
chunk_new (gsize n_columns, gboolean merged)
{
  gsize n = n_columns * FOP_HISTORY_PITCH;
  FopChunk *chunk = g_malloc (sizeof (FopChunk) + (merged ? 3 : 1) * n * sizeof (double));

  G_STATIC_ASSERT (sizeof (FopChunk) % sizeof (double) == 0);
  chunk->ref_count = 1;
  chunk->n = 0;
  chunk->n_columns = n_columns;
  chunk->extents = g_new0 (FopExtent *, n_columns);
  chunk->value = (double *) (chunk + 1);
  chunk->minimum = chunk->value + (merged ? n : 0);
  chunk->maximum = chunk->value + (merged ? 2 * n : 0);
  return chunk;
}

static FopChunk *
chunk_ref (FopChunk *chunk)
{
  g_atomic_int_inc (&chunk->ref_count);
  return chunk;
}

static void
chunk_unref (FopChunk *chunk)
{
  if (!g_atomic_int_dec_and_test (&chunk->ref_count))
    return;
  for (gsize c = 0; c < chunk->n_columns; c++)
    g_free (chunk->extents[c]);
  g_free (chunk->extents);
  g_free (chunk);
}

static gboolean
chunk_is_merged (const FopChunk *chunk)
{
  return chunk->minimum != chunk->value;
}

static FopExtent
extent_of (const FopChunk *chunk, gsize column, gsize begin, gsize end)
{
  gsize at = column * FOP_HISTORY_PITCH + begin;
  FopExtent extent = fop_extent_of_values (end - begin, chunk->minimum + at);

  if (!chunk_is_merged (chunk))
    return extent;
  return fop_extent_join (extent, fop_extent_of_values (end - begin, chunk->maximum + at));
}

/* A thread that finishes second discards its identical result. */
FopExtent
fop_chunk_extent (FopChunk *chunk, gsize column, gsize begin, gsize end)
{
  FopExtent **place = &chunk->extents[column], *known;

  if (begin > 0 || end < FOP_HISTORY_CHUNK)
    return extent_of (chunk, column, begin, end);
  known = g_atomic_pointer_get (place);
  if (known == NULL)
    {
      FopExtent extent = extent_of (chunk, column, begin, end);

      known = g_memdup2 (&extent, sizeof extent);
      if (!g_atomic_pointer_compare_and_exchange (place, NULL, known))
        g_free (known);
      return extent;
    }
  return *known;
}

/* A separate chunk with the first @n buckets of @source. */
static FopChunk *
chunk_copy (const FopChunk *source, gsize n, gsize n_columns)
{
  FopChunk *chunk = chunk_new (n_columns, chunk_is_merged (source));

  chunk->n = n;
  for (gsize c = 0; c < n_columns; c++)
    {
      gsize at = c * FOP_HISTORY_PITCH;

      memcpy (chunk->value + at, source->value + at, n * sizeof (double));
      if (!chunk_is_merged (source))
        continue;
      memcpy (chunk->minimum + at, source->minimum + at, n * sizeof (double));
      memcpy (chunk->maximum + at, source->maximum + at, n * sizeof (double));
    }
  return chunk;
}

/* NaN means "no value here": any number takes precedence. Written so that comparing two numbers
 * compiles without a branch. */
static double
lesser (double a, double b)
{
  double number = b < a ? b : a;
  return isnan (a) ? b : number;
}

static double
greater (double a, double b)
{
  double number = b > a ? b : a;
  return isnan (a) ? b : number;
}

static void
write_down (double *column, gsize n_columns, const double *values)
{
  for (gsize c = 0; c < n_columns; c++)
    column[c * FOP_HISTORY_PITCH] = values[c];
}

static void
chunk_open_bucket (FopChunk *chunk, gsize n_columns, const double *value, const double *minimum,
                   const double *maximum)
{
  gsize at = chunk->n++;

  write_down (chunk->value + at, n_columns, value);
  if (!chunk_is_merged (chunk))
    return;
  write_down (chunk->minimum + at, n_columns, minimum);
  write_down (chunk->maximum + at, n_columns, maximum);
}

static void
chunk_widen_bucket (FopChunk *chunk, gsize n_columns, const double *row)
{
  gsize at = chunk->n - 1;

  for (gsize c = 0; c < n_columns; c++, at += FOP_HISTORY_PITCH)
    {
      if (isnan (chunk->value[at]))
        chunk->value[at] = row[c];
      chunk->minimum[at] = lesser (chunk->minimum[at], row[c]);
      chunk->maximum[at] = greater (chunk->maximum[at], row[c]);
    }
}

/* Two full chunks become the halves of one with buckets twice as wide. */
static FopChunk *
chunk_merge (const FopChunk *pair[2], gsize n_columns)
{
  FopChunk *merged = chunk_new (n_columns, TRUE);

  merged->n = FOP_HISTORY_CHUNK;
  for (gsize c = 0; c < n_columns; c++)
    for (gsize i = 0; i < FOP_HISTORY_CHUNK; i++)
      {
        const FopChunk *source = pair[i / (FOP_HISTORY_CHUNK / 2)];
        gsize a = c * FOP_HISTORY_PITCH + 2 * (i % (FOP_HISTORY_CHUNK / 2)), b = a + 1;
        gsize at = c * FOP_HISTORY_PITCH + i;

        merged->value[at] = isnan (source->value[a]) ? source->value[b] : source->value[a];
        merged->minimum[at] = lesser (source->minimum[a], source->minimum[b]);
        merged->maximum[at] = greater (source->maximum[a], source->maximum[b]);
      }
  return merged;
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
  for (gsize i = 0; i < curves->n_chunks; i++)
    chunk_unref (curves->chunks[i]);
  names_unref ((Names *) ((char *) curves->names - G_STRUCT_OFFSET (Names, names)));
  g_free (curves->chunks);
  g_free (curves->last);
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
  const FopChunk *chunk = curves->chunks[bucket / FOP_HISTORY_CHUNK];
  gsize at = column * FOP_HISTORY_PITCH + bucket % FOP_HISTORY_CHUNK;

  return (FopBucket){ chunk->value[at], chunk->minimum[at], chunk->maximum[at] };
}

FopHistory *
fop_history_new (gsize n_columns, const char *const *names)
{
  FopHistory *history = g_new0 (FopHistory, 1);

  history->n_columns = n_columns;
  history->names = names_new (n_columns, names);
  history->stride = 1;
  history->last = g_new (double, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    history->last[i] = NAN;
  return history;
}

void
fop_history_free (FopHistory *history)
{
  for (gsize i = 0; i < history->n_chunks; i++)
    chunk_unref (history->chunks[i]);
  names_unref (history->names);
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

/* Number of rows in the chunks: all except the newest. */
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

static gboolean
opens_chunk (const FopHistory *history, guint64 folded)
{
  return (folded & (FOP_HISTORY_CHUNK * history->stride - 1)) == 0;
}

static void
fold_last (FopHistory *history, guint64 folded)
{
  const double *row = history->last;

  if (opens_chunk (history, folded))
    history->chunks[history->n_chunks++] = chunk_new (history->n_columns, history->stride > 1);
  if (opens_bucket (history, folded))
    chunk_open_bucket (history->chunks[history->n_chunks - 1], history->n_columns, row, row, row);
  else
    chunk_widen_bucket (history->chunks[history->n_chunks - 1], history->n_columns, row);
}

static void
merge_all (FopHistory *history)
{
  g_assert (history->n_chunks == MAX_CHUNKS);

  for (gsize i = 0; i < MAX_CHUNKS / 2; i++)
    {
      const FopChunk *pair[] = { history->chunks[2 * i], history->chunks[2 * i + 1] };
      FopChunk *merged = chunk_merge (pair, history->n_columns);

      chunk_unref (history->chunks[2 * i]);
      chunk_unref (history->chunks[2 * i + 1]);
      history->chunks[i] = merged;
    }
  history->n_chunks = MAX_CHUNKS / 2;
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

  const FopChunk *chunk = history->chunks[history->n_chunks - 1];
  gsize at = chunk->n - 1;

  for (gsize c = 0; c < n; c++, at += FOP_HISTORY_PITCH)
    {
      mark[n + c] = chunk->value[at];
      mark[2 * n + c] = chunk->minimum[at];
      mark[3 * n + c] = chunk->maximum[at];
    }
}

/* Keeps the chunks of the first @folded rows; a truncated chunk is replaced with a copy owned by
 * the history. */
static void
cut_chunks (FopHistory *history, guint64 folded, const double *mark)
{
  gsize n = history->n_columns;
  gsize whole = (gsize) (folded / (FOP_HISTORY_CHUNK * history->stride));
  gsize buckets = (gsize) (folded / history->stride % FOP_HISTORY_CHUNK);
  FopChunk *open = NULL;

  if (!opens_chunk (history, folded))
    open = chunk_copy (history->chunks[whole], buckets, n);
  if (!opens_bucket (history, folded))
    chunk_open_bucket (open, n, mark + n, mark + 2 * n, mark + 3 * n);
  for (gsize i = whole; i < history->n_chunks; i++)
    chunk_unref (history->chunks[i]);
  history->n_chunks = whole;
  if (open)
    history->chunks[history->n_chunks++] = open;
}

gboolean
fop_history_truncate (FopHistory *history, guint64 n_rows, const double *mark)
{
  g_return_val_if_fail (n_rows <= history->n_rows, FALSE);

  if (n_rows == 0)
    {
      history->stride = 1;
      history->n_rows = 0;
      cut_chunks (history, 0, NULL);
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
      history->last[c] = history->chunks[(n_rows - 1) / FOP_HISTORY_CHUNK]
                             ->value[c * FOP_HISTORY_PITCH + (n_rows - 1) % FOP_HISTORY_CHUNK];
  history->n_rows = n_rows;
  cut_chunks (history, n_rows - 1, mark);
  return TRUE;
}

FopCurves *
fop_history_curves (const FopHistory *history)
{
  gsize n = history->n_columns;
  guint64 folded = rows_folded (history);
  gsize whole = (gsize) (folded / (FOP_HISTORY_CHUNK * history->stride));
  FopCurves *curves = g_new0 (FopCurves, 1);

  curves->ref_count = 1;
  curves->n_columns = n;
  g_atomic_int_inc (&history->names->ref_count);
  curves->names = history->names->names;
  curves->stride = history->stride;
  curves->last_step = folded;
  curves->last = g_memdup2 (history->last, n * sizeof (double));
  curves->chunks = g_new (FopChunk *, whole + 1);
  for (gsize i = 0; i < whole; i++)
    curves->chunks[i] = chunk_ref (history->chunks[i]);
  curves->n_chunks = whole;
  if (history->n_rows == 0)
    return curves;

  FopChunk *open = opens_chunk (history, folded)
                       ? chunk_new (n, history->stride > 1)
                       : chunk_copy (history->chunks[whole], history->chunks[whole]->n, n);

  if (opens_bucket (history, folded))
    chunk_open_bucket (open, n, history->last, history->last, history->last);
  else
    chunk_widen_bucket (open, n, history->last);
  curves->chunks[curves->n_chunks++] = open;
  curves->n_buckets = whole * FOP_HISTORY_CHUNK + open->n;
  return curves;
}
