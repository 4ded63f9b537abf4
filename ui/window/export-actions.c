/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting and copying figures. */
#include "ui/window/export-actions.h"

#include "core/settings/plain-text.h"
#include "ui/export/animation-window.h"
#include "ui/export/export-window.h"
#include "ui/figures/paper/export.h"
#include "ui/grid/figure-contents.h"
#include "ui/grid/figure-provenance.h"

static void
exported (GFile *file, const GError *error, gpointer data)
{
  g_autofree char *name = fop_plain_name (g_file_peek_path (file));
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      wb_window_fail (data, "Could Not Export Figure", error->message);
      return;
    }
  text = g_strdup_printf ("Exported %s", name);
  wb_window_say (data, text);
}

/* What the file of a figure carries, unless the user has switched that off. */
static char *
provenance (WbWindow *window, const char *kind)
{
  return wb_figures_carry_experiment (GTK_WINDOW (window))
             ? wb_figure_provenance_text (wb_window_grid (window), kind)
             : NULL;
}

static void
done (const char *text, gpointer data)
{
  wb_window_say (data, text);
}

/* @chosen: (out): the figure in use. Returns: (transfer full) (nullable): the figures of the grid,
 * unless there is nothing to show yet. */
static WbExportSubject *
subject_of (WbWindow *window, gsize *chosen)
{
  WbFigureGrid *grid = wb_window_grid (window);
  WbFigureCard *in_use = wb_figure_grid_find (grid, NULL);
  g_autoptr (FigFigure) first = NULL;
  g_autofree char *name = NULL;
  WbExportSubject *subject;
  FigSource source;

  *chosen = 0;
  if (in_use == NULL || !wb_figure_grid_source (grid, &source))
    return NULL;
  first = wb_figure_card_build (in_use, &source);
  if (first == NULL)
    return NULL;
  name = wb_figure_file_name (source.snapshot->experiment, first);
  subject = wb_export_subject_new (source.snapshot->experiment->title, name, &source);
  for (gsize i = 0; i < wb_figure_grid_n (grid); i++)
    {
      WbFigureCard *card = wb_figure_grid_card (grid, i);
      g_autoptr (FigFigure) figure = wb_figure_card_build (card, &source);

      if (figure == NULL)
        continue;
      if (card == in_use)
        *chosen = subject->figures->len;
      wb_export_subject_add (subject, figure, wb_figure_card_kind (card),
                             wb_figure_card_options (card));
    }
  return subject;
}

static void
export_focused (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gsize chosen;
  WbExportSubject *subject = subject_of (data, &chosen);

  if (subject != NULL)
    wb_export_window_show (data, subject, chosen, done, data);
}

static void
animate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gsize chosen;
  WbExportSubject *subject = subject_of (data, &chosen);

  if (subject != NULL)
    wb_animation_window_show (data, subject, chosen, done, data);
}

static void
export_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *kind, *word, *path;
  int width, height;
  FigFormat format;
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_variant_get (parameter, "(&s&s&s)", &kind, &word, &path);
  figure
      = wb_figure_grid_figure (wb_window_grid (data), *kind != '\0' ? kind : NULL, &width, &height);
  if (figure == NULL || !fig_format_from_word (word, &format))
    {
      wb_window_fail (data, "Could Not Export Figure",
                      figure ? "The format must be pdf, svg, or png." : "No such figure is shown.");
      return;
    }
  file = g_file_new_for_path (path);
  text = provenance (data, *kind != '\0' ? kind : NULL);
  fig_export (figure, format, width, height, WB_EXPORT_SCALE, text, path, &error);
  exported (file, error, data);
}

static void
copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int width, height;
  g_autoptr (GdkContentProvider) contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (FigFigure) figure
      = wb_figure_grid_figure (wb_window_grid (data), NULL, &width, &height);

  if (figure == NULL)
    return;
  text = provenance (data, NULL);
  contents = wb_figure_contents_new (figure, width, height, text, NULL);
  if (!wb_figure_contents_make (WB_FIGURE_CONTENTS (contents), &error))
    {
      wb_window_fail (data, "Could Not Copy Figure", error->message);
      return;
    }
  gdk_clipboard_set_content (gtk_widget_get_clipboard (data), contents);
  wb_window_say (data, "Figure copied");
}

/* For a drag out of the window. */
static GdkContentProvider *
offered (WbFigureCard *card, gpointer data)
{
  int width, height;
  g_autofree char *name = NULL, *text = NULL;
  g_autoptr (FigFigure) figure = NULL;

  g_signal_emit_by_name (card, "chosen");
  figure = wb_figure_grid_figure (wb_window_grid (data), NULL, &width, &height);
  if (figure == NULL)
    return NULL;
  name = wb_figure_file_name (wb_document_experiment (wb_window_document (data)), figure);
  text = provenance (data, NULL);
  return wb_figure_contents_new (figure, width, height, text, name);
}

void
wb_export_actions_install (WbWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_focused },
    { .name = "animate", .activate = animate },
    { .name = "export-to", .activate = export_to, .parameter_type = "(sss)" },
    { .name = "copy", .activate = copy },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  wb_figures_add_switch (G_ACTION_MAP (window));
  for (gsize i = 0; i < WB_LAYOUT_CELLS; i++)
    g_signal_connect_object (wb_figure_grid_card (wb_window_grid (window), i), "offered",
                             G_CALLBACK (offered), window, 0);
}
