/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/figures/report/pages.h"

#include "core/settings/error.h"
#include "ui/figures/paint/text.h"

#include <cairo-pdf.h>

#define POINT_PER_PIXEL 0.75
#define TOP             FIG_PAGE_MARGIN
#define BOTTOM          (FIG_PAGE_HEIGHT - FIG_PAGE_MARGIN)
#define FOOT            (FIG_PAGE_HEIGHT - FIG_PAGE_MARGIN / 2)
#define SIZE_FOOT       11.0

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Without a date of creation, so that the same report is the same file. */
static void
describe (cairo_surface_t *surface, const char *title)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "FOP Workbench " FOP_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

void
fig_pages_begin (FigPages *pages, const char *title)
{
  *pages = (FigPages){ .y = TOP, .title = g_strdup (title), .number = 1 };
  pages->bytes = g_byte_array_new ();
  pages->surface = cairo_pdf_surface_create_for_stream (
      collect, pages->bytes, (FIG_PAGE_WIDTH + 2 * FIG_PAGE_MARGIN) * POINT_PER_PIXEL,
      FIG_PAGE_HEIGHT * POINT_PER_PIXEL);
  describe (pages->surface, title);
  pages->cr = cairo_create (pages->surface);
  cairo_scale (pages->cr, POINT_PER_PIXEL, POINT_PER_PIXEL);
}

static void
finish_page (FigPages *pages)
{
  FigColor dim = fig_theme_export ()->dim;
  g_autofree char *number = g_strdup_printf ("%u", pages->number);

  fig_text_draw (pages->cr, fig_theme_export (), pages->title, SIZE_FOOT, dim, FIG_PAGE_MARGIN,
                 FOOT, 0, 0.5, FIG_PAGE_WIDTH - 60);
  fig_text_draw (pages->cr, fig_theme_export (), number, SIZE_FOOT, dim,
                 FIG_PAGE_MARGIN + FIG_PAGE_WIDTH, FOOT, 1, 0.5, 0);
  cairo_show_page (pages->cr);
}

GBytes *
fig_pages_end (FigPages *pages, GError **error)
{
  cairo_status_t status;

  finish_page (pages);
  status = cairo_status (pages->cr);
  cairo_destroy (pages->cr);
  cairo_surface_finish (pages->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pages->surface);
  cairo_surface_destroy (pages->surface);
  g_free (pages->title);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (pages->bytes);
  g_byte_array_unref (pages->bytes);
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "could not draw the report: %s",
               cairo_status_to_string (status));
  return NULL;
}

gboolean
fig_pages_fit (const FigPages *pages, double height)
{
  return pages->y <= TOP || pages->y + height <= BOTTOM;
}

void
fig_pages_turn (FigPages *pages)
{
  finish_page (pages);
  pages->number++;
  pages->y = TOP;
}

double
fig_pages_take (FigPages *pages, double height)
{
  double y = pages->y;

  pages->y += height;
  return y;
}

void
fig_pages_space (FigPages *pages, double height)
{
  if (pages->y > TOP)
    pages->y += height;
}

void
fig_pages_rule (FigPages *pages, double y)
{
  fig_set_color (pages->cr, fig_theme_export ()->grid, 1);
  cairo_set_line_width (pages->cr, 0.75);
  cairo_move_to (pages->cr, FIG_PAGE_MARGIN, y);
  cairo_line_to (pages->cr, FIG_PAGE_MARGIN + FIG_PAGE_WIDTH, y);
  cairo_stroke (pages->cr);
}

void
fig_pages_text (FigPages *pages, const char *text, double size, gboolean bold, FigColor color)
{
  PangoLayout *layout = fig_text_layout (fig_theme_export (), text, size, bold);
  PangoLayoutIter *iter;

  pango_layout_set_width (layout, (int) (FIG_PAGE_WIDTH * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle line;
      double height, y;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      height = (double) line.height / PANGO_SCALE;
      if (!fig_pages_fit (pages, height))
        fig_pages_turn (pages);
      y = fig_pages_take (pages, height);
      fig_set_color (pages->cr, color, 1);
      cairo_move_to (pages->cr, FIG_PAGE_MARGIN + (double) line.x / PANGO_SCALE,
                     y + (double) (pango_layout_iter_get_baseline (iter) - line.y) / PANGO_SCALE);
      pango_cairo_show_layout_line (pages->cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  g_object_unref (layout);
}
