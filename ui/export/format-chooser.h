/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFormatChooser:
 *
 * The formats of pictures and data, and whether pictures carry their experiment. Choices are
 * remembered.
 *
 * Accessible names: check buttons "PDF", "SVG", "PNG", "CSV", "NPZ", "JSON", "pgfplots"; the switch
 * "Include the experiment"
 */
#define WB_TYPE_FORMAT_CHOOSER (wb_format_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WbFormatChooser, wb_format_chooser, WB, FORMAT_CHOOSER, GtkBox)

/** @can_carry: whether there is an experiment for figures to carry; otherwise the switch is hidden.
 */
void wb_format_chooser_set_can_carry (WbFormatChooser *chooser, gboolean can_carry);

/** Fills in the formats of @plan. */
void wb_format_chooser_get (WbFormatChooser *chooser, WbExportPlan *plan);

G_END_DECLS
