/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that edit a style. */
#include "ui/export/style-panel.h"

#include "ui/figures/paper/style.h"
#include "ui/parameters/parameter-rows.h"

#include <string.h>

struct _WbStylePanel
{
  GtkBox parent_instance;

  FopSettings *style;
  FopParameter *parameters; /* those of the table, as the rows show them */
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (WbStylePanel, wb_style_panel, GTK_TYPE_BOX)

static guint changed_signal;

/* Keys that are in no group are in the last one. */
static const struct
{
  const char *title;
  const char *keys; /* separated by spaces */
} groups[] = {
  { "Size", "preset part width height columns" },
  { "Text, as Printed", "font font-size title subtitle caption" },
  { "Legend and Colors", "legend legend-order colors ground" },
  { "Axes and Lines", "x-label y-label x-min x-max y-min y-max line-width grid step-line" },
  { "Files", "dpi svg-text" },
};

static gboolean
is_in (const char *keys, const char *key)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  return g_strv_contains ((const char *const *) words, key);
}

static gsize
group_of (const char *key)
{
  gsize group = 0;

  while (group < G_N_ELEMENTS (groups) - 1 && !is_in (groups[group].keys, key))
    group++;
  return group;
}

static void
show_rows (WbStylePanel *self)
{
  g_autoptr (FopSettings) full = fig_style_spell_out (self->style);

  for (guint i = 0; i < self->rows->len; i++)
    {
      wb_parameter_row_show (self->rows->pdata[i], full);
      wb_parameter_row_set_message (self->rows->pdata[i], NULL);
    }
}

static void
edited (WbParameterRow *row, WbStylePanel *self)
{
  const char *key = wb_parameter_row_parameter (row)->key;
  g_autoptr (FopSettings) style = fop_settings_copy (self->style);
  g_autoptr (GError) error = NULL;

  if (!wb_parameter_row_apply (row, style, &error) || !fig_style_check (style, &error))
    {
      wb_parameter_row_set_message (row, error->message);
      return;
    }
  if (g_str_equal (key, "preset"))
    fig_style_follow_preset (style);
  fop_settings_assign (self->style, style);
  show_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

/* ---- construction ---- */

static GtkWidget *
add_group (WbStylePanel *self, gsize group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *list = gtk_list_box_new ();
  GtkWidget *title = gtk_label_new (groups[group].title);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "section");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  groups[group].title, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (self), box);
  return list;
}

/* The size of the text always has a value: that of the preset, unless another one is given. */
static void
add_row (WbStylePanel *self, GtkWidget *list, FopParameter *parameter)
{
  WbParameterRow *row;

  if (g_str_equal (parameter->key, "font-size"))
    parameter->flags &= (FopParameterFlags) ~FOP_PARAMETER_OPTIONAL;
  row = wb_parameter_rows_make (parameter, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  g_signal_connect (row, "edited", G_CALLBACK (edited), self);
  g_ptr_array_add (self->rows, row);
}

static void
add_rows (WbStylePanel *self)
{
  const FopParameterTable *table = fig_style_table ();

  for (gsize group = 0; group < G_N_ELEMENTS (groups); group++)
    {
      GtkWidget *list = add_group (self, group);

      for (gsize i = 0; i < table->n; i++)
        if (group_of (table->parameters[i].key) == group)
          add_row (self, list, &self->parameters[i]);
    }
}

void
wb_style_panel_show (WbStylePanel *self, const FopSettings *style)
{
  fop_settings_assign (self->style, style);
  show_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

const FopSettings *
wb_style_panel_style (WbStylePanel *self)
{
  return self->style;
}

static void
wb_style_panel_finalize (GObject *object)
{
  WbStylePanel *self = WB_STYLE_PANEL (object);

  fop_settings_unref (self->style);
  g_ptr_array_unref (self->rows);
  g_free (self->parameters);
  G_OBJECT_CLASS (wb_style_panel_parent_class)->finalize (object);
}

static void
wb_style_panel_class_init (WbStylePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_style_panel_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_style_panel_init (WbStylePanel *self)
{
  const FopParameterTable *table = fig_style_table ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->style = fig_style_new ();
  self->parameters = g_memdup2 (table->parameters, table->n * sizeof *table->parameters);
  self->rows = g_ptr_array_new ();
  add_rows (self);
  show_rows (self);
}
