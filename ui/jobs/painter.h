/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * WbPainting:
 * @figure: what was drawn
 * @theme, @width, @height, @scale: how: theme, CSS pixels, device pixels for each of them
 * @surface: the drawing
 * @seconds: what the drawing took
 *
 * A figure drawn on an image surface.
 */
typedef struct
{
  FigFigure *figure;
  const FigTheme *theme;
  int width, height, scale;
  cairo_surface_t *surface;
  double seconds;
} WbPainting;

void wb_painting_free (WbPainting *painting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbPainting, wb_painting_free)

/** Returns: (transfer full): the drawing as a texture; shares the pixels, keeps them alive. */
GdkTexture *wb_painting_texture (const WbPainting *painting);

/**
 * WbPainter:
 *
 * Draws figures on a thread of its own, so that the window never waits for one. One drawing is in
 * flight; of those asked for meanwhile the newest is next.
 */
typedef struct _WbPainter WbPainter;

/** @painted is called with @data on the main loop when a painting is to be had. */
WbPainter *wb_painter_new (void (*painted) (gpointer data), gpointer data);
void wb_painter_free (WbPainter *painter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbPainter, wb_painter_free)

/** Returns at once; a reference of @figure is taken. */
void wb_painter_request (WbPainter *painter, FigFigure *figure, const FigTheme *theme, int width,
                         int height, int scale);
/** Whether a drawing is waiting or under way. */
gboolean wb_painter_busy (WbPainter *painter);
/** Returns: (transfer full) (nullable): the newest painting not yet taken. */
WbPainting *wb_painter_take (WbPainter *painter);

G_END_DECLS
