/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Placement of figures, and the predefined layouts. */

#include "ui/grid/layout.h"

static void
test_places_fill_the_grid (void)
{
  for (gsize n = 1; n <= WB_LAYOUT_CELLS; n++)
    for (int leads = 0; leads < 2; leads++)
      {
        int covered[WB_LAYOUT_ROWS][WB_LAYOUT_COLUMNS] = { { 0 } };

        for (gsize i = 0; i < n; i++)
          {
            WbPlace place = wb_layout_place (n, i, leads);

            for (int row = place.row; row < place.row + place.rows; row++)
              for (int column = place.column; column < place.column + place.columns; column++)
                covered[row][column]++;
          }
        for (int row = 0; row < WB_LAYOUT_ROWS; row++)
          for (int column = 0; column < WB_LAYOUT_COLUMNS; column++)
            g_assert_cmpint (covered[row][column], ==, 1);
      }
}

static void
test_the_first_leads (void)
{
  WbPlace first = wb_layout_place (3, 0, TRUE), second = wb_layout_place (3, 1, TRUE);

  g_assert_cmpint (first.columns * first.rows, >, 2 * second.columns * second.rows);
}

static void
test_presets_name_what_there_is (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < wb_n_layouts (); i++)
    {
      const WbLayout *layout = wb_layout (i);

      g_assert_true (g_hash_table_add (ids, (gpointer) layout->id));
      g_assert_true (wb_layout_find (layout->id) == layout);
      g_assert_nonnull (layout->cells[0].kind);
      for (const WbCell *cell = layout->cells; cell->kind != NULL; cell++)
        {
          const FigKind *kind = fig_kind_find (cell->kind);
          gboolean is_choice = FALSE;

          g_assert_nonnull (kind);
          for (gsize c = 0; c < kind->n_choices && cell->key != NULL; c++)
            is_choice |= kind->choices[c].add_words != NULL
                         && g_str_equal (kind->choices[c].key, cell->key);
          for (gsize c = 0; c < kind->n_choices && cell->key != NULL; c++)
            for (gsize w = 0; w < kind->choices[c].n; w++)
              is_choice |= g_str_equal (kind->choices[c].key, cell->key)
                           && g_str_equal (kind->choices[c].words[w].word, cell->word);
          g_assert_true (cell->key == NULL || is_choice);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/places-fill-the-grid-without-overlap", test_places_fill_the_grid);
  g_test_add_func ("/layout/the-first-figure-may-lead", test_the_first_leads);
  g_test_add_func ("/layout/presets-name-kinds-and-words-that-exist",
                   test_presets_name_what_there_is);
  return g_test_run ();
}
