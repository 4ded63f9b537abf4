/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of figures. */

#include "tests/figures/computed.h"

#include "core/settings/error.h"
#include "ui/figures/charts/curves-figure.h"

#include <math.h>
#include <string.h>

static const FigTable *
table_of (const FigData *data, const char *key)
{
  for (guint i = 0; i < data->tables->len; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      if (g_str_equal (table->key, key))
        return table;
    }
  g_error ("no table %s", key);
}

static const FigColumn *
column_of (const FigTable *table, const char *key)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (fig_table_column (table, i)->key, key))
      return fig_table_column (table, i);
  g_error ("%s has no column %s", table->key, key);
}

/* ---- every kind ---- */

static void
check_key (GHashTable *keys, const char *key)
{
  g_assert_cmpstr (key, !=, "");
  for (const char *at = key; *at != '\0'; at++)
    g_assert_true (g_ascii_isalnum (*at) || strchr ("-_.", *at) != NULL);
  g_assert_true (g_hash_table_add (keys, g_ascii_strdown (key, -1)));
}

static void
check_table (const FigData *data, const FigTable *table)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (table->n, >, 0);
  g_assert_cmpuint (table->columns->len, >=, 2);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const FigColumn *column = fig_table_column (table, i);

      check_key (keys, column->key);
      for (gsize row = 0; column->words != NULL && row < table->n; row++)
        g_assert_nonnull (column->words[row]);
    }
  for (guint i = 0; i < table->lines->len; i++)
    {
      const FigDataLine *line = &g_array_index (table->lines, FigDataLine, i);

      g_assert_cmpuint (line->axes, <, data->axes->len);
      g_assert_cmpint (MAX (MAX ((gssize) line->x, (gssize) line->y), MAX (line->low, line->high)),
                       <, table->columns->len);
    }
}

static void
check_data (const FigData *data)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (data->tables->len + data->matrices->len, >, 0);
  for (guint i = 0; i < data->tables->len; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      check_key (keys, table->key);
      check_table (data, table);
    }
  for (guint i = 0; i < data->matrices->len; i++)
    {
      const FigDataMatrix *matrix = g_ptr_array_index (data->matrices, i);

      check_key (keys, matrix->key);
      g_assert_cmpuint (matrix->shape[0] * matrix->shape[1] * MAX (matrix->shape[2], 1), >, 0);
    }
}

typedef struct
{
  const FigKind *kind;
  gsize n; /* figures with data so far */
} Trial;

static void
try_figure (Trial *trial, const FigSource *source, const FigChoice *choice, const char *word)
{
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (FigData) data = NULL;
  g_autoptr (GError) error = NULL;

  if (choice != NULL)
    fig_options_set (options, choice->key, word);
  figure = trial->kind->build (source, options);
  data = fig_figure_data (figure, &error);
  if (figure->empty != NULL)
    {
      g_assert_null (data);
      g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
      g_assert_nonnull (strstr (error->message, figure->empty));
      return;
    }
  g_assert_no_error (error);
  check_data (data);
  trial->n++;
}

/* Every word of every choice, one at a time. */
static void
try_choices (const FigSource *source, gpointer data)
{
  Trial *trial = data;
  const FigKind *kind = trial->kind;

  try_figure (trial, source, NULL, NULL);
  for (gsize c = 0; c < kind->n_choices; c++)
    for (gsize w = 0; w < kind->choices[c].n; w++)
      try_figure (trial, source, &kind->choices[c], kind->choices[c].words[w].word);
}

static const Computed *
computed_named (const char *name)
{
  for (gsize i = 0; i < n_computed; i++)
    if (g_str_equal (computed[i].name, name))
      return &computed[i];
  g_error ("no experiment %s", name);
}

static void
test_every_kind_has_data (void)
{
  static const char *const experiments[] = { "plane", "kernels" };

  for (gsize k = 0; k < fig_n_kinds (); k++)
    {
      Trial trial = { .kind = fig_kind (k) };

      for (gsize i = 0; i < G_N_ELEMENTS (experiments); i++)
        computed_use (computed_named (experiments[i]), trial.kind, try_choices, &trial);
      if (trial.n == 0)
        g_error ("%s has no data in any experiment", trial.kind->id);
    }
}

/* ---- curves ---- */

static FopHistory *
history_of (guint64 n)
{
  static const char *const names[] = { "loss" };
  FopHistory *history = fop_history_new (1, names);

  for (guint64 i = 0; i < n; i++)
    {
      double value = i % 1000 == 777 ? 1e6 + (double) i : (double) (i % 97);

      fop_history_append (history, &value);
    }
  return history;
}

static FigFigure *
curves_of (FopCurves *curves, double smoothing, const char *name)
{
  FigCurvesPlan plan = { .n = 1,
                         .curves = g_new0 (FigCurve, 1),
                         .left = { g_strdup ("loss"), "J", FIG_SCALING_LINEAR, NULL },
                         .steps = curves->last_step,
                         .smoothing = smoothing,
                         .title = g_strdup ("Loss") };

  plan.curves[0]
      = (FigCurve){ .name = g_strdup (name), .series = { .curves = fop_curves_ref (curves) } };
  return fig_curves_figure_new (&plan);
}

static FigData *
data_of_history (guint64 n, double smoothing)
{
  g_autoptr (FopHistory) history = history_of (n);
  g_autoptr (FopCurves) curves = fop_history_curves (history);
  g_autoptr (FigFigure) figure = curves_of (curves, smoothing, "GD, 50%");

  return fig_figure_data (figure, NULL);
}

static void
test_single_rows_are_all_there (void)
{
  g_autoptr (FigData) data = data_of_history (5000, 0.9);
  const FigTable *table = table_of (data, "GD-50");
  const FigColumn *steps = column_of (table, "step"), *loss = column_of (table, "loss");
  const FigColumn *smoothed = column_of (table, "loss-smoothed");
  FigAverage average = fig_average ((FigSmoothing){ 0.9, FALSE });

  g_assert_cmpstr (table->label, ==, "GD, 50%");
  g_assert_cmpuint (table->n, ==, 5000);
  g_assert_cmpuint (table->columns->len, ==, 3);
  for (gsize row = 0; row < table->n; row++)
    {
      double value = row % 1000 == 777 ? 1e6 + (double) row : (double) (row % 97);

      g_assert_cmpint (steps->whole[row], ==, (gint64) row);
      g_assert_cmpfloat (loss->numbers[row], ==, value);
      fig_average_add (&average, 1, value);
      g_assert_cmpfloat (smoothed->numbers[row], ==, fig_average_mean (&average));
    }
}

static void
test_merged_rows_have_their_extremes (void)
{
  const guint64 n = 3 * FOP_HISTORY_ROWS + 2;
  g_autoptr (FigData) data = data_of_history (n, 0);
  const FigTable *table = table_of (data, "GD-50");
  const FigColumn *steps = column_of (table, "step"), *loss = column_of (table, "loss");
  const FigColumn *low = column_of (table, "loss-min"), *high = column_of (table, "loss-max");
  double most = 0;

  g_assert_cmpuint (table->n, ==, (n + 3) / 4 + 1);
  g_assert_cmpint (steps->whole[1], ==, 4);
  g_assert_cmpint (steps->whole[table->n - 1], ==, (gint64) n - 1);
  for (gsize row = 0; row < table->n; row++)
    {
      g_assert_cmpfloat (low->numbers[row], <=, loss->numbers[row]);
      g_assert_cmpfloat (high->numbers[row], >=, loss->numbers[row]);
      most = MAX (most, high->numbers[row]);
    }
  g_assert_cmpfloat (most, ==, 1e6 + (double) ((n - 1) / 1000 * 1000 - 1000 + 777));
  g_assert_cmpuint (data->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (data->notes, 0), "4 steps"));
}

static void
test_decimation_keeps_every_spike (void)
{
  g_autoptr (FigData) data = data_of_history (100000, 0);
  const FigTable *table = table_of (data, "GD-50");
  g_autofree char *words = NULL;
  gsize spikes = 0;

  fig_data_decimate (data, 1200);
  g_assert_cmpuint (table->n, <=, 1200);
  g_assert_cmpuint (table->n, >=, 600);
  for (gsize row = 0; row < table->n; row++)
    {
      double value = column_of (table, "loss")->numbers[row];
      gint64 step = column_of (table, "step")->whole[row];

      g_assert_cmpfloat (value, ==,
                         step % 1000 == 777 ? 1e6 + (double) step : (double) (step % 97));
      spikes += value >= 1e6 ? 1 : 0;
      if (row > 0)
        g_assert_cmpint (step, >, column_of (table, "step")->whole[row - 1]);
    }
  g_assert_cmpuint (spikes, ==, 100);
  g_assert_cmpint (column_of (table, "step")->whole[0], ==, 0);
  g_assert_cmpint (column_of (table, "step")->whole[table->n - 1], ==, 99999);
  words = g_strdup_printf ("%" G_GSIZE_FORMAT " of 100000 rows", table->n);
  g_assert_nonnull (strstr (g_ptr_array_index (data->notes, 0), words));
}

static void
test_decimation_leaves_short_tables (void)
{
  g_autoptr (FigData) data = data_of_history (500, 0);

  fig_data_decimate (data, 500);
  g_assert_cmpuint (table_of (data, "GD-50")->n, ==, 500);
  g_assert_cmpuint (data->notes->len, ==, 0);
}

/* Values that are not finite are rows like others, and NaN is never an extreme. */
static void
test_decimation_keeps_what_is_not_finite (void)
{
  g_autoptr (FigData) data = fig_data_new ();
  FigTable *table = fig_data_add_table (data, "run", "run", 1000);
  gint64 *steps = fig_table_add_whole (table, "step", "step");
  double *values = fig_table_add_numbers (table, "loss", "J");
  const FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, 999), y = fig_scale (FIG_SCALE_LINEAR, 0, 1);
  const FigLegendEntry entry = { .label = "run" };
  gboolean found = FALSE;

  for (gint64 i = 0; i < 1000; i++)
    {
      steps[i] = i;
      values[i] = i % 3 == 0 ? NAN : (double) i;
    }
  values[500] = INFINITY;
  fig_table_add_line (table, fig_data_add_axes (data, NULL, "step", &x, "J", &y), 0, 1, &entry, 1);
  fig_data_decimate (data, 40);
  g_assert_cmpuint (table->n, <=, 40);
  for (gsize row = 0; row < table->n; row++)
    found |= steps[row] == 500 && isinf (values[row]);
  g_assert_true (found);
}

/* ---- landscapes and matrices ---- */

static void
test_a_landscape_has_losses_paths_and_marks (void)
{
  const Computed *what = computed_named ("himmelblau");
  g_autoptr (FigFigure) figure = computed_figure (what, fig_kind_find ("landscape"));
  g_autoptr (FigData) data = fig_figure_data (figure, NULL);
  const FigDataMatrix *loss = g_ptr_array_index (data->matrices, 0);
  const FigTable *path = table_of (data, "Adam"), *points = table_of (data, "points");
  gsize minima = 0, saddles = 0;

  for (gsize i = 0; i < loss->shape[0]; i += 7)
    for (gsize j = 0; j < loss->shape[1]; j += 5)
      {
        double x = loss->x[j], y = loss->y[i];

        g_assert_cmpfloat_with_epsilon (loss->values[i * loss->shape[1] + j],
                                        pow (x * x + y - 11, 2) + pow (x + y * y - 7, 2), 1e-9);
      }
  g_assert_cmpuint (path->n, ==, what->step + 1);
  g_assert_cmpint (column_of (path, "step")->whole[path->n - 1], ==, (gint64) what->step);
  g_assert_cmpstr (column_of (points, "kind")->words[0], ==, "start");
  g_assert_cmpfloat (column_of (points, "x")->numbers[0], ==, column_of (path, "x")->numbers[0]);
  for (gsize i = 0; i < points->n; i++)
    {
      minima += g_str_equal (column_of (points, "kind")->words[i], "minimum");
      saddles += g_str_equal (column_of (points, "kind")->words[i], "saddle");
    }
  g_assert_cmpuint (minima, ==, 4);
  g_assert_cmpuint (saddles, ==, 4);
}

static void
test_a_sorted_matrix_has_its_order (void)
{
  const FigKind *kind = fig_kind_find ("preconditioner");
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) figure = computed_figure (computed_named ("valley"), kind);
  g_autoptr (FigFigure) sorted_figure = NULL;
  g_autoptr (FigData) data = fig_figure_data (figure, NULL), sorted = NULL;
  const FigDataMatrix *plain = g_ptr_array_index (data->matrices, 0), *other;
  const FigColumn *order;
  gsize n = plain->shape[0], moved = 0;

  fig_options_set (options, "order", "eigenvector");
  sorted_figure = computed_figure_as (computed_named ("valley"), kind, options);
  sorted = fig_figure_data (sorted_figure, NULL);
  other = g_ptr_array_index (sorted->matrices, 0);
  order = column_of (table_of (sorted, "order"), "index");
  for (gsize i = 0; i < n; i++)
    {
      moved += order->whole[i] != (gint64) i + 1;
      for (gsize j = 0; j < n; j++)
        g_assert_cmpfloat (
            other->values[i * n + j], ==,
            plain->values[(gsize) (order->whole[i] - 1) * n + (gsize) (order->whole[j] - 1)]);
    }
  g_assert_cmpuint (moved, >, 0);
}

/* ---- keys ---- */

static void
test_keys_differ_and_are_plain (void)
{
  g_autoptr (FigData) data = fig_data_new ();
  static const char *const names[][2] = {
    { "Café, 2nd \"try\"", "Cafe-2nd-try" },
    { "cafe 2ND try", "cafe-2ND-try-2" },
    { "MᵀHM", "MTHM" },
    { "../../etc/passwd", "etc-passwd" },
    { "日本", "unnamed" },
    { "\n", "unnamed-2" },
    { "title", "title-2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (fig_data_add_table (data, names[i][0], names[i][0], 1)->key, ==, names[i][1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-data/every-kind-has-data", test_every_kind_has_data);
  g_test_add_func ("/figure-data/single-rows-are-all-there", test_single_rows_are_all_there);
  g_test_add_func ("/figure-data/merged-rows-have-their-extremes",
                   test_merged_rows_have_their_extremes);
  g_test_add_func ("/figure-data/decimation-keeps-every-spike", test_decimation_keeps_every_spike);
  g_test_add_func ("/figure-data/decimation-leaves-short-tables",
                   test_decimation_leaves_short_tables);
  g_test_add_func ("/figure-data/decimation-keeps-what-is-not-finite",
                   test_decimation_keeps_what_is_not_finite);
  g_test_add_func ("/figure-data/a-landscape-has-losses-paths-and-marks",
                   test_a_landscape_has_losses_paths_and_marks);
  g_test_add_func ("/figure-data/a-sorted-matrix-has-its-order",
                   test_a_sorted_matrix_has_its_order);
  g_test_add_func ("/figure-data/keys-differ-and-are-plain", test_keys_differ_and_are_plain);
  return g_test_run ();
}
