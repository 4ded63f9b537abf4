/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in example experiments. */
#include "ui/window/example-list.h"

#include "core/settings/error.h"

#include <adwaita.h>

#define FOLDER "/org/fopworkbench/Workbench/experiments"
#define ENDING ".fopx"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
file_names (void)
{
  GStrv names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

/* "01-a-hidden-valley.fopx" → "a-hidden-valley" */
static char *
id_of (const char *name)
{
  const char *start = name;

  while (g_ascii_isdigit (*start) || *start == '-')
    start++;
  return g_strndup (start, strlen (start) - (g_str_has_suffix (start, ENDING) ? 5 : 0));
}

GStrv
wb_example_ids (void)
{
  GStrv names = file_names ();

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *file = *name;

      *name = id_of (file);
    }
  return names;
}

FopExperiment *
wb_example_load (const char *id, GError **error)
{
  g_auto (GStrv) names = file_names ();

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_strdup_printf (FOLDER "/%s", *name);
      g_autofree char *its_id = id_of (*name);
      g_autoptr (GBytes) bytes = NULL;
      gsize length;
      const char *text;

      if (!g_str_equal (its_id, id))
        continue;
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bytes == NULL)
        return NULL;
      text = g_bytes_get_data (bytes, &length);
      return fop_experiment_parse (text, (gssize) length, NULL, *name, error);
    }
  g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY, "No example is named “%s”", id);
  return NULL;
}

static GtkWidget *
row_new (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = wb_example_load (id, &error);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title, *summary;

  if (experiment == NULL)
    g_error ("Example %s: %s", id, error->message);
  title = gtk_label_new (experiment->title);
  summary = gtk_label_new (experiment->description);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (summary), 60);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), 60);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_widget_add_css_class (summary, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.example");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_widget_add_css_class (row, "example-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  experiment->title, -1);
  return row;
}

GtkWidget *
wb_examples_popover_new (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_auto (GStrv) ids = wb_example_ids ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (char **id = ids; *id != NULL; id++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (*id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Examples",
                                  -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "examples");
  gtk_widget_add_css_class (popover, "menu");
  return popover;
}
