/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a figure's card. */
#include "ui/grid/figure-menu.h"

struct _WbFigureMenu
{
  const FigKind *kind;
  GPtrArray *words;    /* FigWords in the menu, one for each of the kind's choices */
  GStrv blocks;        /* preconditioners in the menu; empty if there is only one */
  FopProblem *problem; /* (nullable): problem whose kinds are in the menu */
};

static GMenuModel *
kinds_menu (const FopProblem *problem)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      const FigKind *kind = fig_kind (i);
      g_autoptr (GMenuItem) item = g_menu_item_new (kind->title, NULL);

      if (kind->applies != NULL && problem != NULL && !kind->applies (problem))
        continue;
      g_menu_item_set_action_and_target (item, "card.kind", "s", kind->id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* A problem with the same figures keeps the menu, which may be open. */
static gboolean
has_same_kinds (const FopProblem *a, const FopProblem *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  for (gsize i = 0; i < fig_n_kinds (); i++)
    if (fig_kind (i)->applies != NULL && !fig_kind (i)->applies (a) != !fig_kind (i)->applies (b))
      return FALSE;
  return TRUE;
}

static GMenuModel *
words_menu (const FigChoice *choice, const FigWords *words)
{
  g_autofree char *action = g_strconcat ("figure.", choice->key, NULL);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  const char *heading = NULL;

  for (gsize i = 0; i < fig_words_n (words); i++)
    {
      const FigWord *word = fig_words_get (words, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (word->title, NULL);

      if (g_strcmp0 (fig_words_heading (words, i), heading) != 0)
        {
          g_menu_append_section (menu, heading, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
          heading = fig_words_heading (words, i);
        }
      g_menu_item_set_action_and_target (item, action, "s", word->word);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, heading, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

/* An action of the grid: all figures show the same block of the selected run. */
static GMenuModel *
blocks_menu (char **blocks)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; blocks != NULL && blocks[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (blocks[i], NULL);

      g_menu_item_set_action_and_target (item, "grid.block", "i", i);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
model_of (const WbFigureMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new (), files = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenuModel) kinds = kinds_menu (self->problem);
  g_autoptr (GMenuModel) blocks = blocks_menu (self->blocks);

  g_menu_append_section (menu, "Figure", kinds);
  if (self->kind->per_run && g_menu_model_get_n_items (blocks) > 0)
    g_menu_append_submenu (choices, "_Block", blocks);
  for (gsize i = 0; i < self->kind->n_choices; i++)
    {
      g_autoptr (GMenuModel) words
          = words_menu (&self->kind->choices[i], g_ptr_array_index (self->words, i));

      g_menu_append_submenu (choices, self->kind->choices[i].title, words);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  g_menu_append (files, "_Fit to Data", "card.fit");
  if (self->kind->can_start)
    g_menu_append (files, "_Reset Starting Point", "grid.reset-start");
  g_menu_append (places, "Move _Earlier", "grid.earlier");
  g_menu_append (places, "Move _Later", "grid.later");
  g_menu_append (places, "_Remove", "grid.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append (files, "_Export…", "card.export");
  g_menu_append (files, "Save _Animation…", "card.animate");
  g_menu_append (files, "_Copy", "card.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  return G_MENU_MODEL (menu);
}

/* Collects the words of each of the kind's choices; @source: (nullable): the runs. Returns: whether
 * they have changed. */
static gboolean
take_words (WbFigureMenu *self, const FigSource *source)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_words_free);
  gboolean same = self->words != NULL && self->words->len == self->kind->n_choices;

  for (gsize i = 0; i < self->kind->n_choices; i++)
    {
      g_ptr_array_add (words, fig_choice_words (&self->kind->choices[i], source));
      same = same
             && fig_words_equal (g_ptr_array_index (words, i), g_ptr_array_index (self->words, i));
    }
  if (same)
    return FALSE;
  g_clear_pointer (&self->words, g_ptr_array_unref);
  self->words = g_steal_pointer (&words);
  return TRUE;
}

/* The preconditioners of the selected run, if it has several. */
static GStrv
blocks_of (const FopRunView *view)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0;
       view->preconditioners != NULL && view->n_preconditioners > 1 && i < view->n_preconditioners;
       i++)
    g_strv_builder_add (builder, view->preconditioners[i]->name);
  return g_strv_builder_end (builder);
}

static gboolean
same_words (char **a, char **b)
{
  return a != NULL && b != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b);
}

WbFigureMenu *
wb_figure_menu_new (void)
{
  return g_new0 (WbFigureMenu, 1);
}

void
wb_figure_menu_free (WbFigureMenu *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->problem, fop_problem_unref);
  g_strfreev (self->blocks);
  g_free (self);
}

GMenuModel *
wb_figure_menu_set_kind (WbFigureMenu *self, const FigKind *kind)
{
  self->kind = kind;
  take_words (self, NULL);
  return model_of (self);
}

GMenuModel *
wb_figure_menu_update (WbFigureMenu *self, const FigSource *source)
{
  g_auto (GStrv) blocks = blocks_of (&source->snapshot->runs[source->run]);

  if (!take_words (self, source) && has_same_kinds (self->problem, source->snapshot->problem)
      && same_words (blocks, self->blocks))
    return NULL;
  g_strfreev (self->blocks);
  self->blocks = g_steal_pointer (&blocks);
  g_clear_pointer (&self->problem, fop_problem_unref);
  self->problem = fop_problem_ref (source->snapshot->problem);
  return model_of (self);
}
