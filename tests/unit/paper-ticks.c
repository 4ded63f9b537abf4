/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes on paper: they are labeled, and their labels enclose the data. */

#include "tests/unit/pages.h"

#include "ui/figures/paint/plot.h"

#include <math.h>

/* Kinds with two axes that are fitted to what is drawn. */
static gboolean
has_fitted_axes (const char *name)
{
  static const char *const kinds[]
      = { "loss ", "spectrum ", "instruments ", "waterfall ", "density " };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isdigit (g_utf8_get_char (at))
        && g_utf8_strchr (".,− ·e+-", -1, g_utf8_get_char (at)) == NULL)
      return FALSE;
  return *text != '\0';
}

/* Numbers with the same right edge as @box, one below the other, or on its line, one beside the
 * other. */
static guint
count_aligned (const GArray *numbers, const FigTextBox *box, gboolean in_column)
{
  guint count = 0;

  for (guint i = 0; i < numbers->len; i++)
    {
      const FigTextBox *other = &g_array_index (numbers, FigTextBox, i);
      double edge = box->x + box->width - other->x - other->width;
      double line = box->y + box->height - other->y - other->height;

      if (fabs (in_column ? edge : line) < 2.5)
        count++;
    }
  return count;
}

/* A column of numbers and a line of numbers; none touches another. */
static gsize
check_numbers (const FigTextNotes *notes, const char *name)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (FigTextBox));
  guint column = 0, line = 0;
  gsize wrong = 0;

  for (guint i = 0; i < notes->boxes->len; i++)
    {
      const FigTextBox *box = &g_array_index (notes->boxes, FigTextBox, i);

      if (!is_number (box->text))
        continue;
      for (guint k = 0; k < numbers->len; k++)
        wrong += overlap (box, &g_array_index (numbers, FigTextBox, k)) ? 1 : 0;
      g_array_append_val (numbers, *box);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      const FigTextBox *box = &g_array_index (numbers, FigTextBox, i);

      column = MAX (column, count_aligned (numbers, box, TRUE));
      line = MAX (line, count_aligned (numbers, box, FALSE));
    }
  if (wrong > 0 || column < 2 || line < 2)
    g_test_message ("%s: %u numbers in a column, %u in a line, %" G_GSIZE_FORMAT " collisions",
                    name, column, line, wrong);
  return wrong + (column < 2 ? 1 : 0) + (line < 2 ? 1 : 0);
}

static const char *const small_pages[][9] = {
  { "width", "85mm", "font-size", "8", NULL },
  { "width", "175mm", "font-size", "8", NULL },
  { "width", "85mm", "height", "40mm", "font-size", "8", "caption", "false", NULL },
  { "width", "30mm", "font-size", "8", NULL },
  { "width", "30mm", "font-size", "6", "ground", "dark", NULL },
};

static void
check_axes_have_labels (const FigFigure *figure, const char *name)
{
  if (!has_fitted_axes (name))
    return;
  for (gsize p = 0; p < G_N_ELEMENTS (small_pages); p++)
    {
      g_autoptr (FopSettings) style = style_with (small_pages[p]);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);
      g_autofree char *where = g_strdup_printf ("%s, page %" G_GSIZE_FORMAT, name, p);

      n_wrong += check_numbers (notes, where);
    }
}

/* On every page there are two labels or more on each axis. */
static void
test_every_axis_has_two_labels (void)
{
  n_wrong = 0;
  for_all (check_axes_have_labels);
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
check_enclosed (const FigScale *scale, const FigTicks *ticks, const char *name)
{
  double slack = 1e-8 * (scale->high - scale->low);

  if (ticks->n < 2 || !(ticks->values[0] <= scale->least + slack)
      || !(ticks->values[ticks->n - 1] >= scale->greatest - slack))
    {
      g_test_message ("%s: %g to %g are not enclosed", name, scale->least, scale->greatest);
      n_wrong++;
    }
}

static void
check_plots (const FigFigure *figure, const char *name)
{
  static const double sizes[][2] = { { 361, 240 }, { 744, 420 }, { 361, 90 }, { 127, 150 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (FigData) data = fig_figure_data (figure, &error);
  const FigDataAxes *axes;

  g_assert_no_error (error);
  if (!has_fitted_axes (name))
    return;
  axes = &g_array_index (data->axes, FigDataAxes, 0);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      FigPlot plot = { .x = axes->x, .y = axes->y, .x_label = "x", .y_label = "y" };

      fig_plot_layout (&plot, fig_theme_export (), sizes[s][0], sizes[s][1], (FigRoom){ 0 });
      check_enclosed (&plot.x, &plot.x_ticks, name);
      check_enclosed (&plot.y, &plot.y_ticks, name);
    }
}

static void
test_ticks_enclose_what_is_drawn (void)
{
  n_wrong = 0;
  for_all (check_plots);
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* Limits that are asked for are those of the axes. */
static void
test_limits_asked_for_are_exact (void)
{
  static const char *const assignments[]
      = { "x-min", "13", "x-max", "171", "y-min", "0.0003", "y-max", "0.7", NULL };
  g_autoptr (FopSettings) style = style_with (assignments);
  g_autoptr (FigOptions) options = fig_options_new ();
  FigView view = fig_style_view (style);
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (FigData) data = NULL;
  const FigDataAxes *axes;

  fig_options_set_view (options, &view);
  figure = computed_figure_as (shown (0), fig_kind_find ("loss"), options);
  data = fig_figure_data (figure, NULL);
  axes = &g_array_index (data->axes, FigDataAxes, 0);
  g_assert_cmpfloat (axes->x.low, ==, 13);
  g_assert_cmpfloat (axes->x.high, ==, 171);
  g_assert_cmpfloat (axes->y.low, ==, 0.0003);
  g_assert_cmpfloat (axes->y.high, ==, 0.7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-ticks/every-axis-has-two-labels", test_every_axis_has_two_labels);
  g_test_add_func ("/paper-ticks/enclose-what-is-drawn", test_ticks_enclose_what_is_drawn);
  g_test_add_func ("/paper-ticks/limits-asked-for-are-exact", test_limits_asked_for_are_exact);
  return g_test_run ();
}
