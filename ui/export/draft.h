/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paper/page.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbDraft:
 * @figure: a figure or a sheet
 * @style: its style
 * @zoom: device pixels per CSS pixel (1/96 inch) of the page, on paper; 0 to fit it into
 * @room_width, @room_height: device pixels
 * @width, @height: (out): size of the page in points
 * @surface: (out) (nullable): the page as it would be exported; %NULL if it failed
 * @remarks: (out) (element-type utf8): see fig_remarks_collect()
 *
 * The preview of an export: a task of a WbJob. The zoom is reduced if the picture would be larger
 * than WB_DRAFT_PIXELS on a side, and then returned.
 */
typedef struct
{
  FigFigure *figure;
  FopSettings *style;
  double zoom, room_width, room_height;
  double width, height;
  cairo_surface_t *surface;
  GPtrArray *remarks;
} WbDraft;

#define WB_DRAFT_PIXELS 6000.0

/** @figure: (transfer full); @style: copied. */
WbDraft *wb_draft_new (FigFigure *figure, const FopSettings *style, double zoom);
void wb_draft_free (gpointer draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDraft, wb_draft_free)

/** @draft: a WbDraft that no other thread accesses in the meantime. */
void wb_draft_draw (gpointer draft, GCancellable *cancellable);

G_END_DECLS
