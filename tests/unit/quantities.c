/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quantities of an actual run, as curves on one axis and on two. */

#include "tests/figures/computed.h"

#include "ui/figures/kinds/quantity.h"

#include <math.h>
#include <string.h>

static const FigChoice *
choice_of (const FigKind *kind, const char *key)
{
  for (gsize i = 0; i < kind->n_choices; i++)
    if (g_str_equal (kind->choices[i].key, key))
      return &kind->choices[i];
  return NULL;
}

static FigFigure *
figure_of (const FigSource *source, const char *quantity, const char *right)
{
  g_autoptr (FigOptions) options = fig_options_new ();

  fig_options_set (options, "quantity", quantity);
  fig_options_set (options, "right", right);
  return fig_kind_find ("loss")->build (source, options);
}

static void
use_valley (ComputedUse use)
{
  g_assert_true (computed_use (&computed[0], fig_kind_find ("loss"), use, NULL));
}

/* Columns of the runs and instruments, without duplicates; without runs only the fixed words. */
static void
look_at_words (const FigSource *source, gpointer data)
{
  static const char *const expected[]
      = { "loss",  "gradient-norm",        "learning-rate",   "cosine",
          "trace", "instrument:condition", "instrument:trace" };
  const FigChoice *choice = choice_of (fig_kind_find ("loss"), "quantity");
  g_autoptr (FigWords) words = fig_choice_words (choice, source);
  g_autoptr (FigWords) again = fig_choice_words (choice, source);
  g_autoptr (FigWords) always = fig_choice_words (choice, NULL);

  for (gsize e = 0; e < G_N_ELEMENTS (expected); e++)
    {
      int times = 0;

      for (gsize i = 0; i < fig_words_n (words); i++)
        if (g_str_equal (fig_words_get (words, i)->word, expected[e]))
          {
            g_assert_true ((fig_words_heading (words, i) != NULL)
                           == fig_quantity_is_instrument (expected[e]));
            times++;
          }
      g_assert_cmpint (times, ==, 1);
    }
  g_assert_cmpuint (fig_words_n (always), ==, 1);
  g_assert_true (fig_words_equal (words, again));
  g_assert_false (fig_words_equal (words, always));
}

static void
test_words (void)
{
  use_valley (look_at_words);
}

/* Every word gives a figure with values, or a message that says why there are none. */
static void
look_at_every_word (const FigSource *source, gpointer data)
{
  g_autoptr (FigWords) words
      = fig_choice_words (choice_of (fig_kind_find ("loss"), "quantity"), source);
  int drawn = 0;

  for (gsize i = 0; i < fig_words_n (words); i++)
    {
      const char *word = fig_words_get (words, i)->word;
      g_autoptr (FigFigure) figure = figure_of (source, word, NULL);
      g_autoptr (FigFigure) on_right = figure_of (source, "loss", word);

      g_test_message ("%s", word);
      if (figure->empty != NULL)
        {
          g_assert_cmpuint (strlen (figure->empty), >, 10);
          continue;
        }
      drawn++;
      g_assert_null (on_right->empty);
      g_assert_nonnull (strstr (on_right->subtitle, "right: "));
    }
  g_assert_cmpint (drawn, >, 18);
}

static void
test_every_word (void)
{
  use_valley (look_at_every_word);
}

static double
number_behind (const char *text, const char *label)
{
  const char *at = strstr (text, label);

  return at != NULL ? g_ascii_strtod (at + strlen (label), NULL) : NAN;
}

/* The readout of an instrument's curve is the row of the record. */
static void
look_at_instrument (const FigSource *source, gpointer data)
{
  const FopRecord *record = source->record;
  g_autoptr (FigFigure) figure = figure_of (source, "instrument:effective-rank", NULL);

  g_assert_nonnull (record);
  for (gsize row = 0; row < record->n; row += 17)
    {
      double x = fig_figure_x_of_step (figure, 640, 440, (gint64) record->steps[row]);
      FigReading reading;

      g_assert_true (fig_figure_read (figure, 640, 440, x, 200, &reading));
      g_assert_cmpint (reading.step, ==, (gint64) record->steps[row]);
      g_assert_cmpfloat_with_epsilon (
          number_behind (reading.text, "\nFOP  "),
          record->values[row * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_EFFECTIVE_RANK], 1e-2);
      g_assert_null (strstr (reading.text, "GD"));
      fig_reading_clear (&reading);
    }
}

static void
test_instrument (void)
{
  use_valley (look_at_instrument);
}

/* The readout has both quantities, and each has its own axis: a curve on the right does not change
 * the left axis. */
static void
look_at_both (const FigSource *source, gpointer data)
{
  g_autoptr (FigFigure) alone = figure_of (source, "loss", NULL);
  g_autoptr (FigFigure) both = figure_of (source, "loss", "trace");
  FigAxes one, other;
  FigReading reading;

  g_assert_cmpstr (both->title, ==, "Loss and trace");
  g_assert_true (fig_figure_axes (alone, fig_theme_light (), 640, 440, &one));
  g_assert_true (fig_figure_axes (both, fig_theme_light (), 640, 440, &other));
  g_assert_cmpfloat (one.y.low, ==, other.y.low);
  g_assert_cmpfloat (one.y.high, ==, other.y.high);
  g_assert_cmpfloat (other.x.to, <, one.x.to);

  g_assert_true (
      fig_figure_read (both, 640, 440, fig_figure_x_of_step (both, 640, 440, 0), 200, &reading));
  g_assert_cmpfloat (number_behind (reading.text, "FOP, Trace  "), ==, 1);
  g_assert_false (isnan (number_behind (reading.text, "\nFOP  ")));
  fig_reading_clear (&reading);
}

static void
test_two_axes (void)
{
  use_valley (look_at_both);
}

/* A quantity that no run records is reported as missing. */
static void
look_at_nothing (const FigSource *source, gpointer data)
{
  g_autoptr (FigFigure) figure = figure_of (source, "nonsense", NULL);
  FigSource unlooked = *source;
  g_autoptr (FigFigure) waiting = NULL;

  g_assert_nonnull (figure->empty);
  unlooked.record = NULL;
  waiting = figure_of (&unlooked, "instrument:condition", NULL);
  g_assert_cmpstr (waiting->empty, ==, "Computing eigenvalues…");
}

static void
test_missing (void)
{
  use_valley (look_at_nothing);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantities/columns-and-instruments-are-offered-once", test_words);
  g_test_add_func ("/quantities/every-one-is-drawn-on-either-axis", test_every_word);
  g_test_add_func ("/quantities/curve-of-an-instrument-is-its-record", test_instrument);
  g_test_add_func ("/quantities/two-axes-hold-two-quantities", test_two_axes);
  g_test_add_func ("/quantities/what-is-missing-is-said", test_missing);
  return g_test_run ();
}
