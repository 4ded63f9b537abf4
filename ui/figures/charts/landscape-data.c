/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Landscapes as tables. */

#include "ui/figures/charts/landscape-data.h"

#include "ui/figures/charts/contour.h"
#include "ui/figures/charts/gap.h"

#include <math.h>
#include <string.h>

#define PATH_LINE     2.0
#define SELECTED_LINE 2.5

/* The visible rectangle, as axes. */
static FigAxes
axes_of (const FigLandscape *landscape)
{
  const FopDomain *domain = &landscape->domain;
  FigAxes axes = { .x = fig_scale (FIG_SCALE_LINEAR, domain->x_minimum, domain->x_maximum),
                   .y = fig_scale (FIG_SCALE_LINEAR, domain->y_minimum, domain->y_maximum) };

  fig_view_apply (&landscape->view, &axes);
  axes.x = fig_scale_fixed (axes.x);
  axes.y = fig_scale_fixed (axes.y);
  return axes;
}

static double *
evenly (gsize n, const FigScale *scale)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = scale->low + (double) i / (double) (n - 1) * (scale->high - scale->low);
  return values;
}

static void
add_losses (FigData *data, const FigLandscape *landscape, const FigAxes *axes)
{
  g_autoptr (FigField) field = fig_field_of (
      landscape->plane, (FopDomain){ axes->x.low, axes->x.high, axes->y.low, axes->y.high });
  gsize grid;
  double offset;
  const double *losses = fig_field_losses (field, &grid, &offset);
  FigDataMatrix *matrix = fig_data_add_matrix (data, "loss", "J", grid, grid, 0,
                                               g_memdup2 (losses, grid * grid * sizeof (double)));

  matrix->offset = offset;
  matrix->x = evenly (grid, &axes->x);
  matrix->y = evenly (grid, &axes->y);
  matrix->x_label = g_strdup (landscape->x_label);
  matrix->y_label = g_strdup (landscape->y_label);
  if (landscape->plane->batch)
    fig_data_note (data, "The losses are those of one batch; all rows would be too many.");
}

/* The points of a path without the repeated head; see fig_path_n(). */
static gsize
points_of (const FigPath *path)
{
  gsize n = fig_path_n (path);

  return path->curves != NULL && path->curves->last_step % path->curves->stride == 0 ? n - 1 : n;
}

static void
add_steps (FigTable *table, const FopCurves *curves)
{
  gint64 *steps = fig_table_add_whole (table, "step", "step");

  for (gsize i = 0; i < table->n; i++)
    steps[i] = (gint64) (i < curves->n_buckets ? i * curves->stride : curves->last_step);
}

static void
add_path (FigData *data, gsize axes, const FigLandscape *landscape, const FigPath *path)
{
  FigTable *table = fig_data_add_table (data, path->name, path->name, points_of (path));
  double *x = fig_table_add_numbers (table, "x", landscape->x_label);
  double *y = fig_table_add_numbers (table, "y", landscape->y_label);
  FigLegendEntry entry
      = { .label = path->name, .color = fig_theme_style_color (fig_theme_export (), path->style) };

  for (gsize i = 0; i < table->n; i++)
    {
      FigPoint point = fig_path_at (path, i);

      x[i] = point.x;
      y[i] = point.y;
    }
  entry.dash = fig_style_dash (path->style, &entry.n_dash);
  fig_table_add_line (table, axes, 0, 1, &entry, path->selected ? SELECTED_LINE : PATH_LINE);
  if (path->curves != NULL)
    add_steps (table, path->curves);
  else
    fig_data_note (data,
                   "%s: %" G_GSIZE_FORMAT " points of the path are stored, the last one is "
                   "the current one.",
                   path->name, table->n);
  if (path->curves != NULL && path->curves->stride > 1)
    fig_data_note (data, "%s: each row is the first of %" G_GUINT64_FORMAT " steps.", path->name,
                   path->curves->stride);
}

/* ---- marks ---- */

typedef struct
{
  FigPoint at;
  const char *kind;
} Place;

static void
add_place (GArray *places, double x, double y, const char *kind)
{
  const Place place = { { x, y }, kind };

  g_array_append_val (places, place);
}

static void
find_places (const FigLandscape *landscape, GArray *places)
{
  static const char *const kinds[] = { "minimum", "saddle", "maximum" };
  const FopProblem *problem = landscape->plane->problem;
  g_autoptr (GArray) stationary = fig_landscape_stationary (landscape);
  double u, v;

  if (landscape->start != NULL)
    {
      fig_plane_place (landscape->plane, landscape->start, &u, &v);
      add_place (places, u, v, "start");
    }
  for (gsize m = 0; m < problem->n_minima && problem->dimension == 2; m++)
    {
      fig_plane_place (landscape->plane, &problem->minima[2 * m], &u, &v);
      add_place (places, u, v, "minimum");
    }
  for (guint i = 0; i < stationary->len; i++)
    {
      const FopStationaryPoint *point = &g_array_index (stationary, FopStationaryPoint, i);

      if (point->kind != FOP_STATIONARY_MINIMUM || problem->n_minima == 0)
        add_place (places, point->x, point->y, kinds[point->kind]);
    }
}

static void
add_points (FigData *data, gsize axes, const FigLandscape *landscape)
{
  const FigLegendEntry entry = { .color = fig_theme_export ()->text, .swatch = FIG_SWATCH_DISC };
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  FigTable *table;
  char **kinds;
  double *x, *y;

  find_places (landscape, places);
  if (places->len == 0)
    return;
  table = fig_data_add_table (data, "points", "Marked points", places->len);
  kinds = fig_table_add_words (table, "kind", "kind");
  x = fig_table_add_numbers (table, "x", landscape->x_label);
  y = fig_table_add_numbers (table, "y", landscape->y_label);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      kinds[i] = g_strdup (place->kind);
      x[i] = place->at.x;
      y[i] = place->at.y;
    }
  fig_table_add_line (table, axes, 1, 2, &entry, 0);
}

static void
add_ellipse (FigData *data, const char *key, const char *label, const double *matrix)
{
  fig_data_add_matrix (data, key, label, 2, 2, 0, g_memdup2 (matrix, 4 * sizeof (double)))
      ->as_ellipse
      = TRUE;
}

/* P and H⁻¹ at the head of the selected path. */
static void
add_ellipses (FigData *data, const FigLandscape *landscape)
{
  double inverse[4];

  if (landscape->preconditioner == NULL)
    return;
  add_ellipse (data, "preconditioner", "P", landscape->preconditioner);
  for (gsize i = 0; i < landscape->n; i++)
    {
      const FigPath *path = &landscape->paths[i];

      if (path->selected && fig_path_n (path) > 0
          && fig_landscape_inverse_curvature (landscape, fig_path_at (path, fig_path_n (path) - 1),
                                              inverse))
        add_ellipse (data, "inverse-hessian", "H⁻¹", inverse);
    }
}

static void
add_gap (FigData *data, const FigLandscape *landscape)
{
  g_autoptr (FigGap) gap = fig_gap_new (landscape->plane, landscape->n_trail, landscape->trail);
  g_autofree char *text = fig_gap_text (gap);
  FigTable *table
      = fig_data_add_table (data, "off-plane", "Losses on the path and on the plane", gap->n);
  double *x = fig_table_add_numbers (table, "x", landscape->x_label);
  double *y = fig_table_add_numbers (table, "y", landscape->y_label);
  double *off = fig_table_add_numbers (table, gap->is_factor ? "factor" : "difference",
                                       gap->is_factor ? "factor" : "difference");

  for (gsize i = 0; i < gap->n; i++)
    {
      x[i] = gap->places[i].x;
      y[i] = gap->places[i].y;
      off[i] = gap->off[i];
    }
  fig_data_note (data, "%s.", text);
}

void
fig_landscape_add_data (FigData *data, const FigLandscape *landscape)
{
  FigAxes axes = axes_of (landscape);
  gsize index
      = fig_data_add_axes (data, NULL, landscape->x_label, &axes.x, landscape->y_label, &axes.y);

  add_losses (data, landscape, &axes);
  for (gsize i = 0; i < landscape->n; i++)
    add_path (data, index, landscape, &landscape->paths[i]);
  add_points (data, index, landscape);
  add_ellipses (data, landscape);
  if (landscape->n_trail > 0)
    add_gap (data, landscape);
}
