/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with an entry, a slider, and a switch if it is optional. */
#include "ui/parameters/number-row.h"

#include "ui/parameters/scale-mapping.h"

#include <math.h>

struct _WbNumberRow
{
  WbParameterRow parent_instance;

  GtkWidget *entry;
  GtkWidget *slider;  /* nullable */
  GtkWidget *present; /* nullable: the switch */
  GtkWidget *unit;    /* nullable */
  WbScaleMapping mapping;
  double value;
  char *text; /* (nullable): typed text that has not been applied yet */
};

G_DEFINE_FINAL_TYPE (WbNumberRow, wb_number_row, WB_TYPE_PARAMETER_ROW)

static void slider_moved (GtkRange *slider, WbNumberRow *self);
static void switched (GObject *present, GParamSpec *property, WbNumberRow *self);

static gboolean
is_present (WbNumberRow *self)
{
  return self->present == NULL || gtk_switch_get_active (GTK_SWITCH (self->present));
}

static void
set_width (WbNumberRow *self, int characters)
{
  characters = CLAMP (characters, 4, 10);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), characters);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), characters);
}

static void
show_number (WbNumberRow *self, double value, gboolean in_slider)
{
  g_autofree char *text = fop_parameter_format_number (value);

  self->value = value;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  set_width (self, (int) strlen (text));
  gtk_widget_remove_css_class (self->entry, "error");
  if (self->slider == NULL)
    return;
  if (in_slider)
    {
      g_signal_handlers_block_by_func (self->slider, slider_moved, self);
      gtk_range_set_value (GTK_RANGE (self->slider),
                           wb_scale_mapping_position (&self->mapping, value));
      g_signal_handlers_unblock_by_func (self->slider, slider_moved, self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

/* Text that has not been applied yet, or was rejected, is not overwritten by incoming values. */
static gboolean
is_typing (WbNumberRow *self)
{
  g_autofree char *shown = fop_parameter_format_number (self->value);

  return isfinite (self->value)
         && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), shown);
}

static void
show_presence (WbNumberRow *self, gboolean present)
{
  gtk_widget_set_visible (self->entry, present);
  if (self->unit != NULL)
    gtk_widget_set_visible (self->unit, present);
  if (self->slider != NULL)
    gtk_widget_set_visible (self->slider, present);
}

static void
wb_number_row_show (WbParameterRow *row, const FopSettings *settings)
{
  WbNumberRow *self = WB_NUMBER_ROW (row);
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  double value = parameter->type == FOP_PARAMETER_INTEGER
                     ? (double) fop_settings_integer (settings, parameter->key)
                     : fop_settings_number (settings, parameter->key);

  if (self->present != NULL)
    {
      gboolean present = fop_settings_has (settings, parameter->key);

      g_signal_handlers_block_by_func (self->present, switched, self);
      gtk_switch_set_active (GTK_SWITCH (self->present), present);
      g_signal_handlers_unblock_by_func (self->present, switched, self);
      show_presence (self, present);
      if (!present)
        return;
    }
  if (!is_typing (self))
    show_number (self, value, TRUE);
}

static gboolean
wb_number_row_apply (WbParameterRow *row, FopSettings *settings, GError **error)
{
  WbNumberRow *self = WB_NUMBER_ROW (row);
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  g_autofree char *typed = g_steal_pointer (&self->text);

  if (!is_present (self))
    {
      fop_settings_unset (settings, parameter->key);
      return TRUE;
    }
  if (typed == NULL)
    return fop_settings_set_number (settings, parameter->key, self->value, NULL, error);
  if (!fop_settings_set_text (settings, parameter->key, typed, NULL, error))
    {
      gtk_widget_add_css_class (self->entry, "error");
      return FALSE;
    }
  show_number (self,
               parameter->type == FOP_PARAMETER_INTEGER
                   ? (double) fop_settings_integer (settings, parameter->key)
                   : fop_settings_number (settings, parameter->key),
               TRUE);
  return TRUE;
}

static void
slider_moved (GtkRange *slider, WbNumberRow *self)
{
  double value = wb_scale_mapping_value (&self->mapping, gtk_range_get_value (slider));

  if (value == self->value)
    return;
  g_clear_pointer (&self->text, g_free);
  show_number (self, value, FALSE);
  wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
commit (WbNumberRow *self)
{
  if (!is_typing (self))
    return;
  g_free (self->text);
  self->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_strstrip (self->text);
  wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
focus_left (GtkEventControllerFocus *controller, WbNumberRow *self)
{
  commit (self);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
             WbNumberRow *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_number (self, self->value, FALSE);
  wb_parameter_row_set_message (WB_PARAMETER_ROW (self), NULL);
  return GDK_EVENT_STOP;
}

/* A parameter that is switched on starts with a value that has an effect. */
static double
first_value (WbNumberRow *self)
{
  const FopParameter *parameter = wb_parameter_row_parameter (WB_PARAMETER_ROW (self));

  if (isfinite (self->value) && self->value >= parameter->minimum
      && self->value <= parameter->maximum && self->value != 0)
    return self->value;
  if (isfinite (parameter->fallback) && parameter->fallback >= parameter->minimum
      && parameter->fallback <= parameter->maximum && parameter->fallback != 0)
    return parameter->fallback;
  if (self->slider != NULL)
    return wb_scale_mapping_value (&self->mapping, (self->mapping.lower + self->mapping.upper) / 2);
  return CLAMP (1, parameter->minimum, parameter->maximum);
}

static void
switched (GObject *present, GParamSpec *property, WbNumberRow *self)
{
  show_presence (self, is_present (self));
  if (is_present (self))
    show_number (self, first_value (self), TRUE);
  wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
build_entry (WbNumberRow *self)
{
  const FopParameter *parameter = wb_parameter_row_parameter (WB_PARAMETER_ROW (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (self->entry, "number");
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_add_controller (self->entry, keys);
  wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->entry);
  wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->entry);

  if (parameter->unit != NULL)
    {
      self->unit = gtk_label_new (parameter->unit);
      gtk_widget_add_css_class (self->unit, "dim-label");
      wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->unit);
    }
}

/* Scrolling the sidebar must not move sliders that pass under the pointer. */
static void
leave_wheel_alone (GtkWidget *slider)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (slider);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
build_slider (WbNumberRow *self)
{
  const WbScaleMapping *mapping = &self->mapping;

  self->slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, mapping->lower,
                                           mapping->upper, mapping->step);
  gtk_range_set_increments (GTK_RANGE (self->slider), mapping->step, 10 * mapping->step);
  gtk_scale_set_draw_value (GTK_SCALE (self->slider), FALSE);
  leave_wheel_alone (self->slider);
  if (mapping->whole && !mapping->logarithmic)
    gtk_range_set_round_digits (GTK_RANGE (self->slider), 0);
  g_signal_connect (self->slider, "value-changed", G_CALLBACK (slider_moved), self);
  wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->slider);
  wb_parameter_row_add_below (WB_PARAMETER_ROW (self), self->slider);
}

WbParameterRow *
wb_number_row_new (const FopParameter *parameter, gboolean slider)
{
  WbNumberRow *self = wb_parameter_row_create (WB_TYPE_NUMBER_ROW, parameter);

  self->value = NAN;
  build_entry (self);
  if (parameter->flags & FOP_PARAMETER_OPTIONAL)
    {
      self->present = gtk_switch_new ();
      g_signal_connect (self->present, "notify::active", G_CALLBACK (switched), self);
      wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->present);
      wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->present);
    }
  if (slider && wb_scale_mapping_init (&self->mapping, parameter))
    build_slider (self);
  return WB_PARAMETER_ROW (self);
}

static void
wb_number_row_finalize (GObject *object)
{
  g_free (WB_NUMBER_ROW (object)->text);
  G_OBJECT_CLASS (wb_number_row_parent_class)->finalize (object);
}

static void
wb_number_row_class_init (WbNumberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_number_row_finalize;
  WB_PARAMETER_ROW_CLASS (klass)->show = wb_number_row_show;
  WB_PARAMETER_ROW_CLASS (klass)->apply = wb_number_row_apply;
}

static void
wb_number_row_init (WbNumberRow *self)
{
}
