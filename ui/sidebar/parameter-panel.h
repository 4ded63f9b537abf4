/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sidebar/parameter-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbParameterPanel:
 *
 * Settings as a boxed list of parameter rows. Rows whose `when` does not hold are hidden, advanced
 * ones are folded away.
 *
 * Signal: edited (const FopParameter *parameter, const FopSettings *settings): a person changed
 *   one parameter; the settings are those shown with the new value, valid during the emission.
 */
#define WB_TYPE_PARAMETER_PANEL (wb_parameter_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbParameterPanel, wb_parameter_panel, WB, PARAMETER_PANEL, AdwBin)

/** Makes the row of a parameter; @sliders: with a slider where that is a number with a range. */
typedef WbParameterRow *(*WbParameterRowMaker) (const FopParameter *parameter, gboolean sliders);

/** See wb_parameter_rows_panel_new(). */
GtkWidget *wb_parameter_panel_new (WbParameterRowMaker make_row, gboolean sliders);

/**
 * wb_parameter_panel_fold:
 * @n_shown: so many rows stand in the list; those after them are folded away with the advanced ones
 * @title: of the fold
 */
void wb_parameter_panel_fold (WbParameterPanel *panel, guint n_shown, const char *title);

/**
 * wb_parameter_panel_show_one_source:
 *
 * For groups in which one of several optional files and choices is given: once one is, those that
 * are not are hidden.
 */
void wb_parameter_panel_show_one_source (WbParameterPanel *panel);

/** @row: (transfer floating): stands above the parameters in the same list. */
void wb_parameter_panel_set_first_row (WbParameterPanel *panel, GtkWidget *row);

/**
 * WbParameterFits:
 *
 * Whether @settings could be used as they are. Returns: %FALSE with the reason in @error
 */
typedef gboolean (*WbParameterFits) (const FopSettings *settings, gpointer data, GError **error);

/** Choices that would make settings that do not fit are greyed out, with the reason. */
void wb_parameter_panel_set_fits (WbParameterPanel *panel, WbParameterFits fits, gpointer data);
/** What fits may have changed: asks anew. */
void wb_parameter_panel_check (WbParameterPanel *panel);

/** Shows @settings (copied); the rows are made anew only for another table. */
void wb_parameter_panel_show (WbParameterPanel *panel, const FopSettings *settings);

G_END_DECLS
