/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dragging of figures by the headers of their cards. */
#include "ui/grid/figure-dragging.h"

#define ICON_WIDTH 200.0

/* The card in miniature. */
static void
set_icon (GtkDragSource *source, GtkWidget *card)
{
  double width = gtk_widget_get_width (card), height = gtk_widget_get_height (card);
  double scale = MIN (ICON_WIDTH / MAX (width, 1), 1);
  g_autoptr (GdkPaintable) whole = gtk_widget_paintable_new (card);
  g_autoptr (GdkPaintable) icon = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (whole, GDK_SNAPSHOT (snapshot), width * scale, height * scale);
  icon = gtk_snapshot_free_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (source, icon, 0, 0);
}

static GdkContentProvider *
prepared (GtkDragSource *source, double x, double y, GtkWidget *card)
{
  GdkContentProvider *both[]
      = { gdk_content_provider_new_typed (G_OBJECT_TYPE (card), card), NULL };

  set_icon (source, card);
  g_signal_emit_by_name (card, "offered", &both[1]);
  return both[1] != NULL ? gdk_content_provider_new_union (both, G_N_ELEMENTS (both)) : both[0];
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *card)
{
  g_signal_emit_by_name (card, "swap", g_value_get_object (value));
  return TRUE;
}

/* The pointer tells that the header can be dragged, but its buttons cannot. */
static void
set_cursors (GtkWidget *header)
{
  gtk_widget_set_cursor_from_name (header, "grab");
  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_LABEL (child))
      gtk_widget_set_cursor_from_name (child, "default");
}

void
wb_figure_dragging_install (GtkWidget *card, GtkWidget *header)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_OBJECT_TYPE (card), GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepared), card);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), card);
  gtk_widget_add_controller (header, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (target));
  set_cursors (header);
}
