/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A switch, linked buttons, or a drop-down for a parameter with few values. */
#include "ui/parameters/choice-row.h"

#include "ui/parameters/word-factory.h"
#include "ui/parameters/word-title.h"

#define BUTTONS_MAX    3
#define CHARACTERS_MAX 26 /* in all linked buttons together */
#define BESIDE_MAX     28 /* in label and buttons together, beyond which the buttons are below */

struct _WbChoiceRow
{
  WbParameterRow parent_instance;

  GtkWidget *toggle; /* one of these three */
  GtkWidget *drop_down;
  GtkWidget *buttons[BUTTONS_MAX];
  guint n_buttons;
  WbWordFactory *factory; /* of the drop-down */
  guint offset; /* of the first word in the drop-down: 1 if its first entry means no value */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (WbChoiceRow, wb_choice_row, WB_TYPE_PARAMETER_ROW)

static void
wb_choice_row_show (WbParameterRow *row, const FopSettings *settings)
{
  WbChoiceRow *self = WB_CHOICE_ROW (row);
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  gboolean present = !self->offset || fop_settings_has (settings, parameter->key);

  self->is_showing = TRUE;
  if (self->toggle != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->toggle),
                           fop_settings_boolean (settings, parameter->key));
  else if (self->drop_down != NULL)
    gtk_drop_down_set_selected (
        GTK_DROP_DOWN (self->drop_down),
        present ? (guint) fop_settings_number (settings, parameter->key) + self->offset : 0);
  else
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (self->buttons[fop_settings_choice (settings, parameter->key)]), TRUE);
  self->is_showing = FALSE;
}

static gboolean
wb_choice_row_apply (WbParameterRow *row, FopSettings *settings, GError **error)
{
  WbChoiceRow *self = WB_CHOICE_ROW (row);
  const char *key = wb_parameter_row_parameter (row)->key;
  double value = 0;

  if (self->toggle != NULL)
    value = gtk_switch_get_active (GTK_SWITCH (self->toggle));
  else if (self->drop_down != NULL)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));

      if (selected < self->offset)
        {
          fop_settings_unset (settings, key);
          return TRUE;
        }
      value = selected - self->offset;
    }
  else
    for (guint i = 0; i < self->n_buttons; i++)
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
        value = i;
  return fop_settings_set_number (settings, key, value, NULL, error);
}

/* @reason: (nullable): why the control is unavailable; %NULL for a word that is already chosen. */
static void
allow (GtkWidget *control, const char *reason)
{
  gtk_widget_set_sensitive (control, reason == NULL);
  gtk_widget_set_tooltip_text (control, reason);
}

static void
wb_choice_row_refuse (WbParameterRow *row, const char *const *reasons)
{
  WbChoiceRow *self = WB_CHOICE_ROW (row);

  if (self->toggle != NULL)
    allow (self->toggle, reasons[gtk_switch_get_active (GTK_SWITCH (self->toggle)) ? 0 : 1]);
  else if (self->drop_down != NULL)
    wb_word_factory_refuse (self->factory, self->offset, reasons);
  else
    for (guint i = 0; i < self->n_buttons; i++)
      allow (self->buttons[i], gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i]))
                                   ? NULL
                                   : reasons[i]);
}

static void
changed (WbChoiceRow *self)
{
  if (!self->is_showing)
    wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
toggled (GtkToggleButton *button, WbChoiceRow *self)
{
  if (gtk_toggle_button_get_active (button))
    changed (self);
}

static gsize
count_characters (const FopParameter *parameter)
{
  gsize characters = 0;

  for (gsize n = 0; parameter->choices[n] != NULL; n++)
    characters += strlen (parameter->choices[n]);
  return characters;
}

static gboolean
fits_in_buttons (const FopParameter *parameter)
{
  return !(parameter->flags & FOP_PARAMETER_OPTIONAL)
         && g_strv_length ((char **) parameter->choices) <= BUTTONS_MAX
         && count_characters (parameter) <= CHARACTERS_MAX;
}

static void
build_buttons (WbChoiceRow *self, const FopParameter *parameter)
{
  const char *const *words = parameter->choices;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "choices");
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *title = wb_word_title (words[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (title);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
      gtk_box_append (GTK_BOX (box), button);
      self->buttons[self->n_buttons++] = button;
    }
  wb_parameter_row_name_control (WB_PARAMETER_ROW (self), box);
  if (strlen (parameter->label) + count_characters (parameter) <= BESIDE_MAX)
    wb_parameter_row_add_control (WB_PARAMETER_ROW (self), box);
  else
    {
      gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
      wb_parameter_row_add_below (WB_PARAMETER_ROW (self), box);
    }
}

static void
build_drop_down (WbChoiceRow *self, const FopParameter *parameter)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  self->offset = (parameter->flags & FOP_PARAMETER_OPTIONAL) ? 1 : 0;
  if (parameter->type == FOP_PARAMETER_BOOLEAN)
    gtk_string_list_splice (list, 0, 0, (const char *const[]){ "Automatic", "No", "Yes", NULL });
  else if (self->offset)
    gtk_string_list_append (list, "Off");
  for (guint i = 0; parameter->choices != NULL && parameter->choices[i] != NULL; i++)
    gtk_string_list_take (list, wb_word_title (parameter->choices[i]));
  self->drop_down = gtk_drop_down_new (G_LIST_MODEL (list), NULL);
  self->factory = wb_word_factory_new (GTK_DROP_DOWN (self->drop_down));
  gtk_widget_add_css_class (self->drop_down, "flat");
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (changed), self);
  wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->drop_down);
  wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->drop_down);
}

WbParameterRow *
wb_choice_row_new (const FopParameter *parameter)
{
  WbChoiceRow *self = wb_parameter_row_create (WB_TYPE_CHOICE_ROW, parameter);

  if (parameter->type == FOP_PARAMETER_BOOLEAN && !(parameter->flags & FOP_PARAMETER_OPTIONAL))
    {
      self->toggle = gtk_switch_new ();
      g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (changed), self);
      wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->toggle);
      wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->toggle);
    }
  else if (parameter->type == FOP_PARAMETER_CHOICE && fits_in_buttons (parameter))
    build_buttons (self, parameter);
  else
    build_drop_down (self, parameter);
  return WB_PARAMETER_ROW (self);
}

static void
wb_choice_row_class_init (WbChoiceRowClass *klass)
{
  WB_PARAMETER_ROW_CLASS (klass)->show = wb_choice_row_show;
  WB_PARAMETER_ROW_CLASS (klass)->apply = wb_choice_row_apply;
  WB_PARAMETER_ROW_CLASS (klass)->refuse = wb_choice_row_refuse;
}

static void
wb_choice_row_init (WbChoiceRow *self)
{
}
