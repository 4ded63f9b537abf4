/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats to export. */
#include "ui/export/format-chooser.h"

#include "ui/document/preferences.h"

#define FORMATS_KEY "export-formats"
#define CARRY_KEY   "figures-carry-experiment"

struct _WbFormatChooser
{
  GtkBox parent_instance;

  GtkCheckButton *pictures[WB_N_PICTURES];
  GtkCheckButton *data[WB_N_DATA];
  GtkWidget *carry; /* its row */
  GtkSwitch *carries;
};

G_DEFINE_FINAL_TYPE (WbFormatChooser, wb_format_chooser, GTK_TYPE_BOX)

static const char *const picture_titles[WB_N_PICTURES] = { "PDF", "SVG", "PNG" };
static const char *const data_titles[WB_N_DATA] = { "CSV", "NPZ", "JSON", "pgfplots" };

void
wb_format_chooser_set_can_carry (WbFormatChooser *self, gboolean can_carry)
{
  gtk_widget_set_visible (self->carry, can_carry);
}

void
wb_format_chooser_get (WbFormatChooser *self, WbExportPlan *plan)
{
  for (gsize i = 0; i < WB_N_PICTURES; i++)
    plan->pictures[i] = gtk_check_button_get_active (self->pictures[i]);
  for (gsize i = 0; i < WB_N_DATA; i++)
    plan->data[i] = gtk_check_button_get_active (self->data[i]);
  plan->carries_experiment
      = gtk_widget_get_visible (self->carry) && gtk_switch_get_active (self->carries);
}

/* ---- what is remembered ---- */

static void
remember (WbFormatChooser *self)
{
  GSettings *settings = wb_preferences_settings ();
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (FigFormat i = 0; i < WB_N_PICTURES; i++)
    if (gtk_check_button_get_active (self->pictures[i]))
      g_strv_builder_add (words, fig_format_word (i));
  for (FigDataFormat i = 0; i < WB_N_DATA; i++)
    if (gtk_check_button_get_active (self->data[i]))
      g_strv_builder_add (words, fig_data_format_word (i));
  all = g_strv_builder_end (words);
  if (settings != NULL)
    g_settings_set_strv (settings, FORMATS_KEY, (const char *const *) all);
}

static void
recall (WbFormatChooser *self)
{
  GSettings *settings = wb_preferences_settings ();
  g_auto (GStrv) words
      = settings != NULL ? g_settings_get_strv (settings, FORMATS_KEY) : g_strsplit ("pdf", " ", 1);

  for (FigFormat i = 0; i < WB_N_PICTURES; i++)
    gtk_check_button_set_active (
        self->pictures[i], g_strv_contains ((const char *const *) words, fig_format_word (i)));
  for (FigDataFormat i = 0; i < WB_N_DATA; i++)
    gtk_check_button_set_active (
        self->data[i], g_strv_contains ((const char *const *) words, fig_data_format_word (i)));
  if (settings != NULL)
    g_settings_bind (settings, CARRY_KEY, self->carries, "active", G_SETTINGS_BIND_DEFAULT);
}

/* ---- construction ---- */

static GtkWidget *
add_row (GtkWidget *list, GtkWidget *label, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "parameter-row");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
add_checks (WbFormatChooser *self, GtkWidget *list, const char *title, gsize n,
            const char *const *titles, GtkCheckButton **checks)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (titles[i]);

      checks[i] = GTK_CHECK_BUTTON (check);
      gtk_box_append (GTK_BOX (box), check);
    }
  add_row (list, gtk_label_new (title), box);
}

static void
add_carry (WbFormatChooser *self, GtkWidget *list)
{
  GtkWidget *label = gtk_label_new ("Include the experiment");

  self->carries = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->carries, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->carries), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Include the experiment", -1);
  self->carry = add_row (list, label, GTK_WIDGET (self->carries));
  gtk_widget_set_tooltip_text (self->carry,
                               "Drop the figure on the window to reopen its experiment.");
}

static void
wb_format_chooser_class_init (WbFormatChooserClass *klass)
{
}

static void
wb_format_chooser_init (WbFormatChooser *self)
{
  GtkWidget *title = gtk_label_new ("Format"), *list = gtk_list_box_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "section");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), list);
  add_checks (self, list, "Picture", WB_N_PICTURES, picture_titles, self->pictures);
  add_checks (self, list, "Data", WB_N_DATA, data_titles, self->data);
  add_carry (self, list);
  recall (self);
  for (gsize i = 0; i < WB_N_PICTURES; i++)
    g_signal_connect_swapped (self->pictures[i], "toggled", G_CALLBACK (remember), self);
  for (gsize i = 0; i < WB_N_DATA; i++)
    g_signal_connect_swapped (self->data[i], "toggled", G_CALLBACK (remember), self);
}
