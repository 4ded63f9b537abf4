/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbExportPreview:
 *
 * The exported page amid the text of a paper, with its width and height. It asks for as much room
 * as the page takes at its zoom; to be put into a scrolled window.
 */
#define WB_TYPE_EXPORT_PREVIEW (wb_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (WbExportPreview, wb_export_preview, WB, EXPORT_PREVIEW, GtkWidget)

/** @draft: (transfer full): drawn. */
void wb_export_preview_set_draft (WbExportPreview *preview, WbDraft *draft);

/** Returns: (nullable) (transfer none): what is shown. */
const WbDraft *wb_export_preview_draft (WbExportPreview *preview);

/* Around the page: room for its dimensions, in CSS pixels. */
#define WB_PREVIEW_MARGIN 64

G_END_DECLS
