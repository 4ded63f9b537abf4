/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Laws of all figures. */

#include "tests/figures/computed.h"
#include "tests/figures/scenes.h"

#include "core/settings/error.h"
#include "ui/figures/paper/export.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static cairo_surface_t *
picture (const FigFigure *figure, const FigTheme *theme, int width, int height)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (image);

  fig_figure_draw (figure, cr, theme, width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (image)
                             + (gsize) y * (gsize) cairo_image_surface_get_stride (image);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

static gboolean
same (cairo_surface_t *a, cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a)
                     * (gsize) cairo_image_surface_get_height (a))
         == 0;
}

static void
test_same_pixels (void)
{
  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();
      cairo_surface_t *once = picture (figure, fig_theme_light (), 510, 335);
      cairo_surface_t *again = picture (figure, fig_theme_light (), 510, 335);

      g_assert_true (same (once, again));
      cairo_surface_destroy (once);
      cairo_surface_destroy (again);
    }
}

static void
test_any_size (void)
{
  static const int sizes[][2]
      = { { 1, 1 }, { 17, 400 }, { 400, 17 }, { 120, 90 }, { 320, 240 }, { 1900, 900 } };

  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();

      for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          FigReading reading;

          cairo_surface_destroy (picture (figure, fig_theme_dark (), sizes[s][0], sizes[s][1]));
          fig_figure_read (figure, sizes[s][0], sizes[s][1], sizes[s][0] / 2.0, sizes[s][1] / 2.0,
                           &reading);
          fig_reading_clear (&reading);
        }
    }
}

/* Text or lines at the outermost pixels would be clipped. */
static void
test_nothing_is_cut (void)
{
  static const int sizes[][2] = { { 320, 240 }, { 510, 335 }, { 950, 525 }, { 240, 500 } };
  const FigTheme *theme = fig_theme_light ();
  guint32 paper = 0xffffff;

  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();

      for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          int width = sizes[s][0], height = sizes[s][1];
          cairo_surface_t *image = picture (figure, theme, width, height);

          g_test_message ("%s at %d × %d", scenes[i].name, width, height);
          for (int x = 0; x < width; x++)
            {
              g_assert_cmphex (pixel (image, x, 0), ==, paper);
              g_assert_cmphex (pixel (image, x, height - 1), ==, paper);
            }
          for (int y = 0; y < height; y++)
            {
              g_assert_cmphex (pixel (image, 0, y), ==, paper);
              g_assert_cmphex (pixel (image, width - 1, y), ==, paper);
            }
          cairo_surface_destroy (image);
        }
    }
}

/* ---- a figure that counts calls ---- */

typedef struct
{
  FigFigure base;
  int drawn;
  FigTheme theme;
} Counter;

static void
count_drawing (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
               double height)
{
  Counter *counter = (Counter *) figure;

  g_assert_cmpfloat (width, ==, 400);
  g_assert_cmpfloat (height, >, 100);
  counter->drawn++;
  counter->theme = *theme;
}

static const FigFigureClass counter_class = { .draw = count_drawing };

static void
test_one_drawing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("figures-XXXXXX", NULL);
  Counter *counter = g_new0 (Counter, 1);

  fig_figure_init (&counter->base, &counter_class, g_strdup ("Counter"), NULL, g_strdup ("Words"));
  cairo_surface_destroy (picture (&counter->base, fig_theme_dark (), 400, 300));
  g_assert_cmpint (counter->drawn, ==, 1);
  g_assert_true (counter->theme.dark);
  for (int f = FIG_FORMAT_PDF; f <= FIG_FORMAT_PNG; f++)
    {
      g_autofree char *path = g_build_filename (folder, fig_format_word ((FigFormat) f), NULL);

      g_assert_true (fig_export (&counter->base, (FigFormat) f, 400, 300, 2, NULL, path, NULL));
      g_assert_cmpint (counter->drawn, ==, 2 + f);
      g_assert_cmpmem (&counter->theme, sizeof counter->theme, fig_theme_export (),
                       sizeof (FigTheme));
      g_remove (path);
    }
  g_rmdir (folder);
  fig_figure_unref (&counter->base);
}

typedef struct
{
  FigFigure base;
  int prepared;
} Patient;

static void
prepare_patient (FigFigure *base)
{
  ((Patient *) base)->prepared++;
  g_free (base->subtitle);
  base->subtitle = g_strdup ("Known");
}

static void
draw_patient (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width,
              double height)
{
  g_assert_cmpint (((const Patient *) base)->prepared, ==, 1);
}

static gboolean
read_patient (const FigFigure *base, double width, double height, double x, double y,
              FigReading *reading)
{
  g_assert_cmpint (((const Patient *) base)->prepared, ==, 1);
  return FALSE;
}

/* Expensive work is done once, by whoever draws, reads, or exports first. */
static void
test_long_work_is_done_once_by_who_draws (void)
{
  static const FigFigureClass class = { .prepare = prepare_patient,
                                        .draw = draw_patient,
                                        .read = read_patient };

  for (int first = 0; first < 4; first++)
    {
      Patient *patient = g_new0 (Patient, 1);
      FigReading reading;

      fig_figure_init (&patient->base, &class, g_strdup ("Patient"), g_strdup ("Guessed"), NULL);
      g_assert_cmpint (patient->prepared, ==, 0);
      if (first == 0)
        cairo_surface_destroy (picture (&patient->base, fig_theme_dark (), 40, 30));
      else if (first == 1)
        fig_figure_read (&patient->base, 40, 30, 5, 5, &reading);
      else if (first == 2)
        cairo_surface_destroy (fig_export_surface (&patient->base, 400, 300, 1));
      else
        fig_figure_prepare (&patient->base);
      g_assert_cmpint (patient->prepared, ==, 1);
      g_assert_cmpstr (patient->base.subtitle, ==, "Known");
      cairo_surface_destroy (picture (&patient->base, fig_theme_dark (), 40, 30));
      g_assert_cmpint (patient->prepared, ==, 1);
      fig_figure_unref (&patient->base);
    }
}

static void
note_element (GMarkupParseContext *context, const char *element, const char **names,
              const char **values, gpointer data, GError **error)
{
  ++*(int *) data;
}

static void
test_files_are_valid (void)
{
  static const GMarkupParser parser = { .start_element = note_element };
  g_autofree char *folder = g_dir_make_tmp ("figures-XXXXXX", NULL);

  for (gsize i = 0; i < n_scenes; i++)
    for (int f = FIG_FORMAT_PDF; f <= FIG_FORMAT_PNG; f++)
      {
        g_autoptr (FigFigure) figure = scenes[i].make ();
        g_autofree char *path = g_build_filename (folder, "figure", NULL);
        g_autofree char *text = NULL;
        g_autoptr (GError) error = NULL;
        gsize length;

        g_assert_true (fig_export (figure, (FigFormat) f, 640, 440, 1, NULL, path, &error));
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (path, &text, &length, NULL));
        if (f == FIG_FORMAT_PDF)
          {
            g_assert_true (g_str_has_prefix (text, "%PDF-"));
            g_assert_nonnull (g_strrstr_len (text + length - 16, 16, "%%EOF"));
          }
        else if (f == FIG_FORMAT_SVG)
          {
            int elements = 0;
            g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (
                &parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &elements, NULL);

            g_assert_true (g_markup_parse_context_parse (context, text, (gssize) length, &error));
            g_assert_true (g_markup_parse_context_end_parse (context, &error));
            g_assert_cmpint (elements, >, 10);
          }
        else
          g_assert_cmpmem (text, 8, "\x89PNG\r\n\x1a\n", 8);
        g_remove (path);
      }
  g_rmdir (folder);
}

static void
test_failure_leaves_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "missing", "loss.pdf", NULL);
  g_autoptr (FigFigure) figure = scenes[0].make ();
  g_autoptr (GError) error = NULL;

  g_assert_false (fig_export (figure, FIG_FORMAT_PDF, 640, 440, 1, NULL, path, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

static void
test_text_can_be_read (void)
{
  const FigTheme *themes[] = { fig_theme_light (), fig_theme_dark (), fig_theme_export () };

  for (gsize t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      const FigTheme *theme = themes[t];

      g_assert_cmpfloat (fig_color_contrast (theme->text, theme->background), >=, 4.5);
      g_assert_cmpfloat (fig_color_contrast (theme->dim, theme->background), >=, 4.5);
      g_assert_cmpfloat (fig_color_contrast (theme->warning, theme->background), >=, 4.5);
      g_assert_cmpfloat (fig_color_contrast (theme->reference, theme->background), >=, 3);
      for (guint s = 0; s < FIG_N_STYLES; s++)
        g_assert_cmpfloat (
            fig_color_contrast (fig_theme_legible (theme, fig_theme_style_color (theme, s)),
                                theme->background),
            >=, 4.5);
    }
  g_assert_false (fig_theme_export ()->dark);
}

/* No two of 24 runs have the same color and dash. */
static void
test_styles_differ (void)
{
  const FigTheme *theme = fig_theme_light ();

  for (guint a = 0; a < 24; a++)
    for (guint b = 0; b < a; b++)
      {
        FigColor one = fig_theme_style_color (theme, a), other = fig_theme_style_color (theme, b);
        gsize n_one, n_other;
        const double *dash = fig_style_dash (a, &n_one), *other_dash = fig_style_dash (b, &n_other);

        g_assert_true (memcmp (&one, &other, sizeof one) != 0 || n_one != n_other
                       || memcmp (dash, other_dash, n_one * sizeof (double)) != 0);
      }
}

static void
test_kinds (void)
{
  static const char *const ids[]
      = { "loss", "preconditioner", "spectrum", "landscape", "kernels", "layers" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_nonnull (fig_kind_find (ids[i]));
  g_assert_null (fig_kind_find ("weather"));
  for (gsize i = 0; i < fig_n_kinds (); i++)
    g_assert_true (fig_kind_find (fig_kind (i)->id) == fig_kind (i));
}

/* Every kind of every computed experiment: built, titled, captioned, drawn. */
static void
test_computed (void)
{
  for (gsize i = 0; i < n_computed; i++)
    for (gsize k = 0; k < fig_n_kinds (); k++)
      {
        g_autoptr (FigFigure) figure = computed_figure (&computed[i], fig_kind (k));

        g_test_message ("%s of %s", fig_kind (k)->id, computed[i].name);
        if (figure == NULL)
          {
            g_assert_nonnull (fig_kind (k)->applies);
            continue;
          }
        g_assert_cmpuint (strlen (figure->title), >, 0);
        g_assert_cmpuint (strlen (figure->subtitle), >, 0);
        if (figure->empty == NULL)
          g_assert_nonnull (strstr (figure->caption, FOP_VERSION));
        cairo_surface_destroy (picture (figure, fig_theme_light (), 510, 335));
      }
}

/* Every word of every choice changes the figure of at least one experiment. */
static void
test_choices (void)
{
  for (gsize k = 0; k < fig_n_kinds (); k++)
    for (gsize c = 0; c < fig_kind (k)->n_choices; c++)
      for (gsize w = 1; w < fig_kind (k)->choices[c].n; w++)
        {
          const FigKind *kind = fig_kind (k);
          const FigChoice *choice = &kind->choices[c];
          gboolean differs = FALSE;

          for (gsize i = 0; i < n_computed && !differs; i++)
            {
              g_autoptr (FigOptions) options = fig_options_new ();
              g_autoptr (FigFigure) usual = NULL, figure = NULL;
              cairo_surface_t *images[2];

              /* Choices of the right axis require one. */
              if (g_str_has_prefix (choice->key, "right-"))
                fig_options_set (options, "right", "loss");
              usual = computed_figure_as (&computed[i], kind, options);
              if (usual == NULL)
                continue;
              fig_options_set (options, choice->key, choice->words[w].word);
              figure = computed_figure_as (&computed[i], kind, options);
              images[0] = picture (usual, fig_theme_light (), 510, 335);
              images[1] = picture (figure, fig_theme_light (), 510, 335);
              differs = !same (images[0], images[1]);
              cairo_surface_destroy (images[0]);
              cairo_surface_destroy (images[1]);
            }
          if (!differs)
            g_test_message ("%s: %s %s", kind->id, choice->key, choice->words[w].word);
          g_assert_true (differs);
        }
}

/* Schedules and clipping are always stated in full, including defaults. */
static void
test_captions_state_schedules (void)
{
  static const Computed scheduled = {
    "scheduled",
    "{ \"fop-workbench\": 1, \"title\": \"Cosine\", \"steps\": 20, \"seed\": 1,"
    "\"problem\": { \"kind\": \"booth\" }, \"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\","
    "\"learning-rate\": 0.01, \"schedule\": \"cosine\", \"clip-norm\": 2.5, \"warm-up\": 3 } ] }",
    0, 20
  };
  static const Computed constant
      = { "constant",
          "{ \"fop-workbench\": 1, \"title\": \"Constant\", \"steps\": 20, \"seed\": 1,"
          "\"problem\": { \"kind\": \"booth\" }, \"runs\": [ { \"name\": \"GD\", \"method\": "
          "\"sgd\" } ] }",
          0, 20 };
  g_autoptr (FigFigure) with = computed_figure (&scheduled, fig_kind_find ("loss"));
  g_autoptr (FigFigure) without = computed_figure (&constant, fig_kind_find ("loss"));

  g_assert_nonnull (strstr (with->caption, "schedule cosine, T = 1,000, warm up 3, clip norm 2.5"));
  g_assert_null (strstr (without->caption, "schedule"));
  g_assert_null (strstr (without->caption, "T ="));
}

/* The number after "SYMBOL(NAME)  " in the readout at the first index. */
static double
read_value (const FigKind *kind, const char *matrices, const char *scale, const char *label)
{
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) figure = NULL;
  FigReading reading = { 0 };
  const char *at;
  double value;

  fig_options_set (options, "matrices", matrices);
  fig_options_set (options, "scale", scale);
  figure = computed_figure_as (&computed[0], kind, options);
  g_assert_null (figure->empty);
  g_assert_true (fig_figure_read (figure, 600, 400, 80, 200, &reading));
  at = strstr (reading.text, label);
  value = at != NULL ? g_ascii_strtod (at + strlen (label), NULL) : NAN;
  fig_reading_clear (&reading);
  return value;
}

static void
test_spectrum_shows_what_is_chosen (void)
{
  static const char *const scales[] = { "logarithmic", "signed-log", "linear", "cumulative" };
  const FigKind *kind = fig_kind_find ("spectrum");

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      double p = read_value (kind, "all", scales[s], "λ(P)  ");

      g_assert_cmpfloat (p, >, 1);
      g_assert_cmpfloat_with_epsilon (read_value (kind, "singular", scales[s], "σ(M)  "), sqrt (p),
                                      0.01);
      g_assert_cmpfloat (read_value (kind, "preconditioner", scales[s], "λ(P)  "), ==, p);
      g_assert_true (isnan (read_value (kind, "preconditioner", scales[s], "λ(H)  ")));
      g_assert_cmpfloat (read_value (kind, "hessians", scales[s], "λ(H)  "), ==, 1);
      g_assert_true (isnan (read_value (kind, "hessians", scales[s], "λ(P)  ")));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/every-choice-shows", test_choices);
  g_test_add_func ("/figures/drawn-twice-gives-the-same-pixels", test_same_pixels);
  g_test_add_func ("/figures/can-be-drawn-at-any-size", test_any_size);
  g_test_add_func ("/figures/nothing-reaches-the-edge", test_nothing_is_cut);
  g_test_add_func ("/figures/screen-and-files-are-one-drawing", test_one_drawing);
  g_test_add_func ("/figures/long-work-is-done-once-by-who-draws",
                   test_long_work_is_done_once_by_who_draws);
  g_test_add_func ("/figures/files-are-valid", test_files_are_valid);
  g_test_add_func ("/figures/failed-export-leaves-nothing", test_failure_leaves_nothing);
  g_test_add_func ("/figures/text-can-be-read-in-every-theme", test_text_can_be_read);
  g_test_add_func ("/figures/styles-differ", test_styles_differ);
  g_test_add_func ("/figures/kinds-are-found-by-id", test_kinds);
  g_test_add_func ("/figures/captions-state-schedules", test_captions_state_schedules);
  g_test_add_func ("/figures/every-kind-of-real-experiments", test_computed);
  g_test_add_func ("/figures/spectrum-shows-what-is-chosen", test_spectrum_shows_what_is_chosen);
  return g_test_run ();
}
