/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings shown as a list of rows. */
#include "ui/parameters/parameter-panel.h"

struct _WbParameterPanel
{
  AdwBin parent_instance;

  WbParameterRowMaker make_row;
  gboolean sliders;
  FopSettings *settings;
  GtkWidget *list;
  GtkWidget *first; /* nullable */
  GtkWidget *fold;  /* nullable */
  char *fold_title;
  guint n_shown;
  gboolean one_source;
  GPtrArray *rows;
  WbParameterFits fits; /* nullable */
  gpointer fits_data;
};

G_DEFINE_FINAL_TYPE (WbParameterPanel, wb_parameter_panel, ADW_TYPE_BIN)

static guint edited_signal;

static gboolean
is_folded (WbParameterPanel *self, guint row)
{
  const FopParameter *parameter = wb_parameter_row_parameter (g_ptr_array_index (self->rows, row));

  return row >= self->n_shown || (parameter->flags & FOP_PARAMETER_ADVANCED);
}

static gboolean
is_source (const FopParameter *parameter)
{
  return (parameter->flags & FOP_PARAMETER_OPTIONAL)
         && (parameter->type == FOP_PARAMETER_FILE || parameter->type == FOP_PARAMETER_CHOICE);
}

static gboolean
has_source (const FopSettings *settings)
{
  const FopParameterTable *table = fop_settings_table (settings);

  for (gsize i = 0; i < table->n; i++)
    if (is_source (&table->parameters[i]) && fop_settings_has (settings, table->parameters[i].key))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) (nullable): why the settings would be unusable with choice @choice of
 * @parameter; %NULL if they would be usable. */
static char *
why_not (WbParameterPanel *self, const FopParameter *parameter, gsize choice)
{
  g_autoptr (FopSettings) settings = fop_settings_copy (self->settings);
  g_autoptr (GError) error = NULL;

  if (!fop_settings_set_number (settings, parameter->key, (double) choice, NULL, &error)
      || !self->fits (settings, self->fits_data, &error))
    return g_strdup (error->message);
  return NULL;
}

static void
check_row (WbParameterPanel *self, WbParameterRow *row)
{
  const FopParameter *parameter = wb_parameter_row_parameter (row);
  gsize n = parameter->type == FOP_PARAMETER_BOOLEAN  ? 2
            : parameter->type == FOP_PARAMETER_CHOICE ? g_strv_length ((char **) parameter->choices)
                                                      : 0;
  g_autofree char **reasons = g_new0 (char *, n + 1);

  if (n == 0 || !fop_settings_applies (self->settings, parameter->key))
    return;
  for (gsize i = 0; i < n; i++)
    reasons[i] = why_not (self, parameter, i);
  wb_parameter_row_refuse (row, (const char *const *) reasons);
  for (gsize i = 0; i < n; i++)
    g_free (reasons[i]);
}

void
wb_parameter_panel_check (WbParameterPanel *self)
{
  for (guint i = 0; self->fits != NULL && self->settings != NULL && i < self->rows->len; i++)
    check_row (self, g_ptr_array_index (self->rows, i));
}

void
wb_parameter_panel_set_fits (WbParameterPanel *self, WbParameterFits fits, gpointer data)
{
  self->fits = fits;
  self->fits_data = data;
}

static void
show_rows (WbParameterPanel *self)
{
  gboolean any_folded = FALSE;
  gboolean hide_sources = self->one_source && has_source (self->settings);

  for (guint i = 0; i < self->rows->len; i++)
    {
      WbParameterRow *row = g_ptr_array_index (self->rows, i);
      const FopParameter *parameter = wb_parameter_row_parameter (row);
      gboolean applies = fop_settings_applies (self->settings, parameter->key);

      if (hide_sources && is_source (parameter)
          && !fop_settings_has (self->settings, parameter->key))
        applies = FALSE;

      gtk_widget_set_visible (GTK_WIDGET (row), applies);
      any_folded = any_folded || (applies && is_folded (self, i));
      wb_parameter_row_show (row, self->settings);
    }
  if (self->fold != NULL)
    gtk_widget_set_visible (self->fold, any_folded);
  wb_parameter_panel_check (self);
}

static void
row_edited (WbParameterRow *row, WbParameterPanel *self)
{
  g_autoptr (FopSettings) settings = fop_settings_copy (self->settings);
  g_autoptr (GError) error = NULL;

  if (!wb_parameter_row_apply (row, settings, &error))
    {
      wb_parameter_row_set_message (row, error->message);
      return;
    }
  wb_parameter_row_set_message (row, NULL);
  fop_settings_unref (self->settings);
  self->settings = fop_settings_copy (settings);
  show_rows (self);
  g_signal_emit (self, edited_signal, 0, wb_parameter_row_parameter (row), settings);
}

static void
build_rows (WbParameterPanel *self, const FopParameterTable *table)
{
  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];
      WbParameterRow *row = self->make_row (parameter, self->sliders);

      g_signal_connect (row, "edited", G_CALLBACK (row_edited), self);
      g_ptr_array_add (self->rows, row);
      if (!is_folded (self, (guint) i))
        {
          gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
          continue;
        }
      if (self->fold == NULL)
        {
          self->fold = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fold), self->fold_title);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->fold), GTK_WIDGET (row));
    }
  if (self->fold != NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->list), self->fold);
}

/* Rows in the collapsible section are removed together with it. */
static void
remove_rows (WbParameterPanel *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  int first = self->first != NULL ? 1 : 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, first)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  self->fold = NULL;
  g_ptr_array_set_size (self->rows, 0);
}

void
wb_parameter_panel_fold (WbParameterPanel *self, guint n_shown, const char *title)
{
  self->n_shown = n_shown;
  g_free (self->fold_title);
  self->fold_title = g_strdup (title);
  if (self->fold != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fold), title);
}

void
wb_parameter_panel_show_one_source (WbParameterPanel *self)
{
  self->one_source = TRUE;
}

void
wb_parameter_panel_set_first_row (WbParameterPanel *self, GtkWidget *row)
{
  self->first = row;
  gtk_list_box_prepend (GTK_LIST_BOX (self->list), row);
}

void
wb_parameter_panel_show (WbParameterPanel *self, const FopSettings *settings)
{
  const FopParameterTable *table = fop_settings_table (settings);
  gboolean is_same_table = self->settings != NULL
                           && fop_settings_table (self->settings)->parameters == table->parameters;

  /* Snapshots arrive up to sixty times a second, and most of them change nothing here. */
  if (is_same_table && fop_settings_equal (self->settings, settings))
    return;
  g_clear_pointer (&self->settings, fop_settings_unref);
  self->settings = fop_settings_copy (settings);
  if (!is_same_table)
    {
      remove_rows (self);
      build_rows (self, table);
    }
  gtk_widget_set_visible (self->list, table->n > 0 || self->first != NULL);
  show_rows (self);
}

static void
wb_parameter_panel_finalize (GObject *object)
{
  WbParameterPanel *self = WB_PARAMETER_PANEL (object);

  g_clear_pointer (&self->settings, fop_settings_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->fold_title);
  G_OBJECT_CLASS (wb_parameter_panel_parent_class)->finalize (object);
}

static void
wb_parameter_panel_class_init (WbParameterPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_parameter_panel_finalize;
  edited_signal = g_signal_new ("edited", WB_TYPE_PARAMETER_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
wb_parameter_panel_init (WbParameterPanel *self)
{
  self->rows = g_ptr_array_new ();
  self->fold_title = g_strdup ("Advanced");
  self->n_shown = G_MAXUINT;
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  adw_bin_set_child (ADW_BIN (self), self->list);
}

GtkWidget *
wb_parameter_panel_new (WbParameterRowMaker make_row, gboolean sliders)
{
  WbParameterPanel *self = g_object_new (WB_TYPE_PARAMETER_PANEL, NULL);

  self->make_row = make_row;
  self->sliders = sliders;
  return GTK_WIDGET (self);
}
