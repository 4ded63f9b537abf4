/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbParameterRow:
 *
 * A parameter of a table: label on the left, value on the right, and further controls below. The
 * base class provides the frame; a subclass for each family of types provides the controls. Label,
 * help, and accessible names are those of the parameter.
 *
 * Signal: edited: the user has entered a new value; get it with wb_parameter_row_apply().
 */
#define WB_TYPE_PARAMETER_ROW (wb_parameter_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (WbParameterRow, wb_parameter_row, WB, PARAMETER_ROW, GtkListBoxRow)

/**
 * WbParameterRowClass:
 * @show: sets the controls from @settings, without emitting `edited`
 * @apply: writes the values of the controls to @settings
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
 * @reasons: for each of the parameter's choices (for booleans: FALSE, then TRUE), why it is not
 *   available; %NULL if it is
 *
 * Grays out unavailable choices and gives the reason in their tooltip and accessible description.
 * No effect on rows without choices.
 */
void wb_parameter_row_refuse (WbParameterRow *row, const char *const *reasons);

/** Shows an error message below the row; %NULL removes it. */
void wb_parameter_row_set_message (WbParameterRow *row, const char *message);

/* For subclasses. */
/** Returns: (transfer floating): a row of @type, with its frame and without controls. */
gpointer wb_parameter_row_create (GType type, const FopParameter *parameter);
/** Behind the label. */
void wb_parameter_row_add_control (WbParameterRow *row, GtkWidget *control);
/** Adds @control below label and value. */
void wb_parameter_row_add_below (WbParameterRow *row, GtkWidget *control);
/** Sets @control's accessible name and description from the parameter. */
void wb_parameter_row_name_control (WbParameterRow *row, GtkWidget *control);
void wb_parameter_row_edited (WbParameterRow *row);

G_END_DECLS
