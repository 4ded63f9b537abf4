/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Export of a figure with its title and caption to a file. */

#include "ui/figures/paper/export.h"

#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paint/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>

#define MARGIN          16.0
#define GAP             8.0
#define POINT_PER_PIXEL 0.75
/* Largest fraction of the page for the caption, which is truncated beyond it. */
#define CAPTION_SHARE 0.35

static const char *const words[] = { "pdf", "svg", "png" };

gboolean
fig_format_from_word (const char *word, FigFormat *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *format = (FigFormat) i;
        return TRUE;
      }
  return FALSE;
}

const char *
fig_format_word (FigFormat format)
{
  return words[format];
}

/* Draws the title, followed by the dimmed subtitle. Returns: the top of the figure. */
static double
draw_title (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width)
{
  PangoLayout *title = fig_text_layout (theme, figure->title, FIG_TEXT_TITLE, TRUE);
  int wide, tall;
  double end;

  pango_layout_get_pixel_size (title, &wide, &tall);
  fig_set_color (cr, theme->text, 1);
  cairo_move_to (cr, MARGIN, MARGIN);
  pango_cairo_show_layout (cr, title);
  end = MARGIN + wide + 10;
  if (figure->subtitle != NULL && end < width - MARGIN - 40)
    fig_text_draw (cr, theme, figure->subtitle, FIG_TEXT_LABEL, theme->dim, end,
                   MARGIN + (double) pango_layout_get_baseline (title) / PANGO_SCALE, 0, 0.77,
                   width - MARGIN - end);
  g_object_unref (title);
  return MARGIN + tall + GAP;
}

/* Draws the caption. Returns: the bottom of the figure. */
static double
draw_caption (const FigFigure *figure, cairo_t *cr, const FigTheme *theme, double width,
              double height)
{
  double inner = width - 2 * MARGIN, most = CAPTION_SHARE * height, tall;

  if (figure->caption == NULL || inner < 40)
    return height - GAP;
  tall = fig_text_draw_wrapped (NULL, theme, figure->caption, FIG_TEXT_CAPTION, theme->dim, 0, 0,
                                inner, most, PANGO_ALIGN_LEFT);
  fig_text_draw_wrapped (cr, theme, figure->caption, FIG_TEXT_CAPTION, theme->dim, MARGIN,
                         height - MARGIN - tall, inner, most, PANGO_ALIGN_LEFT);
  return height - MARGIN - tall - GAP;
}

static void
draw_page (const FigFigure *figure, cairo_t *cr, double width, double height)
{
  const FigTheme *theme = fig_theme_export ();
  double top, bottom;

  fig_figure_prepare (figure);
  fig_set_color (cr, theme->background, 1);
  cairo_paint (cr);
  top = draw_title (figure, cr, theme, width);
  bottom = draw_caption (figure, cr, theme, width, height);
  cairo_translate (cr, 0, top);
  fig_figure_draw (figure, cr, theme, width, bottom - top);
}

cairo_surface_t *
fig_export_surface (const FigFigure *figure, double width, double height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (width * scale), (int) ceil (height * scale));
  cairo_t *cr;

  /* Not with cairo_scale(), with which cairo would approximate arcs differently than on screen. */
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw_page (figure, cr, width, height);
  cairo_destroy (cr);
  return surface;
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
write_vector (const FigFigure *figure, FigFormat format, double width, double height,
              GByteArray *bytes)
{
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format == FIG_FORMAT_PDF)
    {
      surface = cairo_pdf_surface_create_for_stream (collect, bytes, width * POINT_PER_PIXEL,
                                                     height * POINT_PER_PIXEL);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, figure->title);
      if (figure->caption != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, figure->caption);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                      "FOP Workbench " FOP_VERSION);
    }
  else
    {
      surface = cairo_svg_surface_create_for_stream (collect, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  cr = cairo_create (surface);
  if (format == FIG_FORMAT_PDF)
    cairo_scale (cr, POINT_PER_PIXEL, POINT_PER_PIXEL);
  draw_page (figure, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_image (const FigFigure *figure, double width, double height, double scale, GByteArray *bytes)
{
  cairo_surface_t *surface = fig_export_surface (figure, width, height, scale);
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, collect, bytes);

  cairo_surface_destroy (surface);
  return status;
}

gboolean
fig_export (const FigFigure *figure, FigFormat format, double width, double height, double scale,
            const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  g_return_val_if_fail (width > 0 && height > 0 && scale > 0, FALSE);
  status = format == FIG_FORMAT_PNG ? write_image (figure, width, height, scale, bytes)
                                    : write_vector (figure, format, width, height, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not draw the figure: %s", path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return fop_whole_file_write (path, bytes->data, bytes->len, error);
}
