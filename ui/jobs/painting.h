/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gdk/gdk.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbPainting:
 * @figure: the figure to draw
 * @theme: the colors to draw it with
 * @width, @height: the size in CSS pixels
 * @scale: device pixels per CSS pixel
 * @surface: (nullable): the result, once drawn
 * @seconds: the time that drawing took
 *
 * A figure to be drawn on an image surface: a task of a WbJob that draws pictures.
 */
typedef struct
{
  FigFigure *figure;
  const FigTheme *theme;
  int width, height, scale;
  cairo_surface_t *surface;
  double seconds;
} WbPainting;

WbPainting *wb_painting_new (FigFigure *figure, const FigTheme *theme, int width, int height,
                             int scale);
/** @painting: a WbPainting. */
void wb_painting_free (gpointer painting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbPainting, wb_painting_free)

/** Draws the figure. @painting: a WbPainting that no other thread accesses in the meantime; its
 * figure may be shared. */
void wb_painting_draw (gpointer painting, GCancellable *cancellable);

/** Returns: (transfer full): @surface as a texture that shares its pixels and keeps them alive. */
GdkTexture *wb_surface_texture (cairo_surface_t *surface);

G_END_DECLS
