/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A loss landscape with trajectories. */

#include "ui/figures/charts/contour-figure.h"

#include "ui/figures/charts/contour-domain.h"
#include "ui/figures/charts/contour.h"
#include "ui/figures/charts/gap.h"
#include "ui/figures/charts/landmarks.h"
#include "ui/figures/charts/landscape-data.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <string.h>

/* Half-width of a mark. */
#define MARK 5.0
/* Height above the plot for the text about a trail, which takes several lines in a narrow figure.
 */
#define HEAD      4.0
#define HEAD_LINE 16.0
#define BESIDE    80.0 /* of the plot, about */
/* Distance within which the pointer is on a mark. */
#define NEAR 7.0
/* Height compared with that of other plots, and what there is above and below the plot. */
#define HEIGHT_SHARE  1.15
#define HEIGHT_AROUND 60.0

typedef struct
{
  FigFigure base;
  FigLandscape is;
  double preconditioner[4];
  FigPoint start;
} ContourFigure;

/* ---- layout ---- */

/* Extends the narrower axis until both have the same scale. */
static void
equalize (FigPlot *plot)
{
  double wide = plot->x.high - plot->x.low, tall = plot->y.high - plot->y.low;
  double per_x = (plot->right - plot->left) / wide, per_y = (plot->bottom - plot->top) / tall;
  double more;

  if (per_x > per_y)
    {
      more = wide * (per_x / per_y - 1) / 2;
      plot->x.low -= more;
      plot->x.high += more;
    }
  else
    {
      more = tall * (per_y / per_x - 1) / 2;
      plot->y.low -= more;
      plot->y.high += more;
    }
}

/* As wide as a long text about a trail. */
static const char long_gap[]
    = "Plane vs. path loss: × 1,000 (median), × 1.00 · 10⁻¹⁰ (max); dots: over × 1.5";

static double
head_of (const ContourFigure *figure, const FigTheme *theme, double width)
{
  double lines;

  if (figure->is.n_trail == 0)
    return 0;
  lines = ceil (fig_text_width (theme, long_gap, FIG_TEXT_LABEL) / MAX (width - BESIDE, 1));
  return HEAD + HEAD_LINE * CLAMP (lines, 1, 3);
}

static void
lay_out (const ContourFigure *figure, const FigTheme *theme, double width, double height,
         FigPlot *plot)
{
  const FopDomain *domain = &figure->is.domain;
  FigAxes axes = { .x = fig_scale (FIG_SCALE_LINEAR, domain->x_minimum, domain->x_maximum),
                   .y = fig_scale (FIG_SCALE_LINEAR, domain->y_minimum, domain->y_maximum) };

  /* A map shows its domain. */
  fig_view_apply (&figure->is.view, &axes);
  *plot = (FigPlot){ .x = fig_scale_fixed (axes.x),
                     .y = fig_scale_fixed (axes.y),
                     .x_label = figure->is.x_label,
                     .y_label = figure->is.y_label };
  fig_plot_layout (plot, theme, width, height,
                   (FigRoom){ .above = head_of (figure, theme, width) });
  if (!figure->is.equal)
    return;
  equalize (plot);
  fig_plot_layout (plot, theme, width, height, (FigRoom){ 0 });
  equalize (plot); /* the tick labels may have changed width */
}

/* ---- drawing ---- */

static void
draw_field (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr)
{
  FopDomain domain = { plot->x.low, plot->x.high, plot->y.low, plot->y.high };
  g_autoptr (FigField) field = fig_field_of (figure->is.plane, domain);
  double scale = fig_device_scale (cr);
  double wide = plot->right - plot->left, tall = plot->bottom - plot->top;
  gsize width = (gsize) CLAMP (round (wide * scale), 1, 8192);
  gsize height = (gsize) CLAMP (round (tall * scale), 1, 8192);
  cairo_surface_t *image = fig_field_image (field, width, height);

  cairo_save (cr);
  cairo_translate (cr, plot->left, plot->top);
  cairo_scale (cr, wide / (double) width, tall / (double) height);
  cairo_set_source_surface (cr, image, 0, 0);
  /* cairo 1.18 makes one picture of what is padded in an SVG file and of the lines above it, by
   * filters that browsers do not know. */
  if (cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_SVG)
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, (double) width, (double) height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static FigPoint
pixel_of (const FigPlot *plot, double x, double y)
{
  return (FigPoint){ fig_scale_pixel (&plot->x, x), fig_scale_pixel (&plot->y, y) };
}

static void
draw_flat_places (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr)
{
  const FopProblem *problem = figure->is.plane->problem;
  g_autoptr (GArray) points = fig_landscape_stationary (&figure->is);

  for (guint i = 0; i < points->len; i++)
    {
      const FopStationaryPoint *point = &g_array_index (points, FopStationaryPoint, i);
      FigPoint at = pixel_of (plot, point->x, point->y);

      if (point->kind == FOP_STATIONARY_SADDLE)
        fig_landmark_saddle (cr, at, MARK);
      else if (point->kind == FOP_STATIONARY_MAXIMUM)
        fig_landmark_maximum (cr, at, MARK);
      else if (problem->n_minima == 0)
        fig_landmark_minimum (cr, at, MARK);
    }
  for (gsize m = 0; m < problem->n_minima && problem->dimension == 2; m++)
    {
      double u, v;

      fig_plane_place (figure->is.plane, &problem->minima[2 * m], &u, &v);
      fig_landmark_minimum (cr, pixel_of (plot, u, v), MARK);
    }
}

static void
draw_ellipses (const ContourFigure *figure, const FigPlot *plot, FigPoint head, FigPoint at,
               GArray *taken, cairo_t *cr, const FigTheme *theme)
{
  double inverse[4];
  FigPoint tip = { 0, 0 }, other = { 0, 0 };
  gboolean beside = fig_landscape_inverse_curvature (&figure->is, head, inverse)
                    && fig_landmark_ellipse (cr, plot, at, inverse, TRUE, &other);

  if (!fig_landmark_ellipse (cr, plot, at, figure->preconditioner, FALSE, &tip) || !beside)
    return;
  fig_landmark_name (cr, theme, plot, tip, "P", taken);
  fig_landmark_name (cr, theme, plot, other, "H⁻¹", taken);
}

static void
draw_ways (const ContourFigure *figure, const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  const FigPath *paths = figure->is.paths;
  gsize n = figure->is.n, n_unnamed = 0;
  g_autofree GArray **points = g_new (GArray *, n);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  static const FigColor white = { 1, 1, 1 };

  for (gsize i = 0; i < n; i++)
    points[i] = fig_path_points (&paths[i], plot);
  for (int pass = 0; pass < 2; pass++) /* the selected run is drawn on top */
    for (gsize i = 0; i < n; i++)
      if (paths[i].selected == (pass == 1))
        fig_path_draw (&paths[i], points[i], cr, theme);
  if (figure->is.start != NULL)
    fig_landmark_disc (cr, pixel_of (plot, figure->start.x, figure->start.y), 1.5, white);

  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < n; i++)
      {
        FigPoint at;

        if (paths[i].selected != (pass == 1) || points[i]->len == 0)
          continue;
        at = g_array_index (points[i], FigPoint, points[i]->len - 1);
        if (paths[i].selected && figure->is.preconditioner != NULL)
          draw_ellipses (figure, plot, fig_path_at (&paths[i], fig_path_n (&paths[i]) - 1), at,
                         taken, cr, theme);
        fig_landmark_disc (cr, at, 4, fig_theme_style_color (theme, paths[i].style));
      }
  /* The selected run's name is placed first. */
  for (int pass = 1; pass >= 0; pass--)
    for (gsize i = 0; i < n; i++)
      if (paths[i].selected == (pass == 1) && points[i]->len > 0)
        {
          FigPoint at = g_array_index (points[i], FigPoint, points[i]->len - 1);

          if (fig_plot_contains (plot, at.x, at.y)
              && !fig_landmark_name (cr, theme, plot, at, paths[i].name, taken))
            n_unnamed++;
        }
  fig_landmark_unnamed (cr, theme, plot, n_unnamed);
  for (gsize i = 0; i < n; i++)
    g_array_unref (points[i]);
}

/* States how far losses on the plane differ from those on the path, and marks large differences
 * with dots. */
static void
draw_gap (const ContourFigure *figure, const FigPlot *plot, double head, cairo_t *cr,
          const FigTheme *theme)
{
  g_autoptr (FigGap) gap = fig_gap_new (figure->is.plane, figure->is.n_trail, figure->is.trail);
  g_autofree char *text = fig_gap_text (gap);
  double left = plot->left, top = plot->top - head + 1;
  gboolean any = FALSE;

  cairo_save (cr);
  fig_plot_clip (plot, cr, 0, 0);
  for (gsize i = 0; i < gap->n; i++)
    if (fig_gap_is_wide (gap, i))
      {
        fig_landmark_disc (cr, pixel_of (plot, gap->places[i].x, gap->places[i].y), 1.5,
                           theme->warning);
        any = TRUE;
      }
  cairo_restore (cr);
  if (any)
    {
      g_autofree char *said = g_steal_pointer (&text);

      left += 14;
      text = g_strconcat (said, gap->is_factor ? "; dots: over × 1.5" : "; dots: over 1.5 × median",
                          NULL);
      fig_landmark_disc (cr, (FigPoint){ plot->left + 4, top + 8 }, 1.5, theme->warning);
    }
  fig_text_draw_wrapped (cr, theme, text, FIG_TEXT_LABEL, theme->dim, left, top, plot->right - left,
                         plot->top - top, PANGO_ALIGN_LEFT);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  FigPlot plot;

  lay_out (figure, theme, width, height, &plot);
  fig_plot_draw_frame (&plot, cr, theme);
  draw_field (figure, &plot, cr);
  cairo_save (cr);
  fig_plot_clip (&plot, cr, 0, 0);
  draw_flat_places (figure, &plot, cr);
  draw_ways (figure, &plot, cr, theme);
  cairo_restore (cr);
  if (figure->is.n_trail > 0)
    draw_gap (figure, &plot, head_of (figure, theme, width), cr, theme);
}

/* As high as the label of its axis is long. */
static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  const char *label = theme->y_label != NULL ? theme->y_label : figure->is.y_label;
  double along = label != NULL ? fig_text_width (theme, label, FIG_TEXT_LABEL) : 0;

  return MAX (HEIGHT_SHARE * fig_height_usual (width), along + HEIGHT_AROUND)
         + head_of (figure, theme, width);
}

/* ---- reading ---- */

static const char *
flat_place_at (const ContourFigure *figure, const FigPlot *plot, double x, double y)
{
  static const char *const words[] = { "minimum", "saddle", "maximum" };
  g_autoptr (GArray) points = fig_landscape_stationary (&figure->is);

  for (guint i = 0; i < points->len; i++)
    {
      const FopStationaryPoint *point = &g_array_index (points, FopStationaryPoint, i);
      FigPoint at = pixel_of (plot, point->x, point->y);

      if (hypot (at.x - x, at.y - y) < NEAR)
        return words[point->kind];
    }
  return NULL;
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  const FigPlane *plane = figure->is.plane;
  g_autofree double *work = g_new0 (double, plane->problem->work_size + 1);
  g_autofree double *theta = g_new (double, plane->problem->dimension);
  g_autofree char *first = NULL, *second = NULL, *value = NULL;
  const char *flat;
  GString *text;
  FigPlot plot;
  double u, v;

  lay_out (figure, fig_theme_light (), width, height, &plot);
  if (!fig_plot_contains (&plot, x, y))
    return FALSE;
  u = fig_scale_value (&plot.x, x);
  v = fig_scale_value (&plot.y, y);
  fig_plane_theta (plane, u, v, theta);
  first = fig_number_text (u, 3);
  second = fig_number_text (v, 3);
  value = fig_number_text (fig_plane_loss (plane, theta, work), 4);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s  %s\n%s  %s\nJ  %s", figure->is.x_label, first,
                          figure->is.y_label, second, value);
  flat = flat_place_at (figure, &plot, x, y);
  if (flat != NULL)
    g_string_append_printf (text, "\n%s", flat);
  if (figure->is.can_start)
    g_string_append (text, "\nClick to start from here");
  reading->x = x;
  reading->y = y;
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

static void
axes_of (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  FigPlot plot;

  lay_out ((const ContourFigure *) base, theme, width, height, &plot);
  *axes = (FigAxes){ .x = plot.x, .y = plot.y };
}

static void
data_of (const FigFigure *base, FigData *data)
{
  fig_landscape_add_data (data, &((const ContourFigure *) base)->is);
}

static double *
start_at (const FigFigure *base, double width, double height, double x, double y, gsize *n)
{
  const ContourFigure *figure = (const ContourFigure *) base;
  double *theta;
  FigPlot plot;

  lay_out (figure, fig_theme_light (), width, height, &plot);
  if (!figure->is.can_start || !fig_plot_contains (&plot, x, y))
    return NULL;
  *n = figure->is.plane->problem->dimension;
  theta = g_new (double, *n);
  fig_plane_theta (figure->is.plane, fig_scale_value (&plot.x, x), fig_scale_value (&plot.y, y),
                   theta);
  return theta;
}

/* ---- making ---- */

static void
free_figure (FigFigure *base)
{
  ContourFigure *figure = (ContourFigure *) base;

  for (gsize i = 0; i < figure->is.n; i++)
    fig_path_clear (&figure->is.paths[i]);
  g_free (figure->is.paths);
  g_free (figure->is.trail);
  fig_plane_unref (figure->is.plane);
}

static const FigFigureClass klass = {
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .axes = axes_of,
  .start_at = start_at,
  .data = data_of,
  .free = free_figure,
};

FigFigure *
fig_contour_figure_new (const FigLandscape *landscape, char *title, char *subtitle, char *caption)
{
  ContourFigure *figure = g_new0 (ContourFigure, 1);

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  figure->is = *landscape;
  fig_plane_ref (figure->is.plane);
  if (landscape->start != NULL)
    fig_plane_place (landscape->plane, landscape->start, &figure->start.x, &figure->start.y);
  if (landscape->preconditioner != NULL)
    {
      memcpy (figure->preconditioner, landscape->preconditioner, sizeof figure->preconditioner);
      figure->is.preconditioner = figure->preconditioner;
    }
  return &figure->base;
}
