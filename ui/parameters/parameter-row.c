/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a parameter's row. */
#include "ui/parameters/parameter-row.h"

#include "core/settings/plain-text.h"
#include "ui/figures/paint/typeset.h"

typedef struct
{
  const FopParameter *parameter;
  char *name;

  GtkBox *head;
  GtkLabel *label;
  GtkBox *below;
  GtkLabel *message;
} WbParameterRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WbParameterRow, wb_parameter_row, GTK_TYPE_LIST_BOX_ROW)

static guint edited_signal;

static WbParameterRowPrivate *
get (WbParameterRow *self)
{
  return wb_parameter_row_get_instance_private (self);
}

gpointer
wb_parameter_row_create (GType type, const FopParameter *parameter)
{
  WbParameterRow *self = g_object_new (type, NULL);
  WbParameterRowPrivate *private = get (self);
  g_autofree char *label = NULL, *help = NULL;

  private->parameter = parameter;
  private->name = parameter->symbol ? g_strdup_printf ("%s %s", parameter->label, parameter->symbol)
                                    : g_strdup (parameter->label);
  label = fig_typeset (private->name);
  gtk_label_set_markup (private->label, label);
  help = fig_typeset (parameter->help);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (private->label), help);
  return self;
}

const FopParameter *
wb_parameter_row_parameter (WbParameterRow *self)
{
  return get (self)->parameter;
}

void
wb_parameter_row_show (WbParameterRow *self, const FopSettings *settings)
{
  WB_PARAMETER_ROW_GET_CLASS (self)->show (self, settings);
}

gboolean
wb_parameter_row_apply (WbParameterRow *self, FopSettings *settings, GError **error)
{
  return WB_PARAMETER_ROW_GET_CLASS (self)->apply (self, settings, error);
}

void
wb_parameter_row_refuse (WbParameterRow *self, const char *const *reasons)
{
  if (WB_PARAMETER_ROW_GET_CLASS (self)->refuse != NULL)
    WB_PARAMETER_ROW_GET_CLASS (self)->refuse (self, reasons);
}

void
wb_parameter_row_set_message (WbParameterRow *self, const char *message)
{
  g_autofree char *plain = message ? fop_plain_message (message) : NULL;

  gtk_label_set_text (get (self)->message, message ? plain : "");
  gtk_widget_set_visible (GTK_WIDGET (get (self)->message), message != NULL);
}

void
wb_parameter_row_add_control (WbParameterRow *self, GtkWidget *control)
{
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (get (self)->head, control);
}

void
wb_parameter_row_add_below (WbParameterRow *self, GtkWidget *control)
{
  gtk_box_append (get (self)->below, control);
}

void
wb_parameter_row_name_control (WbParameterRow *self, GtkWidget *control)
{
  WbParameterRowPrivate *private = get (self);

  /* GTK 4.18 labels a drop-down by the word that is chosen, and that would go before its name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  private->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  private->parameter->help ? private->parameter->help : "", -1);
}

void
wb_parameter_row_edited (WbParameterRow *self)
{
  g_signal_emit (self, edited_signal, 0);
}

static void
wb_parameter_row_finalize (GObject *object)
{
  g_free (get (WB_PARAMETER_ROW (object))->name);
  G_OBJECT_CLASS (wb_parameter_row_parent_class)->finalize (object);
}

static void
wb_parameter_row_class_init (WbParameterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wb_parameter_row_finalize;
  edited_signal = g_signal_new ("edited", WB_TYPE_PARAMETER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/fopworkbench/Workbench/window/parameter-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, WbParameterRow, head);
  gtk_widget_class_bind_template_child_private (widget_class, WbParameterRow, label);
  gtk_widget_class_bind_template_child_private (widget_class, WbParameterRow, below);
  gtk_widget_class_bind_template_child_private (widget_class, WbParameterRow, message);
}

static void
wb_parameter_row_init (WbParameterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
