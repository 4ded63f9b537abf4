/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Display options of figures. */

#include "ui/figures/kinds/kind.h"

static void
test_first_word_until_another (void)
{
  static const FigWord words[] = { { "log", "Logarithmic" }, { "linear", "Linear" } };
  const FigChoice choice = FIG_CHOICE ("scale", "Scale", FIG_AXIS_NONE, words);
  g_autoptr (FigOptions) options = fig_options_new ();

  g_assert_cmpstr (fig_options_word (NULL, &choice), ==, "log");
  g_assert_cmpstr (fig_options_word (options, &choice), ==, "log");
  fig_options_set (options, "scale", "linear");
  g_assert_cmpstr (fig_options_word (options, &choice), ==, "linear");
  fig_options_set (options, "scale", "cubic");
  g_assert_cmpstr (fig_options_word (options, &choice), ==, "log");
  g_assert_cmpstr (fig_options_get (options, "scale"), ==, "cubic");
  fig_options_set (options, "scale", NULL);
  g_assert_null (fig_options_get (options, "scale"));
}

static void
test_kinds_declare_real_choices (void)
{
  for (gsize k = 0; k < fig_n_kinds (); k++)
    {
      const FigKind *kind = fig_kind (k);
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

      for (gsize c = 0; c < kind->n_choices; c++)
        {
          const FigChoice *choice = &kind->choices[c];
          g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

          g_assert_true (g_hash_table_add (keys, (gpointer) choice->key));
          g_assert_cmpuint (choice->n, >, choice->add_words != NULL ? 0 : 1);
          for (gsize w = 0; w < choice->n; w++)
            g_assert_true (g_hash_table_add (words, (gpointer) choice->words[w].word));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/the-first-word-stands-until-another", test_first_word_until_another);
  g_test_add_func ("/options/kinds-declare-keys-and-words-once", test_kinds_declare_real_choices);
  return g_test_run ();
}
