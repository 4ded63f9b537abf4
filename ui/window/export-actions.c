/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting and copying figures. */
#include "ui/window/export-actions.h"

#include "core/settings/plain-text.h"
#include "ui/grid/export-dialog.h"
#include "ui/jobs/painting.h"

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

/* "A hidden valley" and "Loss" make "a-hidden-valley-loss". */
static char *
file_name (WbWindow *window, const FigFigure *figure)
{
  const FopExperiment *experiment = wb_document_experiment (wb_window_document (window));
  g_autofree char *both = g_strdup_printf ("%s-%s", experiment->title, figure->title);
  char *name = g_utf8_strdown (both, -1);

  return g_strdelimit (name, " /\\:·", '-');
}

static void
export_focused (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int width, height;
  g_autoptr (FigFigure) figure
      = wb_figure_grid_figure (wb_window_grid (data), NULL, &width, &height);
  g_autofree char *name = NULL;

  if (figure == NULL)
    return;
  name = file_name (data, figure);
  wb_export_dialog_show (data, figure, width, height, name, exported, data);
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
  fig_export (figure, format, width, height, WB_EXPORT_SCALE, NULL, path, &error);
  exported (file, error, data);
}

static void
copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int width, height;
  g_autoptr (GdkTexture) texture = NULL;
  cairo_surface_t *surface;
  g_autoptr (FigFigure) figure
      = wb_figure_grid_figure (wb_window_grid (data), NULL, &width, &height);

  if (figure == NULL)
    return;
  surface = fig_export_surface (figure, width, height, WB_EXPORT_SCALE);
  texture = wb_surface_texture (surface);
  cairo_surface_destroy (surface);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (data), texture);
  wb_window_say (data, "Figure copied");
}

void
wb_export_actions_install (WbWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_focused },
    { .name = "export-to", .activate = export_to, .parameter_type = "(sss)" },
    { .name = "copy", .activate = copy },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
