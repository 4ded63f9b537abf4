/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A contact sheet fits all its images at the largest possible size. */

#include "ui/figures/charts/sheet.h"

#include <math.h>

static const struct
{
  double width, height;
} sizes[] = { { 480, 300 }, { 300, 480 }, { 1800, 900 }, { 900, 900 }, { 260, 1000 } };

static FigSheet
sheet_of (gsize n, gsize cells, double label, double bar, gsize size)
{
  FigSheet sheet = { .n = n, .cells = cells, .gap = 8, .label = label, .bar = bar };

  fig_sheet_fit (&sheet, sizes[size].width, sizes[size].height);
  return sheet;
}

static FigHeatmap
place (const FigSheet *sheet, gsize i)
{
  return fig_sheet_heatmap (sheet, i, 1, NULL, 1);
}

static void
test_images_never_meet (void)
{
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize n = 1; n <= 24; n++)
      {
        FigSheet sheet = sheet_of (n, 1, 20, 50, size);

        for (gsize i = 0; i < n; i++)
          {
            FigHeatmap a = place (&sheet, i);

            g_assert_cmpfloat (a.x, >=, 0);
            g_assert_cmpfloat (a.y, >=, 0);
            g_assert_cmpfloat (a.x + a.side + sheet.bar, <=, sizes[size].width);
            g_assert_cmpfloat (a.y + a.side + sheet.label, <=, sizes[size].height);
            g_assert_cmpfloat (a.x + a.side, <=, sheet.right);
            g_assert_cmpfloat (a.y + a.side, <=, sheet.y + sheet.height);
            for (gsize j = 0; j < i; j++)
              {
                FigHeatmap b = place (&sheet, j);

                g_assert_true (fabs (a.x - b.x) >= a.side + 8
                               || fabs (a.y - b.y) >= a.side + sheet.label + 8);
              }
          }
      }
}

/* With any number of columns, sides longer by one pixel would not fit. */
static void
test_images_are_as_large_as_can_be (void)
{
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize n = 1; n <= 24; n++)
      {
        FigSheet sheet = sheet_of (n, 1, 20, 50, size);
        double margin = MIN (16, MIN (sizes[size].width, sizes[size].height) / 12);
        double longer = sheet.side + 1;

        g_assert_cmpfloat (sheet.side, >=, 20);
        for (gsize columns = 1; columns <= n; columns++)
          {
            double across = (double) columns, down = ceil ((double) n / across);

            g_assert_true (across * longer + (across - 1) * 8 + sheet.bar
                               > sizes[size].width - 2 * margin
                           || down * (longer + sheet.label) + (down - 1) * 8
                                  > sizes[size].height - 2 * margin);
          }
      }
}

static void
test_cells_are_equal (void)
{
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize k = 2; k <= 16; k++)
      {
        FigSheet sheet = sheet_of (7, k, 20, 50, size);

        g_assert_cmpfloat (sheet.side, >=, 2 * (double) k);
        g_assert_cmpfloat (fmod (sheet.side, (double) k), ==, 0);
      }
}

static void
test_columns_can_be_asked_for (void)
{
  FigSheet sheet = { .n = 9, .columns = 3, .cells = 3, .gap = 8 };

  fig_sheet_fit (&sheet, 1800, 300);
  g_assert_cmpuint (sheet.columns, ==, 3);
  g_assert_cmpfloat (place (&sheet, 2).y, ==, place (&sheet, 0).y);
  g_assert_cmpfloat (place (&sheet, 3).x, ==, place (&sheet, 0).x);
}

/* The pixel columns that labels of that size cover. */
static gboolean *
inked (FigSheet *sheet, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);
  gboolean *columns = g_new0 (gboolean, width);

  fig_sheet_fit (sheet, width, height);
  for (gsize i = 0; i < sheet->n; i++)
    fig_sheet_draw_label (sheet, cr, fig_theme_light (), i, "a name much longer than its image");
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      columns[x] |= cairo_image_surface_get_data (
                        surface)[y * cairo_image_surface_get_stride (surface) + x]
                    != 0;
  cairo_surface_destroy (surface);
  return columns;
}

static void
test_labels_keep_apart (void)
{
  FigSheet sheet = { .n = 3, .columns = 3, .cells = 1, .gap = 8, .label = 20 };
  g_autofree gboolean *columns = inked (&sheet, 400, 300);
  double end = place (&sheet, 0).x + sheet.side;
  gboolean some = FALSE;

  for (int x = (int) place (&sheet, 0).x; x < (int) end; x++)
    some |= columns[x];
  g_assert_true (some);
  g_assert_false (columns[(int) end + 3]);
  g_assert_false (columns[(int) end + 4]);
}

static void
test_small_sheets_are_images_alone (void)
{
  FigSheet sheet = { .n = 20, .cells = 1, .gap = 8, .label = 20, .bar = 50 };
  g_autofree gboolean *columns = inked (&sheet, 140, 100);

  g_assert_cmpfloat (sheet.label, ==, 0);
  g_assert_cmpfloat (sheet.bar, ==, 0);
  for (int x = 0; x < 140; x++)
    g_assert_false (columns[x]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/images-never-meet", test_images_never_meet);
  g_test_add_func ("/sheet/images-are-as-large-as-can-be", test_images_are_as_large_as_can_be);
  g_test_add_func ("/sheet/cells-are-of-whole-pixels", test_cells_are_equal);
  g_test_add_func ("/sheet/columns-can-be-asked-for", test_columns_can_be_asked_for);
  g_test_add_func ("/sheet/labels-keep-apart", test_labels_keep_apart);
  g_test_add_func ("/sheet/small-sheets-are-images-alone", test_small_sheets_are_images_alone);
  return g_test_run ();
}
