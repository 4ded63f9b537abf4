/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/unit/history-rows.h"

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
    assert_bucket_holds_its_rows (curves, b, n_rows);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/rows-are-kept-one-by-one-while-they-fit",
                   rows_are_kept_one_by_one_while_they_fit);
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
  return g_test_run ();
}
