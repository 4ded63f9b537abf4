/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Buttons, timeline, speed, and status line. */
#include "ui/window/transport.h"

#include "ui/document/speed.h"
#include "ui/window/status-line.h"
#include "ui/window/timeline.h"

struct _WbTransport
{
  GtkBox parent_instance;

  WbDocument *document; /* owned by the window */

  GtkButton *play;
  WbTimeline *timeline;
  GtkMenuButton *speed;
  WbStatusLine *status;
};

G_DEFINE_FINAL_TYPE (WbTransport, wb_transport, GTK_TYPE_BOX)

void
wb_transport_show_speed (WbTransport *self, double steps_per_second)
{
  g_autofree char *text = wb_speed_text (steps_per_second);
  g_autofree char *name = g_strdup_printf ("Speed: %s", text);

  gtk_menu_button_set_label (self->speed, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
show_playing (WbTransport *self)
{
  gboolean playing = wb_document_playing (self->document);
  const char *word = playing ? "Pause" : "Play";
  g_autofree char *tooltip = g_strdup_printf ("%s (Space)", word);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->play)), tooltip) == 0)
    return;
  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

void
wb_transport_set_condition (WbTransport *self, double condition, double seconds)
{
  wb_status_line_set_condition (self->status, condition, seconds);
}

void
wb_transport_focus (WbTransport *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->play));
}

void
wb_transport_set_document (WbTransport *self, WbDocument *document)
{
  self->document = document;
  wb_timeline_set_document (self->timeline, document);
  wb_status_line_set_document (self->status, document);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (show_playing), self,
                           G_CONNECT_SWAPPED);
  show_playing (self);
}

static void
wb_transport_class_init (WbTransportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WB_TYPE_TIMELINE);
  g_type_ensure (WB_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/transport.ui");
  gtk_widget_class_bind_template_child (widget_class, WbTransport, play);
  gtk_widget_class_bind_template_child (widget_class, WbTransport, timeline);
  gtk_widget_class_bind_template_child (widget_class, WbTransport, speed);
  gtk_widget_class_bind_template_child (widget_class, WbTransport, status);
}

static void
wb_transport_init (WbTransport *self)
{
  g_autoptr (GMenuModel) menu = wb_speed_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->speed, menu);
  wb_transport_show_speed (self, 0);
}
