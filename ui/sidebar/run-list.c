/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runs, and the menu of methods that adds one. */
#include "ui/sidebar/run-list.h"

#include "ui/sidebar/method-list.h"
#include "ui/sidebar/run-row.h"

struct _WbRunList
{
  GtkBox parent_instance;

  WbDocument *document; /* owned by the window */
  guint n_rows;
  gboolean is_showing;

  GtkMenuButton *add;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (WbRunList, wb_run_list, GTK_TYPE_BOX)

static void
refresh_rows (WbRunList *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);

  /* After an edit, the rows may not match the list yet. */
  if (experiment == NULL || experiment->runs->len != self->n_rows)
    return;
  for (guint i = 0; i < self->n_rows; i++)
    wb_run_row_refresh (WB_RUN_ROW (gtk_list_box_get_row_at_index (self->list, (int) i)));
}

static void
show_selection (WbRunList *self)
{
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (self->list, (int) wb_document_selected (self->document));

  self->is_showing = TRUE;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  self->is_showing = FALSE;
  refresh_rows (self);
}

static void
show_experiment (WbRunList *self)
{
  const FopExperiment *experiment = wb_document_experiment (self->document);

  self->is_showing = TRUE;
  for (; self->n_rows > experiment->runs->len; self->n_rows--)
    gtk_list_box_remove (self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (
                                         self->list, (int) self->n_rows - 1)));
  for (; self->n_rows < experiment->runs->len; self->n_rows++)
    gtk_list_box_append (self->list, wb_run_row_new (self->document, self->n_rows));
  self->is_showing = FALSE;
  show_selection (self);
}

static void
row_selected (GtkListBox *list, GtkListBoxRow *row, WbRunList *self)
{
  if (row != NULL && !self->is_showing)
    wb_document_select (self->document, (gsize) gtk_list_box_row_get_index (row));
}

void
wb_run_list_set_document (WbRunList *self, WbDocument *document)
{
  self->document = document;
  gtk_menu_button_set_popover (self->add, wb_method_list_new (document));
  g_signal_connect_object (document, "experiment-changed", G_CALLBACK (show_experiment), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "view-changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "numbers-changed", G_CALLBACK (refresh_rows), self,
                           G_CONNECT_SWAPPED);
}

static void
wb_run_list_class_init (WbRunListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/run-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WbRunList, add);
  gtk_widget_class_bind_template_child (widget_class, WbRunList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected);
}

static void
wb_run_list_init (WbRunList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
