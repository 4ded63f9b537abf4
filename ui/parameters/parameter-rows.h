/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-panel.h"

G_BEGIN_DECLS

/*
 * The only place that maps the type of a parameter to a kind of row.
 */

/** Creates the row of a parameter. @sliders: whether numbers with a range get a slider. */
WbParameterRow *wb_parameter_rows_make (const FopParameter *parameter, gboolean sliders);

/** Creates a parameter panel with rows made by wb_parameter_rows_make(). */
GtkWidget *wb_parameter_rows_panel_new (gboolean sliders);

G_END_DECLS
