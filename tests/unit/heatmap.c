/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A heatmap shows every value in the color given by its colormap. */

#include "ui/figures/charts/heatmap.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (image)
                             + (gsize) y * (gsize) cairo_image_surface_get_stride (image);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

static cairo_surface_t *
draw (gsize n, const double *values, double limit, double side, double scale, const FigTheme *theme,
      FigColormap *map)
{
  int size = (int) ceil (side * scale);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cr = cairo_create (image);
  FigHeatmap heatmap = { .n = n, .values = values, .limit = limit, .side = side };

  fig_colormap_diverging (map, theme);
  cairo_scale (cr, scale, scale);
  fig_heatmap_draw (&heatmap, cr, theme, map);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static void
test_colors_are_the_map (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const FigTheme *themes[] = { fig_theme_light (), fig_theme_dark () };

  for (gsize t = 0; t < 2; t++)
    for (int scale = 1; scale <= 2; scale++)
      for (gsize n = 1; n <= 40; n += 13)
        {
          g_autofree double *values = g_new (double, n *n);
          double cell = 8;
          FigColormap map;
          cairo_surface_t *image;

          for (gsize k = 0; k < n * n; k++)
            values[k] = g_rand_double_range (random, -3, 3);
          image = draw (n, values, 3, cell * (double) n, scale, themes[t], &map);
          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < n; j++)
              for (int corner = 0; corner < 2; corner++)
                {
                  double at = corner == 0 ? 2.5 : cell - 2.5;
                  int x = (int) (((double) j * cell + at) * scale);
                  int y = (int) (((double) i * cell + at) * scale);

                  g_assert_cmphex (pixel (image, x, y), ==,
                                   fig_color_pixel (fig_colormap_color (
                                       &map, fig_signed_share (values[i * n + j], 3))));
                }
          cairo_surface_destroy (image);
        }
}

static void
test_not_finite (void)
{
  double values[9] = { 1, NAN, 0, INFINITY, -1, 0.5, 0, -INFINITY, 1 };
  const FigTheme *theme = fig_theme_light ();
  FigColormap map;
  cairo_surface_t *image = draw (3, values, 1, 90, 1, theme, &map);

  for (gsize k = 0; k < 9; k++)
    for (int at = 3; at < 8; at++)
      {
        guint32 here = pixel (image, (int) (k % 3) * 30 + at, (int) (k / 3) * 30 + 4);
        gboolean gray
            = here == fig_color_pixel (theme->grid) || here == fig_color_pixel (theme->axis);

        g_assert_true (gray == !isfinite (values[k]));
      }
  cairo_surface_destroy (image);
}

/* A single cell among half a million is visible at any size. */
static void
test_extremes_survive (void)
{
  gsize n = 701;
  g_autofree double *values = g_new0 (double, n *n);
  static const gsize places[] = { 702, 350 * 701 + 349, 699 * 701 + 699, 5 * 701 + 613 };

  for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
    for (double side = 40; side < 800; side *= 1.9)
      {
        FigColormap map;
        cairo_surface_t *image;
        gsize seen = 0;

        values[places[p]] = -1;
        image = draw (n, values, 1, side, 1, fig_theme_light (), &map);
        for (int y = 0; y < (int) side; y++)
          for (int x = 0; x < (int) side; x++)
            seen += pixel (image, x, y) == fig_color_pixel (map.colors[0]);
        g_assert_cmpuint (seen, >=, 1);
        values[places[p]] = 0;
        cairo_surface_destroy (image);
      }
}

static void
test_cells (void)
{
  double values[16] = { 0 };
  static const gsize order[] = { 2, 0, 3, 1 };
  FigHeatmap heatmap = { .n = 4, .values = values, .limit = 1, .x = 10, .y = 20, .side = 100 };
  gsize i, j;

  g_assert_true (fig_heatmap_cell (&heatmap, 10, 20, &i, &j));
  g_assert_cmpuint (i, ==, 0);
  g_assert_cmpuint (j, ==, 0);
  g_assert_true (fig_heatmap_cell (&heatmap, 109.9, 44.9, &i, &j));
  g_assert_cmpuint (i, ==, 0);
  g_assert_cmpuint (j, ==, 3);
  g_assert_false (fig_heatmap_cell (&heatmap, 110, 44, &i, &j));
  g_assert_false (fig_heatmap_cell (&heatmap, 9.9, 44, &i, &j));
  g_assert_false (fig_heatmap_cell (&heatmap, NAN, 44, &i, &j));
  /* Readouts of a sorted heatmap show the original indices. */
  heatmap.order = order;
  g_assert_true (fig_heatmap_cell (&heatmap, 109.9, 44.9, &i, &j));
  g_assert_cmpuint (i, ==, 2);
  g_assert_cmpuint (j, ==, 1);
}

/* A sorted heatmap is the heatmap of the permuted matrix. */
static void
test_order (void)
{
  enum
  {
    N = 12,
    SIDE = 96
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  double values[N * N], moved[N * N];
  gsize order[N];
  FigHeatmap heatmaps[] = { { .n = N, .values = values, .limit = 1, .side = SIDE, .order = order },
                            { .n = N, .values = moved, .limit = 1, .side = SIDE } };
  cairo_surface_t *images[2];
  FigColormap map;

  fig_colormap_diverging (&map, fig_theme_light ());
  for (gsize k = 0; k < N; k++)
    order[k] = k * 5 % N;
  for (gsize k = 0; k < N * N; k++)
    values[k] = g_rand_double_range (random, -1, 1);
  for (gsize k = 0; k < N * N; k++)
    moved[k] = values[order[k / N] * N + order[k % N]];
  for (gsize m = 0; m < 2; m++)
    {
      cairo_t *cr;

      images[m] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
      cr = cairo_create (images[m]);
      fig_heatmap_draw (&heatmaps[m], cr, fig_theme_light (), &map);
      cairo_destroy (cr);
      cairo_surface_flush (images[m]);
    }
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      g_assert_cmphex (pixel (images[0], x, y), ==, pixel (images[1], x, y));
  for (gsize m = 0; m < 2; m++)
    cairo_surface_destroy (images[m]);
}

static void
test_signed_log (void)
{
  double before = -2;

  g_assert_cmpfloat (fig_signed_log_share (0, 5, 0.005), ==, 0);
  g_assert_cmpfloat (fig_signed_log_share (5, 5, 0.005), ==, 1);
  g_assert_cmpfloat (fig_signed_log_share (-5, 5, 0.005), ==, -1);
  for (double value = -5; value <= 5; value += 0.01)
    {
      double share = fig_signed_log_share (value, 5, 0.005);

      g_assert_cmpfloat (share, >, before);
      g_assert_cmpfloat (share, ==, -fig_signed_log_share (-value, 5, 0.005));
      before = share;
    }
  /* Beyond the linear zone, each factor of ten has the same length. */
  g_assert_cmpfloat_with_epsilon (
      fig_signed_log_share (5, 5, 5e-9) - fig_signed_log_share (0.5, 5, 5e-9),
      fig_signed_log_share (0.05, 5, 5e-9) - fig_signed_log_share (0.005, 5, 5e-9), 1e-6);
}

/* On a log scale, the color of a cell is that of its position. */
static void
test_logarithmic_colors (void)
{
  double values[] = { 1, -0.1, 0.001, 0 };
  FigHeatmap heatmap = { .n = 2, .values = values, .limit = 1, .side = 80, .linear = 1e-3 };
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 80, 80);
  cairo_t *cr = cairo_create (image);
  FigColormap map;

  fig_colormap_diverging (&map, fig_theme_light ());
  fig_heatmap_draw (&heatmap, cr, fig_theme_light (), &map);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  for (int k = 0; k < 4; k++)
    g_assert_cmphex (pixel (image, k % 2 * 40 + 20, k / 2 * 40 + 20), ==,
                     fig_color_pixel (fig_colormap_color (
                         &map, fig_signed_share (fig_signed_log_share (values[k], 1, 1e-3), 1))));
  g_assert_cmphex (pixel (image, 20, 60), !=, fig_color_pixel (fig_theme_light ()->background));
  cairo_surface_destroy (image);
}

/* One cell of four million, at the size of a card. */
static void
test_outlier_among_millions (void)
{
  gsize n = 2000;
  g_autofree double *values = g_new0 (double, n *n);
  FigColormap map;
  cairo_surface_t *image;
  gsize seen = 0;

  values[1234 * n + 567] = 1;
  image = draw (n, values, 1, 150, 1, fig_theme_dark (), &map);
  for (int y = 0; y < 150; y++)
    for (int x = 0; x < 150; x++)
      seen += pixel (image, x, y) == fig_color_pixel (map.colors[FIG_COLORMAP_SIZE - 1]);
  g_assert_cmpuint (seen, ==, 1);
  cairo_surface_destroy (image);
}

static void
test_map_is_centered (void)
{
  const FigTheme *themes[] = { fig_theme_light (), fig_theme_dark () };
  FigColormap map;

  for (gsize t = 0; t < 2; t++)
    {
      fig_colormap_diverging (&map, themes[t]);
      g_assert_cmphex (fig_color_pixel (fig_colormap_color (&map, fig_signed_share (0, 5))), ==,
                       fig_color_pixel (themes[t]->background));
      /* Contrast increases with magnitude, equally for both signs. */
      for (gsize k = 1; k <= FIG_COLORMAP_SIZE / 2; k++)
        {
          double above = fig_color_contrast (map.colors[128 + k], themes[t]->background);
          double below = fig_color_contrast (map.colors[128 - k], themes[t]->background);

          g_assert_cmpfloat (above, >=,
                             fig_color_contrast (map.colors[128 + k - 1], themes[t]->background)
                                 - 1e-6);
          g_assert_cmpfloat (MAX (above, below) / MIN (above, below), <, 1.35);
        }
      g_assert_cmphex (fig_color_pixel (fig_colormap_color (&map, fig_signed_share (INFINITY, 5))),
                       ==, fig_color_pixel (map.colors[FIG_COLORMAP_SIZE - 1]));
    }
}

static void
test_viridis_rises (void)
{
  static const FigColor black = { 0, 0, 0 };
  FigColormap map;

  fig_colormap_viridis (&map);
  for (gsize k = 1; k < FIG_COLORMAP_SIZE; k++)
    g_assert_cmpfloat (fig_color_contrast (map.colors[k], black), >,
                       fig_color_contrast (map.colors[k - 1], black));
  g_assert_cmphex (fig_color_pixel (map.colors[0]), ==, 0x440154);
  g_assert_cmphex (fig_color_pixel (map.colors[FIG_COLORMAP_SIZE - 1]), ==, 0xfde725);
}

/* ---- vector files ---- */

static void
replay (FigHeatmap *heatmap, cairo_t *cr, const FigColormap *map)
{
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *on_record = cairo_create (record);

  fig_heatmap_draw (heatmap, on_record, fig_theme_light (), map);
  cairo_destroy (on_record);
  cairo_set_source_surface (cr, record, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (record);
}

/* Cells of two dark colors on white: between them, smoothed edges let no white through. */
static void
test_no_seams (void)
{
  double values[20 * 20];
  FigHeatmap heatmap = { .n = 20, .values = values, .limit = 1, .side = 100 };

  for (gsize k = 0; k < 400; k++)
    values[k] = (k / 20 + k % 20) % 2 == 0 ? 1 : 0.95;
  for (double scale = 0.77; scale < 2; scale += 0.31)
    {
      cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 200);
      cairo_t *cr = cairo_create (image);
      FigColormap map;
      guint32 lighter;

      fig_colormap_diverging (&map, fig_theme_light ());
      lighter = fig_colormap_pixel (&map, fig_signed_share (0.95, 1));
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, scale, scale);
      replay (&heatmap, cr, &map);
      cairo_destroy (cr);
      cairo_surface_flush (image);
      for (int y = 3; y < 100 * scale - 3; y++)
        for (int x = 3; x < 100 * scale - 3; x++)
          g_assert_cmpuint (pixel (image, x, y) & 0xff, <=, (lighter & 0xff) + 1);
      cairo_surface_destroy (image);
    }
}

static cairo_status_t
append (void *text, const unsigned char *data, unsigned int length)
{
  g_string_append_len (text, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Up to order 256, rectangles; an image with one pixel for each cell beyond that. */
static void
test_files (void)
{
  static const gsize orders[] = { 256, 257 };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gsize n = orders[i];
      g_autofree double *values = g_new0 (double, n *n);
      FigHeatmap heatmap = { .n = n, .values = values, .limit = 1, .side = 100 };
      g_autoptr (GString) text = g_string_new (NULL);
      cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append, text, 100, 100);
      cairo_t *cr = cairo_create (surface);
      FigColormap map;

      for (gsize k = 0; k < n; k++)
        values[k * n + k] = 1;
      fig_colormap_diverging (&map, fig_theme_light ());
      fig_heatmap_draw (&heatmap, cr, fig_theme_light (), &map);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      g_assert_true ((strstr (text->str, "<image") != NULL) == (n > 256));
      if (n > 256)
        g_assert_nonnull (strstr (text->str, "width=\"257\" height=\"257\""));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heatmap/every-cell-has-the-color-of-its-value", test_colors_are_the_map);
  g_test_add_func ("/heatmap/what-is-not-finite-is-hatched", test_not_finite);
  g_test_add_func ("/heatmap/extremes-survive-fewer-pixels-than-cells", test_extremes_survive);
  g_test_add_func ("/heatmap/finds-the-cell-under-the-pointer", test_cells);
  g_test_add_func ("/heatmap/an-order-moves-rows-and-columns", test_order);
  g_test_add_func ("/heatmap/signed-log-rises-and-is-odd", test_signed_log);
  g_test_add_func ("/heatmap/logarithmic-cells-have-the-color-of-their-share",
                   test_logarithmic_colors);
  g_test_add_func ("/heatmap/an-outlier-among-millions-is-seen", test_outlier_among_millions);
  g_test_add_func ("/heatmap/zero-is-the-background-and-signs-are-equals", test_map_is_centered);
  g_test_add_func ("/heatmap/files-have-no-seams", test_no_seams);
  g_test_add_func ("/heatmap/files-have-every-cell", test_files);
  g_test_add_func ("/heatmap/viridis-rises-in-lightness", test_viridis_rises);
  return g_test_run ();
}
