/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** WbSwatch: a line in the color and dash of a run. */
#define WB_TYPE_SWATCH (wb_swatch_get_type ())
G_DECLARE_FINAL_TYPE (WbSwatch, wb_swatch, WB, SWATCH, GtkWidget)

void wb_swatch_set_style (WbSwatch *swatch, guint style);

G_END_DECLS
