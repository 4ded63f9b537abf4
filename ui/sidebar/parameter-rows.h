/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sidebar/parameter-panel.h"

G_BEGIN_DECLS

/*
 * All kinds of parameter rows: the one place that knows which suits a type.
 */

/** @sliders: numbers get sliders where they have a range. */
WbParameterRow *wb_parameter_rows_make (const FopParameter *parameter, gboolean sliders);

/** A panel of such rows. */
GtkWidget *wb_parameter_rows_panel_new (gboolean sliders);

G_END_DECLS
