/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Heatmaps in pgfplots. */

#include "ui/figures/paper/pgfplots-matrix.h"

#include "core/run/extent.h"
#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paint/colormap.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paper/latex-text.h"

#include <cairo.h>
#include <math.h>

/* Colors of a map in a document; between them pgfplots interpolates. */
#define COLORS 33u
/* Images have at least this many pixels per side, so that viewers do not blur their cells. */
#define SIDE       512u
#define NOT_FINITE 0x8a8a8au

gsize
fig_pgfplots_rows (const FigDataMatrix *matrix)
{
  return matrix->n > 2 ? matrix->shape[0] * matrix->shape[1] : matrix->shape[0];
}

gsize
fig_pgfplots_columns (const FigDataMatrix *matrix)
{
  return matrix->n > 2 ? matrix->shape[2] : matrix->shape[1];
}

/* ---- color scale ---- */

static FopExtent
extent_of (const FigDataMatrix *matrix)
{
  return fop_extent_of_values (fig_pgfplots_rows (matrix) * fig_pgfplots_columns (matrix),
                               matrix->values);
}

/* The quantity that is proportional to the color. */
static double
level_of (const FigDataMatrix *matrix, double minimum, double value)
{
  if (matrix->limit > 0 && matrix->linear > 0)
    return fig_signed_log_share (value, matrix->limit, matrix->linear);
  return matrix->limit > 0 ? value : log10 (value - minimum + matrix->offset);
}

static void
append_ticks (GString *text, const FigDataMatrix *matrix)
{
  const double values[] = { -matrix->limit, 0, matrix->limit };

  g_string_append (text, "  colorbar style={ytick={");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_append_printf (text, "%s%g", i > 0 ? "," : "", level_of (matrix, 0, values[i]));
  g_string_append (text, "},yticklabels={");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *label = fig_number_text (values[i], 3);
      g_autofree char *latex = fig_latex_text (label);

      g_string_append_printf (text, "%s{%s}", i > 0 ? "," : "", latex);
    }
  g_string_append (text, "}},\n");
}

static void
map_of (const FigDataMatrix *matrix, FigColormap *map)
{
  if (matrix->limit > 0)
    fig_colormap_diverging (map, fig_theme_export ());
  else
    fig_colormap_viridis (map);
}

void
fig_pgfplots_append_scale (GString *text, const FigDataMatrix *matrix)
{
  FopExtent extent = extent_of (matrix);
  FigColormap map;

  map_of (matrix, &map);
  g_string_append (text, "  colormap={fop}{");
  for (gsize i = 0; i < COLORS; i++)
    {
      guint32 pixel = fig_colormap_pixel (&map, (double) i / (COLORS - 1));

      g_string_append_printf (text, "rgb255=(%u,%u,%u)%s", pixel >> 16 & 0xff, pixel >> 8 & 0xff,
                              pixel & 0xff, i + 1 < COLORS ? " " : "");
    }
  g_string_append (text, "},\n");
  if (matrix->limit > 0)
    {
      g_string_append_printf (text, "  point meta min=%.9g, point meta max=%.9g, colorbar,\n",
                              level_of (matrix, 0, -matrix->limit),
                              level_of (matrix, 0, matrix->limit));
      append_ticks (text, matrix);
    }
  else if (!fop_extent_is_empty (extent))
    g_string_append_printf (text, "  point meta min=%.9g, point meta max=%.9g,\n",
                            level_of (matrix, extent.minimum, extent.minimum),
                            level_of (matrix, extent.minimum, extent.maximum));
}

/* ---- cells ---- */

static double
place_of (const double *coordinates, gsize index)
{
  return coordinates != NULL ? coordinates[index] : (double) index + 1;
}

static void
append_cells (GString *text, const FigDataMatrix *matrix)
{
  gsize rows = fig_pgfplots_rows (matrix), columns = fig_pgfplots_columns (matrix);
  double minimum = extent_of (matrix).minimum;

  g_string_append_printf (text,
                          "\\addplot [matrix plot*, mesh/cols=%" G_GSIZE_FORMAT
                          ", point meta=explicit, forget plot]\n"
                          "  table [row sep=crcr, x=column, y=row, meta=value] {%%\n"
                          "column row value\\\\\n",
                          columns);
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < columns; j++)
      {
        double value = matrix->values[i * columns + j];
        char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE], z[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (x, sizeof x, "%.9g", place_of (matrix->x, j));
        g_ascii_formatd (y, sizeof y, "%.9g", place_of (matrix->y, i));
        g_ascii_formatd (z, sizeof z, "%.17g", level_of (matrix, minimum, value));
        g_string_append_printf (text, "%s %s %s\\\\\n", x, y, isfinite (value) ? z : "nan");
      }
  g_string_append (text, "};\n");
}

/* ---- image ---- */

/* The outer edges of the first and last cell. */
static void
edges_of (const double *coordinates, gsize n, double *low, double *high)
{
  double first = place_of (coordinates, 0), last = place_of (coordinates, n - 1);
  double half = n > 1 ? (last - first) / (double) (n - 1) / 2 : 0.5;

  *low = first - half;
  *high = last + half;
}

void
fig_pgfplots_append_matrix (GString *text, const FigDataMatrix *matrix, const char *image)
{
  double left, right, low, high;

  if (image == NULL)
    {
      append_cells (text, matrix);
      return;
    }
  edges_of (matrix->x, fig_pgfplots_columns (matrix), &left, &right);
  edges_of (matrix->y, fig_pgfplots_rows (matrix), &low, &high);
  g_string_append_printf (text,
                          "\\addplot [forget plot] graphics [xmin=%.9g, xmax=%.9g, ymin=%.9g, "
                          "ymax=%.9g] {\\detokenize{%s}};\n",
                          left, right, low, high, image);
}

static guint32
pixel_of (const FigDataMatrix *matrix, const FigColormap *map, FopExtent extent, double value)
{
  double low
      = level_of (matrix, extent.minimum, matrix->limit > 0 ? -matrix->limit : extent.minimum);
  double high
      = level_of (matrix, extent.minimum, matrix->limit > 0 ? matrix->limit : extent.maximum);

  if (!isfinite (value))
    return NOT_FINITE;
  return fig_colormap_pixel (map, (level_of (matrix, extent.minimum, value) - low) / (high - low));
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
fig_pgfplots_write_image (const FigDataMatrix *matrix, const char *path, GError **error)
{
  gsize rows = fig_pgfplots_rows (matrix), columns = fig_pgfplots_columns (matrix);
  gsize per_cell = (SIDE + MIN (rows, columns) - 1) / MIN (rows, columns);
  cairo_surface_t *image = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (columns * per_cell), (int) (rows * per_cell));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  FopExtent extent = extent_of (matrix);
  unsigned char *data = cairo_image_surface_get_data (image);
  gsize stride = (gsize) cairo_image_surface_get_stride (image);
  cairo_status_t status;
  FigColormap map;

  map_of (matrix, &map);
  for (gsize y = 0; data != NULL && y < rows * per_cell; y++)
    {
      /* Row 0 is at the bottom if there are coordinates. */
      gsize row = matrix->y != NULL ? rows - 1 - y / per_cell : y / per_cell;
      guint32 *pixels = (guint32 *) (void *) (data + y * stride);

      for (gsize x = 0; x < columns * per_cell; x++)
        pixels[x] = pixel_of (matrix, &map, extent, matrix->values[row * columns + x / per_cell]);
    }
  cairo_surface_mark_dirty (image);
  status = cairo_surface_write_to_png_stream (image, collect, bytes);
  cairo_surface_destroy (image);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, cairo_status_to_string (status));
      return FALSE;
    }
  return fop_whole_file_write (path, bytes->data, bytes->len, error);
}
