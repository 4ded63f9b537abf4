/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * figures-gallery FOLDER [NAME [KEY=WORD…]]: draws every scene (or those whose names contain NAME)
 * as PNG, light and dark, from small to large, and prints the drawing time. KEY=WORD sets an option
 * of the figures that have it.
 */

#include "tests/figures/computed.h"
#include "tests/figures/scenes.h"

#include "ui/figures/paper/export.h"

#include <stdio.h>
#include <string.h>

static const struct
{
  double width, height, scale;
} sizes[]
    = { { 510, 335, 1 }, { 320, 240, 1 }, { 950, 525, 1 }, { 1900, 900, 1 }, { 510, 335, 2 } };

static void
draw (const char *what, const FigFigure *figure, gsize size, gboolean dark, const char *folder)
{
  double width = sizes[size].width, height = sizes[size].height, scale = sizes[size].scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale),
                                                         (int) (height * scale));
  cairo_t *cr = cairo_create (surface);
  g_autofree char *name
      = g_strdup_printf ("%s-%gx%g@%g-%s.png", what, width, height, scale, dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gint64 begin;

  cairo_scale (cr, scale, scale);
  fig_figure_draw (figure, cr, dark ? fig_theme_dark () : fig_theme_light (), width, height);
  begin = g_get_monotonic_time ();
  fig_figure_draw (figure, cr, dark ? fig_theme_dark () : fig_theme_light (), width, height);
  printf ("%6.2f ms  %s\n", (double) (g_get_monotonic_time () - begin) / 1000, name);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "%s could not be written\n", path);
  cairo_surface_destroy (surface);
}

static void
write_files (const char *what, const FigFigure *figure, const char *folder)
{
  for (int format = FIG_FORMAT_PDF; format <= FIG_FORMAT_PNG; format++)
    {
      g_autofree char *name = g_strconcat (what, ".", fig_format_word ((FigFormat) format), NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;

      if (!fig_export (figure, (FigFormat) format, 640, 440, 2, NULL, path, &error))
        fprintf (stderr, "%s\n", error->message);
    }
}

static void
show (const char *what, const FigFigure *figure, const char *folder)
{
  write_files (what, figure, folder);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (int dark = 0; dark < 2; dark++)
      draw (what, figure, s, dark, folder);
}

static FigOptions *
parse_options (int n, char *argv[])
{
  FigOptions *options = fig_options_new ();

  for (int i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = g_strsplit (argv[i], "=", 2);

      fig_options_set (options, parts[0], parts[1]);
    }
  return options;
}

int
main (int argc, char *argv[])
{
  g_autoptr (FigOptions) options = NULL;

  if (argc < 2)
    {
      fprintf (stderr, "usage: figures-gallery FOLDER [NAME [KEY=WORD…]]\n");
      return 2;
    }
  options = parse_options (MAX (argc - 3, 0), argv + 3);
  g_mkdir_with_parents (argv[1], 0755);
  for (gsize i = 0; i < n_scenes; i++)
    if (argc < 3 || strstr (scenes[i].name, argv[2]) != NULL)
      {
        g_autoptr (FigFigure) figure = scenes[i].make ();

        show (scenes[i].name, figure, argv[1]);
      }
  for (gsize i = 0; i < n_computed; i++)
    for (gsize k = 0; k < fig_n_kinds (); k++)
      {
        g_autofree char *name
            = g_strdup_printf ("computed-%s-%s", computed[i].name, fig_kind (k)->id);
        g_autoptr (FigFigure) figure = NULL;

        if (argc > 2 && strstr (name, argv[2]) == NULL)
          continue;
        figure = computed_figure_as (&computed[i], fig_kind (k), options);
        if (figure != NULL)
          show (name, figure, argv[1]);
      }
  return 0;
}
