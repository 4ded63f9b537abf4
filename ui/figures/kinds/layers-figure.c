/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All preconditioners of the selected run as small heatmaps with individual color scales, labeled
 * with their names; for runs that have several. */

#include "ui/figures/kinds/layers-figure.h"

#include "core/analysis/reach.h"
#include "ui/figures/charts/sheet.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>

#define GAP          16.0
#define LABEL_HEIGHT 22.0
#define IMAGE_LEAST  60.0 /* side of images in a page as high as needed */

typedef struct
{
  FigFigure base;
  gsize n, n_left_out;
  FopMatrix **matrices;
  double *conditions; /* κ(P); NaN if not known yet */
  /* Set by prepare: */
  double *reaches;
  double **written; /* expanded diagonal matrices; NULL for others */
} LayersFigure;

static FigSheet
sheet_of (const LayersFigure *figure)
{
  return (FigSheet){ .n = figure->n, .cells = 1, .gap = GAP, .label = LABEL_HEIGHT };
}

static FigSheet
lay_out (const LayersFigure *figure, double width, double height)
{
  FigSheet sheet = sheet_of (figure);

  fig_sheet_fit (&sheet, width, height);
  return sheet;
}

static const double *
values_of (const LayersFigure *figure, gsize i)
{
  return figure->written[i] != NULL ? figure->written[i] : figure->matrices[i]->values;
}

static FigHeatmap
image (const LayersFigure *figure, const FigSheet *sheet, gsize i)
{
  return fig_sheet_heatmap (sheet, i, figure->matrices[i]->order, values_of (figure, i),
                            figure->reaches[i]);
}

static char *
label_of (const LayersFigure *figure, gsize i)
{
  g_autofree char *reach = fig_number_text (figure->reaches[i], 2);
  g_autofree char *condition = fig_number_text (figure->conditions[i], 3);

  return g_strdup_printf ("%s · ±%s%s%s", figure->matrices[i]->name, reach,
                          isnan (figure->conditions[i]) ? "" : " · κ ",
                          isnan (figure->conditions[i]) ? "" : condition);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const LayersFigure *figure = (const LayersFigure *) base;
  FigSheet sheet = lay_out (figure, width, height);
  FigColormap map;

  fig_colormap_diverging (&map, theme);
  for (gsize i = 0; i < figure->n; i++)
    {
      FigHeatmap heatmap = image (figure, &sheet, i);
      g_autofree char *label = label_of (figure, i);

      fig_heatmap_draw (&heatmap, cr, theme, &map);
      fig_sheet_draw_label (&sheet, cr, theme, i, label);
    }
}

/* Images as wide as their labels. */
static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  const LayersFigure *figure = (const LayersFigure *) base;
  FigSheet sheet = sheet_of (figure);
  double least = IMAGE_LEAST;

  for (gsize i = 0; i < figure->n; i++)
    {
      g_autofree char *label = label_of (figure, i);

      least = MAX (least, fig_text_width (theme, label, FIG_TEXT_LABEL));
    }
  return fig_sheet_height (&sheet, MIN (least, width / 2 - 2 * GAP), width);
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const LayersFigure *figure = (const LayersFigure *) base;
  FigSheet sheet = lay_out (figure, width, height);
  gsize i, j;

  for (gsize m = 0; m < figure->n; m++)
    {
      FigHeatmap heatmap = image (figure, &sheet, m);
      g_autofree char *value = NULL;

      if (!fig_heatmap_cell (&heatmap, x, y, &i, &j))
        continue;
      value = fig_number_text (heatmap.values[i * heatmap.n + j], 4);
      reading->text = g_strdup_printf ("%s\ni %" G_GSIZE_FORMAT ", j %" G_GSIZE_FORMAT "\nP  %s",
                                       figure->matrices[m]->name, i + 1, j + 1, value);
      return TRUE;
    }
  return FALSE;
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const LayersFigure *figure = (const LayersFigure *) base;
  FigTable *table = fig_data_add_table (data, "blocks", "Preconditioners", figure->n);
  char **names = fig_table_add_words (table, "block", "block");
  gint64 *orders = fig_table_add_whole (table, "order", "order");
  double *conditions = fig_table_add_numbers (table, "condition", "κ(P)");

  for (gsize i = 0; i < figure->n; i++)
    {
      const FopMatrix *matrix = figure->matrices[i];
      gsize n = matrix->order;
      FigDataMatrix *image
          = fig_data_add_matrix (data, matrix->name, matrix->name, n, n, 0,
                                 g_memdup2 (values_of (figure, i), n * n * sizeof (double)));

      image->limit = figure->reaches[i];
      names[i] = g_strdup (matrix->name);
      orders[i] = (gint64) n;
      conditions[i] = figure->conditions[i];
    }
  if (figure->n_left_out > 0)
    fig_data_note (data, "%" G_GSIZE_FORMAT " further preconditioners are not shown.",
                   figure->n_left_out);
}

static void
free_figure (FigFigure *base)
{
  LayersFigure *figure = (LayersFigure *) base;

  for (gsize i = 0; i < figure->n; i++)
    {
      fop_matrix_unref (figure->matrices[i]);
      if (figure->written != NULL)
        g_free (figure->written[i]);
    }
  g_free (figure->written);
  g_free (figure->matrices);
  g_free (figure->conditions);
  g_free (figure->reaches);
}

static void
prepare (FigFigure *base)
{
  LayersFigure *figure = (LayersFigure *) base;

  figure->reaches = g_new (double, figure->n);
  figure->written = g_new0 (double *, figure->n);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FopMatrix *matrix = figure->matrices[i];
      double reach = matrix->diagonal ? fop_reach_of (matrix->order, matrix->values)
                                      : fop_reach (matrix->order, matrix->values, 0);

      if (matrix->diagonal)
        figure->written[i] = fop_matrix_dense (matrix, matrix->values);

      figure->reaches[i] = reach > 0 ? reach : 1;
    }
}

static const FigFigureClass klass = { .prepare = prepare,
                                      .draw = draw,
                                      .height = height_for,
                                      .read = read_figure,
                                      .data = data_of,
                                      .free = free_figure };

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopRunView *view = &source->snapshot->runs[source->run];
  const char *name = fop_experiment_run (source->snapshot->experiment, source->run)->name;
  gsize n = MIN (view->n_preconditioners, FIG_LAYERS_MAX);
  g_autofree char *step = fig_count_text (view->step);
  g_autofree char *more
      = n < view->n_preconditioners
            ? g_strdup_printf (" · and %" G_GSIZE_FORMAT " more", view->n_preconditioners - n)
            : g_strdup ("");
  LayersFigure *figure = g_new0 (LayersFigure, 1);

  fig_figure_init (&figure->base, &klass, g_strdup ("Layers"),
                   g_strdup_printf ("%s%s · individual color scales · step %s", name, more, step),
                   fig_caption_text (source, TRUE));
  if (n < 2)
    {
      figure->base.empty = n == 0 ? fig_source_why_no_preconditioner (source) : NULL;
      if (figure->base.empty == NULL)
        figure->base.empty
            = g_strdup_printf ("%s has fewer than two preconditioners: no layers to compare", name);
      return &figure->base;
    }
  figure->n = n;
  figure->n_left_out = view->n_preconditioners - n;
  figure->matrices = g_new (FopMatrix *, n);
  figure->conditions = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      const FopInspection *inspection
          = i < source->n_blocks && source->inspections != NULL ? source->inspections[i] : NULL;

      figure->matrices[i] = fop_matrix_ref (view->preconditioners[i]);
      figure->conditions[i]
          = inspection != NULL ? inspection->values[FOP_INSTRUMENT_CONDITION] : NAN;
    }
  return &figure->base;
}

gboolean
fig_layers_apply (const FopProblem *problem)
{
  gsize n = 0;

  for (gsize b = 0; b < problem->n_blocks; b++)
    n += problem->blocks[b].kind != FOP_BLOCK_BIAS;
  return n >= 2;
}

const FigKind fig_layers_kind = {
  .id = "layers",
  .title = "Layers",
  .help = "All preconditioners of a run side by side, each with its own color scale, for runs that "
          "have several.",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_BLOCKS,
  .per_run = TRUE,
  .all_blocks = TRUE,
  .applies = fig_layers_apply,
  .build = build,
};
