/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/history.h"

#include <math.h>
#include <string.h>

static const char *const columns[] = { "loss", "gradient-norm", "test-loss", NULL };
#define N_COLUMNS 3

/* A reproducible row: smooth, with a column that is mostly blank. */
static void
row_at (guint64 step, double *row)
{
  row[0] = exp (-1e-5 * (double) step) + 0.1 * sin ((double) step);
  row[1] = (double) (step % 977);
  row[2] = step % 100 == 0 ? (double) step : NAN;
}

static FopHistory *
history_of (guint64 n_rows)
{
  FopHistory *history = fop_history_new (N_COLUMNS, columns);
  double row[N_COLUMNS];

  for (guint64 t = 0; t < n_rows; t++)
    {
      row_at (t, row);
      fop_history_append (history, row);
    }
  return history;
}

static gboolean
same_bits (double a, double b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static void
assert_curves_equal (const FopCurves *a, const FopCurves *b)
{
  g_assert_cmpuint (a->stride, ==, b->stride);
  g_assert_cmpuint (a->n_buckets, ==, b->n_buckets);
  g_assert_cmpuint (a->last_step, ==, b->last_step);
  g_assert_cmpmem (a->last, N_COLUMNS * sizeof (double), b->last, N_COLUMNS * sizeof (double));
  for (gsize c = 0; c < N_COLUMNS; c++)
    for (gsize i = 0; i < a->n_buckets; i++)
      {
        FopBucket p = fop_curves_bucket (a, c, i), q = fop_curves_bucket (b, c, i);

        g_assert_true (same_bits (p.value, q.value));
        g_assert_true (same_bits (p.minimum, q.minimum));
        g_assert_true (same_bits (p.maximum, q.maximum));
      }
}

static void
rows_are_kept_one_by_one_while_they_fit (void)
{
  g_autoptr (FopHistory) history = history_of (3 * FOP_HISTORY_CHUNK + 5);
  g_autoptr (FopCurves) curves = fop_history_curves (history);
  double row[N_COLUMNS];

  g_assert_cmpuint (curves->stride, ==, 1);
  g_assert_cmpuint (curves->n_buckets, ==, 3 * FOP_HISTORY_CHUNK + 5);
  g_assert_cmpint (fop_curves_column (curves, "test-loss"), ==, 2);
  g_assert_cmpint (fop_curves_column (curves, "loos"), ==, -1);
  for (gsize t = 0; t < curves->n_buckets; t++)
    {
      row_at (t, row);
      for (gsize c = 0; c < N_COLUMNS; c++)
        g_assert_true (same_bits (fop_curves_bucket (curves, c, t).value, row[c]));
    }
}

/* For single and merged rows, first and repeated queries, whole and partial chunks. */
static void
a_chunk_spans_what_its_buckets_hold (void)
{
  static const guint64 lengths[] = { 2 * FOP_HISTORY_CHUNK + 100, 3 * FOP_HISTORY_ROWS / 2 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      g_autoptr (FopHistory) history = history_of (lengths[l]);
      g_autoptr (FopCurves) curves = fop_history_curves (history);

      for (gsize round = 0; round < 2 * curves->n_chunks * N_COLUMNS; round++)
        {
          gsize c = round % curves->n_chunks, column = round / curves->n_chunks % N_COLUMNS;
          FopChunk *chunk = curves->chunks[c];
          gsize begin = c % 3 == 2 ? 7 : 0, end = c % 5 == 4 ? chunk->n - 3 : chunk->n;
          FopExtent extent = fop_chunk_extent (chunk, column, begin, end);
          FopExtent expected = fop_extent_none ();

          for (gsize i = begin; i < end; i++)
            {
              FopBucket bucket = fop_curves_bucket (curves, column, c * FOP_HISTORY_CHUNK + i);
              double ends[] = { bucket.minimum, bucket.maximum };

              expected = fop_extent_join (expected, fop_extent_of_values (2, ends));
            }
          g_assert_cmpfloat (extent.minimum, ==, expected.minimum);
          g_assert_cmpfloat (extent.maximum, ==, expected.maximum);
          g_assert_cmpfloat (extent.least_positive, ==, expected.least_positive);
          g_assert_cmpint (extent.has_zero, ==, expected.has_zero);
        }
    }
}

static void
every_spike_stays_in_its_buckets_extremes (void)
{
  const guint64 n_rows = 10 * 1000 * 1000;
  g_autoptr (FopHistory) history = fop_history_new (N_COLUMNS, columns);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) spikes = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 next = 0;

  for (guint64 t = 0; t < n_rows; t++)
    {
      double row[N_COLUMNS] = { 0, 1, NAN };

      if (t == next)
        {
          double height = 1 + (double) spikes->len;

          row[0] = height;
          row[1] = -height;
          row[2] = spikes->len % 2 ? INFINITY : height;
          g_array_append_val (spikes, t);
          next = t + (guint64) g_rand_int_range (rand, 1, 20000);
        }
      fop_history_append (history, row);
    }

  g_autoptr (FopCurves) curves = fop_history_curves (history);

  g_assert_cmpuint (spikes->len, >, 500);
  g_assert_cmpuint (curves->n_buckets, <=, FOP_HISTORY_ROWS);
  g_assert_cmpuint (curves->n_buckets, ==, (n_rows + curves->stride - 1) / curves->stride);
  for (guint i = 0; i < spikes->len; i++)
    {
      gsize b = (gsize) (g_array_index (spikes, guint64, i) / curves->stride);
      double height = 1 + (double) i;

      g_assert_cmpfloat (fop_curves_bucket (curves, 0, b).maximum, >=, height);
      g_assert_cmpfloat (fop_curves_bucket (curves, 0, b).maximum, <, height + 64);
      g_assert_cmpfloat (fop_curves_bucket (curves, 1, b).minimum, <=, -height);
      g_assert_cmpfloat (fop_curves_bucket (curves, 2, b).maximum, >=, i % 2 ? INFINITY : height);
    }
}

static void
buckets_depend_on_the_number_of_rows_alone (void)
{
  const guint64 rows = FOP_HISTORY_ROWS;
  const struct
  {
    guint64 n_rows, stride, n_buckets;
  } cases[] = {
    { 0, 1, 0 },
    { 1, 1, 1 },
    { rows, 1, rows },
    { rows + 1, 2, rows / 2 + 1 },
    { 2 * rows, 2, rows },
    { 2 * rows + 1, 4, rows / 2 + 1 },
    { 4 * rows + 5, 8, rows / 2 + 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopHistory) history = history_of (cases[i].n_rows);
      g_autoptr (FopCurves) curves = fop_history_curves (history);

      g_assert_cmpuint (curves->stride, ==, cases[i].stride);
      g_assert_cmpuint (curves->n_buckets, ==, cases[i].n_buckets);
    }
}

static void
bucket_is_first_value_and_extremes_of_its_rows (void)
{
  const guint64 n_rows = 2 * FOP_HISTORY_ROWS + 4321;
  g_autoptr (FopHistory) history = history_of (n_rows);
  g_autoptr (FopCurves) curves = fop_history_curves (history);

  for (gsize b = 0; b < curves->n_buckets; b++)
    for (gsize c = 0; c < N_COLUMNS; c++)
      {
        double first = NAN, minimum = NAN, maximum = NAN;

        for (guint64 t = b * curves->stride; t < MIN ((b + 1) * curves->stride, n_rows); t++)
          {
            double row[N_COLUMNS];

            row_at (t, row);
            first = isnan (first) ? row[c] : first;
            minimum = fmin (minimum, row[c]);
            maximum = fmax (maximum, row[c]);
          }

        FopBucket bucket = fop_curves_bucket (curves, c, b);

        g_assert_true (same_bits (bucket.value, first) || (isnan (first) && isnan (bucket.value)));
        g_assert_true (bucket.minimum == minimum || isnan (minimum));
        g_assert_true (bucket.maximum == maximum || isnan (maximum));
      }
}

static void
amending_the_newest_row_equals_having_appended_it_so (void)
{
  const guint64 n_rows = FOP_HISTORY_ROWS + 4;
  g_autoptr (FopHistory) plain = history_of (n_rows);
  g_autoptr (FopHistory) amended = fop_history_new (N_COLUMNS, columns);

  for (guint64 t = 0; t < n_rows; t++)
    {
      double row[N_COLUMNS];
      double wrong[N_COLUMNS] = { 0, 1e9, -1e9 };

      row_at (t, row);
      wrong[0] = row[0];
      fop_history_append (amended, wrong);
      fop_history_amend (amended, 1, 2, row + 1);
    }

  g_autoptr (FopCurves) a = fop_history_curves (plain);
  g_autoptr (FopCurves) b = fop_history_curves (amended);

  assert_curves_equal (a, b);
}

static void
truncate_and_append_equals_fresh (void)
{
  const guint64 rows = FOP_HISTORY_ROWS;
  const struct
  {
    guint64 n_rows, back;
    gboolean possible;
  } cases[] = {
    { 10, 3, TRUE },
    { FOP_HISTORY_CHUNK + 1, FOP_HISTORY_CHUNK, TRUE },
    { rows, FOP_HISTORY_CHUNK + 17, TRUE },
    { rows + 9, rows, FALSE },
    { 3 * rows, rows * 2 + 4 * FOP_HISTORY_CHUNK, TRUE },
    { 3 * rows, rows * 2 + 4 * FOP_HISTORY_CHUNK + 1, TRUE },
    { 3 * rows, rows * 2 + 4 * FOP_HISTORY_CHUNK + 2, TRUE },
    { 3 * rows, rows * 2 + 5001, TRUE },
    { 3 * rows, rows * 2, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopHistory) fresh = history_of (cases[i].n_rows);
      g_autoptr (FopHistory) history = fop_history_new (N_COLUMNS, columns);
      g_autofree double *mark = g_new (double, fop_history_mark_size (history));
      double row[N_COLUMNS];

      for (guint64 t = 0; t < cases[i].n_rows; t++)
        {
          row_at (t, row);
          fop_history_append (history, row);
          if (t + 1 == cases[i].back)
            fop_history_mark (history, mark);
        }
      g_assert_cmpint (fop_history_truncate (history, cases[i].back, mark), ==, cases[i].possible);

      if (cases[i].possible)
        {
          g_autoptr (FopHistory) shorter = history_of (cases[i].back);
          g_autoptr (FopCurves) a = fop_history_curves (shorter);
          g_autoptr (FopCurves) b = fop_history_curves (history);

          assert_curves_equal (a, b);
          for (guint64 t = cases[i].back; t < cases[i].n_rows; t++)
            {
              row_at (t, row);
              fop_history_append (history, row);
            }
        }

      g_autoptr (FopCurves) a = fop_history_curves (fresh);
      g_autoptr (FopCurves) b = fop_history_curves (history);

      assert_curves_equal (a, b);
    }
}

static void
single_rows_need_no_mark_to_be_cut (void)
{
  g_autoptr (FopHistory) history = history_of (9000);
  g_autoptr (FopHistory) shorter = history_of (4097);

  g_assert_true (fop_history_truncate (history, 4097, NULL));

  g_autoptr (FopCurves) a = fop_history_curves (shorter);
  g_autoptr (FopCurves) b = fop_history_curves (history);

  assert_curves_equal (a, b);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/rows-are-kept-one-by-one-while-they-fit",
                   rows_are_kept_one_by_one_while_they_fit);
  g_test_add_func ("/history/a-chunk-spans-what-its-buckets-hold",
                   a_chunk_spans_what_its_buckets_hold);
  g_test_add_func ("/history/every-spike-stays-in-its-buckets-extremes",
                   every_spike_stays_in_its_buckets_extremes);
  g_test_add_func ("/history/buckets-depend-on-the-number-of-rows-alone",
                   buckets_depend_on_the_number_of_rows_alone);
  g_test_add_func ("/history/bucket-is-first-value-and-extremes-of-its-rows",
                   bucket_is_first_value_and_extremes_of_its_rows);
  g_test_add_func ("/history/amending-the-newest-row-equals-having-appended-it-so",
                   amending_the_newest_row_equals_having_appended_it_so);
  g_test_add_func ("/history/truncate-and-append-equals-fresh", truncate_and_append_equals_fresh);
  g_test_add_func ("/history/single-rows-need-no-mark-to-be-cut",
                   single_rows_need_no_mark_to_be_cut);
  g_test_add_func ("/history/views-never-change", views_never_change);
  return g_test_run ();
}
