/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A landscape and the ways through it. */

#include "ui/figures/contour-figure.h"

#include "ui/figures/contour.h"
#include "ui/figures/extent.h"
#include "ui/figures/number.h"
#include "ui/figures/plot.h"

#include <math.h>
#include <string.h>

/* Half the longer axis of the ellipse, as a share of the plot. */
#define ELLIPSE 0.11

typedef struct
{
  FigFigure base;
  FopProblem *problem;
  gsize n;
  FigPath *paths;
  gboolean has_preconditioner;
  double preconditioner[4];
  FopDomain domain;
} ContourFigure;

/* ---- the rectangle ---- */

static void
widen (double *low, double *high, FigExtent reach)
{
  double size = *high - *low, step = size / 4;

  if (fig_extent_is_empty (reach))
    return;
  if (reach.minimum < *low)
    *low -= step * ceil (MIN (*low - reach.minimum, size) / step);
  if (reach.maximum > *high)
    *high += step * ceil (MIN (reach.maximum - *high, size) / step);
}

/* Around the start and the minima, with as much air again. */
static void
around (const FopProblem *problem, gsize axis, double *low, double *high)
{
  FigExtent extent = fig_extent_of_values (1, &problem->start[axis]);
  double air;

  for (gsize m = 0; m < problem->n_minima; m++)
    extent = fig_extent_join (extent, fig_extent_of_values (1, &problem->minima[2 * m + axis]));
  if (fig_extent_is_empty (extent))
    extent.minimum = extent.maximum = 0;
  air = MAX (0.5 * (extent.maximum - extent.minimum), 1);
  *low = extent.minimum - air;
  *high = extent.maximum + air;
}

FopDomain
fig_contour_domain (const FopProblem *problem, gsize n, const FigPath *paths)
{
  FopDomain domain = problem->domain;
  FigExtent x = fig_extent_of_values (1, &problem->start[0]);
  FigExtent y = fig_extent_of_values (1, &problem->start[1]);

  if (!problem->has_domain)
    {
      around (problem, 0, &domain.x_minimum, &domain.x_maximum);
      around (problem, 1, &domain.y_minimum, &domain.y_maximum);
    }
  for (gsize i = 0; i < n; i++)
    if (!paths[i].diverged)
      {
        x = fig_extent_join (x, fig_extent_of_curves (paths[i].curves, paths[i].x));
        y = fig_extent_join (y, fig_extent_of_curves (paths[i].curves, paths[i].y));
      }
  widen (&domain.x_minimum, &domain.x_maximum, x);
  widen (&domain.y_minimum, &domain.y_maximum, y);
  return domain;
}

static void
lay_out (const ContourFigure *figure, double width, double height, FigPlot *plot)
{
  *plot = (FigPlot){ .x_label = "θ₁", .y_label = "θ₂" };
  plot->x = fig_scale (FIG_SCALE_LINEAR, figure->domain.x_minimum, figure->domain.x_maximum);
  plot->y = fig_scale (FIG_SCALE_LINEAR, figure->domain.y_minimum, figure->domain.y_maximum);
  fig_plot_layout (plot, width, height, 0);
}

/* ---- drawing ---- */

static void
draw_field (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr)
{
  g_autoptr (FigField) field = fig_field_of (figure->problem, figure->domain);
  double scale = fig_device_scale (cr);
  double wide = plot->right - plot->left, tall = plot->bottom - plot->top;
  gsize width = (gsize) CLAMP (round (wide * scale), 1, 8192);
  gsize height = (gsize) CLAMP (round (tall * scale), 1, 8192);
  cairo_surface_t *image = fig_field_image (field, width, height);

  cairo_save (cr);
  cairo_translate (cr, plot->left, plot->top);
  cairo_scale (cr, wide / (double) width, tall / (double) height);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, (double) width, (double) height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static void
draw_disc (cairo_t *cr, double x, double y, double radius, FigColor fill)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius + 2.25, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_fill (cr);
  cairo_arc (cr, x, y, radius + 1.5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  fig_set_color (cr, fill, 1);
  cairo_fill (cr);
}

static void
draw_minima (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr)
{
  static const double widths[] = { 5, 2 };

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize m = 0; m < figure->problem->n_minima; m++)
    for (int pass = 0; pass < 2; pass++)
      {
        double x = fig_scale_pixel (&plot->x, figure->problem->minima[2 * m]);
        double y = fig_scale_pixel (&plot->y, figure->problem->minima[2 * m + 1]);

        cairo_move_to (cr, x - 5, y - 5);
        cairo_line_to (cr, x + 5, y + 5);
        cairo_move_to (cr, x - 5, y + 5);
        cairo_line_to (cr, x + 5, y - 5);
        cairo_set_line_width (cr, widths[pass]);
        if (pass == 0)
          cairo_set_source_rgba (cr, 0, 0, 0, 0.45);
        else
          cairo_set_source_rgb (cr, 1, 1, 1);
        cairo_stroke (cr);
      }
}

/* P maps a circle of gradients to an ellipse of steps; here it is scaled to a fixed size. */
static void
draw_ellipse (const ContourFigure *figure, const FigPlot *plot, FigPoint head, cairo_t *cr)
{
  const double *p = figure->preconditioner;
  double per_x = (plot->right - plot->left) / (plot->x.high - plot->x.low);
  double per_y = (plot->bottom - plot->top) / (plot->y.high - plot->y.low);
  double longest = 0, scale;

  for (int i = 0; i < 4; i++)
    if (!isfinite (p[i]))
      return;
  for (int i = 0; i < 128; i++)
    {
      double c = cos (i * G_PI / 64), s = sin (i * G_PI / 64);

      longest = MAX (longest, hypot ((p[0] * c + p[1] * s) * per_x, (p[2] * c + p[3] * s) * per_y));
    }
  if (!(longest > 0) || !isfinite (longest))
    return;
  scale = ELLIPSE * MIN (plot->right - plot->left, plot->bottom - plot->top) / longest;

  cairo_save (cr);
  cairo_new_path (cr);
  for (int i = 0; i < 128; i++)
    {
      double c = cos (i * G_PI / 64), s = sin (i * G_PI / 64);

      cairo_line_to (cr, head.x + scale * (p[0] * c + p[1] * s) * per_x,
                     head.y - scale * (p[2] * c + p[3] * s) * per_y);
    }
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.18);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 3.5);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.3);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.75);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A name beside its path's head, on the first of four sides where it covers no other and stays
 * inside; none where there is no such side. */
static void
draw_name (const char *name, FigPoint head, const FigPlot *plot, GArray *taken, cairo_t *cr)
{
  static const double sides[][2] = { { 0, 1 }, { 0, 0 }, { 1, 1 }, { 1, 0 } };
  static const FigColor white = { 1, 1, 1 }, dark = { 0.1, 0.1, 0.12 };
  double wide, tall;

  fig_text_extents (name, FIG_TEXT_LABEL, &wide, &tall);
  wide *= 1.1; /* bold */
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      double x = head.x + (sides[i][0] == 0 ? 9 : -9), y = head.y + (sides[i][1] == 0 ? 4 : -4);
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
      fig_text_draw_halo (cr, name, FIG_TEXT_LABEL, white, dark, x, y, sides[i][0], sides[i][1]);
      return;
    }
}

static void
draw_ways (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  g_autofree GArray **points = g_new (GArray *, figure->n);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  static const FigColor white = { 1, 1, 1 };

  for (gsize i = 0; i < figure->n; i++)
    points[i] = fig_path_points (&figure->paths[i], plot);
  for (int pass = 0; pass < 2; pass++) /* the selected run lies on top */
    for (gsize i = 0; i < figure->n; i++)
      if (figure->paths[i].selected == (pass == 1))
        fig_path_draw (&figure->paths[i], points[i], cr, theme);
  draw_disc (cr, fig_scale_pixel (&plot->x, figure->problem->start[0]),
             fig_scale_pixel (&plot->y, figure->problem->start[1]), 1.5, white);

  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < figure->n; i++)
      {
        const FigPath *path = &figure->paths[i];
        FigPoint head;

        if (path->selected != (pass == 1) || points[i]->len == 0)
          continue;
        head = g_array_index (points[i], FigPoint, points[i]->len - 1);
        if (path->selected && figure->has_preconditioner)
          draw_ellipse (figure, plot, head, cr);
        draw_disc (cr, head.x, head.y, 4, fig_theme_style_color (theme, path->style));
      }
  /* The selected run's name has the first choice of places. */
  for (int pass = 1; pass >= 0; pass--)
    for (gsize i = 0; i < figure->n; i++)
      if (figure->paths[i].selected == (pass == 1) && points[i]->len > 0)
        {
          FigPoint head = g_array_index (points[i], FigPoint, points[i]->len - 1);

          if (fig_plot_contains (plot, head.x, head.y))
            draw_name (figure->paths[i].name, head, plot, taken, cr);
        }
  for (gsize i = 0; i < figure->n; i++)
    g_array_unref (points[i]);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  FigPlot plot;

  lay_out (figure, width, height, &plot);
  fig_plot_draw_frame (&plot, cr, theme);
  draw_field (figure, &plot, cr);
  cairo_save (cr);
  fig_plot_clip (&plot, cr, 0, 0);
  draw_minima (figure, &plot, cr);
  draw_ways (figure, &plot, cr, theme);
  cairo_restore (cr);
}

/* ---- reading ---- */

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  const FopProblem *problem = figure->problem;
  g_autofree double *work = g_new (double, problem->work_size + 1);
  g_autofree char *first = NULL, *second = NULL, *value = NULL;
  FigPlot plot;
  double theta[2];

  lay_out (figure, width, height, &plot);
  if (!fig_plot_contains (&plot, x, y))
    return FALSE;
  theta[0] = fig_scale_value (&plot.x, x);
  theta[1] = fig_scale_value (&plot.y, y);
  first = fig_number_text (theta[0], 3);
  second = fig_number_text (theta[1], 3);
  value = fig_number_text (problem->klass->evaluate (problem, theta, FOP_STEP_ALL, NULL, work), 4);
  reading->x = x;
  reading->y = y;
  reading->text = g_strdup_printf ("θ₁  %s\nθ₂  %s\nJ  %s", first, second, value);
  return TRUE;
}

static void
axes_of (const FigFigure *base, double width, double height, FigAxes *axes)
{
  FigPlot plot;

  lay_out ((const ContourFigure *) base, width, height, &plot);
  *axes = (FigAxes){ plot.x, plot.y };
}

/* ---- making ---- */

static void
free_figure (FigFigure *base)
{
  ContourFigure *figure = (ContourFigure *) base;

  for (gsize i = 0; i < figure->n; i++)
    {
      g_free (figure->paths[i].name);
      fop_curves_unref (figure->paths[i].curves);
    }
  g_free (figure->paths);
  fop_problem_unref (figure->problem);
}

static const FigFigureClass klass = {
  .draw = draw,
  .read = read_figure,
  .axes = axes_of,
  .free = free_figure,
};

static void
show_view (ContourFigure *figure, const FigView *view)
{
  FopDomain *domain = &figure->domain;
  FigScale x
      = fig_view_x (view, fig_scale (FIG_SCALE_LINEAR, domain->x_minimum, domain->x_maximum));
  FigScale y
      = fig_view_y (view, fig_scale (FIG_SCALE_LINEAR, domain->y_minimum, domain->y_maximum));

  *domain = (FopDomain){ x.low, x.high, y.low, y.high };
}

FigFigure *
fig_contour_figure_new (FopProblem *problem, gsize n, FigPath *paths, const double *preconditioner,
                        const FigView *view, char *title, char *subtitle, char *caption)
{
  ContourFigure *figure = g_new0 (ContourFigure, 1);

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  figure->problem = fop_problem_ref (problem);
  figure->n = n;
  figure->paths = paths;
  figure->domain = fig_contour_domain (problem, n, paths);
  if (view != NULL)
    show_view (figure, view);
  if (preconditioner != NULL)
    {
      figure->has_preconditioner = TRUE;
      memcpy (figure->preconditioner, preconditioner, sizeof figure->preconditioner);
    }
  return &figure->base;
}
