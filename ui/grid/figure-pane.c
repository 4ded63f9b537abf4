/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure with a header and no options. */
#include "ui/grid/figure-pane.h"

#include "ui/export/export-window.h"
#include "ui/figures/paint/typeset.h"
#include "ui/figures/paper/export.h"
#include "ui/grid/figure-view.h"
#include "ui/jobs/painting.h"

struct _WbFigurePane
{
  GtkBox parent_instance;

  char *name; /* of exported files */

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkMenuButton *menu;
  WbFigureView *view;
};

static guint said_signal;

G_DEFINE_FINAL_TYPE (WbFigurePane, wb_figure_pane, GTK_TYPE_BOX)

static void
say (WbFigurePane *self, const char *text)
{
  g_signal_emit (self, said_signal, 0, text);
}

void
wb_figure_pane_set_figure (WbFigurePane *self, FigFigure *figure, const char *name)
{
  g_autofree char *menu = g_strdup_printf ("Menu of %s", figure->title);
  g_autofree char *subtitle = fig_typeset (figure->subtitle != NULL ? figure->subtitle : "");

  g_free (self->name);
  self->name = g_strdup (name);
  gtk_label_set_text (self->title, figure->title);
  gtk_label_set_markup (self->subtitle, subtitle);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self->subtitle), *subtitle != '\0' ? subtitle : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu,
                                  -1);
  wb_figure_view_set_figure (self->view, figure);
}

static void
exported (const char *text, gpointer data)
{
  say (data, text);
}

static void
size (WbFigurePane *self, int *width, int *height)
{
  *width = MAX (gtk_widget_get_width (GTK_WIDGET (self->view)), 180);
  *height = MAX (gtk_widget_get_height (GTK_WIDGET (self->view)), 110);
}

void
wb_figure_pane_export (WbFigurePane *self)
{
  FigFigure *figure = wb_figure_view_figure (self->view);
  WbExportSubject *subject;

  if (figure == NULL)
    return;
  subject = wb_export_subject_new (figure->title, self->name, NULL);
  wb_export_subject_add (subject, figure, NULL, NULL);
  wb_export_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), subject, 0, exported,
                         self);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  wb_figure_pane_export (WB_FIGURE_PANE (widget));
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WbFigurePane *self = WB_FIGURE_PANE (widget);
  FigFigure *figure = wb_figure_view_figure (self->view);
  g_autoptr (GdkTexture) texture = NULL;
  cairo_surface_t *surface;
  int width, height;

  if (figure == NULL)
    return;
  size (self, &width, &height);
  surface = fig_export_surface (figure, width, height, WB_EXPORT_SCALE);
  texture = wb_surface_texture (surface);
  cairo_surface_destroy (surface);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  say (self, "Figure copied");
}

static void
wb_figure_pane_finalize (GObject *object)
{
  g_free (WB_FIGURE_PANE (object)->name);
  G_OBJECT_CLASS (wb_figure_pane_parent_class)->finalize (object);
}

static void
wb_figure_pane_class_init (WbFigurePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_figure_pane_finalize;
  said_signal = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (WB_TYPE_FIGURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fopworkbench/Workbench/window/figure-pane.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, WbFigurePane, title);
  gtk_widget_class_bind_template_child (widget_class, WbFigurePane, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WbFigurePane, menu);
  gtk_widget_class_bind_template_child (widget_class, WbFigurePane, view);
  gtk_widget_class_install_action (widget_class, "pane.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "pane.copy", NULL, copy_action);
}

static void
wb_figure_pane_init (WbFigurePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
