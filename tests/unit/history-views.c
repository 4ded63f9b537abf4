/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What views of a history hold, whatever happens to it afterward. */

#include "tests/unit/history-rows.h"

#include <pthread.h>

static void
assert_extents_equal (FopExtent a, FopExtent b)
{
  g_assert_cmpfloat (a.minimum, ==, b.minimum);
  g_assert_cmpfloat (a.maximum, ==, b.maximum);
  g_assert_cmpfloat (a.least_positive, ==, b.least_positive);
  g_assert_cmpint (a.has_zero, ==, b.has_zero);
}

/* For single and merged rows, first and repeated queries, whole and partial chunks. */
static void
an_extent_spans_what_its_buckets_hold (void)
{
  static const guint64 lengths[] = { 1, 2 * FOP_HISTORY_CHUNK, 2 * FOP_HISTORY_CHUNK + 100,
                                     3 * FOP_HISTORY_ROWS / 2, 3 * FOP_HISTORY_ROWS / 2 + 1 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      g_autoptr (FopHistory) history = history_of (lengths[l]);
      g_autoptr (FopCurves) curves = fop_history_curves (history);
      gsize n = curves->n_buckets, ends[] = { n, n - 1, MIN (n, FOP_HISTORY_CHUNK), n / 2 };

      for (gsize round = 0; round < 2 * G_N_ELEMENTS (ends) * N_COLUMNS; round++)
        {
          gsize column = round % N_COLUMNS, end = ends[round / N_COLUMNS % G_N_ELEMENTS (ends)];
          gsize begin = MIN (round % 3 == 2 ? 7 : 0, end);
          FopExtent expected = fop_extent_none ();

          for (gsize i = begin; i < end; i++)
            {
              FopBucket bucket = fop_curves_bucket (curves, column, i);
              double both[] = { bucket.minimum, bucket.maximum };

              expected = fop_extent_join (expected, fop_extent_of_values (2, both));
            }
          assert_extents_equal (fop_curves_extent (curves, column, begin, end), expected);
        }
    }
}

static void
adjacent_buckets_are_those_of_the_view (void)
{
  static const guint64 lengths[] = { 1,    FOP_HISTORY_CHUNK,        FOP_HISTORY_CHUNK + 1,
                                     9000, 3 * FOP_HISTORY_ROWS / 2, 3 * FOP_HISTORY_ROWS / 2 + 1 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      g_autoptr (FopHistory) history = history_of (lengths[l]);
      g_autoptr (FopCurves) curves = fop_history_curves (history);
      gsize first = 0;

      while (first < curves->n_buckets)
        {
          FopBuckets buckets = fop_curves_buckets (curves, 2, first);

          g_assert_cmpuint (buckets.n, >, 0);
          g_assert_cmpuint (buckets.n, <=, FOP_HISTORY_CHUNK);
          for (gsize i = 0; i < buckets.n; i++)
            {
              FopBucket bucket = fop_curves_bucket (curves, 2, first + i);

              g_assert_true (same_bits (buckets.value[i], bucket.value));
              g_assert_true (same_bits (buckets.minimum[i], bucket.minimum));
              g_assert_true (same_bits (buckets.maximum[i], bucket.maximum));
            }
          first += buckets.n;
        }
      g_assert_cmpuint (first, ==, curves->n_buckets);
    }
}

/* All of the last buckets, and some of the others. */
static void
assert_views_rows (const FopCurves *curves)
{
  guint64 n_rows = curves->last_step + 1;

  g_assert_cmpuint (curves->n_buckets, ==, (n_rows + curves->stride - 1) / curves->stride);
  for (gsize b = 0; b < curves->n_buckets; b += b + 300 < curves->n_buckets ? 1021 : 1)
    assert_bucket_holds_its_rows (curves, b, n_rows);
  assert_bucket_holds_its_rows (curves, curves->n_buckets - 1, n_rows);
}

/* Thousands of them, across the ends of chunks and of merging, read after many more rows. */
static void
views_hold_the_rows_up_to_theirs (void)
{
  static const guint64 borders[] = { 1,
                                     FOP_HISTORY_CHUNK,
                                     9 * FOP_HISTORY_CHUNK,
                                     FOP_HISTORY_ROWS,
                                     FOP_HISTORY_ROWS + 2 * FOP_HISTORY_CHUNK,
                                     2 * FOP_HISTORY_ROWS };
  g_autoptr (FopHistory) history = fop_history_new (N_COLUMNS, columns);
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_curves_unref);

  for (guint64 t = 0; t < 2 * FOP_HISTORY_ROWS + 3 * FOP_HISTORY_CHUNK; t++)
    {
      double row[N_COLUMNS], amended;

      row_at (t, row);
      amended = row[1];
      row[1] = 1e9;
      fop_history_append (history, row);
      fop_history_amend (history, 1, 1, &amended);
      for (gsize i = 0; i < G_N_ELEMENTS (borders); i++)
        if (t + 300 >= borders[i] && t < borders[i] + 300)
          g_ptr_array_add (views, fop_history_curves (history));
    }
  g_assert_cmpuint (views->len, >, 3000);
  for (guint i = 0; i < views->len; i++)
    assert_views_rows (views->pdata[i]);
}

/* A reader's data stay unchanged, whatever happens to the history. */
static void
views_never_change (void)
{
  const guint64 n_rows = FOP_HISTORY_ROWS - 100;
  g_autoptr (FopHistory) history = history_of (n_rows);
  g_autoptr (FopHistory) twin = history_of (n_rows);
  g_autoptr (FopCurves) view = fop_history_curves (history);
  g_autoptr (FopCurves) expected = fop_history_curves (twin);

  for (guint64 t = 0; t < 3 * FOP_HISTORY_ROWS; t++)
    fop_history_append (history, (double[]){ -1, -1, -1 });
  g_assert_true (fop_history_truncate (history, 0, NULL));
  for (guint64 t = 0; t < 1000; t++)
    fop_history_append (history, (double[]){ -2, -2, -2 });
  assert_curves_equal (view, expected);

  g_autoptr (FopCurves) kept = fop_curves_ref (view);

  g_clear_pointer (&history, fop_history_free);
  assert_curves_equal (kept, expected);
  g_assert_cmpstr (kept->names[1], ==, "gradient-norm");
}

/* Rows that follow a truncation go where those of earlier views were. */
static void
views_keep_the_rows_that_are_cut (void)
{
  const guint64 rows = FOP_HISTORY_ROWS, chunk = FOP_HISTORY_CHUNK;
  const struct
  {
    guint64 n_rows, back;
  } cases[] = {
    { 1, 1 },
    { 10, 3 },
    { 10, 10 },
    { chunk + 1, chunk },
    { chunk, chunk / 2 },
    { 9000, chunk + 1 },
    { rows + 9, rows + 2 },
    { rows + 2 * chunk + 7, rows + 2 * chunk + 6 },
    { rows + 2 * chunk + 7, rows + 3 },
    { 2 * rows, 2 * rows - 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopHistory) history = history_of (cases[i].back);
      g_autofree double *mark = g_new (double, fop_history_mark_size (history));
      g_autoptr (FopCurves) early = fop_history_curves (history);
      double row[N_COLUMNS];

      fop_history_mark (history, mark);
      for (guint64 t = cases[i].back; t < cases[i].n_rows; t++)
        {
          row_at (t, row);
          fop_history_append (history, row);
        }

      g_autoptr (FopCurves) late = fop_history_curves (history);

      g_assert_true (fop_history_truncate (history, cases[i].back, mark));

      g_autoptr (FopCurves) returned = fop_history_curves (history);

      for (guint64 t = 0; t < rows / 2; t++)
        fop_history_append (history, (double[]){ -1, -1, -1 });
      g_assert_cmpuint (late->last_step + 1, ==, cases[i].n_rows);
      assert_views_rows (late);
      assert_views_rows (early);
      assert_curves_equal (early, returned);
    }
}

/* ---- reading on another thread ---- */

typedef struct
{
  pthread_mutex_t mutex;
  FopCurves *newest; /* (nullable): to be read */
  gboolean done;
  guint n_read;
} Reading;

static gboolean
take_view (Reading *reading, FopCurves **view)
{
  gboolean done;

  pthread_mutex_lock (&reading->mutex);
  *view = g_steal_pointer (&reading->newest);
  done = reading->done;
  pthread_mutex_unlock (&reading->mutex);
  return *view != NULL || !done;
}

static void *
read_views (void *data)
{
  Reading *reading = data;
  FopCurves *view;

  while (take_view (reading, &view))
    {
      if (view == NULL)
        {
          g_thread_yield ();
          continue;
        }
      assert_views_rows (view);
      g_assert_cmpfloat (fop_curves_extent (view, 1, 0, view->n_buckets).maximum, <=, 976);
      fop_curves_unref (view);
      reading->n_read++;
    }
  return NULL;
}

static void
publish (Reading *reading, const FopHistory *history)
{
  FopCurves *view = fop_history_curves (history);

  pthread_mutex_lock (&reading->mutex);
  g_clear_pointer (&reading->newest, fop_curves_unref);
  reading->newest = view;
  pthread_mutex_unlock (&reading->mutex);
}

/* Across chunks, merging and truncation. */
static void
views_are_read_while_rows_are_appended (void)
{
  g_autoptr (FopHistory) history = fop_history_new (N_COLUMNS, columns);
  Reading reading = { .mutex = PTHREAD_MUTEX_INITIALIZER };
  pthread_t reader;

  g_assert_cmpint (pthread_create (&reader, NULL, read_views, &reading), ==, 0);
  for (guint64 i = 0; i < FOP_HISTORY_ROWS + 3 * FOP_HISTORY_CHUNK; i++)
    {
      guint64 n_rows = fop_history_n_rows (history);
      double row[N_COLUMNS];

      row_at (n_rows, row);
      fop_history_append (history, row);
      if (i % 16 == 0)
        publish (&reading, history);
      if (i % 1000 == 999 && n_rows < FOP_HISTORY_ROWS)
        g_assert_true (fop_history_truncate (history, n_rows - 40, NULL));
    }
  pthread_mutex_lock (&reading.mutex);
  reading.done = TRUE;
  pthread_mutex_unlock (&reading.mutex);
  pthread_join (reader, NULL);
  g_assert_cmpuint (reading.n_read, >, 0);
  g_assert_null (reading.newest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-views/an-extent-spans-what-its-buckets-hold",
                   an_extent_spans_what_its_buckets_hold);
  g_test_add_func ("/history-views/adjacent-buckets-are-those-of-the-view",
                   adjacent_buckets_are_those_of_the_view);
  g_test_add_func ("/history-views/never-change", views_never_change);
  g_test_add_func ("/history-views/hold-the-rows-up-to-theirs", views_hold_the_rows_up_to_theirs);
  g_test_add_func ("/history-views/keep-the-rows-that-are-cut", views_keep_the_rows_that_are_cut);
  g_test_add_func ("/history-views/are-read-while-rows-are-appended",
                   views_are_read_while_rows_are_appended);
  return g_test_run ();
}
