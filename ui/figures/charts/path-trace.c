/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The trajectory of a run in a plane. */

#include "ui/figures/charts/path-trace.h"

#include <math.h>

#define LINE          2.0
#define SELECTED_LINE 2.5
#define HALO          2.25 /* around a line, on either side */
/* Paths are thinned to at most this many points. */
#define POINTS_MOST 6000

void
fig_path_clear (FigPath *path)
{
  g_clear_pointer (&path->name, g_free);
  g_clear_pointer (&path->curves, fop_curves_unref);
  g_clear_pointer (&path->points, g_array_unref);
}

gsize
fig_path_n (const FigPath *path)
{
  return path->points != NULL ? path->points->len : path->curves->n_buckets + 1;
}

FigPoint
fig_path_at (const FigPath *path, gsize i)
{
  const FopCurves *curves = path->curves;
  const double *map = path->map;
  FigPoint point;

  if (path->points != NULL)
    return g_array_index (path->points, FigPoint, i);
  if (i == curves->n_buckets)
    point = (FigPoint){ curves->last[path->x], curves->last[path->y] };
  else
    point = (FigPoint){ fop_curves_bucket (curves, path->x, i).value,
                        fop_curves_bucket (curves, path->y, i).value };
  if (path->mapped)
    point = (FigPoint){ map[0] * point.x + map[1] * point.y, map[2] * point.x + map[3] * point.y };
  return point;
}

/* The points that are farther than @least from the previous one, in pixels, and always the head. */
static GArray *
path_points (const FigPath *path, const FigPlot *plot, double least)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (FigPoint));
  gsize n = fig_path_n (path);
  FigPoint before = { INFINITY, INFINITY };

  for (gsize i = 0; i < n; i++)
    {
      FigPoint place = fig_path_at (path, i);
      FigPoint point = { fig_scale_pixel (&plot->x, place.x), fig_scale_pixel (&plot->y, place.y) };

      if (!isfinite (place.x) || !isfinite (place.y)
          || (i + 1 < n && hypot (point.x - before.x, point.y - before.y) < least))
        continue;
      g_array_append_val (points, point);
      before = point;
    }
  return points;
}

GArray *
fig_path_points (const FigPath *path, const FigPlot *plot)
{
  GArray *points = path_points (path, plot, 0.5);

  for (double least = 1; points->len > POINTS_MOST && least < 64; least *= 2)
    {
      g_array_unref (points);
      points = path_points (path, plot, least);
    }
  return points;
}

void
fig_path_draw (const FigPath *path, const GArray *points, cairo_t *cr, const FigTheme *theme)
{
  double line = theme->line_width * (path->selected ? SELECTED_LINE : LINE), lengths[8];
  gsize n_dash;
  const double *dash = fig_style_dash (path->style, &n_dash);

  if (points->len == 0)
    return;
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path (cr);
  for (guint i = 0; i < points->len; i++)
    cairo_line_to (cr, g_array_index (points, FigPoint, i).x,
                   g_array_index (points, FigPoint, i).y);
  cairo_set_line_width (cr, line + HALO + 1.5);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, line + HALO);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  for (gsize i = 0; i < MIN (n_dash, G_N_ELEMENTS (lengths)); i++)
    lengths[i] = dash[i] * line;
  cairo_set_dash (cr, lengths, (int) n_dash, 0);
  if (n_dash > 0)
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, line);
  fig_set_color (cr, fig_theme_style_color (theme, path->style), 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}
