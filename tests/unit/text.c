/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text sizes, and how often Pango computes them. */

#include "tests/figures/scenes.h"

#include "ui/figures/paint/text.h"
#include "ui/figures/paint/typeset.h"

#include <dlfcn.h>
#include <stdatomic.h>

#define WIDTH   510
#define HEIGHT  335
#define THREADS 4
/* More texts than fit into the cache. */
#define MANY 5000

static atomic_uint layouts;

/* Wraps Pango's function and counts calls. */
PangoLayout *
pango_layout_new (PangoContext *context)
{
  union
  {
    void *symbol;
    PangoLayout *(*function) (PangoContext *context);
  } own = { dlsym (RTLD_NEXT, "pango_layout_new") };

  atomic_fetch_add (&layouts, 1);
  return own.function (context);
}

static void
assert_true_size (const char *text, double size)
{
  g_autoptr (PangoLayout) layout = fig_text_layout (fig_theme_light (), text, size, FALSE);
  double width, height;
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  fig_text_extents (fig_theme_light (), text, size, &width, &height);
  g_assert_cmpfloat (width, ==, (double) w / PANGO_SCALE);
  g_assert_cmpfloat (height, ==, (double) h / PANGO_SCALE);
}

static gpointer
measure_words (gpointer data)
{
  static const char *const words[] = { "", "0", "1.2 · 10⁻¹³", "κ(MᵀHM)", "two\nlines" };
  static const double sizes[] = { FIG_TEXT_LABEL, FIG_TEXT_TITLE, FIG_TEXT_CAPTION };

  for (gsize repeat = 0; repeat < 2; repeat++)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
        assert_true_size (words[i], sizes[s]);
  return NULL;
}

static void
what_is_remembered_is_what_a_layout_has (void)
{
  measure_words (NULL);
  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      fig_text_width (fig_theme_light (), text, FIG_TEXT_LABEL);
    }
  measure_words (NULL);
}

static void
all_threads_measure_the_same (void)
{
  GThread *threads[THREADS];

  for (gsize t = 0; t < THREADS; t++)
    threads[t] = g_thread_new ("measure", measure_words, NULL);
  for (gsize t = 0; t < THREADS; t++)
    g_thread_join (threads[t]);
}

static void
read_at (const FigFigure *figure, double x, double y)
{
  FigReading reading;

  fig_figure_read (figure, WIDTH, HEIGHT, x, y, &reading);
  fig_reading_clear (&reading);
}

/* Moving the pointer over an unchanged figure. */
static void
the_pointer_asks_for_no_size_again (void)
{
  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();
      FigAxes axes;
      guint before;

      g_test_message ("%s", scenes[i].name);
      read_at (figure, WIDTH / 2.0, HEIGHT / 2.0);
      before = atomic_load (&layouts);
      for (double x = 0; x < WIDTH; x += 17)
        for (double y = 0; y < HEIGHT; y += 17)
          read_at (figure, x, y);
      fig_figure_x_of_step (figure, WIDTH, HEIGHT, 1);
      fig_figure_axes (figure, fig_theme_light (), WIDTH, HEIGHT, &axes);
      g_assert_cmpuint (atomic_load (&layouts), ==, before);
    }
  g_assert_cmpuint (atomic_load (&layouts), >, n_scenes); /* they were counted */
}

/* The underscore of a symbol is an index; those of files and of what a person named are not. */
static void
indices_are_set_lower (void)
{
#define LOW(index) "<span size=\"smaller\" rise=\"-2048\">" index "</span>"
  static const char *const texts[][2] = {
    { "2/λ_max(PH)", "2/λ" LOW ("max") "(PH)" },
    { "ε λ_max(P) λ_max(H) > 2", "ε λ" LOW ("max") "(P) λ" LOW ("max") "(H) &gt; 2" },
    { "η_β = 0.1", "η" LOW ("β") " = 0.1" },
    { "my_run & λ_", "my_run &amp; λ_" },
    { "_", "_" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *markup = fig_typeset (texts[i][0]);

      g_assert_cmpstr (markup, ==, texts[i][1]);
    }
  g_assert_false (fig_has_index ("data_1.csv"));

  g_autoptr (PangoLayout) layout
      = fig_text_layout (fig_theme_light (), "2/λ_max(PH)", FIG_TEXT_LABEL, FALSE);

  g_assert_cmpstr (pango_layout_get_text (layout), ==, "2/λmax(PH)");
  g_assert_cmpfloat (fig_text_width (fig_theme_light (), "λ_max", FIG_TEXT_LABEL), <,
                     fig_text_width (fig_theme_light (), "λmax", FIG_TEXT_LABEL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/what-is-remembered-is-what-a-layout-has",
                   what_is_remembered_is_what_a_layout_has);
  g_test_add_func ("/text/indices-are-set-lower", indices_are_set_lower);
  g_test_add_func ("/text/all-threads-measure-the-same", all_threads_measure_the_same);
  g_test_add_func ("/text/the-pointer-asks-for-no-size-again", the_pointer_asks_for_no_size_again);
  return g_test_run ();
}
