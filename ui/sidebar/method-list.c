/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods that can be added, with the reasons why others cannot. */
#include "ui/sidebar/method-list.h"

#include "ui/document/edits.h"

#define HEIGHT_MOST 560

static const FopMethodClass *
method_of (GtkListBoxRow *row)
{
  return fop_method_class ((gsize) gtk_list_box_row_get_index (row));
}

static GtkWidget *
row_new (const FopMethodClass *method)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *title = gtk_label_new (method->title), *reason = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (reason), 42);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 42);
  gtk_widget_add_css_class (reason, "dim-label");
  gtk_widget_add_css_class (reason, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "method-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  method->title, -1);
  return row;
}

/* The row stays sensitive so that its reason is readable; only its title is grayed out. */
static void
show_reason (GtkListBoxRow *row, const char *reason)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  GtkWidget *label = gtk_widget_get_next_sibling (title);

  gtk_list_box_row_set_activatable (row, reason == NULL);
  gtk_widget_set_sensitive (title, reason == NULL);
  gtk_label_set_text (GTK_LABEL (label), reason != NULL ? reason : "");
  gtk_widget_set_visible (label, reason != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_DISABLED, reason != NULL,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
}

/* A new run has its method's defaults. */
static void
check (GtkListBox *list, WbDocument *document)
{
  const FopSnapshot *snapshot = wb_document_snapshot (document);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      const FopMethodClass *method = method_of (row);
      g_autoptr (FopSettings) settings = fop_settings_new (&method->table);
      g_autoptr (GError) error = NULL;

      if (snapshot != NULL)
        fop_method_fits (method, settings, snapshot->problem, &error);
      show_reason (row, error != NULL ? error->message : NULL);
    }
}

static void
chosen (GtkListBox *list, GtkListBoxRow *row, WbDocument *document)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER)));
  wb_edit_add_run (document, method_of (row));
}

GtkWidget *
wb_method_list_new (WbDocument *document)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), row_new (fop_method_class (i)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Methods",
                                  -1);
  g_signal_connect_object (list, "map", G_CALLBACK (check), document, 0);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (chosen), document, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MOST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "examples");
  gtk_widget_add_css_class (popover, "menu");
  return popover;
}
