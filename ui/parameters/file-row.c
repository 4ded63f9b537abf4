/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file, a vector, or a matrix. */
#include "ui/parameters/file-row.h"

#include "core/settings/error.h"
#include "core/settings/npy.h"
#include "core/settings/plain-text.h"
#include "ui/document/preferences.h"

#define ENTRY_LENGTH_MAX 8 /* maximum length of a vector in an entry */

struct _WbFileRow
{
  WbParameterRow parent_instance;

  GtkWidget *entry; /* nullable: vectors only */
  GtkWidget *button;
  GtkLabel *name; /* in the button */
  GtkWidget *clear;
  GtkFileChooserNative *chooser; /* while it is open */
  char *shown;                   /* the entry's text according to the settings */

  char *path; /* (nullable): the chosen file, or "" for none; %NULL if the entry applies */
};

G_DEFINE_FINAL_TYPE (WbFileRow, wb_file_row, WB_TYPE_PARAMETER_ROW)

static char *
vector_text (const FopArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < array->rows * array->columns; i++)
    {
      g_autofree char *number = fop_parameter_format_number (array->values[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
button_text (const FopParameter *parameter, const FopSettings *settings)
{
  FopArray *array;

  if (parameter->type == FOP_PARAMETER_FILE)
    {
      const char *path = fop_settings_file (settings, parameter->key);

      return path ? fop_plain_name (path) : g_strdup ("Choose…");
    }
  array = fop_settings_array (settings, parameter->key);
  if (array == NULL)
    return g_strdup ("Choose…");
  if (array->file != NULL)
    return fop_plain_name (array->file);
  return parameter->type == FOP_PARAMETER_MATRIX
             ? g_strdup_printf ("%zu × %zu", array->rows, array->columns)
             : g_strdup_printf ("%zu numbers", array->rows);
}

static void
wb_file_row_show (WbParameterRow *row, const FopSettings *settings)
{
  WbFileRow *self = WB_FILE_ROW (row);
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  g_autofree char *text = button_text (parameter, settings);
  gboolean given = fop_settings_has (settings, parameter->key);

  gtk_label_set_text (self->name, text);
  gtk_widget_set_visible (self->clear, given);
  if (self->entry != NULL)
    {
      FopArray *array = fop_settings_array (settings, parameter->key);
      int width;
      gboolean fits = array == NULL || (array->file == NULL && array->rows <= ENTRY_LENGTH_MAX);

      g_free (self->shown);
      self->shown = fits && array ? vector_text (array) : g_strdup ("");
      width = CLAMP ((int) strlen (self->shown), 6, 16);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown);
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), width);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), width);
      gtk_widget_remove_css_class (self->entry, "error");
      gtk_widget_set_visible (self->entry, fits);
      gtk_widget_set_visible (self->button, !fits);
    }
}

/* Parses numbers separated by commas or spaces, optionally in brackets. */
static FopArray *
parse_vector (const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,;[]()", -1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (char **word = words; *word != NULL; word++)
    {
      char *end;
      double value;

      if (**word == '\0')
        continue;
      value = g_ascii_strtod (*word, &end);
      if (*end != '\0')
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
                       "“%s” is not a number; enter numbers separated by commas", *word);
          return NULL;
        }
      g_array_append_val (values, value);
    }
  if (values->len == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "enter numbers separated by commas");
      return NULL;
    }
  return fop_array_new (values->len, 1, (const double *) (gpointer) values->data, NULL);
}

static gboolean
wb_file_row_apply (WbParameterRow *row, FopSettings *settings, GError **error)
{
  WbFileRow *self = WB_FILE_ROW (row);
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  g_autofree char *path = g_steal_pointer (&self->path);
  g_autoptr (FopArray) array = NULL;

  if (path == NULL && self->entry != NULL)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

      if (*text == '\0')
        path = g_strdup ("");
      else if ((array = parse_vector (text, error)) == NULL)
        {
          gtk_widget_add_css_class (self->entry, "error");
          return FALSE;
        }
    }
  if (path != NULL && *path == '\0')
    {
      fop_settings_unset (settings, parameter->key);
      return TRUE;
    }
  if (parameter->type == FOP_PARAMETER_FILE)
    return fop_settings_set_file (settings, parameter->key, path, error);
  if (array == NULL && (array = fop_npy_read (path, error)) == NULL)
    return FALSE;
  return fop_settings_set_array (settings, parameter->key, array, error);
}

static void
use (WbFileRow *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
chosen (GtkNativeDialog *dialog, int response, WbFileRow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      wb_preferences_remember_folder (file);
      use (self, g_file_peek_path (file));
    }
}

static void
choose (GtkButton *button, WbFileRow *self)
{
  const FopParameter *parameter = wb_parameter_row_parameter (WB_PARAMETER_ROW (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GFile) folder = wb_preferences_last_folder ();

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (parameter->label, GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cleared (GtkButton *button, WbFileRow *self)
{
  use (self, "");
}

static void
commit (WbFileRow *self)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                    self->shown ? self->shown : ""))
    wb_parameter_row_edited (WB_PARAMETER_ROW (self));
}

static void
build_entry (WbFileRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "default");
  gtk_widget_add_css_class (self->entry, "number");
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (self->entry, focus);
  wb_parameter_row_name_control (WB_PARAMETER_ROW (self), self->entry);
  wb_parameter_row_add_control (WB_PARAMETER_ROW (self), self->entry);
}

WbParameterRow *
wb_file_row_new (const FopParameter *parameter)
{
  WbFileRow *self = wb_parameter_row_create (WB_TYPE_FILE_ROW, parameter);
  WbParameterRow *row = WB_PARAMETER_ROW (self);

  if (parameter->type == FOP_PARAMETER_VECTOR)
    build_entry (self);
  /* A child rather than the button's label, which would become the accessible name. */
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), GTK_WIDGET (self->name));
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect (self->button, "clicked", G_CALLBACK (choose), self);
  wb_parameter_row_name_control (row, self->button);
  wb_parameter_row_add_control (row, self->button);

  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_tooltip_text (self->clear, "Reset to default");
  g_signal_connect (self->clear, "clicked", G_CALLBACK (cleared), self);
  wb_parameter_row_name_control (row, self->clear);
  wb_parameter_row_add_control (row, self->clear);
  return row;
}

static void
wb_file_row_dispose (GObject *object)
{
  WbFileRow *self = WB_FILE_ROW (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (wb_file_row_parent_class)->dispose (object);
}

static void
wb_file_row_class_init (WbFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wb_file_row_dispose;
  WB_PARAMETER_ROW_CLASS (klass)->show = wb_file_row_show;
  WB_PARAMETER_ROW_CLASS (klass)->apply = wb_file_row_apply;
}

static void
wb_file_row_init (WbFileRow *self)
{
}
