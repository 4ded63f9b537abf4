/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures on paper: pages of the size that is asked for, on which every text is whole, legible, and
 * by itself. */

#include "tests/unit/pages.h"
#include "tests/unit/thorough.h"

#include "ui/figures/paper/export.h"
#include "ui/figures/paper/remarks.h"
#include "ui/figures/paper/style.h"
#include "ui/figures/paper/venue.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static FigFigure *
loss_of (const Computed *what)
{
  return computed_figure (what, fig_kind_find ("loss"));
}

/* ---- texts ---- */

static gsize
check_texts (const FigPage *page, const GArray *boxes, const char *name)
{
  gsize wrong = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      const FigTextBox *box = &g_array_index (boxes, FigTextBox, i);

      if (box->is_cut || box->x < -TOUCH || box->y < -TOUCH
          || box->x + box->width > page->width + TOUCH
          || box->y + box->height > page->height + TOUCH)
        {
          g_test_message ("%s: “%s” is cut or beyond the page", name, box->text);
          wrong++;
        }
      for (guint k = 0; k < i; k++)
        if (overlap (box, &g_array_index (boxes, FigTextBox, k)))
          {
            g_test_message ("%s: “%s” covers “%s”", name, box->text,
                            g_array_index (boxes, FigTextBox, k).text);
            wrong++;
          }
    }
  return wrong;
}

static const char *const pages[][7] = {
  { "width", "85mm", "font-size", "8", NULL },
  { "preset", "two-columns", "legend", "right", NULL },
  { "preset", "icml", "legend", "below", NULL },
  { "preset", "neurips", "part", "half", "legend", "inside", NULL },
  { "preset", "slide", NULL },
  { "preset", "poster", "legend", "off", NULL },
};

static void
check_pages (const FigFigure *figure, const char *name)
{
  for (gsize p = 0; p < G_N_ELEMENTS (pages); p++)
    {
      g_autoptr (FopSettings) style = style_with (pages[p]);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);
      g_autofree char *where = g_strdup_printf ("%s, %s", name, pages[p][1]);

      g_assert_cmpuint (notes->boxes->len, >, 0);
      n_wrong += check_texts (&page, notes->boxes, where);
    }
}

static void
test_texts_are_whole_and_apart (void)
{
  n_wrong = 0;
  for_all (check_pages);
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* The check can fail: without room, texts collide. */
static void
test_collisions_are_noticed (void)
{
  static const char *const tiny[] = { "width", "12mm", "height", "12mm", "font-size", "12", NULL };
  g_autoptr (FigFigure) figure = loss_of (shown (0));
  g_autoptr (FopSettings) style = style_with (tiny);
  FigPage page = fig_page_fit (figure, style);
  g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);

  g_assert_cmpuint (check_texts (&page, notes->boxes, "tiny"), >, 0);
}

static gboolean
has_text (const FigTextNotes *notes, const char *text)
{
  for (guint i = 0; i < notes->boxes->len; i++)
    if (g_str_equal (g_array_index (notes->boxes, FigTextBox, i).text, text))
      return TRUE;
  return FALSE;
}

/* As long as a row has room for the longest name. */
static void
test_all_runs_are_named (void)
{
  for (gsize p = 0; p < 3; p++)
    {
      g_autoptr (FigFigure) figure = loss_of (&long_ones);
      g_autoptr (FopSettings) style = style_with (pages[p]);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);

      g_assert_true (has_text (notes, "Gradient descent with a constant learning rate of 0.1"));
      g_assert_true (has_text (notes, "Gradient descent with a constant learning rate of 0.01"));
      g_assert_true (has_text (notes, "Adam"));
    }
}

/* A page that is too low for a legend with all names grows. */
static void
test_low_pages_grow_for_names (void)
{
  static const char *const low[] = { "width", "85mm", "height", "40mm", "caption", "false", NULL };
  g_autoptr (FigFigure) figure = loss_of (&long_ones);
  g_autoptr (FopSettings) style = style_with (low);
  FigPage page = fig_page_fit (figure, style);
  g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);

  g_assert_cmpfloat (page.asked, >, 0);
  g_assert_true (has_text (notes, "Adam"));
  g_assert_true (has_text (notes, "First-order preconditioning, normalized, hyper rate 0.01"));
}

/* "GD, Adam": the runs, as they are drawn. */
static char *
legend_of (const FigFigure *figure, const FopSettings *style)
{
  static const char *const names[] = { "GD", "Adam", "Hypergradient", "FOP" };
  FigPage page = fig_page_fit (figure, style);
  g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);
  GString *legend = g_string_new (NULL);

  for (guint i = 0; i < notes->boxes->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      if (g_str_equal (g_array_index (notes->boxes, FigTextBox, i).text, names[k]))
        g_string_append_printf (legend, "%s%s", legend->len > 0 ? ", " : "", names[k]);
  return g_string_free (legend, FALSE);
}

/* At the end of the axis, wherever that is. */
static void
test_legends_are_in_the_order_asked_for (void)
{
  static const char *const cases[][7] = {
    { "GD, Adam, Hypergradient, FOP", "legend-order", "runs", NULL },
    { "FOP, Hypergradient, Adam, GD", "legend-order", "reverse", NULL },
    { "Hypergradient, GD, FOP, Adam", "legend-order", "value", NULL },
    { "Hypergradient, GD, Adam, FOP", "legend-order", "value", "x-max", "80", NULL },
  };
  static const char *const places[] = { "right", "below", "inside" };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
      {
        g_autoptr (FopSettings) style = style_with (cases[c] + 1);
        g_autoptr (FigOptions) options = fig_options_new ();
        FigView view = fig_style_view (style);
        g_autoptr (FigFigure) figure = NULL;
        g_autofree char *legend = NULL;

        fig_options_set_view (options, &view);
        g_assert_true (fig_style_set (style, "legend", places[p], NULL));
        figure = computed_figure_as (shown (0), fig_kind_find ("loss"), options);
        legend = legend_of (figure, style);
        g_assert_cmpstr (legend, ==, cases[c][0]);
      }
}

/* The plot leaves the names of its lines the room they need, and they leave it its own. */
static void
test_narrow_pages_name_all_lines (void)
{
  static const char *const narrow[] = { "width", "30mm", "font-size", "6", NULL };
  static const char *const kinds[] = { "loss", "instruments" };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (FigFigure) figure = computed_figure (shown (0), fig_kind_find (kinds[k]));
      g_autoptr (FopSettings) style = style_with (narrow);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, remarks);

      g_assert_cmpuint (check_texts (&page, notes->boxes, kinds[k]), ==, 0);
      for (guint i = 0; i < remarks->len; i++)
        g_assert_false (strstr (g_ptr_array_index (remarks, i), "The legend omits") != NULL);
    }
}

/* ---- sizes ---- */

static void
test_text_has_the_size_asked_for (void)
{
  static const char *const sizes[] = { "6", "8", "11" };
  g_autoptr (FigFigure) figure = loss_of (shown (0));

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const char *const assignments[] = { "width", "85mm", "font-size", sizes[i], NULL };
      g_autoptr (FopSettings) style = style_with (assignments);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, NULL);

      g_assert_cmpfloat_with_epsilon (page.width * page.unit, 85 * 72 / 25.4, 1e-9);
      for (guint k = 0; k < notes->boxes->len; k++)
        {
          const FigTextBox *box = &g_array_index (notes->boxes, FigTextBox, k);

          if (g_str_equal (box->text, "step"))
            g_assert_cmpfloat_with_epsilon (box->size * page.unit, g_ascii_strtod (sizes[i], NULL),
                                            1e-6);
        }
      g_assert_true (has_text (notes, "step"));
    }
}

/* A wide figure of matrices is no higher than they are. */
static void
test_matrices_fill_their_page (void)
{
  static const char *const assignments[] = { "preset", "two-columns", NULL };
  g_autoptr (FigFigure) figure = computed_figure (shown (0), fig_kind_find ("preconditioner"));
  g_autoptr (FopSettings) style = style_with (assignments);
  FigPage page = fig_page_fit (figure, style);

  g_assert_cmpfloat (page.height, <, 0.55 * page.width);
  g_assert_cmpfloat (page.height, >, 0.35 * page.width);
}

static gboolean
any_begins (GPtrArray *remarks, const char *start)
{
  for (guint i = 0; i < remarks->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (remarks, i), start))
      return TRUE;
  return FALSE;
}

static void
test_what_is_changed_is_said (void)
{
  static const struct
  {
    const char *assignments[9];
    const char *remark;
  } cases[] = {
    { { "font-size", "7", NULL },
      "Exponents would print at 4.2 pt and have been enlarged to 5 pt" },
    { { "font-size", "4", NULL }, "Text of 4.0 pt is too small" },
    { { "font", "No Such Font", NULL }, "The font “No Such Font” is not installed; “" },
    { { "width", "85mm", "height", "20mm", NULL }, "The page is " },
    { { "width", "20mm", NULL }, "Axis labels are left out" },
  };
  g_autoptr (FigFigure) figure = loss_of (shown (0));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopSettings) style = style_with (cases[i].assignments);
      FigPage page = fig_page_fit (figure, style);
      g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (FigTextNotes) notes = notes_of (figure, &page, remarks);

      g_assert_cmpuint (notes->boxes->len, >, 0);
      for (guint k = 0; k < remarks->len; k++)
        g_test_message ("%s", (const char *) g_ptr_array_index (remarks, k));
      g_assert_true (any_begins (remarks, cases[i].remark));
    }
}

/* With room for everything there is nothing to say. */
static void
test_a_good_page_is_silent (void)
{
  static const char *const assignments[] = { "preset", "column", "font-size", "9", NULL };
  g_autoptr (FigFigure) figure = loss_of (shown (0));
  g_autoptr (FopSettings) style = style_with (assignments);
  FigPage page = fig_page_fit (figure, style);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FigTextNotes) notes = notes_of (figure, &page, remarks);

  g_assert_cmpuint (notes->boxes->len, >, 0);
  for (guint k = 0; k < remarks->len; k++)
    g_test_message ("%s", (const char *) g_ptr_array_index (remarks, k));
  g_assert_cmpuint (remarks->len, ==, 0);
}

/* ---- sheets ---- */

/* A path that the figure before has left behind, outside of this one, is not painted. */
static void
test_a_path_left_behind_is_forgotten (void)
{
  g_autoptr (FigFigure) figure = loss_of (shown (0));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 200);
  cairo_t *cr = cairo_create (surface);

  cairo_arc (cr, 250, 100, 10, 0, 2 * G_PI);
  fig_figure_draw (figure, cr, fig_theme_export (), 200, 200);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpuint (
      ((const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface))[100 * 300 + 250],
      ==, 0);
  cairo_surface_destroy (surface);
}

/* All kinds of an experiment on one sheet. */
static FigFigure *
sheet_of (const Computed *what, const FopSettings *style, gsize *n)
{
  g_autoptr (GPtrArray) figures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_figure_unref);

  for (gsize k = 0; k < fig_n_kinds (); k++)
    {
      FigFigure *figure = computed_figure (what, fig_kind (k));

      if (figure != NULL)
        g_ptr_array_add (figures, figure);
    }
  *n = figures->len;
  return fig_style_sheet (style, figures->len, (FigFigure *const *) figures->pdata, "Everything");
}

static void
test_sheets_have_letters_and_whole_texts (void)
{
  static const char *const sheets[][7] = {
    { "preset", "neurips", "columns", "1", NULL },
    { "preset", "two-columns", "columns", "2", NULL },
    { "preset", "slide", "height", "fits", "font-size", "12", NULL },
    { "preset", "column", "columns", "1", NULL },
    { "width", "175mm", "height", "700mm", NULL },
  };
  gsize wrong = 0, n;

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (FopSettings) style = style_with (sheets[i]);
      g_autoptr (FigFigure) sheet = sheet_of (shown (0), style, &n);
      FigPage page = fig_page_fit (sheet, style);
      g_autoptr (FigTextNotes) notes = notes_of (sheet, &page, NULL);
      const char last[] = { '(', (char) ('a' + n - 1), ')', '\0' };

      g_assert_cmpuint (n, >, 4);
      g_assert_true (has_text (notes, "(a)"));
      g_assert_true (has_text (notes, last));
      g_assert_true (has_text (notes, "Loss") == (i == 2 || i == 4));
      wrong += check_texts (&page, notes->boxes, sheets[i][1]);
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static gsize
n_tables (const FigFigure *figure)
{
  g_autoptr (FigData) data = fig_figure_data (figure, NULL);

  return data->tables->len + data->matrices->len;
}

static void
test_the_data_of_a_sheet_are_those_of_its_figures (void)
{
  g_autoptr (FopSettings) style = fig_style_new ();
  FigFigure *both[]
      = { loss_of (shown (0)), computed_figure (shown (0), fig_kind_find ("preconditioner")) };
  g_autoptr (FigFigure) sheet = fig_style_sheet (style, 2, both, "Both");

  g_assert_cmpuint (n_tables (sheet), ==, n_tables (both[0]) + n_tables (both[1]));
  fig_figure_unref (both[0]);
  fig_figure_unref (both[1]);
}

/* ---- files ---- */

static GBytes *
file_of (const FigFigure *figure, const FopSettings *style, FigFormat format, const char *path)
{
  FigPage page = fig_page_fit (figure, style);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  fig_export_page (figure, &page, format, (double) fop_settings_integer (style, "dpi"), NULL, path,
                   NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
test_files_are_the_same_twice (void)
{
  g_autofree char *folder = g_dir_make_tmp ("paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "figure", NULL);
  g_autoptr (FopSettings) style = fig_style_new ();
  /* With an image. */
  g_autoptr (FigFigure) figure = computed_figure (shown (1), fig_kind_find ("landscape"));

  for (int f = FIG_FORMAT_PDF; f <= FIG_FORMAT_PNG; f++)
    {
      g_autoptr (GBytes) first = file_of (figure, style, (FigFormat) f, path);
      g_autoptr (GBytes) second = NULL;

      /* A date would differ by a second. */
      g_usleep (f == FIG_FORMAT_PDF ? 1100000 : 0);
      second = file_of (figure, style, (FigFormat) f, path);
      g_assert_true (g_bytes_equal (first, second));
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_png_tells_its_resolution (void)
{
  static const char *const assignments[] = { "width", "2in", "dpi", "600", NULL };
  static const guint8 chunk[] = { 0, 0,    0,    9, 'p', 'H',  'Y',  's', 0,
                                  0, 0x5c, 0x46, 0, 0,   0x5c, 0x46, 1 }; /* 23,622 per meter */
  g_autofree char *folder = g_dir_make_tmp ("paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "figure.png", NULL);
  g_autoptr (FopSettings) style = style_with (assignments);
  g_autoptr (FigFigure) figure = loss_of (shown (0));
  g_autoptr (GBytes) bytes = file_of (figure, style, FIG_FORMAT_PNG, path);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  cairo_surface_t *image = cairo_image_surface_create_from_png (path);

  g_assert_cmpmem (data + 33, sizeof chunk, chunk, sizeof chunk);
  /* The sum of the chunk, as computed by zlib. */
  g_assert_cmpmem (data + 33 + sizeof chunk, 4, ((guint8[]){ 0x14, 0x94, 0x43, 0x41 }), 4);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 1200);
  cairo_surface_destroy (image);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/texts-are-whole-and-apart", test_texts_are_whole_and_apart);
  g_test_add_func ("/paper/a-path-left-behind-is-forgotten", test_a_path_left_behind_is_forgotten);
  g_test_add_func ("/paper/sheets-have-letters-and-whole-texts",
                   test_sheets_have_letters_and_whole_texts);
  g_test_add_func ("/paper/the-data-of-a-sheet-are-those-of-its-figures",
                   test_the_data_of_a_sheet_are_those_of_its_figures);
  g_test_add_func ("/paper/collisions-are-noticed", test_collisions_are_noticed);
  g_test_add_func ("/paper/all-runs-are-named", test_all_runs_are_named);
  g_test_add_func ("/paper/low-pages-grow-for-names", test_low_pages_grow_for_names);
  g_test_add_func ("/paper/legends-are-in-the-order-asked-for",
                   test_legends_are_in_the_order_asked_for);
  g_test_add_func ("/paper/narrow-pages-name-all-lines", test_narrow_pages_name_all_lines);
  g_test_add_func ("/paper/text-has-the-size-asked-for", test_text_has_the_size_asked_for);
  g_test_add_func ("/paper/matrices-fill-their-page", test_matrices_fill_their_page);
  g_test_add_func ("/paper/what-is-changed-is-said", test_what_is_changed_is_said);
  g_test_add_func ("/paper/a-good-page-is-silent", test_a_good_page_is_silent);
  g_test_add_func ("/paper/files-are-the-same-twice", test_files_are_the_same_twice);
  g_test_add_func ("/paper/png-tells-its-resolution", test_png_tells_its_resolution);
  return g_test_run ();
}
