/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbParameterRow:
 *
 * One parameter of a table: its label left, its value right, what it needs more below. The base
 * makes the frame; a subclass for each family of types makes the controls. The label, the help and
 * the accessible names all come from the parameter.
 *
 * Signal: edited: a person gave another value, to be had by wb_parameter_row_apply().
 */
#define WB_TYPE_PARAMETER_ROW (wb_parameter_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbParameterRow, wb_parameter_row, WB, PARAMETER_ROW, GtkListBoxRow)

/**
 * WbParameterRowClass:
 * @show: sets the controls from @settings, without `edited`
 * @apply: writes what the controls say into @settings
 * @refuse: (nullable): see wb_parameter_row_refuse()
 */
struct _WbParameterRowClass
{
  GtkListBoxRowClass parent_class;

  void (*show) (WbParameterRow *row, const FopSettings *settings);
  gboolean (*apply) (WbParameterRow *row, FopSettings *settings, GError **error);
  void (*refuse) (WbParameterRow *row, const char *const *reasons);
};

const FopParameter *wb_parameter_row_parameter (WbParameterRow *row);

void wb_parameter_row_show (WbParameterRow *row, const FopSettings *settings);
gboolean wb_parameter_row_apply (WbParameterRow *row, FopSettings *settings, GError **error);

/**
 * wb_parameter_row_refuse:
 * @reasons: for each word of the parameter's choices (of yes and no: FALSE, then TRUE), why it
 *   cannot be chosen now; %NULL where it can
 *
 * Greys out what cannot be chosen, and says why where the pointer rests on it and to screen
 * readers. Of no effect on rows without choices.
 */
void wb_parameter_row_refuse (WbParameterRow *row, const char *const *reasons);

/** Says under the row what is wrong with its value; %NULL takes it back. */
void wb_parameter_row_set_message (WbParameterRow *row, const char *message);

/* For subclasses. */
/** Returns: (transfer floating): a row of @type, with its frame and without controls. */
gpointer wb_parameter_row_create (GType type, const FopParameter *parameter);
/** Behind the label. */
void wb_parameter_row_add_control (WbParameterRow *row, GtkWidget *control);
/** Under label and value. */
void wb_parameter_row_add_below (WbParameterRow *row, GtkWidget *control);
/** Gives @control the parameter's name and help. */
void wb_parameter_row_name_control (WbParameterRow *row, GtkWidget *control);
void wb_parameter_row_edited (WbParameterRow *row);

G_END_DECLS
