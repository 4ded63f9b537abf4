/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks on a landscape. */

#include "ui/figures/charts/landmarks.h"

#include "ui/figures/paint/text-notes.h"

#include <math.h>

/* Semi-major axis of an ellipse, as a fraction of the plot. */
#define ELLIPSE 0.11
#define SIDES   128

/* Colors of names on an image, and of their halo. */
static const FigColor white = { 1, 1, 1 }, dark = { 0.1, 0.1, 0.12 };

void
fig_landmark_disc (cairo_t *cr, FigPoint at, double radius, FigColor fill)
{
  cairo_new_path (cr);
  cairo_arc (cr, at.x, at.y, radius + 2.25, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_fill (cr);
  cairo_arc (cr, at.x, at.y, radius + 1.5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_arc (cr, at.x, at.y, radius, 0, 2 * G_PI);
  fig_set_color (cr, fill, 1);
  cairo_fill (cr);
}

/* Strokes the current path dark and wide, then white. */
static void
stroke_mark (cairo_t *cr, double line)
{
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, line + 3);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.45);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, line);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
fig_landmark_minimum (cairo_t *cr, FigPoint at, double size)
{
  cairo_new_path (cr);
  cairo_move_to (cr, at.x - size, at.y - size);
  cairo_line_to (cr, at.x + size, at.y + size);
  cairo_move_to (cr, at.x - size, at.y + size);
  cairo_line_to (cr, at.x + size, at.y - size);
  stroke_mark (cr, 2);
}

void
fig_landmark_saddle (cairo_t *cr, FigPoint at, double size)
{
  cairo_new_path (cr);
  cairo_move_to (cr, at.x, at.y - size);
  cairo_line_to (cr, at.x + size, at.y);
  cairo_line_to (cr, at.x, at.y + size);
  cairo_line_to (cr, at.x - size, at.y);
  cairo_close_path (cr);
  stroke_mark (cr, 1.5);
}

void
fig_landmark_maximum (cairo_t *cr, FigPoint at, double size)
{
  cairo_new_path (cr);
  cairo_move_to (cr, at.x, at.y - size);
  cairo_line_to (cr, at.x + size, at.y + 0.75 * size);
  cairo_line_to (cr, at.x - size, at.y + 0.75 * size);
  cairo_close_path (cr);
  stroke_mark (cr, 1.5);
}

gboolean
fig_landmark_ellipse (cairo_t *cr, const FigPlot *plot, FigPoint at, const double *matrix,
                      gboolean dashed, FigPoint *tip)
{
  static const double dash[] = { 5, 3.5 };
  double per_x = (plot->right - plot->left) / (plot->x.high - plot->x.low);
  double per_y = (plot->bottom - plot->top) / (plot->y.high - plot->y.low);
  double longest = 0, scale;
  FigPoint outline[SIDES];

  for (int i = 0; i < SIDES; i++)
    {
      double c = cos (i * 2 * G_PI / SIDES), s = sin (i * 2 * G_PI / SIDES);
      FigPoint point
          = { (matrix[0] * c + matrix[1] * s) * per_x, -(matrix[2] * c + matrix[3] * s) * per_y };
      double length = hypot (point.x, point.y);

      outline[i] = point;
      if (!isfinite (length))
        return FALSE;
      if (length > longest * (1 + 1e-9) || (length > longest * (1 - 1e-9) && point.y < tip->y))
        {
          *tip = point;
          longest = MAX (length, longest);
        }
    }
  if (!(longest > 0))
    return FALSE;
  scale = ELLIPSE * MIN (plot->right - plot->left, plot->bottom - plot->top) / longest;
  *tip = (FigPoint){ at.x + scale * tip->x, at.y + scale * tip->y };

  cairo_save (cr);
  cairo_new_path (cr);
  for (int i = 0; i < SIDES; i++)
    cairo_line_to (cr, at.x + scale * outline[i].x, at.y + scale * outline[i].y);
  cairo_close_path (cr);
  if (!dashed)
    {
      cairo_set_source_rgba (cr, 1, 1, 1, 0.18);
      cairo_fill_preserve (cr);
    }
  cairo_set_line_width (cr, 3.5);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.3);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.75);
  cairo_set_source_rgb (cr, 1, 1, 1);
  if (dashed)
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_stroke (cr);
  cairo_restore (cr);
  return TRUE;
}

void
fig_landmark_unnamed (cairo_t *cr, const FigTheme *theme, const FigPlot *plot, gsize n)
{
  g_autofree char *text = g_strdup_printf ("+%" G_GSIZE_FORMAT " unlabeled", n);

  if (n > 0)
    {
      fig_text_draw_halo (cr, theme, text, FIG_TEXT_LABEL, white, dark, plot->right - 8,
                          plot->bottom - 6, 1, 1);
      fig_text_remark (
          cr, "Paths without a name, because their ends are too close: %" G_GSIZE_FORMAT, n);
    }
}

gboolean
fig_landmark_name (cairo_t *cr, const FigTheme *theme, const FigPlot *plot, FigPoint at,
                   const char *name, GArray *taken)
{
  static const double sides[][2] = { { 0, 1 }, { 0, 0 }, { 1, 1 }, { 1, 0 } };
  double wide, tall;

  fig_text_extents (theme, name, FIG_TEXT_LABEL, &wide, &tall);
  wide *= 1.1; /* for bold type */
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      double x = at.x + (sides[i][0] == 0 ? 9 : -9), y = at.y + (sides[i][1] == 0 ? 4 : -4);
      cairo_rectangle_t box = { x - sides[i][0] * wide, y - sides[i][1] * tall, wide, tall };
      gboolean free = box.x >= plot->left + 2 && box.x + wide <= plot->right - 2
                      && box.y >= plot->top + 2 && box.y + tall <= plot->bottom - 2;

      for (guint k = 0; k < taken->len && free; k++)
        {
          const cairo_rectangle_t *other = &g_array_index (taken, cairo_rectangle_t, k);

          free = box.x + wide < other->x || other->x + other->width < box.x
                 || box.y + tall < other->y || other->y + other->height < box.y;
        }
      if (!free)
        continue;
      g_array_append_val (taken, box);
      fig_text_draw_halo (cr, theme, name, FIG_TEXT_LABEL, white, dark, x, y, sides[i][0],
                          sides[i][1]);
      return TRUE;
    }
  return FALSE;
}
