/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One matrix, or two side by side. */

#include "ui/figures/charts/matrix-figure.h"

#include "core/analysis/order.h"
#include "core/analysis/reach.h"
#include "core/linalg/diagonal.h"
#include "ui/figures/charts/heatmap.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/plot.h"

#include <math.h>
#include <string.h>

#define MARGIN       16.0
#define GAP          24.0 /* between the squares, and to the color bar */
#define LABEL_HEIGHT 26.0
#define STACK_GAP    4.0 /* between squares one above the other, with their labels */
#define BESIDE_LEAST                                                                               \
  90.0                    /* side of squares side by side in a page that may be as high as needed  \
                           */
#define LINEAR_SHARE 1e-3 /* linear fraction of a signed log color scale */

typedef struct
{
  FigFigure base;
  gsize n;
  gpointer owner;
  GDestroyNotify free_owner;
  const double *matrices[2]; /* the second may be NULL */
  const char *names[2];
  FigMatrixLook look;
  /* Set by prepare: */
  double *own;      /* (nullable): the first matrix, if it is not shown as given */
  double limits[2]; /* of the color scales */
  gsize *order;     /* (nullable) */
} MatrixFigure;

typedef struct
{
  gsize n_maps, n_bars; /* one bar per map, or one for both */
  FigHeatmap maps[2];
  double bar_x[2], bar_height;
  gboolean labels;
} Layout;

/* The smallest of 1, 2, and 5 times a power of ten that is not below @reach. */
static double
round_limit (double reach)
{
  double power = pow (10, floor (log10 (reach)));
  double lead = reach / power;
  double rounded = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);

  /* At the limits of double precision there is no such number. */
  return isfinite (rounded) && rounded >= reach ? rounded : reach;
}

static double *
written_out (gsize n, const double *diagonal)
{
  double *matrix = g_new (double, n *n);

  fop_diagonal_expand (n, diagonal, matrix);
  return matrix;
}

static void
sort (MatrixFigure *figure)
{
  const double *of = figure->look.order_of;
  g_autofree double *written = NULL;

  if (of == NULL)
    of = figure->matrices[0];
  else if (figure->look.diagonal)
    of = written = written_out (figure->n, of);
  figure->order = g_new (gsize, figure->n);
  fop_leading_order (figure->n, of, figure->order);
}

static void
subtract_identity (MatrixFigure *figure)
{
  gsize n = figure->n;

  if (figure->own == NULL)
    figure->matrices[0] = figure->own = g_memdup2 (figure->matrices[0], n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    figure->own[i * n + i] -= 1;
}

static void
find_limits (MatrixFigure *figure)
{
  const FigMatrixLook *look = &figure->look;
  double *limits = figure->limits;

  for (gsize m = 0; m < 2; m++)
    if (figure->matrices[m] != NULL)
      limits[m] = MAX (fop_reach (figure->n, figure->matrices[m], 0), look->least);
  if (look->scale != FIG_MATRIX_OWN)
    limits[0] = limits[1] = MAX (limits[0], limits[1]);
  for (gsize m = 0; m < 2; m++)
    {
      if (limits[m] == 0)
        limits[m] = 1;
      if (look->scale == FIG_MATRIX_STEADY)
        limits[m] = round_limit (limits[m]);
    }
}

/* Half the linear zone of a signed log color scale; 0 for a linear scale. */
static double
linear_of (const MatrixFigure *figure, gsize m)
{
  return figure->look.logarithmic ? figure->limits[m] * LINEAR_SHARE : 0;
}

static void
prepare (FigFigure *base)
{
  MatrixFigure *figure = (MatrixFigure *) base;
  const FigMatrixLook *look = &figure->look;

  if (look->diagonal && figure->matrices[0] != NULL)
    figure->matrices[0] = figure->own = written_out (figure->n, figure->matrices[0]);
  if (look->sorted && figure->n > 1)
    sort (figure);
  if (look->less_identity)
    subtract_identity (figure);
  find_limits (figure);
}

/* Makes all cells the same size if that costs little space. */
static double
whole_cells (double side, gsize n)
{
  double cell = floor (side / (double) n);

  return cell >= 6 ? cell * (double) n : floor (side);
}

/* Width of a color bar, including the gap before it. */
static double
bar_room (const MatrixFigure *figure, const FigTheme *theme, gsize n_bars)
{
  double widest = 0;

  for (gsize m = 0; m < n_bars; m++)
    widest = MAX (widest, fig_heatmap_bar_width (theme, figure->limits[m], linear_of (figure, m)));
  return widest + GAP;
}

/* Arranges the squares side by side or one above the other, whichever makes them larger, with color
 * bars to the right of each, or of the last. */
static void
lay_out (const MatrixFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  gsize maps = figure->matrices[1] != NULL ? 2 : 1;
  gsize bars = figure->look.scale == FIG_MATRIX_OWN ? maps : 1;
  double bar = bar_room (figure, theme, bars);
  double label = height >= 90 ? LABEL_HEIGHT : 0;
  double margin = MIN (MARGIN, MIN (width, height) / 12);
  double room_x = width - 2 * margin, room_y = height - 2 * margin;
  double beside, above, side, step_x, used_x, used_y, x, y;
  gboolean row;

  if (bar > room_x / 3)
    bar = 0;
  beside = MIN ((room_x - (double) bars * bar - (double) (maps - 1) * GAP) / (double) maps,
                room_y - label);
  above = MIN (room_x - bar, (room_y - (double) (maps - 1) * STACK_GAP) / (double) maps - label);
  row = beside >= above;
  side = MAX (whole_cells (MAX (MAX (beside, above), 8), figure->n), 4);

  layout->n_maps = maps;
  layout->n_bars = bars;
  layout->labels = label > 0;
  step_x = side + GAP + (bars > 1 ? bar : 0);
  used_x = (row ? (double) (maps - 1) * step_x : 0) + side + bar;
  used_y = row ? side + label : (double) maps * (side + label) + (double) (maps - 1) * STACK_GAP;
  x = round (MAX ((width - used_x) / 2, 0));
  y = round (MAX ((height - used_y) / 2, 0));
  for (gsize m = 0; m < maps; m++)
    layout->maps[m] = (FigHeatmap){
      .n = figure->n,
      .values = figure->matrices[m],
      .limit = figure->limits[m],
      .x = x + (row ? (double) m * step_x : 0),
      .y = y + (row ? 0 : (double) m * (side + label + STACK_GAP)),
      .side = side,
      .linear = linear_of (figure, m),
      .order = figure->order,
    };
  for (gsize m = 0; m < bars; m++)
    layout->bar_x[m] = layout->maps[bars > 1 || !row ? m : maps - 1].x + side + GAP;
  layout->bar_height = bar > 0 ? side : 0;
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const MatrixFigure *figure = (const MatrixFigure *) base;
  FigColormap map;
  Layout layout;

  fig_colormap_diverging (&map, theme);
  lay_out (figure, theme, width, height, &layout);
  for (gsize m = 0; m < layout.n_maps; m++)
    {
      const FigHeatmap *heatmap = &layout.maps[m];

      fig_heatmap_draw (heatmap, cr, theme, &map);
      if (layout.labels)
        fig_text_draw (cr, theme, figure->names[m], FIG_TEXT_LABEL, theme->text,
                       heatmap->x + heatmap->side / 2, heatmap->y + heatmap->side + 14, 0.5, 0.5,
                       heatmap->side + GAP);
    }
  for (gsize m = 0; m < layout.n_bars && layout.bar_height > 0; m++)
    fig_heatmap_draw_bar (cr, theme, &map, layout.maps[m].limit, layout.maps[m].linear,
                          layout.bar_x[m], layout.maps[m].y, layout.bar_height);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  const MatrixFigure *figure = (const MatrixFigure *) base;
  double maps = figure->matrices[1] != NULL ? 2 : 1;
  double bars = figure->look.scale == FIG_MATRIX_OWN ? maps : 1;
  double bar = bar_room (figure, theme, (gsize) bars);
  double margin = MIN (MARGIN, width / 12), room = width - 2 * margin, beside, side, rows;

  if (bar > room / 3)
    bar = 0;
  beside = (room - bars * bar - (maps - 1) * GAP) / maps;
  rows = beside >= BESIDE_LEAST ? 1 : maps;
  side = MAX (whole_cells (rows == 1 ? beside : room - bar, figure->n), 4);
  return rows * (side + LABEL_HEIGHT) + (rows - 1) * STACK_GAP + 2 * margin;
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const MatrixFigure *figure = (const MatrixFigure *) base;
  Layout layout;
  gsize i, j;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  for (gsize m = 0; m < layout.n_maps; m++)
    {
      GString *text;

      if (!fig_heatmap_cell (&layout.maps[m], x, y, &i, &j))
        continue;
      text = g_string_new (NULL);
      g_string_append_printf (text, "i %" G_GSIZE_FORMAT ", j %" G_GSIZE_FORMAT, i + 1, j + 1);
      for (gsize k = 0; k < layout.n_maps; k++)
        {
          g_autofree char *value = fig_number_text (figure->matrices[k][i * figure->n + j], 4);

          g_string_append_printf (text, "\n%s  %s", figure->names[k], value);
        }
      reading->text = g_string_free (text, FALSE);
      return TRUE;
    }
  return FALSE;
}

/* The matrix in the order in which it is drawn. */
static double *
in_order (const MatrixFigure *figure, const double *values)
{
  gsize n = figure->n;
  double *sorted = g_memdup2 (values, n * n * sizeof (double));

  for (gsize i = 0; i < n && figure->order != NULL; i++)
    for (gsize j = 0; j < n; j++)
      sorted[i * n + j] = values[figure->order[i] * n + figure->order[j]];
  return sorted;
}

/* "P" for "P = M Mᵀ". */
static char *
key_of (const MatrixFigure *figure, gsize m)
{
  return m == 0 ? g_strndup (figure->names[0], strcspn (figure->names[0], "="))
                : g_strdup ("inverse-hessian");
}

static void
add_order (const MatrixFigure *figure, FigData *data)
{
  FigTable *table = fig_data_add_table (data, "order", "Order of rows and columns", figure->n);
  gint64 *place = fig_table_add_whole (table, "place", "place");
  gint64 *index = fig_table_add_whole (table, "index", "index");

  for (gsize i = 0; i < figure->n; i++)
    {
      place[i] = (gint64) i + 1;
      index[i] = (gint64) figure->order[i] + 1;
    }
  fig_data_note (data, "Rows and columns are sorted by the leading eigenvector; the table order "
                       "gives the original index of each, counted from 1.");
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const MatrixFigure *figure = (const MatrixFigure *) base;

  for (gsize m = 0; m < 2; m++)
    if (figure->matrices[m] != NULL)
      {
        g_autofree char *key = key_of (figure, m);
        FigDataMatrix *matrix
            = fig_data_add_matrix (data, key, figure->names[m], figure->n, figure->n, 0,
                                   in_order (figure, figure->matrices[m]));

        matrix->limit = figure->limits[m];
        matrix->linear = linear_of (figure, m);
      }
  if (figure->order != NULL)
    add_order (figure, data);
}

static void
free_figure (FigFigure *base)
{
  MatrixFigure *figure = (MatrixFigure *) base;

  g_free (figure->own);
  g_free (figure->order);
  if (figure->free_owner != NULL)
    figure->free_owner (figure->owner);
}

static const FigFigureClass klass = {
  .prepare = prepare,
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .data = data_of,
  .free = free_figure,
};

FigFigure *
fig_matrix_figure_new (gsize n, const double *matrix, const char *name, const double *other,
                       const char *other_name, const FigMatrixLook *look, gpointer owner,
                       GDestroyNotify free_owner, char *title, char *subtitle, char *caption)
{
  MatrixFigure *figure = g_new0 (MatrixFigure, 1);

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  figure->owner = owner;
  figure->free_owner = free_owner;
  figure->n = n;
  figure->matrices[0] = matrix;
  figure->matrices[1] = other;
  figure->names[0] = name;
  figure->names[1] = other_name;
  if (look != NULL)
    figure->look = *look;
  return &figure->base;
}
