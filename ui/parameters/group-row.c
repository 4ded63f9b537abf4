/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A collapsible group of parameters with a one-line summary. */
#include "ui/parameters/group-row.h"

#include "core/settings/plain-text.h"
#include "ui/parameters/parameter-panel.h"
#include "ui/parameters/word-title.h"

struct _WbGroupRow
{
  WbParameterRow parent_instance;

  GtkWidget *summary;
  GtkWidget *present; /* nullable: the switch */
  GtkWidget *fold;
  GtkWidget *revealer;
  GtkWidget *panel;
  const FopParameterTable *table;
  FopSettings *settings; /* (nullable): of the group */
};

G_DEFINE_FINAL_TYPE (WbGroupRow, wb_group_row, WB_TYPE_PARAMETER_ROW)

/* The first file or word in a group is the best summary: "optdigits.tra", "Moons". */
static char *
summary_text (const FopSettings *settings)
{
  const FopParameterTable *table = fop_settings_table (settings);

  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];

      if (!fop_settings_has (settings, parameter->key))
        continue;
      if (parameter->type == FOP_PARAMETER_FILE)
        return fop_plain_name (fop_settings_file (settings, parameter->key));
      if (parameter->type == FOP_PARAMETER_CHOICE)
        return wb_word_title (fop_settings_word (settings, parameter->key));
    }
  return g_strdup ("");
}

static void
show_settings (WbGroupRow *self)
{
  g_autofree char *summary = self->settings ? summary_text (self->settings) : g_strdup ("Off");

  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_widget_set_visible (self->fold, self->settings != NULL);
  if (self->settings != NULL)
    wb_parameter_panel_show (WB_PARAMETER_PANEL (self->panel), self->settings);
}

static void switched (GObject *present, GParamSpec *property, WbGroupRow *self);

static void
wb_group_row_show (WbParameterRow *row, const FopSettings *settings)
{
  WbGroupRow *self = WB_GROUP_ROW (row);
  const FopSettings *group = fop_settings_group (settings, wb_parameter_row_parameter (row)->key);

  if (self->settings != NULL && group != NULL && fop_settings_equal (self->settings, group))
    return;
  g_clear_pointer (&self->settings, fop_settings_unref);
  self->settings = group ? fop_settings_copy (group) : NULL;
  if (self->present != NULL)
    {
      g_signal_handlers_block_by_func (self->present, switched, self);
      gtk_switch_set_active (GTK_SWITCH (self->present), group != NULL);
      g_signal_handlers_unblock_by_func (self->present, switched, self);
    }
  show_settings (self);
}

static gboolean
wb_group_row_apply (WbParameterRow *row, FopSettings *settings, GError **error)
{
  WbGroupRow *self = WB_GROUP_ROW (row);

  return fop_settings_set_group (settings, wb_parameter_row_parameter (row)->key, self->settings,
                                 error);
}

static void
member_edited (WbParameterPanel *panel, const FopParameter *parameter, const FopSettings *settings,
               WbGroupRow *self)
{
  fop_settings_unref (self->settings);
  self->settings = fop_settings_copy (settings);
  show_settings (self);
  wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
switched (GObject *present, GParamSpec *property, WbGroupRow *self)
{
  gboolean is_on = gtk_switch_get_active (GTK_SWITCH (self->present));

  g_clear_pointer (&self->settings, fop_settings_unref);
  if (is_on)
    self->settings = fop_settings_new (self->table);
  show_settings (self);
  /* A group that has just been switched on is empty, and takes effect with its first member. */
  if (is_on)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->fold), TRUE);
  else
    wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

WbParameterRow *
wb_group_row_new (const FopParameter *parameter, GtkWidget *panel)
{
  WbGroupRow *self = wb_parameter_row_create (WB_TYPE_GROUP_ROW, parameter);
  WbParameterRow *row = WB_PARAMETER_ROW (self);

  self->table = parameter->members;

  self->summary = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  wb_parameter_row_add_control (row, self->summary);
  if (parameter->flags & FOP_PARAMETER_OPTIONAL)
    {
      self->present = gtk_switch_new ();
      g_signal_connect (self->present, "notify::active", G_CALLBACK (switched), self);
      wb_parameter_row_name_control (row, self->present);
      wb_parameter_row_add_control (row, self->present);
    }

  self->fold = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->fold), "pan-down-symbolic");
  gtk_widget_add_css_class (self->fold, "flat");
  wb_parameter_row_name_control (row, self->fold);
  wb_parameter_row_add_control (row, self->fold);

  self->panel = panel;
  wb_parameter_panel_show_one_source (WB_PARAMETER_PANEL (self->panel));
  gtk_widget_add_css_class (self->panel, "nested");
  g_signal_connect (self->panel, "edited", G_CALLBACK (member_edited), self);
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->panel);
  g_object_bind_property (self->fold, "active", self->revealer, "reveal-child",
                          G_BINDING_SYNC_CREATE);
  wb_parameter_row_add_below (row, self->revealer);
  return row;
}

static void
wb_group_row_finalize (GObject *object)
{
  g_clear_pointer (&WB_GROUP_ROW (object)->settings, fop_settings_unref);
  G_OBJECT_CLASS (wb_group_row_parent_class)->finalize (object);
}

static void
wb_group_row_class_init (WbGroupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_group_row_finalize;
  WB_PARAMETER_ROW_CLASS (klass)->show = wb_group_row_show;
  WB_PARAMETER_ROW_CLASS (klass)->apply = wb_group_row_apply;
}

static void
wb_group_row_init (WbGroupRow *self)
{
}
