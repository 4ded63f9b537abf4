/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of figures in files. */

#include "tests/figures/scenes.h"

#include "core/data/npz.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "ui/figures/paper/data-file.h"
#include "ui/figures/paper/data-writers.h"
#include "ui/figures/paper/latex-text.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* ---- a figure of given data ---- */

static void
draw_nothing (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
              double height)
{
}

/* A table with every kind of column and value, and matrices of two and three dimensions. */
static void
fill (const FigFigure *figure, FigData *data)
{
  static const double cube[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, NAN };
  FigTable *table = fig_data_add_table (data, "a, \"b\"", "a, \"b\"\n100% λ_max_#1 ~^\\{日}", 4);
  gint64 *steps = fig_table_add_whole (table, "step", "step");
  double *loss = fig_table_add_numbers (table, "loss", "J");
  char **words = fig_table_add_words (table, "words", "Words");
  const FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, 3), y = fig_scale (FIG_SCALE_LINEAR, 0, 1);
  const FigLegendEntry entry = { .label = table->label };

  for (gint64 i = 0; i < 4; i++)
    {
      steps[i] = i;
      words[i] = g_strdup (i == 0 ? "one, \"two\"\nthree" : "λ");
    }
  loss[0] = 0.1;
  loss[1] = NAN;
  loss[2] = INFINITY;
  loss[3] = -1e300;
  fig_table_add_line (table, fig_data_add_axes (data, NULL, "step", &x, "J", &y), 0, 1, &entry, 1);
  fig_data_add_matrix (data, "P", "P = M Mᵀ", 3, 2, 0, g_memdup2 (cube, 6 * sizeof (double)))->limit
      = 6;
  fig_data_add_matrix (data, "cube", "Cube", 2, 3, 2, g_memdup2 (cube, sizeof cube))->limit = 12;
  fig_data_note (data, "A note with 50%%.");
}

static const FigFigureClass given_class = { .draw = draw_nothing, .data = fill };

static FigFigure *
given_figure (void)
{
  FigFigure *figure = g_new0 (FigFigure, 1);

  fig_figure_init (figure, &given_class, g_strdup ("Given"), NULL, g_strdup ("Caption"));
  return figure;
}

/* ---- files ---- */

typedef struct
{
  char *folder;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("fop-data-XXXXXX", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  GDir *dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
}

static char *
content_of (const Place *place, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  return content;
}

static void
write_figure (const Place *place, const FigFigure *figure, FigDataFormat format, gsize points,
              const char *name)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (fig_data_write (figure, format, points, path, &error));
  g_assert_no_error (error);
}

static void
test_csv (Place *place, gconstpointer data)
{
  g_autoptr (FigFigure) figure = given_figure ();
  g_autofree char *table = NULL, *matrix = NULL, *cube = NULL, *notes = NULL;

  write_figure (place, figure, FIG_DATA_CSV, 0, "x.csv");
  table = content_of (place, "x-a-b.csv", NULL);
  g_assert_cmpstr (table, ==,
                   "step,loss,words\n"
                   "0,0.10000000000000001,\"one, \"\"two\"\"\nthree\"\n"
                   "1,,λ\n2,inf,λ\n3,-1.0000000000000001e+300,λ\n");
  matrix = content_of (place, "x-P.csv", NULL);
  g_assert_cmpstr (matrix, ==, "row,1,2\n1,1,2\n2,3,4\n3,5,6\n");
  cube = content_of (place, "x-cube.csv", NULL);
  g_assert_cmpstr (cube, ==, "row,1,2,3,4,5,6\n1,1,2,3,4,5,6\n2,7,8,9,10,11,\n");
  notes = content_of (place, "x-notes.txt", NULL);
  g_assert_nonnull (strstr (notes, "A note with 50%.\n"));
  g_assert_nonnull (strstr (notes, "table a-b: a, \"b\"\\x0A100% λ_max_#1 ~^\\{日}\n"));
}

static void
test_npz (Place *place, gconstpointer data)
{
  g_autoptr (FigFigure) figure = given_figure ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL, *names = NULL;
  g_autoptr (FopNpz) npz = NULL;
  gsize length;

  write_figure (place, figure, FIG_DATA_NPZ, 0, "x.npz");
  content = content_of (place, "x.npz", &length);
  npz = fop_npz_open ("x.npz", content, length, &error);
  g_assert_no_error (error);
  names = fop_npz_names_text (npz);
  g_assert_cmpstr (names, ==,
                   "title, subtitle, caption, notes, tables, labels, a-b/step, a-b/loss, "
                   "a-b/words, P, cube");
}

static void
test_json (Place *place, gconstpointer data)
{
  g_autoptr (FigFigure) figure = given_figure ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *table, *column;
  JsonArray *values;

  write_figure (place, figure, FIG_DATA_JSON, 0, "x.json");
  content = content_of (place, "x.json", NULL);
  root = fop_json_parse (content, -1, "x.json", &error);
  g_assert_no_error (error);
  table = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (root), "tables"), 0);
  g_assert_cmpstr (json_object_get_string_member (table, "label"), ==,
                   "a, \"b\"\n100% λ_max_#1 ~^\\{日}");
  column = json_array_get_object_element (json_object_get_array_member (table, "columns"), 1);
  values = json_object_get_array_member (column, "values");
  g_assert_cmpfloat (json_array_get_double_element (values, 0), ==, 0.1);
  g_assert_true (json_array_get_null_element (values, 1));
  g_assert_cmpstr (json_array_get_string_element (values, 2), ==, "inf");
  g_assert_nonnull (strstr (content, "[[1, 2], [3, 4], [5, 6]]"));
  g_assert_nonnull (strstr (content, "[[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, null]]]"));
}

static void
test_pgfplots (Place *place, gconstpointer data)
{
  g_autoptr (FigFigure) figure = given_figure ();
  g_autofree char *tex = NULL;

  write_figure (place, figure, FIG_DATA_PGFPLOTS, 0, "x.tex");
  tex = content_of (place, "x.tex", NULL);
  g_assert_nonnull (strstr (tex, "% A note with 50%.\n"));
  g_assert_nonnull (strstr (tex,
                            "\nstep loss\\\\\n0 0.10000000000000001\\\\\n1 nan\\\\\n2 inf\\\\\n"
                            "3 -1.0000000000000001e+300\\\\\n"));
  g_assert_nonnull (strstr (tex, "\\addlegendentry{a, ''b'' 100\\% $\\lambda_{\\max}$\\_\\#1 "
                                 "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\{"
                                 "\\fopletter{日}{U+65E5}\\}}"));
  g_assert_nonnull (strstr (tex, "title={P = M M${}^{\\mathsf{T}}$}"));
  g_assert_nonnull (strstr (tex, "mesh/cols=2,"));
}

/* ---- laws of all formats ---- */

static const char *const files[] = { "x.csv", "x.npz", "x.json", "x.tex" };

/* The contents of all files in the folder, by their names. */
static GHashTable *
read_all (const Place *place)
{
  GHashTable *contents
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GDir *dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gsize length;
      char *content = content_of (place, name, &length);

      g_hash_table_insert (contents, g_strdup (name), g_bytes_new_take (content, length));
    }
  g_dir_close (dir);
  return contents;
}

/* Few rows, since the largest scenes have very many. */
static void
write_formats (const Place *place, const FigFigure *figure)
{
  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    write_figure (place, figure, (FigDataFormat) f, 500, files[f]);
}

static void
test_the_same_bytes_twice (Place *place, gconstpointer data)
{
  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();
      g_autoptr (GHashTable) once = NULL, again = NULL;
      GHashTableIter iter;
      gpointer name, bytes;

      fig_figure_prepare (figure);
      if (figure->empty != NULL)
        continue;
      write_formats (place, figure);
      once = read_all (place);
      write_formats (place, figure);
      again = read_all (place);
      g_assert_cmpuint (g_hash_table_size (once), ==, g_hash_table_size (again));
      g_hash_table_iter_init (&iter, once);
      while (g_hash_table_iter_next (&iter, &name, &bytes))
        if (!g_bytes_equal (bytes, g_hash_table_lookup (again, name)))
          g_error ("%s: %s differs", scenes[i].name, (const char *) name);
    }
}

static void
test_an_empty_figure_says_why (Place *place, gconstpointer data)
{
  g_autoptr (FigFigure) figure = given_figure ();

  figure->empty = g_strdup ("GD has no preconditioner");
  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *path = g_build_filename (place->folder, files[f], NULL);
      g_autofree char *words
          = g_strconcat (path, ": There is nothing to write: GD has no preconditioner", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (fig_data_write (figure, (FigDataFormat) f, 0, path, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
      g_assert_cmpstr (error->message, ==, words);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_a_failure_is_an_error (void)
{
  g_autoptr (FigFigure) figure = given_figure ();

  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *path = g_build_filename ("/nowhere", files[f], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (fig_data_write (figure, (FigDataFormat) f, 0, path, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
    }
}

/* ---- more than TeX can hold ---- */

static void
fill_much (const FigFigure *figure, FigData *data)
{
  gsize n = 100;
  FigTable *table = fig_data_add_table (data, "GD", "GD", 50000);
  gint64 *steps = fig_table_add_whole (table, "step", "step");
  double *loss = fig_table_add_numbers (table, "loss", "J");
  const FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, 5e4), y = fig_scale (FIG_SCALE_LINEAR, 0, 1);
  const FigLegendEntry entry = { .label = "GD" };

  for (gint64 i = 0; i < 50000; i++)
    {
      steps[i] = i;
      loss[i] = i == 12345 ? 7 : (double) (i % 2);
    }
  fig_table_add_line (table, fig_data_add_axes (data, NULL, "step", &x, "J", &y), 0, 1, &entry, 1);
  fig_data_add_matrix (data, "P", "P", n, n, 0, g_new0 (double, n *n))->limit = 1;
}

static const FigFigureClass large_class = { .draw = draw_nothing, .data = fill_much };

static guint
lines_of (const char *text)
{
  guint n = 0;

  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n++;
  return n;
}

static void
test_what_tex_cannot_hold_is_beside (Place *place, gconstpointer data)
{
  FigFigure *figure = g_new0 (FigFigure, 1);
  g_autofree char *tex = NULL, *rows = NULL, *cells = NULL, *image = NULL;
  gsize length;

  fig_figure_init (figure, &large_class, g_strdup ("Large"), NULL, NULL);
  write_figure (place, figure, FIG_DATA_PGFPLOTS, 0, "x.tex");
  tex = content_of (place, "x.tex", NULL);
  g_assert_cmpuint (lines_of (tex), <, 8100);
  g_assert_nonnull (strstr (tex, "\n12345 7\\\\\n"));
  g_assert_nonnull (strstr (tex, "of 50000 rows"));
  g_assert_nonnull (strstr (tex, "{\\detokenize{x-P.png}}"));
  rows = content_of (place, "x-GD.dat", NULL);
  g_assert_cmpuint (lines_of (rows), ==, 50001);
  cells = content_of (place, "x-P.dat", NULL);
  g_assert_cmpuint (lines_of (cells), ==, 100);
  image = content_of (place, "x-P.png", &length);
  g_assert_cmpmem (image, 4, "\x89PNG", 4);
  fig_figure_unref (figure);
}

/* ---- words ---- */

static void
test_latex_text (void)
{
  static const char *const cases[][2] = {
    { "λ_max(PH)", "$\\lambda_{\\max}$(PH)" },
    { "η_β", "$\\eta_{\\beta}$" },
    { "λ_12", "$\\lambda_{12}$" },
    { "κ(MᵀHM)", "$\\kappa$(M${}^{\\mathsf{T}}$HM)" },
    { "H⁻¹", "H${}^{-1}$" },
    { "y = P⁻¹ᐟ²θ", "y = P${}^{-1/2}$$\\theta$" },
    { "θ₁", "$\\theta$${}_{1}$" },
    { "‖∇J‖", "$\\|$$\\nabla$J$\\|$" },
    { "a_b & 50% #1 $x$", "a\\_b \\& 50\\% \\#1 \\$x\\$" },
    { "{~^\\}", "\\{\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\}" },
    { "a--b", "a-{}-{}b" },
    { "Café Ångström", "Caf\\'{e} \\r{A}ngstr\\\"{o}m" },
    { "two\nlines\t", "two lines " },
    { "λ_é λ_", "$\\lambda$\\_\\'{e} $\\lambda$\\_" },
    { "日", "\\fopletter{日}{U+65E5}" },
    { "−1.2\u00a0·\u00a010⁻¹³", "$-$1.2~$\\cdot$~10${}^{-13}$" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *latex = fig_latex_text (cases[i][0]);

      g_assert_cmpstr (latex, ==, cases[i][1]);
    }
}

static void
test_paths (void)
{
  static const char *const cases[][2] = {
    { "loss.csv", "loss-GD.csv" },
    { "a.b/loss", "a.b/loss-GD.csv" },
    { "a/.csv", "a/.csv-GD.csv" },
    { "/a/x.y.csv", "/a/x.y-GD.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fig_data_path (cases[i][0], "GD", ".csv");

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/figure-files/" name, Place, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("csv", test_csv);
  ADD ("npz", test_npz);
  ADD ("json", test_json);
  ADD ("pgfplots", test_pgfplots);
  ADD ("the-same-bytes-twice", test_the_same_bytes_twice);
  ADD ("an-empty-figure-says-why", test_an_empty_figure_says_why);
  ADD ("what-tex-cannot-hold-is-beside", test_what_tex_cannot_hold_is_beside);
  g_test_add_func ("/figure-files/a-failure-is-an-error", test_a_failure_is_an_error);
  g_test_add_func ("/figure-files/latex-text", test_latex_text);
  g_test_add_func ("/figure-files/paths", test_paths);
  return g_test_run ();
}
