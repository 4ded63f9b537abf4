/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbParameterPanel:
 *
 * Settings as a boxed list of parameter rows. Rows whose `when` condition does not hold are hidden;
 * advanced ones are in a collapsible section.
 *
 * Signal: edited (const FopParameter *parameter, const FopSettings *settings): the user has changed
 *   a parameter; @settings are the displayed ones with the new value, valid during the emission.
 */
#define WB_TYPE_PARAMETER_PANEL (wb_parameter_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbParameterPanel, wb_parameter_panel, WB, PARAMETER_PANEL, AdwBin)

/** Creates the row of a parameter; @sliders: whether numbers with a range get a slider. */
typedef WbParameterRow *(*WbParameterRowMaker) (const FopParameter *parameter, gboolean sliders);

/** Most callers should use wb_parameter_rows_panel_new(). */
GtkWidget *wb_parameter_panel_new (WbParameterRowMaker make_row, gboolean sliders);

/**
 * wb_parameter_panel_fold:
 * @n_shown: number of leading parameters shown in the list; the rest are in the collapsible
 *   section, together with advanced ones
 * @title: title of the section
 */
void wb_parameter_panel_fold (WbParameterPanel *panel, guint n_shown, const char *title);

/**
 * wb_parameter_panel_show_one_source:
 *
 * For groups whose optional files and choices are alternatives: once one is set, the others are
 * hidden.
 */
void wb_parameter_panel_show_one_source (WbParameterPanel *panel);

/** @row: (transfer floating): a row to show above the parameters, in the same list. */
void wb_parameter_panel_set_first_row (WbParameterPanel *panel, GtkWidget *row);

/**
 * WbParameterFits:
 *
 * Checks whether @settings can be used.
 *
 * Returns: %FALSE with the reason in @error if they cannot be used
 */
typedef gboolean (*WbParameterFits) (const FopSettings *settings, gpointer data, GError **error);

/** Grays out choices that would make the settings unusable, and shows the reason. */
void wb_parameter_panel_set_fits (WbParameterPanel *panel, WbParameterFits fits, gpointer data);
/** Checks the choices again; to be called when something that @fits depends on has changed. */
void wb_parameter_panel_check (WbParameterPanel *panel);

/** Shows a copy of @settings. Rows are rebuilt only if the table is different. */
void wb_parameter_panel_show (WbParameterPanel *panel, const FopSettings *settings);

G_END_DECLS
