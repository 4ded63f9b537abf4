/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbStylePanel:
 *
 * A style as groups of parameter rows: every key of fig_style_table() has one. What a preset
 * implies is shown as if it were given; choosing another preset drops what was given instead.
 *
 * Signal: changed: the user has changed the style; get it with wb_style_panel_style().
 */
#define WB_TYPE_STYLE_PANEL (wb_style_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbStylePanel, wb_style_panel, WB, STYLE_PANEL, GtkBox)

/** Shows a copy of @style; emits `changed`. */
void wb_style_panel_show (WbStylePanel *panel, const FopSettings *style);

/** Returns: (transfer none): the style, valid until it changes. */
const FopSettings *wb_style_panel_style (WbStylePanel *panel);

G_END_DECLS
