/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One curve: its line and its marks. */

#include "ui/figures/charts/curve.h"

#include "ui/figures/paint/number-text.h"

#include <math.h>

#define LINE          1.75
#define SELECTED_LINE 2.25
#define THIN_LINE     1.5
#define WORDS         17.0 /* height of the label beside a cross */
#define ANNEAL_TICK   18.0 /* its height */

static const double dots[] = { 1, 2.5 };

void
fig_curve_clear (FigCurve *curve)
{
  g_free (curve->name);
  g_free (curve->events);
  g_free (curve->reason);
  fig_series_clear (&curve->series);
}

FigLegendEntry
fig_curve_entry (const FigCurve *curve, const FigTheme *theme)
{
  FigLegendEntry entry
      = { .label = curve->name, .color = fig_theme_style_color (theme, curve->style) };

  if (!curve->on_right)
    entry.dash = fig_style_dash (curve->style, &entry.n_dash);
  else
    {
      entry.dash = dots;
      entry.n_dash = G_N_ELEMENTS (dots);
    }
  return entry;
}

double
fig_curve_line_width (const FigCurve *curve, const FigTheme *theme)
{
  return theme->line_width * (curve->on_right ? THIN_LINE : curve->selected ? SELECTED_LINE : LINE);
}

gboolean
fig_curve_shows_end (const FigCurve *curve, const FigScale *x)
{
  double last = (double) fig_series_last_step (&curve->series);

  return last >= x->low && last <= x->high;
}

/* A triangle on the step axis for every slider move, one per pixel. */
static void
draw_events (const FigCurve *curve, const FigPlot *plot, cairo_t *cr, FigColor color)
{
  double before = -INFINITY;

  fig_set_color (cr, color, 1);
  for (gsize i = 0; i < curve->n_events; i++)
    {
      double x = fig_plot_x_of_step (plot, curve->events[i]);

      if (x < before + 1 || x < plot->left - 1 || x > plot->right + 1)
        continue;
      before = x;
      cairo_move_to (cr, x - 4, plot->bottom);
      cairo_line_to (cr, x, plot->bottom - 6.5);
      cairo_line_to (cr, x + 4, plot->bottom);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

/* A labeled tick on the step axis where annealing to the base optimizer begins. */
static void
draw_annealing (const FigCurve *curve, const FigPlot *plot, cairo_t *cr, const FigTheme *theme,
                FigColor color)
{
  static const char *const words = "annealing";
  double x = fig_plot_x_of_step (plot, curve->anneal_after);
  double wide = fig_text_width (theme, words, FIG_TEXT_LABEL);
  gboolean right = x + 5 + wide <= plot->right;

  if (curve->anneal_after == 0 || curve->anneal_after > fig_series_last_step (&curve->series)
      || x < plot->left || x > plot->right)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  fig_set_line_width (cr, theme, 1.5);
  fig_set_color (cr, color, 1);
  cairo_move_to (cr, x, plot->bottom);
  cairo_line_to (cr, x, plot->bottom - ANNEAL_TICK);
  cairo_stroke (cr);
  cairo_restore (cr);
  fig_text_draw (cr, theme, words, FIG_TEXT_LABEL, fig_theme_legible (theme, color),
                 right ? x + 5 : x - 5 - wide, plot->bottom - ANNEAL_TICK + 4, 0, 0.5, 0);
}

void
fig_curve_draw_marks (const FigCurve *curve, const FigPlot *plot, cairo_t *cr,
                      const FigTheme *theme)
{
  FigColor color = fig_theme_style_color (theme, curve->style);

  draw_events (curve, plot, cr, color);
  draw_annealing (curve, plot, cr, theme, color);
}

/* The step at which a diverged run ended, and the last visible point of its curve. */
static void
cross_place (const FigCurve *curve, const FigPlot *plot, const FigTrace *trace, double *x,
             double *y)
{
  *x = fig_plot_x_of_step (plot, fig_series_last_step (&curve->series));
  *y = fig_scale_pixel (&plot->y, fig_series_last (&curve->series));
  if (isnan (*y))
    *y = trace->n > 0 ? trace->spans[trace->n - 1].last : plot->top;
  *x = CLAMP (*x, plot->left + 6, plot->right - 6);
  *y = CLAMP (*y, plot->top + 6, plot->bottom - 6);
}

static gboolean
has_cross (const FigCurve *curve, const FigScale *x)
{
  return curve->diverged && !curve->on_right && fig_curve_shows_end (curve, x);
}

double
fig_curves_words_height (gsize n, const FigCurve *curves, const FigScale *x)
{
  double height = 0;

  for (gsize i = 0; i < n; i++)
    height += has_cross (&curves[i], x) ? WORDS : 0;
  return MIN (height, 3 * WORDS);
}

void
fig_curves_draw_crosses (gsize n, const FigCurve *curves, FigTrace *const *traces,
                         const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  double lowest = -INFINITY; /* bottom of the labels above */

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < n; i++)
    {
      const FigCurve *curve = &curves[i];
      g_autofree char *step = fig_count_text (fig_series_last_step (&curve->series));
      g_autofree char *words = g_strdup_printf ("%s diverged at step %s", curve->name, step);
      double x, y, wide, tall;
      gboolean right;

      if (!has_cross (curve, &plot->x))
        continue;
      cross_place (curve, plot, traces[i], &x, &y);
      for (int pass = 0; pass < 2; pass++)
        {
          cairo_move_to (cr, x - 4.5, y - 4.5);
          cairo_line_to (cr, x + 4.5, y + 4.5);
          cairo_move_to (cr, x - 4.5, y + 4.5);
          cairo_line_to (cr, x + 4.5, y - 4.5);
          fig_set_line_width (cr, theme, pass == 0 ? 5 : 2);
          fig_set_color (cr, pass == 0 ? theme->background : theme->warning, 1);
          cairo_stroke (cr);
        }

      fig_text_extents (theme, words, FIG_TEXT_LABEL, &wide, &tall);
      wide = MIN (wide, plot->right - plot->left - 24);
      right = x + 12 + wide <= plot->right;
      y = MAX (y, lowest + tall / 2);
      lowest = y + tall / 2;
      x = right ? x + 12 : MAX (x - 12 - wide, plot->left + 4);
      cairo_rectangle (cr, x - 2, y - tall / 2, wide + 4, tall);
      fig_set_color (cr, theme->background, 0.8);
      cairo_fill (cr);
      fig_text_draw (cr, theme, words, FIG_TEXT_LABEL, theme->warning, x, y, 0, 0.5, wide + 1);
    }
  cairo_restore (cr);
}
