/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Exported figures look as they do on screen: a PNG is the same drawing pixel for pixel, up to
 * rounding; PDF and SVG are rendered by independent programs and compared with it. Since renderers
 * differ in antialiasing, averages over small squares are compared.
 */

#include "tests/figures/computed.h"
#include "tests/figures/scenes.h"
#include "tests/unit/thorough.h"

#include "core/study/foresight.h"
#include "ui/figures/kinds/foresight-figure.h"
#include "ui/figures/paper/export.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define WIDTH  640
#define HEIGHT 480
#define SCALE  2

/* 8 CSS pixels. Seen of all that is compared here: 19 at most for a square, 3 in the mean; a curve
 * that is missing makes 77 of a square. */
#define SQUARE       16
#define SQUARE_MOST  28.0
#define AVERAGE_MOST 5.0

/* ---- what is exported ---- */

static FigFigure *
foresight_figure (void)
{
  static const char text[]
      = "{ \"fop-workbench\": 1, \"title\": \"Ahead\", \"steps\": 60,"
        "\"problem\": { \"kind\": \"rosenbrock\" },"
        "\"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 3e-4 } ] }";
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "test", NULL);
  g_autoptr (FopForesight) foresight = fop_foresight_new (experiment, 0, 1, NULL, NULL, NULL, NULL);

  return fig_foresight_figure_new (foresight);
}

/* Every kind of figure applies to at least one of these experiments. */
static const char *const shown[] = { "valley", "rosenbrock", "kernels" };

static const Computed *
computed_named (const char *name)
{
  gsize i = 0;

  while (!g_str_equal (computed[i].name, name))
    i++;
  return &computed[i];
}

/* The figure of kind @k of shown[@e], ready to be drawn; made once, for its experiment has to be
 * run. Returns: (transfer none) (nullable): where the kind applies. */
static FigFigure *
figure_shown (gsize k, gsize e)
{
  static FigFigure **figures[G_N_ELEMENTS (shown)];
  static gboolean *is_made[G_N_ELEMENTS (shown)];

  if (figures[e] == NULL)
    {
      figures[e] = g_new0 (FigFigure *, fig_n_kinds ());
      is_made[e] = g_new0 (gboolean, fig_n_kinds ());
    }
  if (!is_made[e][k])
    {
      figures[e][k] = computed_figure (computed_named (shown[e]), fig_kind (k));
      is_made[e][k] = TRUE;
      if (figures[e][k] != NULL)
        fig_figure_prepare (figures[e][k]);
    }
  return figures[e][k];
}

typedef void (*Check) (const FigFigure *figure, const char *folder);

static void
check_one (const FigFigure *figure, const char *name, const char *folder, Check check)
{
  g_test_message ("%s", name);
  if (figure->empty == NULL)
    check (figure, folder);
}

static void
check_and_free (FigFigure *figure, const char *name, const char *folder, Check check)
{
  fig_figure_prepare (figure);
  check_one (figure, name, folder, check);
  fig_figure_unref (figure);
}

/* @check of every kind of figure, and of what figures find hard. Of a kind, the figure of the first
 * experiment that has one; the thorough run takes all of them. */
static void
check_all (Check check)
{
  static const char *const hard[]
      = { "million", "twelve", "diverged", "matrix-logarithmic", "matrix-holes", "spectrum-large" };
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);

  for (gsize k = 0; k < fig_n_kinds (); k++)
    {
      gsize n = 0;

      for (gsize e = 0; e < G_N_ELEMENTS (shown) && (n == 0 || is_thorough ()); e++)
        {
          const FigFigure *figure = figure_shown (k, e);
          g_autofree char *name = g_strdup_printf ("%s of %s", fig_kind (k)->id, shown[e]);

          if (figure == NULL)
            continue;
          n += figure->empty == NULL;
          check_one (figure, name, folder, check);
        }
      g_assert_cmpuint (n, >, 0);
    }
  for (gsize s = 0; s < n_scenes; s++)
    for (gsize h = 0; h < G_N_ELEMENTS (hard); h++)
      if (g_str_equal (scenes[s].name, hard[h]))
        check_and_free (scenes[s].make (), hard[h], folder, check);
  check_and_free (foresight_figure (), "foresight", folder, check);
  g_rmdir (folder);
}

/* ---- pictures ---- */

static const guint32 *
row_of (cairo_surface_t *image, int y)
{
  return (const guint32 *) (const void *) (cairo_image_surface_get_data (image)
                                           + (gsize) y
                                                 * (gsize) cairo_image_surface_get_stride (image));
}

static int
channel (guint32 pixel, int c)
{
  return (int) (pixel >> (8 * c) & 0xff);
}

/* The greatest difference between means over squares, and the mean over all of them. */
static double
compare (cairo_surface_t *a, cairo_surface_t *b, double *average)
{
  const int across = WIDTH * SCALE / SQUARE, down = HEIGHT * SCALE / SQUARE;
  double most = 0;

  *average = 0;
  for (int i = 0; i < down; i++)
    for (int j = 0; j < across; j++)
      for (int c = 0; c < 3; c++)
        {
          double sum = 0, mean;

          for (int y = i * SQUARE; y < (i + 1) * SQUARE; y++)
            for (int x = j * SQUARE; x < (j + 1) * SQUARE; x++)
              sum += channel (row_of (a, y)[x], c) - channel (row_of (b, y)[x], c);
          mean = fabs (sum) / (SQUARE * SQUARE);
          most = MAX (most, mean);
          *average += mean / (3 * across * down);
        }
  return most;
}

static gboolean
looks_alike (cairo_surface_t *a, cairo_surface_t *b)
{
  double average, most;

  g_assert_cmpint (cairo_image_surface_get_width (a), ==, WIDTH * SCALE);
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, HEIGHT * SCALE);
  g_assert_cmpint (cairo_image_surface_get_width (b), ==, WIDTH * SCALE);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, HEIGHT * SCALE);
  most = compare (a, b, &average);
  g_test_message ("squares differ by %.1f at most, %.2f in the mean", most, average);
  return most <= SQUARE_MOST && average <= AVERAGE_MOST;
}

static cairo_surface_t *
load_png (const char *path)
{
  cairo_surface_t *image = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
  return image;
}

/* The figure read back from a PNG file. */
static cairo_surface_t *
png_of (const FigFigure *figure, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "figure.png", NULL);
  cairo_surface_t *image;

  g_assert_true (fig_export (figure, FIG_FORMAT_PNG, WIDTH, HEIGHT, SCALE, NULL, path, NULL));
  image = load_png (path);
  g_remove (path);
  return image;
}

/* ---- the screen ---- */

/* A placeholder for a figure on its page that records its position. */
typedef struct
{
  FigFigure base;
  double top, width, height;
} Probe;

static void
note_place (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  Probe *probe = (Probe *) base;
  double left = 0;

  cairo_user_to_device (cr, &left, &probe->top);
  probe->width = width;
  probe->height = height;
}

/* The drawing made by the window's painter, at its size on the page. */
static cairo_surface_t *
on_screen (const FigFigure *figure, const Probe *probe)
{
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) (probe->width * SCALE), (int) (probe->height * SCALE));
  cairo_t *cr;

  cairo_surface_set_device_scale (image, SCALE, SCALE);
  cr = cairo_create (image);
  fig_figure_draw (figure, cr, fig_theme_export (), probe->width, probe->height);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static void
check_screen (const FigFigure *figure, const char *folder)
{
  static const FigFigureClass class = { .draw = note_place };
  Probe *probe = g_new0 (Probe, 1);
  cairo_surface_t *page = png_of (figure, folder), *screen;
  int top, off = 0;

  fig_figure_init (&probe->base, &class, g_strdup (figure->title), g_strdup (figure->subtitle),
                   g_strdup (figure->caption));
  cairo_surface_destroy (fig_export_surface (&probe->base, WIDTH, HEIGHT, SCALE));
  screen = on_screen (figure, probe);
  top = (int) probe->top * SCALE;
  g_assert_cmpfloat (probe->top * SCALE, ==, top);
  g_assert_cmpfloat (probe->width, ==, WIDTH);
  g_assert_cmpfloat (probe->height, >, 0.6 * HEIGHT);
  for (int y = 0; y < cairo_image_surface_get_height (screen); y++)
    for (int x = 0; x < WIDTH * SCALE; x++)
      for (int c = 0; c < 3; c++)
        off = MAX (
            off, abs (channel (row_of (screen, y)[x], c) - channel (row_of (page, top + y)[x], c)));
  /* Of 255: rounding of positions depends on the origin. */
  g_assert_cmpint (off, <=, 2);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (page);
  fig_figure_unref (&probe->base);
}

static void
test_png_is_the_screen (void)
{
  check_all (check_screen);
}

/* ---- other renderers ---- */

static void
run (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

/* The figure exported in @format and rendered by an independent program. */
static cairo_surface_t *
rendered (const FigFigure *figure, FigFormat format, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, fig_format_word (format), NULL);
  g_autofree char *stem = g_build_filename (folder, "drawn", NULL);
  g_autofree char *png = g_strconcat (stem, ".png", NULL);
  /* 96 dpi corresponds to CSS pixels. */
  g_autofree char *dots = g_strdup_printf ("%d", 96 * SCALE);
  g_autofree char *zoom = g_strdup_printf ("%d", SCALE);
  const char *pdf_words[] = { "pdftoppm", "-r", dots, "-png", "-singlefile", path, stem, NULL };
  const char *svg_words[] = { "rsvg-convert", "--zoom", zoom, "--output", png, path, NULL };
  cairo_surface_t *image;

  g_assert_true (fig_export (figure, format, WIDTH, HEIGHT, 1, NULL, path, NULL));
  run (format == FIG_FORMAT_PDF ? pdf_words : svg_words);
  image = load_png (png);
  g_remove (path);
  g_remove (png);
  return image;
}

static gboolean
is_missing (const char *program, const char *package)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s (package %s) is not there", program, package);
      g_test_skip (text);
    }
  return path == NULL;
}

static void
check_format (const FigFigure *figure, FigFormat format, const char *folder)
{
  /* What a PNG holds. */
  cairo_surface_t *ours = fig_export_surface (figure, WIDTH, HEIGHT, SCALE);
  cairo_surface_t *theirs = rendered (figure, format, folder);

  g_assert_true (looks_alike (ours, theirs));
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

static void
check_pdf (const FigFigure *figure, const char *folder)
{
  check_format (figure, FIG_FORMAT_PDF, folder);
}

static void
check_svg (const FigFigure *figure, const char *folder)
{
  check_format (figure, FIG_FORMAT_SVG, folder);
}

/* Lines are lines: cairo has put none of them into a picture for want of another way. */
static void
check_browsers (const FigFigure *figure, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "figure.svg", NULL), *text = NULL;

  g_assert_true (fig_export (figure, FIG_FORMAT_SVG, WIDTH, HEIGHT, 1, NULL, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "<feImage"));
  g_remove (path);
}

static void
test_svg_keeps_to_what_browsers_draw (void)
{
  check_all (check_browsers);
}

static void
test_pdf_looks_as_the_png (void)
{
  if (!is_missing ("pdftoppm", "poppler-utils"))
    check_all (check_pdf);
}

static void
test_svg_looks_as_the_png (void)
{
  if (!is_missing ("rsvg-convert", "librsvg2-bin"))
    check_all (check_svg);
}

/* The comparison is sensitive: one curve less of four, or one step more, fails. */
static void
test_what_is_missing_is_noticed (void)
{
  const Computed *valley = computed_named ("valley");
  Computed later = *valley;
  g_autofree char *folder = g_dir_make_tmp ("export-XXXXXX", NULL);
  g_autofree char *fewer = g_strdup (valley->experiment);
  g_autoptr (FigFigure) four = computed_figure (valley, fig_kind_find ("loss"));
  g_autoptr (FigFigure) matrix = computed_figure (valley, fig_kind_find ("preconditioner"));
  g_autoptr (FigFigure) three = NULL, other = NULL;
  cairo_surface_t *images[4];
  char *adam = strstr (fewer, "{ \"name\": \"Adam\""), *next = strstr (adam, "{ \"name\": \"Hyper");

  memset (adam, ' ', (gsize) (next - adam));
  later.experiment = fewer;
  later.run = 2;
  three = computed_figure (&later, fig_kind_find ("loss"));
  later = *valley;
  later.step = 200;
  other = computed_figure (&later, fig_kind_find ("preconditioner"));
  images[0] = png_of (four, folder);
  images[1] = png_of (three, folder);
  images[2] = png_of (matrix, folder);
  images[3] = png_of (other, folder);
  g_assert_true (looks_alike (images[0], images[0]));
  g_assert_false (looks_alike (images[0], images[1]));
  g_assert_false (looks_alike (images[2], images[3]));
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    cairo_surface_destroy (images[i]);
  g_rmdir (folder);
}

/* ---- captions ---- */

/* Without spaces, at which lines are broken, and the underscores of indices, which are set lower.
 */
static char *
squeezed (const char *text)
{
  GString *rest = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)) && *text != '\f' && *text != '_')
      g_string_append_unichar (rest, g_utf8_get_char (text));
  return g_string_free (rest, FALSE);
}

static void
check_caption (const FigFigure *figure, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "figure.pdf", NULL), *text = NULL;
  g_autofree char *words_path = g_build_filename (folder, "figure.txt", NULL);
  g_autofree char *wanted = NULL, *found = NULL;
  const char *words[] = { "pdftotext", path, words_path, NULL };

  if (figure->caption == NULL)
    return;
  g_assert_true (fig_export (figure, FIG_FORMAT_PDF, WIDTH, HEIGHT, 1, NULL, path, NULL));
  run (words);
  g_assert_true (g_file_get_contents (words_path, &text, NULL, NULL));
  wanted = squeezed (figure->caption);
  found = squeezed (text);
  g_assert_nonnull (strstr (found, wanted));
  g_remove (path);
  g_remove (words_path);
}

static void
test_captions_are_printed (void)
{
  if (!is_missing ("pdftotext", "poppler-utils"))
    check_all (check_caption);
}

/* Problem, method, settings, seed, and step, for every kind. */
static void
test_captions_say_what_was_done (void)
{
  for (gsize k = 0; k < fig_n_kinds (); k++)
    for (gsize e = 0; e < G_N_ELEMENTS (shown); e++)
      {
        static const char *const problems[] = { "n = 10, κ = 100", "Rosenbrock", "CNN 16×16" };
        static const char *const steps[] = { "step 1,240.", "step 420.", "step 60." };
        const FigFigure *figure = figure_shown (k, e);

        if (figure == NULL)
          continue;
        g_test_message ("%s of %s: %s", fig_kind (k)->id, shown[e], figure->caption);
        if (figure->empty != NULL)
          continue;
        g_assert_nonnull (strstr (figure->caption, problems[e]));
        g_assert_nonnull (strstr (figure->caption, "FOP: First-order preconditioning, ε = "));
        g_assert_nonnull (strstr (figure->caption, "ρ = "));
        g_assert_nonnull (strstr (figure->caption, "normalize frobenius"));
        g_assert_nonnull (strstr (figure->caption, "Seed 1, "));
        g_assert_nonnull (strstr (figure->caption, steps[e]));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/png-is-the-screen", test_png_is_the_screen);
  g_test_add_func ("/export/pdf-looks-as-the-png", test_pdf_looks_as_the_png);
  g_test_add_func ("/export/svg-looks-as-the-png", test_svg_looks_as_the_png);
  g_test_add_func ("/export/svg-keeps-to-what-browsers-draw", test_svg_keeps_to_what_browsers_draw);
  g_test_add_func ("/export/what-is-missing-is-noticed", test_what_is_missing_is_noticed);
  g_test_add_func ("/export/captions-are-printed", test_captions_are_printed);
  g_test_add_func ("/export/captions-say-what-was-done", test_captions_say_what_was_done);
  return g_test_run ();
}
