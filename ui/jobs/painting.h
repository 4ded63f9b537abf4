/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gdk/gdk.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbPainting:
 * @figure: what is drawn
 * @theme, @width, @height, @scale: how: theme, CSS pixels, device pixels for each of them
 * @surface: (nullable): the drawing, once it is done
 * @seconds: what the drawing took
 *
 * A figure on an image surface: a task of a WbJob of pictures.
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

/** Draws it. @painting: a WbPainting, of which no other thread knows meanwhile; of its figure they
 * may. */
void wb_painting_draw (gpointer painting, GCancellable *cancellable);

/** Returns: (transfer full): @surface as a texture; shares the pixels, keeps them alive. */
GdkTexture *wb_surface_texture (cairo_surface_t *surface);

G_END_DECLS
