/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name, or columns of a table by name or number, in a text entry. */
#include "ui/parameters/text-row.h"

#include "core/settings/column.h"

#define WIDTH_MIN 6
#define WIDTH_MAX 16

struct _WbTextRow
{
  WbParameterRow parent_instance;

  GtkWidget *entry;
  char *shown; /* the entry's text according to the settings */
};

G_DEFINE_FINAL_TYPE (WbTextRow, wb_text_row, WB_TYPE_PARAMETER_ROW)

static char *
text_of (const FopParameter *parameter, const FopSettings *settings)
{
  if (!fop_settings_has (settings, parameter->key))
    return g_strdup ("");
  if (parameter->type == FOP_PARAMETER_TEXT)
    return g_strdup (fop_settings_text (settings, parameter->key));
  return fop_column_to_text (fop_settings_columns (settings, parameter->key));
}

static void
wb_text_row_show (WbParameterRow *row, const FopSettings *settings)
{
  WbTextRow *self = WB_TEXT_ROW (row);
  int width;

  g_free (self->shown);
  self->shown = text_of (wb_parameter_row_parameter (row), settings);
  width = CLAMP ((int) g_utf8_strlen (self->shown, -1) + 1, WIDTH_MIN, WIDTH_MAX);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), width);
  gtk_widget_remove_css_class (self->entry, "error");
}

static gboolean
wb_text_row_apply (WbParameterRow *row, FopSettings *settings, GError **error)
{
  WbTextRow *self = WB_TEXT_ROW (row);
  const char *key = wb_parameter_row_parameter (row)->key;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text == '\0')
    {
      fop_settings_unset (settings, key);
      return TRUE;
    }
  if (fop_settings_set_text (settings, key, text, NULL, error))
    return TRUE;
  gtk_widget_add_css_class (self->entry, "error");
  return FALSE;
}

static void
commit (WbTextRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->shown) != 0)
    wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

/* The value that applies if the entry is empty. */
static char *
placeholder (const FopParameter *parameter)
{
  if (parameter->type == FOP_PARAMETER_COLUMN && (parameter->flags & FOP_PARAMETER_OPTIONAL) == 0)
    return fop_parameter_format_number (parameter->fallback);
  return g_strdup ("default");
}

WbParameterRow *
wb_text_row_new (const FopParameter *parameter)
{
  WbTextRow *self = wb_parameter_row_create (WB_TYPE_TEXT_ROW, parameter);
  WbParameterRow *row = WB_PARAMETER_ROW (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *empty = placeholder (parameter);

  self->entry = gtk_entry_new ();
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), empty);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (self->entry, focus);
  wb_parameter_row_name_control (row, self->entry);
  wb_parameter_row_add_control (row, self->entry);
  return row;
}

static void
wb_text_row_finalize (GObject *object)
{
  g_free (WB_TEXT_ROW (object)->shown);
  G_OBJECT_CLASS (wb_text_row_parent_class)->finalize (object);
}

static void
wb_text_row_class_init (WbTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_text_row_finalize;
  WB_PARAMETER_ROW_CLASS (klass)->show = wb_text_row_show;
  WB_PARAMETER_ROW_CLASS (klass)->apply = wb_text_row_apply;
}

static void
wb_text_row_init (WbTextRow *self)
{
}
