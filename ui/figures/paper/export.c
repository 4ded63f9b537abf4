/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Export of a page to a file. */

#include "ui/figures/paper/export.h"

#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paper/attachment.h"
#include "ui/figures/paper/length.h"
#include "ui/figures/paper/png-chunk.h"
#include "ui/figures/paper/remarks.h"
#include "ui/figures/paper/svg-ids.h"
#include "ui/figures/paper/svg-text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>

/* Of a width that is a number of pixels. */
#define ROUNDING 1e-6

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

static void
draw (const FigFigure *figure, const FigPage *page, cairo_t *cr, FigTextNotes *notes,
      GPtrArray *remarks)
{
  fig_page_draw (page, figure, cr, notes);
  if (remarks != NULL)
    fig_remarks_collect (page, notes, cr, remarks);
}

cairo_surface_t *
fig_export_image (const FigFigure *figure, const FigPage *page, double scale, GPtrArray *remarks)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      page->theme.is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
      (int) ceil (page->width * scale - ROUNDING), (int) ceil (page->height * scale - ROUNDING));
  g_autoptr (FigTextNotes) notes = fig_text_notes_new ();
  cairo_t *cr;

  /* Not with cairo_scale(), with which cairo would approximate arcs differently than on screen. */
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  draw (figure, page, cr, notes, remarks);
  cairo_destroy (cr);
  return surface;
}

cairo_surface_t *
fig_export_surface (const FigFigure *figure, double width, double height, double scale)
{
  FigPage page = fig_page_plain (figure, width, height);

  return fig_export_image (figure, &page, scale, NULL);
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Without a date, unless the environment gives one, so that files can be compared. */
static void
describe_pdf (cairo_surface_t *surface, const FigFigure *figure)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) date
      = epoch != NULL ? g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10)) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format_iso8601 (date) : g_strdup ("");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, figure->title);
  if (figure->caption != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, figure->caption);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "FOP Workbench " FOP_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

static cairo_status_t
write_vector (const FigFigure *figure, const FigPage *page, FigFormat format, GPtrArray *remarks,
              GByteArray *bytes)
{
  double width = page->width * page->unit, height = page->height * page->unit;
  g_autoptr (FigTextNotes) notes = fig_text_notes_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format == FIG_FORMAT_PDF)
    {
      surface = cairo_pdf_surface_create_for_stream (collect, bytes, width, height);
      describe_pdf (surface, figure);
    }
  else
    {
      surface = cairo_svg_surface_create_for_stream (collect, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      if (page->keeps_text)
        fig_text_notes_collect_runs (notes);
    }
  cr = cairo_create (surface);
  cairo_scale (cr, page->unit, page->unit);
  draw (figure, page, cr, notes, remarks);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (format == FIG_FORMAT_SVG && status == CAIRO_STATUS_SUCCESS)
    {
      fig_svg_number_ids (bytes);
      if (notes->runs != NULL)
        fig_svg_add_text (bytes, notes->runs, page->theme.family);
    }
  return status;
}

static cairo_status_t
write_image (const FigFigure *figure, const FigPage *page, double dpi, GPtrArray *remarks,
             GByteArray *bytes)
{
  cairo_surface_t *surface
      = fig_export_image (figure, page, page->unit * dpi / FIG_POINTS_PER_INCH, remarks);
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, collect, bytes);

  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    fig_png_set_resolution (bytes, dpi);
  return status;
}

GByteArray *
fig_export_bytes (const FigFigure *figure, const FigPage *page, FigFormat format, double dpi,
                  const char *provenance, GPtrArray *remarks, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = format == FIG_FORMAT_PNG
                              ? write_image (figure, page, dpi, remarks, bytes)
                              : write_vector (figure, page, format, remarks, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "could not draw the figure: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  if (provenance != NULL && !fig_attachment_add (bytes, provenance, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

gboolean
fig_export_page (const FigFigure *figure, const FigPage *page, FigFormat format, double dpi,
                 const char *provenance, const char *path, GPtrArray *remarks, GError **error)
{
  g_autoptr (GByteArray) bytes
      = fig_export_bytes (figure, page, format, dpi, provenance, remarks, error);

  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  return fop_whole_file_write (path, bytes->data, bytes->len, error);
}

gboolean
fig_export (const FigFigure *figure, FigFormat format, double width, double height, double scale,
            const char *provenance, const char *path, GError **error)
{
  FigPage page;

  g_return_val_if_fail (width > 0 && height > 0 && scale > 0, FALSE);
  page = fig_page_plain (figure, width, height);
  return fig_export_page (figure, &page, format, CSS_DPI * scale, provenance, path, NULL, error);
}
