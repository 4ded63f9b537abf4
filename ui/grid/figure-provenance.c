/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the figures in the grid come from, and figures that come back. */
#include "ui/grid/figure-provenance.h"

#include "ui/document/preferences.h"

#define CARRY "figures-carry-experiment"

void
wb_figures_add_switch (GActionMap *window)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GAction) action = NULL;

  if (settings != NULL)
    action = g_settings_create_action (settings, CARRY);
  else
    action = G_ACTION (g_simple_action_new_stateful (CARRY, NULL, g_variant_new_boolean (TRUE)));
  g_action_map_add_action (window, action);
}

gboolean
wb_figures_carry_experiment (GtkWindow *window)
{
  g_autoptr (GVariant) state
      = G_IS_ACTION_GROUP (window)
            ? g_action_group_get_action_state (G_ACTION_GROUP (window), CARRY)
            : NULL;

  return state == NULL || g_variant_get_boolean (state);
}

char *
wb_figure_provenance_text (WbFigureGrid *grid, const char *kind)
{
  WbFigureCard *card = wb_figure_grid_find (grid, kind);
  const FigOptions *options = card != NULL ? wb_figure_card_options (card) : NULL;
  const FigKind *shown = card != NULL ? wb_figure_card_kind (card) : fig_kind_find (kind);
  g_autoptr (FigProvenance) provenance = NULL;
  g_autoptr (GPtrArray) files = NULL;
  FigSource source;

  if (!wb_figure_grid_source (grid, &source))
    return NULL;
  files = fop_data_files (source.snapshot->experiment);
  provenance = fig_provenance_new (&source, shown, options, NULL, files);
  return fig_provenance_to_text (provenance);
}

static gboolean
applies (const FigKind *kind, const FopProblem *problem)
{
  return kind->applies == NULL || kind->applies (problem);
}

/* A sheet: its figures take the places of those in the grid. */
static void
show_sheet (WbFigureGrid *grid, const FigProvenance *provenance, const FopProblem *problem)
{
  const FigKind *kinds[WB_LAYOUT_CELLS] = { provenance->kind };
  const FigOptions *options[WB_LAYOUT_CELLS] = { provenance->options };
  const char *ids[WB_LAYOUT_CELLS] = { provenance->kind->id };
  gsize n = 1;

  for (guint i = 0; i < provenance->more->len && n < WB_LAYOUT_CELLS; i++)
    {
      const FigDrawn *drawn = provenance->more->pdata[i];

      if (!applies (drawn->kind, problem))
        continue;
      kinds[n] = drawn->kind;
      options[n] = drawn->options;
      ids[n++] = drawn->kind->id;
    }
  wb_figure_grid_place (grid, wb_figure_grid_layout (grid), FALSE, n, ids);
  for (gsize i = 0; i < n; i++)
    wb_figure_card_restore (wb_figure_grid_card (grid, i), kinds[i], options[i], problem);
}

static void
show_figure (WbFigureGrid *grid, const FigProvenance *provenance, const FopProblem *problem)
{
  WbFigureCard *card = wb_figure_grid_find (grid, provenance->kind->id);

  if (card == NULL)
    card = wb_figure_grid_card (grid, 0);
  wb_figure_card_restore (card, provenance->kind, provenance->options, problem);
  g_signal_emit_by_name (card, "maximize-toggled");
}

void
wb_figure_provenance_show (WbFigureGrid *grid, const FigProvenance *provenance,
                           const FopProblem *problem)
{
  if (provenance->kind == NULL || !applies (provenance->kind, problem))
    return;
  wb_figure_grid_restore (grid);
  if (provenance->more->len > 0)
    show_sheet (grid, provenance, problem);
  else
    show_figure (grid, provenance, problem);
  g_object_set (grid, "block", (int) provenance->block, NULL);
}
