/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that an export would write, drawn off the main thread. */
#include "ui/export/draft.h"

#include "ui/figures/paper/export.h"
#include "ui/figures/paper/length.h"

WbDraft *
wb_draft_new (FigFigure *figure, const FopSettings *style, double zoom)
{
  WbDraft *draft = g_new0 (WbDraft, 1);

  draft->figure = figure;
  draft->style = fop_settings_copy (style);
  draft->zoom = zoom;
  draft->remarks = g_ptr_array_new_with_free_func (g_free);
  return draft;
}

void
wb_draft_free (gpointer data)
{
  WbDraft *draft = data;

  fig_figure_unref (draft->figure);
  fop_settings_unref (draft->style);
  g_clear_pointer (&draft->surface, cairo_surface_destroy);
  g_ptr_array_unref (draft->remarks);
  g_free (draft);
}

/* For the screen, whose pictures have an alpha channel. Takes ownership of @image. */
static cairo_surface_t *
with_alpha (cairo_surface_t *image)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, cairo_image_surface_get_width (image),
                                    cairo_image_surface_get_height (image));
  cairo_t *cr = cairo_create (surface);

  cairo_surface_set_device_scale (image, 1, 1);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return surface;
}

void
wb_draft_draw (gpointer data, GCancellable *cancellable)
{
  WbDraft *draft = data;
  FigPage page = fig_page_fit (draft->figure, draft->style);
  double wide, tall;

  draft->width = page.width * page.unit;
  draft->height = page.height * page.unit;
  wide = draft->width * CSS_DPI / FIG_POINTS_PER_INCH;
  tall = draft->height * CSS_DPI / FIG_POINTS_PER_INCH;
  if (draft->zoom <= 0)
    draft->zoom = MIN (draft->room_width / wide, draft->room_height / tall);
  draft->zoom = MIN (draft->zoom, WB_DRAFT_PIXELS / MAX (wide, tall));
  if (g_cancellable_is_cancelled (cancellable))
    return;
  draft->surface = with_alpha (
      fig_export_image (draft->figure, &page, draft->zoom * wide / page.width, draft->remarks));
}
