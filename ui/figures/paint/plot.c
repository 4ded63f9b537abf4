/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Layout and drawing of the axes around a plot. */

#include "ui/figures/paint/plot.h"

#include "ui/figures/paint/round-scale.h"
#include "ui/figures/paint/text-notes.h"

#include <math.h>

#define PADDING     12.0 /* to the figure's edges */
#define TICK_GAP    8.0  /* between tick labels and the plot */
#define LABEL_GAP   6.0  /* between tick labels and an axis label */
#define LINE_HEIGHT 16.0

#define Y_TICK_DISTANCE 44.0
#define X_TICK_GAP      18.0 /* between neighboring labels */

static double
widest_label (const FigTicks *ticks, const FigTheme *theme)
{
  double widest = 0;

  for (gsize i = 0; i < ticks->n; i++)
    {
      g_autofree char *label = fig_ticks_label (ticks, i);

      widest = MAX (widest, fig_text_width (theme, label, FIG_TEXT_LABEL));
    }
  return widest;
}

static double
last_label_width (const FigTicks *ticks, const FigTheme *theme)
{
  g_autofree char *label = NULL;

  if (ticks->n == 0)
    return 0;
  label = fig_ticks_label (ticks, ticks->n - 1);
  return fig_text_width (theme, label, FIG_TEXT_LABEL);
}

static gboolean
labels_collide (const FigPlot *plot, const FigTheme *theme)
{
  double end = -INFINITY;

  for (gsize i = 0; i < plot->x_ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&plot->x_ticks, i);
      double half = fig_text_width (theme, label, FIG_TEXT_LABEL) / 2;
      double center = fig_scale_pixel (&plot->x, plot->x_ticks.values[i]);

      if (center - half < end + X_TICK_GAP)
        return TRUE;
      end = center + half;
    }
  return FALSE;
}

/* Takes the theme's labels, or none where there is no room for any. */
static void
choose_labels (FigPlot *plot, const FigTheme *theme, double width, double height)
{
  gboolean roomy = theme->names_all ? height >= 110 && width >= 120 : height >= 150 && width >= 220;

  if (theme->x_label != NULL && plot->x_label != NULL)
    plot->x_label = theme->x_label;
  if (theme->y_label != NULL)
    plot->y_label = theme->y_label;
  plot->is_bare = !roomy;
  if (!roomy)
    plot->x_label = plot->y_label = plot->second_label = NULL;
}

static FigTicks
ticks_of (FigScale *scale, const FigTheme *theme, guint most)
{
  return theme->rounds_limits ? fig_scale_round (scale, most) : fig_scale_ticks (scale, most);
}

void
fig_plot_layout (FigPlot *plot, const FigTheme *theme, double width, double height, FigRoom room)
{
  double beside = PADDING + 4; /* right of the plot */
  const FigScale x = plot->x;
  guint most_rows;
  double bottom;
  guint most;

  width -= room.beside;
  height -= room.below;
  choose_labels (plot, theme, width, height);
  bottom = TICK_GAP + LINE_HEIGHT + (plot->x_label != NULL ? LINE_HEIGHT : 0);
  plot->top = 10 + room.above;
  plot->bottom = MAX (height - bottom - 4, plot->top + 8);
  plot->y.from = plot->bottom;
  plot->y.to = plot->top;
  most_rows = (guint) CLAMP ((plot->bottom - plot->top) / Y_TICK_DISTANCE + 1, 2, 12);
  plot->y_ticks = ticks_of (&plot->y, theme, most_rows);
  if (plot->has_second)
    {
      plot->second.from = plot->bottom;
      plot->second.to = plot->top;
      plot->second_ticks = ticks_of (&plot->second, theme, most_rows);
      beside = PADDING + TICK_GAP + widest_label (&plot->second_ticks, theme)
               + (plot->second_label != NULL ? LINE_HEIGHT + LABEL_GAP : 0);
      beside = MIN (beside, width * 0.3);
    }

  plot->left = PADDING + widest_label (&plot->y_ticks, theme) + TICK_GAP
               + (plot->y_label != NULL ? LINE_HEIGHT + LABEL_GAP : 0);
  plot->left = MIN (plot->left, width * 0.6);

  /* The last label may extend beyond the plot's right edge; if so, reduce the number of ticks. */
  for (most = (guint) CLAMP (width / 45, 3, 14);; most--)
    {
      plot->right = width - beside;
      plot->x = x;
      plot->x.from = plot->left;
      plot->x.to = plot->right;
      plot->x_ticks = ticks_of (&plot->x, theme, most);
      if (plot->x_ticks.n > 0)
        {
          double half = last_label_width (&plot->x_ticks, theme) / 2;
          double over = fig_scale_pixel (&plot->x, plot->x_ticks.values[plot->x_ticks.n - 1]) + half
                        - (width - 6);

          if (over > 0)
            plot->x.to = plot->right -= over;
        }
      if (most <= 2 || !labels_collide (plot, theme))
        break;
    }
  plot->right = plot->x.to = MAX (plot->right, plot->left + 8);
}

double
fig_plot_x_of_step (const FigPlot *plot, guint64 step)
{
  return fig_scale_pixel (&plot->x,
                          plot->x.kind == FIG_SCALE_LOG ? MAX ((double) step, 1) : (double) step);
}

gboolean
fig_plot_contains (const FigPlot *plot, double x, double y)
{
  return x >= plot->left && x <= plot->right && y >= plot->top && y <= plot->bottom;
}

/* Vector formats, which are rendered at any resolution. */
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

double
fig_device_scale (cairo_t *cr)
{
  double x = 1, y = 0, x_scale, y_scale;

  if (is_vector (cr))
    return 2;
  cairo_user_to_device_distance (cr, &x, &y);
  cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
  return MAX (hypot (x, y) * x_scale, 0.1);
}

double
fig_snap (cairo_t *cr, double at, double line_width, gboolean vertical)
{
  double half = fmod (MAX (round (line_width * fig_device_scale (cr)), 1), 2) / 2;
  double x = at, y = at, x_scale, y_scale;

  if (is_vector (cr))
    return at;
  /* The surface's device scale applies on top of cairo's device space. */
  cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
  cairo_user_to_device (cr, &x, &y);
  if (vertical)
    x = (floor (x * x_scale) + half) / x_scale;
  else
    y = (floor (y * y_scale) + half) / y_scale;
  cairo_device_to_user (cr, &x, &y);
  return vertical ? x : y;
}

static void
stroke_vertical (cairo_t *cr, double x, double y0, double y1)
{
  x = fig_snap (cr, x, 1, TRUE);
  cairo_move_to (cr, x, y0);
  cairo_line_to (cr, x, y1);
  cairo_stroke (cr);
}

static void
stroke_horizontal (cairo_t *cr, double x0, double x1, double y)
{
  y = fig_snap (cr, y, 1, FALSE);
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
  cairo_stroke (cr);
}

static void
draw_labels (const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  for (gsize i = 0; i < plot->x_ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&plot->x_ticks, i);

      fig_text_draw (cr, theme, label, FIG_TEXT_LABEL, theme->dim,
                     fig_scale_pixel (&plot->x, plot->x_ticks.values[i]),
                     plot->bottom + TICK_GAP / 2 + LINE_HEIGHT / 2, 0.5, 0.5, 0);
    }
  for (gsize i = 0; i < plot->y_ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&plot->y_ticks, i);

      fig_text_draw (cr, theme, label, FIG_TEXT_LABEL, theme->dim, plot->left - TICK_GAP,
                     fig_scale_pixel (&plot->y, plot->y_ticks.values[i]), 1, 0.5, 0);
    }
  if (plot->is_bare)
    fig_text_remark (cr, "Axis labels are left out: the figure is too small");
  if (plot->x_label != NULL)
    {
      double room = plot->right - plot->left;

      fig_text_draw (cr, theme, plot->x_label, fig_text_fit (theme, plot->x_label, room),
                     theme->dim, (plot->left + plot->right) / 2,
                     plot->bottom + TICK_GAP / 2 + LINE_HEIGHT * 1.5, 0.5, 0.5, room);
    }
  if (plot->y_label != NULL)
    fig_text_draw_upwards (cr, theme, plot->y_label, theme->dim, PADDING + LINE_HEIGHT / 2 - 2,
                           (plot->top + plot->bottom) / 2,
                           plot->bottom - plot->top + 2 * LINE_HEIGHT);
}

static void
draw_second (const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  double x = plot->right + TICK_GAP;

  cairo_save (cr);
  fig_set_line_width (cr, theme, 1);
  fig_set_color (cr, theme->axis, 1);
  stroke_vertical (cr, plot->right, plot->top, plot->bottom);
  for (gsize i = 0; i < plot->second_ticks.n; i++)
    {
      double y = fig_scale_pixel (&plot->second, plot->second_ticks.values[i]);
      g_autofree char *label = fig_ticks_label (&plot->second_ticks, i);

      stroke_horizontal (cr, plot->right, plot->right + TICK_GAP / 2, y);
      fig_text_draw (cr, theme, label, FIG_TEXT_LABEL, theme->dim, x, y, 0, 0.5, 0);
    }
  if (plot->second_label != NULL)
    fig_text_draw_upwards (
        cr, theme, plot->second_label, theme->dim,
        x + widest_label (&plot->second_ticks, theme) + LABEL_GAP + LINE_HEIGHT / 2,
        (plot->top + plot->bottom) / 2, plot->bottom - plot->top + 2 * LINE_HEIGHT);
  cairo_restore (cr);
}

void
fig_plot_draw_frame (const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  draw_labels (plot, cr, theme);
}

void
fig_plot_draw (const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  cairo_save (cr);
  fig_set_line_width (cr, theme, 1);
  fig_set_color (cr, theme->grid, 1);
  for (gsize i = 0; i < plot->x_ticks.n && theme->shows_grid; i++)
    stroke_vertical (cr, fig_scale_pixel (&plot->x, plot->x_ticks.values[i]), plot->top,
                     plot->bottom);
  for (gsize i = 0; i < plot->y_ticks.n && theme->shows_grid; i++)
    stroke_horizontal (cr, plot->left, plot->right,
                       fig_scale_pixel (&plot->y, plot->y_ticks.values[i]));
  fig_set_color (cr, theme->axis, 1);
  stroke_vertical (cr, plot->left, plot->top, plot->bottom);
  stroke_horizontal (cr, plot->left, plot->right, plot->bottom);
  cairo_restore (cr);
  draw_labels (plot, cr, theme);
  if (plot->has_second)
    draw_second (plot, cr, theme);
}

void
fig_plot_clip (const FigPlot *plot, cairo_t *cr, double beside, double above)
{
  cairo_rectangle (cr, plot->left - beside, plot->top - above,
                   plot->right - plot->left + 2 * beside, plot->bottom - plot->top + 2 * above);
  cairo_clip (cr);
}

void
fig_plot_draw_step (const FigPlot *plot, cairo_t *cr, const FigTheme *theme, double step)
{
  static const double dash[] = { 3, 3 };

  if (!theme->shows_step || step < plot->x.low || step > plot->x.high)
    return;
  cairo_save (cr);
  fig_set_line_width (cr, theme, 1);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  fig_set_color (cr, theme->reference, 1);
  stroke_vertical (cr, fig_scale_pixel (&plot->x, step), plot->top, plot->bottom);
  cairo_restore (cr);
}
