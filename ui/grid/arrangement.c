/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures in the grid, from a layout or a saved arrangement. */
#include "ui/grid/arrangement.h"

#include "ui/document/preferences.h"

/* A column specific to the problem is more informative than the gradient norm. */
static const char *
word_of (const WbCell *cell, const FopProblem *problem)
{
  if (problem == NULL || fop_problem_n_columns (problem->klass) == 0
      || g_strcmp0 (cell->word, "gradient-norm") != 0)
    return cell->word;
  return problem->klass->columns[0].key;
}

void
wb_arrangement_take (WbFigureGrid *grid, const WbLayout *layout, const FopProblem *problem)
{
  const WbCell *cells[WB_LAYOUT_CELLS];
  const char *kinds[WB_LAYOUT_CELLS] = { NULL };
  gsize n = 0;

  for (const WbCell *cell = layout->cells; cell->kind != NULL; cell++)
    if (wb_cell_applies (cell, problem))
      {
        cells[n] = cell;
        kinds[n++] = cell->kind;
      }
  wb_figure_grid_place (grid, layout, layout->leads && wb_cell_applies (&layout->cells[0], problem),
                        n, kinds);
  for (gsize i = 0; i < n; i++)
    if (cells[i]->key != NULL)
      wb_figure_card_choose (wb_figure_grid_card (grid, i), cells[i]->key,
                             word_of (cells[i], problem));
}

GVariant *
wb_arrangement_save (WbFigureGrid *grid)
{
  GVariantBuilder figures;

  g_variant_builder_init (&figures, G_VARIANT_TYPE ("a(sa{ss})"));
  for (gsize i = 0; i < wb_figure_grid_n (grid); i++)
    {
      WbFigureCard *card = wb_figure_grid_card (grid, i);
      const FigKind *kind = wb_figure_card_kind (card);
      GVariantBuilder words;

      g_variant_builder_init (&words, G_VARIANT_TYPE ("a{ss}"));
      for (gsize c = 0; c < kind->n_choices; c++)
        {
          const char *key = kind->choices[c].key, *word = wb_figure_card_word (card, key);

          if (word != NULL)
            g_variant_builder_add (&words, "{ss}", key, word);
        }
      g_variant_builder_add (&figures, "(sa{ss})", kind->id, &words);
    }
  return g_variant_new (WB_ARRANGEMENT_TYPE, wb_figure_grid_layout (grid)->id,
                        wb_figure_grid_leads (grid), &figures);
}

gboolean
wb_arrangement_restore (WbFigureGrid *grid, GVariant *saved, const FopProblem *problem)
{
  g_autoptr (GVariant) figures = g_variant_get_child_value (saved, 2);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  const char *kinds[WB_LAYOUT_CELLS], *id, *layout;
  gboolean leads;
  gsize n = 0;

  g_variant_get_child (saved, 0, "&s", &layout);
  g_variant_get_child (saved, 1, "b", &leads);
  for (gsize i = 0; i < g_variant_n_children (figures) && n < WB_LAYOUT_CELLS; i++)
    {
      GVariant *chosen;

      g_variant_get_child (figures, i, "(&s@a{ss})", &id, &chosen);
      g_ptr_array_add (words, chosen);
      if (wb_cell_applies (&(WbCell){ .kind = id }, problem))
        kinds[n++] = id;
      else
        g_ptr_array_remove_index (words, words->len - 1);
    }
  if (n == 0 || wb_layout_find (layout) == NULL)
    return FALSE;

  wb_figure_grid_place (grid, wb_layout_find (layout), leads, n, kinds);
  for (gsize i = 0; i < n; i++)
    {
      GVariantIter iter;
      const char *key, *word;

      g_variant_iter_init (&iter, g_ptr_array_index (words, i));
      while (g_variant_iter_next (&iter, "{&s&s}", &key, &word))
        wb_figure_card_choose (wb_figure_grid_card (grid, i), key, word);
    }
  return TRUE;
}

GVariant *
wb_arrangement_recall (const char *id)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, "arrangements") : NULL;

  return all != NULL ? g_variant_lookup_value (all, id, G_VARIANT_TYPE (WB_ARRANGEMENT_TYPE))
                     : NULL;
}

void
wb_arrangement_remember (const char *id, GVariant *arrangement)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GVariant) all = settings ? g_settings_get_value (settings, "arrangements") : NULL;
  g_auto (GVariantDict) others = G_VARIANT_DICT_INIT (all);

  if (settings == NULL)
    return;
  if (arrangement != NULL)
    g_variant_dict_insert_value (&others, id, arrangement);
  else
    g_variant_dict_remove (&others, id);
  g_settings_set_value (settings, "arrangements", g_variant_dict_end (&others));
}
