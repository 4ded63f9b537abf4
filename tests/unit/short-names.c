/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/figures/paint/short-names.h"

#include "ui/figures/paint/text.h"

#include <string.h>

#define WIDTH 150.0

/* All labels fit into the width, and no two are alike. */
static void
assert_told_apart (gsize n, const char *const *names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_auto (GStrv) shown = fig_short_names (fig_theme_light (), n, names, WIDTH);

  g_assert_cmpuint (g_strv_length (shown), ==, n);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_utf8_validate (shown[i], -1, NULL));
      g_assert_cmpfloat (fig_text_width (fig_theme_light (), shown[i], FIG_TEXT_LABEL), <=, WIDTH);
      g_assert_true (g_hash_table_add (seen, shown[i]));
    }
}

static void
what_fits_is_left (void)
{
  const char *const names[] = { "GD", "FOP", "FOP 2" };
  g_auto (GStrv) shown = fig_short_names (fig_theme_light (), G_N_ELEMENTS (names), names, WIDTH);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (shown[i], ==, names[i]);
}

static void
names_are_cut_where_they_differ (void)
{
  static const char *const at_the_end[]
      = { "a very long run name that goes on xxxxxxxxxxxxxxxxxxxx0",
          "a very long run name that goes on xxxxxxxxxxxxxxxxxxxx1",
          "a very long run name that goes on xxxxxxxxxxxxxxxxxxxx2", "GD" };
  static const char *const in_the_middle[]
      = { "FOP over Adam with a rate of 0.1 and layer-wise structure throughout",
          "FOP over Adam with a rate of 0.2 and layer-wise structure throughout",
          "FOP over SGD with a rate of 0.1 and layer-wise structure throughout" };
  g_auto (GStrv) shown = fig_short_names (fig_theme_light (), 4, at_the_end, WIDTH);

  g_assert_true (g_str_has_prefix (shown[1], "a ve…"));
  g_assert_true (g_str_has_suffix (shown[1], "xxxxxxx1"));
  assert_told_apart (G_N_ELEMENTS (at_the_end), at_the_end);
  assert_told_apart (G_N_ELEMENTS (in_the_middle), in_the_middle);
}

/* If they differ at two distant places, a single ellipsis cannot show both. */
static void
names_that_would_look_alike_are_numbered (void)
{
  static const char *const names[]
      = { "run of the first kind 1 with all that belongs to it, number 1",
          "run of the first kind 1 with all that belongs to it, number 2",
          "run of the first kind 2 with all that belongs to it, number 1",
          "run of the first kind 2 with all that belongs to it, number 2" };

  assert_told_apart (G_N_ELEMENTS (names), names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/short-names/what-fits-is-left", what_fits_is_left);
  g_test_add_func ("/short-names/names-are-cut-where-they-differ", names_are_cut_where_they_differ);
  g_test_add_func ("/short-names/names-that-would-look-alike-are-numbered",
                   names_that_would_look_alike_are_numbered);
  return g_test_run ();
}
