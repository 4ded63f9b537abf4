/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures to export. */
#include "ui/export/figure-chooser.h"

#include "ui/document/preferences.h"
#include "ui/figures/paint/typeset.h"

#define SHEET_KEY "export-one-sheet"

typedef struct
{
  GtkCheckButton *check;
  GtkLabel *letter;
} Row;

struct _WbFigureChooser
{
  GtkBox parent_instance;

  GtkWidget *arrangement;
  GtkWidget *list;
  GArray *rows; /* of Row */
};

G_DEFINE_FINAL_TYPE (WbFigureChooser, wb_figure_chooser, GTK_TYPE_BOX)

static guint changed_signal;

gboolean
wb_figure_chooser_one_sheet (WbFigureChooser *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->arrangement)) == 0;
}

gsize *
wb_figure_chooser_which (WbFigureChooser *self, gsize *n)
{
  gsize *which = g_new (gsize, MAX (self->rows->len, 1));

  *n = 0;
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (g_array_index (self->rows, Row, i).check))
      which[(*n)++] = i;
  return which;
}

/* (a), (b), (c) beside the figures of a sheet. */
static void
show_letters (WbFigureChooser *self)
{
  gsize n;
  g_autofree gsize *which = wb_figure_chooser_which (self, &n);
  gboolean lettered = n > 1 && wb_figure_chooser_one_sheet (self);

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (g_array_index (self->rows, Row, i).letter), FALSE);
  for (gsize i = 0; lettered && i < n; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, which[i]);
      const char letter[] = { (char) ('a' + MIN (i, 25)), '\0' };

      gtk_label_set_text (row->letter, letter);
      gtk_widget_set_visible (GTK_WIDGET (row->letter), TRUE);
    }
  gtk_widget_set_visible (self->arrangement, n > 1);
}

static void
changed (WbFigureChooser *self)
{
  show_letters (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
rearranged (WbFigureChooser *self)
{
  GSettings *settings = wb_preferences_settings ();

  if (settings != NULL)
    g_settings_set_boolean (settings, SHEET_KEY, wb_figure_chooser_one_sheet (self));
  changed (self);
}

static GtkWidget *
label_of (const FigFigure *figure)
{
  g_autofree char *title = fig_typeset (figure->title);
  g_autofree char *subtitle = fig_typeset (figure->empty != NULL      ? figure->empty
                                           : figure->subtitle != NULL ? figure->subtitle
                                                                      : "");
  g_autofree char *markup
      = g_strdup_printf ("%s  <span size=\"smaller\" alpha=\"65%%\">%s</span>", title, subtitle);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_markup (label, subtitle);
  return label;
}

static void
add_row (WbFigureChooser *self, const FigFigure *figure, gboolean chosen)
{
  GtkWidget *check = gtk_check_button_new (), *letter = gtk_label_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *row = gtk_list_box_row_new ();
  Row entry = { GTK_CHECK_BUTTON (check), GTK_LABEL (letter) };

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label_of (figure));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_sensitive (check, figure->empty == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, -1);
  gtk_widget_add_css_class (letter, "letter");
  gtk_widget_set_valign (letter, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), letter);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "parameter-row");
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_array_append_val (self->rows, entry);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed), self);
}

void
wb_figure_chooser_set_subject (WbFigureChooser *self, WbExportSubject *subject, gsize chosen)
{
  for (guint i = 0; i < subject->figures->len; i++)
    add_row (self, wb_export_subject_get (subject, i)->shown, i == chosen);
  gtk_widget_set_visible (GTK_WIDGET (self), subject->figures->len > 1);
  show_letters (self);
}

/* ---- construction ---- */

static GtkWidget *
heading (WbFigureChooser *self)
{
  static const char *const words[] = { "One Sheet", "Separate Files", NULL };
  GSettings *settings = wb_preferences_settings ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *title = gtk_label_new ("Figures");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "section");
  self->arrangement = gtk_drop_down_new_from_strings (words);
  gtk_widget_add_css_class (self->arrangement, "slim");
  if (settings != NULL && !g_settings_get_boolean (settings, SHEET_KEY))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->arrangement), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arrangement), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Arrangement", -1);
  g_signal_connect_swapped (self->arrangement, "notify::selected", G_CALLBACK (rearranged), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->arrangement);
  return box;
}

static void
wb_figure_chooser_finalize (GObject *object)
{
  g_array_unref (WB_FIGURE_CHOOSER (object)->rows);
  G_OBJECT_CLASS (wb_figure_chooser_parent_class)->finalize (object);
}

static void
wb_figure_chooser_class_init (WbFigureChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_figure_chooser_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_figure_chooser_init (WbFigureChooser *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->list = gtk_list_box_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), heading (self));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_box_append (GTK_BOX (self), self->list);
}
