/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of instruments. */
#include "ui/matrix/instrument-list.h"

#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/typeset.h"

#include <adwaita.h>
#include <math.h>

struct _WbInstrumentList
{
  GtkBox parent_instance;

  GtkListBox *list;
  GtkWidget *rows[FOP_N_INSTRUMENTS];
  GtkLabel *values[FOP_N_INSTRUMENTS];
};

static guint selected_signal;

G_DEFINE_FINAL_TYPE (WbInstrumentList, wb_instrument_list, GTK_TYPE_BOX)

void
wb_instrument_list_show (WbInstrumentList *self, const double *values)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      const FopInstrument *instrument = fop_instrument (i);
      g_autofree char *number = fig_number_text (values[i], 4);
      g_autofree char *text
          = g_strconcat (number, instrument->unit != NULL ? instrument->unit : "", NULL);

      any = any || !isnan (values[i]);
      gtk_widget_set_visible (self->rows[i], !isnan (values[i]));
      gtk_label_set_text (self->values[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
}

static GtkWidget *
label_new (const char *text, gfloat xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_row (WbInstrumentList *self, gsize i)
{
  const FopInstrument *instrument = fop_instrument (i);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = label_new (instrument->title, 0, NULL);
  GtkWidget *symbol = label_new ("", 0, "dim-label");
  GtkWidget *value = label_new ("", 1, "numeric");
  g_autofree char *markup = fig_typeset (instrument->symbol);
  g_autofree char *help = fig_typeset (instrument->help);

  gtk_label_set_markup (GTK_LABEL (symbol), markup);
  gtk_widget_add_css_class (symbol, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), symbol);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_add_css_class (row, "instrument-row");
  gtk_widget_set_tooltip_markup (row, help);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  instrument->title, -1);
  gtk_list_box_append (self->list, row);
  self->rows[i] = row;
  self->values[i] = GTK_LABEL (value);
}

void
wb_instrument_list_set_selects (WbInstrumentList *self, gboolean selects)
{
  if (selects == (gtk_list_box_get_selection_mode (self->list) == GTK_SELECTION_BROWSE))
    return;
  gtk_list_box_set_selection_mode (self->list, selects ? GTK_SELECTION_BROWSE : GTK_SELECTION_NONE);
  if (selects)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[FOP_INSTRUMENT_CONDITION]));
}

FopInstrumentId
wb_instrument_list_selected (WbInstrumentList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? (FopInstrumentId) gtk_list_box_row_get_index (row)
                     : FOP_INSTRUMENT_CONDITION;
}

static void
row_selected (WbInstrumentList *self)
{
  if (gtk_list_box_get_selected_row (self->list) != NULL)
    g_signal_emit (self, selected_signal, 0);
}

static void
wb_instrument_list_class_init (WbInstrumentListClass *klass)
{
  selected_signal = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_instrument_list_init (WbInstrumentList *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Instruments", -1);
  gtk_box_append (GTK_BOX (self), list);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    add_row (self, i);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (row_selected), self);
}
