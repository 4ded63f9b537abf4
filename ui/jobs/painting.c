/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures drawn off the main thread. */
#include "ui/jobs/painting.h"

WbPainting *
wb_painting_new (FigFigure *figure, const FigTheme *theme, int width, int height, int scale)
{
  WbPainting *painting = g_new0 (WbPainting, 1);

  *painting = (WbPainting){ .figure = fig_figure_ref (figure),
                            .theme = theme,
                            .width = width,
                            .height = height,
                            .scale = scale };
  return painting;
}

void
wb_painting_free (gpointer data)
{
  WbPainting *painting = data;

  g_clear_pointer (&painting->figure, fig_figure_unref);
  g_clear_pointer (&painting->surface, cairo_surface_destroy);
  g_free (painting);
}

void
wb_painting_draw (gpointer data, GCancellable *cancellable)
{
  WbPainting *painting = data;
  gint64 start = g_get_monotonic_time ();
  cairo_t *cr;

  painting->surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, painting->width * painting->scale, painting->height * painting->scale);
  cairo_surface_set_device_scale (painting->surface, painting->scale, painting->scale);
  cr = cairo_create (painting->surface);
  fig_figure_draw (painting->figure, cr, painting->theme, painting->width, painting->height);
  cairo_destroy (cr);
  cairo_surface_flush (painting->surface);
  painting->seconds = (double) (g_get_monotonic_time () - start) * 1e-6;
}

GdkTexture *
wb_surface_texture (cairo_surface_t *surface)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), stride * (gsize) height,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}
