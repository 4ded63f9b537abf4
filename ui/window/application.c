/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: windows, command-line arguments, and keyboard shortcuts. */
#include "ui/window/application.h"

#include "core/data/matrix-file.h"
#include "ui/document/preferences.h"
#include "ui/figures/paper/provenance.h"
#include "ui/grid/dragged-files.h"
#include "ui/matrix/matrix-window.h"
#include "ui/window/export-actions.h"
#include "ui/window/file-actions.h"
#include "ui/window/play-actions.h"
#include "ui/window/renderer.h"
#include "ui/window/report-actions.h"

#include <string.h>

#define APPLICATION_ID "org.fopworkbench.Workbench"

struct _WbApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (WbApplication, wb_application, ADW_TYPE_APPLICATION)

static WbWindow *
window_with_actions (GtkApplication *application)
{
  WbWindow *window = wb_window_new (application);

  wb_file_actions_install (window);
  wb_export_actions_install (window);
  wb_play_actions_install (window);
  wb_report_actions_install (window);
  return window;
}

/* The experiment window, of which there is at most one. */
static WbWindow *
present (GtkApplication *application, gboolean *is_new)
{
  WbWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL && window == NULL;
       l = l->next)
    if (WB_IS_WINDOW (l->data))
      window = WB_WINDOW (l->data);
  *is_new = window == NULL;
  if (window == NULL)
    window = window_with_actions (application);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
wb_application_activate (GApplication *application)
{
  gboolean is_new;
  WbWindow *window = present (GTK_APPLICATION (application), &is_new);

  if (is_new)
    wb_file_actions_open_first_example (window);
}

/* "run.npz:P" looks like a URI, but is an array of run.npz. */
static char *
local_name (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  if (g_file_peek_path (file) != NULL || strstr (uri, ".npz:") == NULL)
    return g_strdup (g_file_peek_path (file));
  return g_uri_unescape_string (uri, NULL);
}

/* Returns: (transfer full) (nullable): the names, if all files are matrices. Several files are
 * taken for matrices unless one is an experiment or a figure. */
static GStrv
matrices_of (GFile **files, int n)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = local_name (files[i]);

      if (name == NULL || g_str_has_suffix (name, ".fopx") || g_str_has_suffix (name, ".json")
          || fig_provenance_is_figure (name) || (n == 1 && !fop_matrix_file_guess (name)))
        return NULL;
      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static void
wb_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  g_auto (GStrv) matrices = matrices_of (files, n);
  gboolean is_new;
  WbWindow *window;

  if (matrices != NULL)
    {
      WbMatrixWindow *own = wb_matrix_window_new (GTK_APPLICATION (application));

      wb_matrix_window_open (own, (const char *const *) matrices);
      gtk_window_present (GTK_WINDOW (own));
      return;
    }
  window = present (GTK_APPLICATION (application), &is_new);
  wb_file_actions_open (window, files[0]);
  /* If the file cannot be opened, the window must still work. */
  if (is_new && wb_document_experiment (wb_window_document (window)) == NULL)
    wb_file_actions_open_first_example (window);
}

/* Closing a window asks about unsaved changes; the program quits with its last window. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (
      gtk_application_get_active_window (data), "application-name", "FOP Workbench",
      "application-icon", APPLICATION_ID, "version", FOP_VERSION, "developer-name",
      "The FOP Workbench authors", "license-type", GTK_LICENSE_GPL_3_0, "comments",
      "Watch optimizers learn their preconditioners.\n\nThe method is first-order preconditioning "
      "via hypergradient descent (Moskovitz et al., arXiv:1910.08461).",
      NULL);
}

static void
set_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "win.open", { "<Control>o" } },
    { "win.open-data", { "<Control>d" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.export", { "<Control>e" } },
    { "win.copy", { "<Control><Shift>c" } },
    { "win.step-back", { "<Alt>Left" } },
    { "win.step-forward", { "<Alt>Right" } },
    { "win.restart", { "<Alt>Home" } },
    { "win.sidebar", { "F9" } },
    { "win.fullscreen", { "F11" } },
    { "win.show-help-overlay", { "F1", "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

static void
wb_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit },
    { .name = "about", .activate = about },
  };

  G_APPLICATION_CLASS (wb_application_parent_class)->startup (application);
  wb_renderer_choose ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  wb_preferences_install_color_scheme (GTK_APPLICATION (application));
  set_keys (GTK_APPLICATION (application));
}

static void
wb_application_shutdown (GApplication *application)
{
  wb_dragged_files_remove ();
  G_APPLICATION_CLASS (wb_application_parent_class)->shutdown (application);
}

static void
wb_application_class_init (WbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = wb_application_startup;
  application_class->shutdown = wb_application_shutdown;
  application_class->activate = wb_application_activate;
  application_class->open = wb_application_open;
}

static void
wb_application_init (WbApplication *self)
{
}

WbApplication *
wb_application_new (void)
{
  return g_object_new (WB_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/org/fopworkbench/Workbench", NULL);
}
