/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures drawn off the main thread. */
#include "ui/jobs/painter.h"

#include "core/engine/worker.h"
#include "ui/jobs/doorbell.h"

struct _WbPainter
{
  WbDoorbell *doorbell;
  FopWorker *worker;
};

void
wb_painting_free (WbPainting *painting)
{
  g_clear_pointer (&painting->figure, fig_figure_unref);
  g_clear_pointer (&painting->surface, cairo_surface_destroy);
  g_free (painting);
}

GdkTexture *
wb_painting_texture (const WbPainting *painting)
{
  cairo_surface_t *surface = painting->surface;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), stride * (gsize) height,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

/* On the painter's thread: a painting without a surface comes in, and goes out with one. */
static gpointer
paint (gpointer input)
{
  const WbPainting *wanted = input;
  WbPainting *painting = g_new0 (WbPainting, 1);
  gint64 start = g_get_monotonic_time ();
  cairo_t *cr;

  *painting = *wanted;
  painting->figure = fig_figure_ref (wanted->figure);
  painting->surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, wanted->width * wanted->scale, wanted->height * wanted->scale);
  cairo_surface_set_device_scale (painting->surface, wanted->scale, wanted->scale);
  cr = cairo_create (painting->surface);
  fig_figure_draw (painting->figure, cr, painting->theme, painting->width, painting->height);
  cairo_destroy (cr);
  cairo_surface_flush (painting->surface);
  painting->seconds = (double) (g_get_monotonic_time () - start) * 1e-6;
  return painting;
}

WbPainter *
wb_painter_new (void (*painted) (gpointer data), gpointer data)
{
  WbPainter *painter = g_new0 (WbPainter, 1);

  painter->doorbell = wb_doorbell_new (painted, data);
  painter->worker
      = fop_worker_new (paint, (GDestroyNotify) wb_painting_free, (GDestroyNotify) wb_painting_free,
                        wb_doorbell_ring, painter->doorbell);
  return painter;
}

void
wb_painter_free (WbPainter *painter)
{
  fop_worker_free (painter->worker); /* rings until here */
  wb_doorbell_free (painter->doorbell);
  g_free (painter);
}

void
wb_painter_request (WbPainter *painter, FigFigure *figure, const FigTheme *theme, int width,
                    int height, int scale)
{
  WbPainting *wanted = g_new0 (WbPainting, 1);

  *wanted = (WbPainting){ .figure = fig_figure_ref (figure),
                          .theme = theme,
                          .width = width,
                          .height = height,
                          .scale = scale };
  fop_worker_request (painter->worker, wanted);
}

gboolean
wb_painter_busy (WbPainter *painter)
{
  return fop_worker_busy (painter->worker);
}

WbPainting *
wb_painter_take (WbPainter *painter)
{
  return fop_worker_take (painter->worker);
}
