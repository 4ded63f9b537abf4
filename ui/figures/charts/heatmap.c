/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matrices as images: cells are pixels of an image surface, drawn without interpolation, or
 * rectangles in vector files. */

#include "ui/figures/charts/heatmap.h"

#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/plot.h"

#include <math.h>
#include <string.h>

/* Minimum width of cells that show their values. */
#define VALUE_CELL 44.0
/* Largest order drawn as rectangles in vector files; an image has a pixel for every cell, up to
 * this many. */
#define RECTANGLES_MOST 256
#define FILE_MOST       8192
#define OVERLAP         1.5 /* of rectangles */

#define BAR_WIDTH 12.0
#define BAR_GAP   8.0
/* Minimum distance between the color bar's labels. */
#define LABEL_ROOM 24.0

gboolean
fig_heatmap_cell (const FigHeatmap *heatmap, double x, double y, gsize *i, gsize *j)
{
  double row = (y - heatmap->y) / heatmap->side * (double) heatmap->n;
  double column = (x - heatmap->x) / heatmap->side * (double) heatmap->n;

  if (!(row >= 0 && row < (double) heatmap->n && column >= 0 && column < (double) heatmap->n))
    return FALSE;
  *i = heatmap->order != NULL ? heatmap->order[(gsize) row] : (gsize) row;
  *j = heatmap->order != NULL ? heatmap->order[(gsize) column] : (gsize) column;
  return TRUE;
}

/* The value displayed in row i and column j. */
static double
value_at (const FigHeatmap *heatmap, gsize i, gsize j)
{
  const gsize *order = heatmap->order;

  return order != NULL ? heatmap->values[order[i] * heatmap->n + order[j]]
                       : heatmap->values[i * heatmap->n + j];
}

/* The position of a value on the colormap. */
static double
share_of (const FigHeatmap *heatmap, double value)
{
  if (heatmap->linear > 0)
    return fig_signed_share (fig_signed_log_share (value, heatmap->limit, heatmap->linear), 1);
  return fig_signed_share (value, heatmap->limit);
}

/* The value that represents a rectangle of cells. */
static double
representative (const FigHeatmap *heatmap, gsize i0, gsize i1, gsize j0, gsize j1)
{
  double extreme = 0;

  for (gsize i = i0; i < i1; i++)
    for (gsize j = j0; j < j1; j++)
      {
        double value = value_at (heatmap, i, j);

        if (!isfinite (value))
          return NAN;
        if (fabs (value) > fabs (extreme))
          extreme = value;
      }
  return extreme;
}

static gsize
first_cell (gsize pixel, gsize pixels, gsize n)
{
  return pixel * n / pixels;
}

static gsize
end_cell (gsize pixel, gsize pixels, gsize n)
{
  gsize first = first_cell (pixel, pixels, n), next = first_cell (pixel + 1, pixels, n);

  return pixels >= n ? first + 1 : MAX (next, first + 1);
}

/* No color has these bits: CAIRO_FORMAT_RGB24 leaves the upper eight unused. */
#define NOT_FINITE 0xff000000u

static void
paint_row (const FigHeatmap *heatmap, const FigColormap *map, gsize pixels, gsize y, guint32 *row)
{
  gsize n = heatmap->n;

  for (gsize x = 0; x < pixels; x++)
    {
      double value;

      if (x > 0 && pixels > n && first_cell (x, pixels, n) == first_cell (x - 1, pixels, n))
        {
          row[x] = row[x - 1];
          continue;
        }
      value = representative (heatmap, first_cell (y, pixels, n), end_cell (y, pixels, n),
                              first_cell (x, pixels, n), end_cell (x, pixels, n));
      row[x] = isfinite (value) ? fig_colormap_pixel (map, share_of (heatmap, value)) : NOT_FINITE;
    }
}

static void
hatch_row (const FigTheme *theme, gsize pixels, gsize y, guint32 *row)
{
  guint32 hatch[] = { fig_color_pixel (theme->grid), fig_color_pixel (theme->axis) };

  for (gsize x = 0; x < pixels; x++)
    if (row[x] == NOT_FINITE)
      row[x] = hatch[(x + y) / 3 % 2];
}

static cairo_surface_t *
paint (const FigHeatmap *heatmap, const FigTheme *theme, const FigColormap *map, gsize pixels)
{
  cairo_surface_t *image
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) pixels, (int) pixels);
  gsize stride, n = heatmap->n;
  unsigned char *data;

  cairo_surface_flush (image);
  data = cairo_image_surface_get_data (image);
  stride = (gsize) cairo_image_surface_get_stride (image);
  for (gsize y = 0; data != NULL && y < pixels; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + y * stride);

      /* Pixel rows within a row of cells are identical, except for the hatching. */
      if (y > 0 && pixels > n && first_cell (y, pixels, n) == first_cell (y - 1, pixels, n))
        memcpy (row, data + (y - 1) * stride, pixels * sizeof (guint32));
      else
        paint_row (heatmap, map, pixels, y, row);
    }
  for (gsize y = 0; data != NULL && y < pixels; y++)
    hatch_row (theme, pixels, y, (guint32 *) (void *) (data + y * stride));
  cairo_surface_mark_dirty (image);
  return image;
}

static gboolean
is_vector (cairo_t *cr)
{
  switch (cairo_surface_get_type (cairo_get_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_SVG:
    case CAIRO_SURFACE_TYPE_RECORDING:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The image size in pixels that the drawing requires. */
static gsize
pixels_for (const FigHeatmap *heatmap, cairo_t *cr)
{
  if (is_vector (cr))
    return MIN (heatmap->n, FILE_MOST);
  return (gsize) MAX (round (heatmap->side * fig_device_scale (cr)), 1);
}

static void
draw_image (const FigHeatmap *heatmap, cairo_t *cr, const FigTheme *theme, const FigColormap *map)
{
  gsize pixels = pixels_for (heatmap, cr);
  cairo_surface_t *image = paint (heatmap, theme, map, pixels);

  cairo_save (cr);
  cairo_translate (cr, heatmap->x, heatmap->y);
  cairo_scale (cr, heatmap->side / (double) pixels, heatmap->side / (double) pixels);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, (double) pixels, (double) pixels);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

/* The current path in stripes, for cells without a finite value. */
static void
fill_hatched (cairo_t *cr, const FigTheme *theme)
{
  double left, top, right, bottom, room;

  cairo_path_extents (cr, &left, &top, &right, &bottom);
  fig_set_color (cr, theme->grid, 1);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  room = bottom - top;
  cairo_set_line_width (cr, 1.5);
  fig_set_color (cr, theme->axis, 1);
  for (double x = left - room; x < right; x += 4)
    {
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x + room, top);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Every rectangle, of equal cells of a row, reaches a little below those to the right and below,
 * which are drawn later: a viewer that smooths edges finds no ground between them to let through.
 * Only a little, because smoothed edges of what is below show, too. */
static void
draw_rectangles (const FigHeatmap *heatmap, cairo_t *cr, const FigTheme *theme,
                 const FigColormap *map)
{
  gsize n = heatmap->n, end;
  double cell = heatmap->side / (double) n, below = MIN (OVERLAP, cell / 2);
  g_autofree guint32 *row = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    {
      double y = heatmap->y + (double) i * cell, tall = cell + (i + 1 < n ? below : 0);

      paint_row (heatmap, map, n, i, row);
      for (gsize j = 0; j < n; j = end)
        {
          double x = heatmap->x + (double) j * cell;

          for (end = j + 1; end < n && row[end] == row[j]; end++)
            ;
          cairo_rectangle (cr, x, y, (double) (end - j) * cell + (end < n ? below : 0), tall);
          if (row[j] == NOT_FINITE)
            fill_hatched (cr, theme);
          else
            {
              fig_set_color (cr, fig_pixel_color (row[j]), 1);
              cairo_fill (cr);
            }
        }
    }
}

static void
draw_values (const FigHeatmap *heatmap, cairo_t *cr, const FigTheme *theme, const FigColormap *map)
{
  gsize n = heatmap->n;
  double cell = heatmap->side / (double) n;
  FigColor paper = fig_theme_light ()->background, ink = fig_theme_light ()->text;
  int digits = 4;
  double widest;

  /* As many digits as fit for the widest number. */
  do
    {
      widest = 0;
      for (gsize k = 0; k < n * n; k++)
        {
          g_autofree char *text = fig_number_text (heatmap->values[k], digits);

          widest = MAX (widest, fig_text_width (theme, text, FIG_TEXT_LABEL));
        }
    }
  while (widest > cell - 8 && --digits >= 2);
  if (digits < 2)
    return;

  for (gsize k = 0; k < n * n; k++)
    {
      double value = value_at (heatmap, k / n, k % n);
      g_autofree char *text = fig_number_text (value, digits);
      FigColor under
          = isfinite (value) ? fig_colormap_color (map, share_of (heatmap, value)) : theme->grid;
      FigColor color
          = fig_color_contrast (paper, under) > fig_color_contrast (ink, under) ? paper : ink;

      fig_text_draw (cr, theme, text, FIG_TEXT_LABEL, color,
                     heatmap->x + ((double) (k % n) + 0.5) * cell,
                     heatmap->y + ((double) (k / n) + 0.5) * cell, 0.5, 0.5, 0);
    }
}

void
fig_heatmap_draw (const FigHeatmap *heatmap, cairo_t *cr, const FigTheme *theme,
                  const FigColormap *map)
{
  if (is_vector (cr) && heatmap->n <= RECTANGLES_MOST)
    draw_rectangles (heatmap, cr, theme, map);
  else
    draw_image (heatmap, cr, theme, map);

  if (heatmap->side / (double) heatmap->n >= VALUE_CELL)
    draw_values (heatmap, cr, theme, map);

  cairo_save (cr);
  fig_set_line_width (cr, theme, 1);
  fig_set_color (cr, theme->axis, 1);
  cairo_rectangle (cr, heatmap->x - 0.5, heatmap->y - 0.5, heatmap->side + 1, heatmap->side + 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Values of the color bar's labels: its ends and center, then powers of ten from the ends inward.
 */
#define MARKS_MOST 15

static gsize
bar_marks (double limit, double linear, double *marks)
{
  gsize n = 0;
  double power;

  marks[n++] = limit;
  marks[n++] = -limit;
  marks[n++] = 0;
  if (linear <= 0)
    return n;
  power = pow (10, ceil (log10 (limit)) - 1);
  for (; power >= linear * 0.999 && n + 2 <= MARKS_MOST; power /= 10)
    {
      marks[n++] = power;
      marks[n++] = -power;
    }
  return n;
}

double
fig_heatmap_bar_width (const FigTheme *theme, double limit, double linear)
{
  double marks[MARKS_MOST];
  double widest = 0;
  gsize n = bar_marks (limit, linear, marks);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = fig_signed_text (marks[i], 3);

      widest = MAX (widest, fig_text_width (theme, label, FIG_TEXT_LABEL));
    }
  return BAR_WIDTH + BAR_GAP + widest;
}

static void
draw_bar_labels (cairo_t *cr, const FigTheme *theme, double limit, double linear, double x,
                 double y, double height)
{
  double marks[MARKS_MOST], taken[MARKS_MOST];
  gsize n = bar_marks (limit, linear, marks), n_taken = 0;

  for (gsize i = 0; i < n; i++)
    {
      double share = linear > 0 ? fig_signed_log_share (marks[i], limit, linear) : marks[i] / limit;
      double from_top = (1 - share) / 2;
      gboolean room = TRUE;

      for (gsize k = 0; k < n_taken; k++)
        room = room && fabs (from_top - taken[k]) * height >= LABEL_ROOM;
      if (room || i < 2)
        {
          g_autofree char *label = fig_signed_text (marks[i], 3);

          fig_text_draw (cr, theme, label, FIG_TEXT_LABEL, theme->dim, x + BAR_WIDTH + BAR_GAP,
                         y + from_top * height, 0, i < 2 ? from_top : 0.5, 0);
          taken[n_taken++] = from_top;
        }
    }
}

void
fig_heatmap_draw_bar (cairo_t *cr, const FigTheme *theme, const FigColormap *map, double limit,
                      double linear, double x, double y, double height)
{
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0, y, 0, y + height);

  for (int i = 0; i <= 32; i++)
    {
      FigColor color = fig_colormap_color (map, 1 - i / 32.0);

      cairo_pattern_add_color_stop_rgb (gradient, i / 32.0, color.red, color.green, color.blue);
    }
  cairo_save (cr);
  cairo_rectangle (cr, x, y, BAR_WIDTH, height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
  fig_set_line_width (cr, theme, 1);
  fig_set_color (cr, theme->axis, 1);
  cairo_rectangle (cr, x - 0.5, y - 0.5, BAR_WIDTH + 1, height + 1);
  cairo_stroke (cr);
  cairo_restore (cr);
  draw_bar_labels (cr, theme, limit, linear, x, y, height);
}
