/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A convolution's preconditioner as images of k × k pixels. */

#include "ui/figures/kinds/kernels-figure.h"

#include "core/analysis/reach.h"
#include "core/linalg/eigen.h"
#include "ui/figures/charts/sheet.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/paint/number-text.h"

#include <cblas.h>
#include <math.h>

#define GAP          8.0
#define BAR_DISTANCE 24.0
#define LABEL_HEIGHT 20.0
#define IMAGE_LEAST  48.0 /* side of images with labels in a page as high as needed */

typedef struct
{
  FigFigure base;
  gsize n, k;
  gboolean stencils;
  double limit;
  double *images;      /* n rows of n pixels: the matrix, until prepare computes its eigenvectors */
  double *eigenvalues; /* of the images; descending */
} KernelsFigure;

static FigSheet
sheet_of (const KernelsFigure *figure, const FigTheme *theme)
{
  return (FigSheet){
    .n = figure->n,
    .columns = figure->stencils ? figure->k : 0,
    .cells = figure->k,
    .gap = GAP,
    .label = figure->stencils ? 0 : LABEL_HEIGHT,
    .bar = fig_heatmap_bar_width (theme, figure->limit, 0) + BAR_DISTANCE,
  };
}

static FigSheet
lay_out (const KernelsFigure *figure, const FigTheme *theme, double width, double height)
{
  FigSheet sheet = sheet_of (figure, theme);

  fig_sheet_fit (&sheet, width, height);
  return sheet;
}

/* As a square of k by k images, if there is room for their labels. */
static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  const KernelsFigure *figure = (const KernelsFigure *) base;
  FigSheet sheet = sheet_of (figure, theme);

  if (width >= sheet.bar + (double) figure->k * (IMAGE_LEAST + GAP))
    sheet.columns = figure->k;
  return fig_sheet_height (&sheet, IMAGE_LEAST, width);
}

static FigHeatmap
image (const KernelsFigure *figure, const FigSheet *sheet, gsize i)
{
  return fig_sheet_heatmap (sheet, i, figure->k, figure->images + i * figure->n, figure->limit);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const KernelsFigure *figure = (const KernelsFigure *) base;
  FigSheet sheet = lay_out (figure, theme, width, height);
  FigColormap map;

  fig_colormap_diverging (&map, theme);
  for (gsize i = 0; i < figure->n; i++)
    {
      FigHeatmap heatmap = image (figure, &sheet, i);

      fig_heatmap_draw (&heatmap, cr, theme, &map);
      if (!figure->stencils)
        {
          g_autofree char *value = fig_number_text (figure->eigenvalues[i], 3);

          fig_sheet_draw_label (&sheet, cr, theme, i, value);
        }
    }
  if (sheet.bar > 0)
    fig_heatmap_draw_bar (cr, theme, &map, figure->limit, 0, sheet.right + BAR_DISTANCE, sheet.y,
                          sheet.height);
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const KernelsFigure *figure = (const KernelsFigure *) base;
  FigSheet sheet = lay_out (figure, fig_theme_light (), width, height);
  gsize row, column;

  for (gsize i = 0; i < figure->n; i++)
    {
      FigHeatmap heatmap = image (figure, &sheet, i);
      g_autofree char *value = NULL, *place = NULL, *eigenvalue = NULL;

      if (!fig_heatmap_cell (&heatmap, x, y, &row, &column))
        continue;
      value = fig_signed_text (heatmap.values[row * figure->k + column], 4);
      place = g_strdup_printf ("row %" G_GSIZE_FORMAT ", column %" G_GSIZE_FORMAT, row + 1,
                               column + 1);
      if (figure->stencils)
        {
          reading->text = g_strdup_printf ("pixel row %" G_GSIZE_FORMAT ", column %" G_GSIZE_FORMAT
                                           "\nfrom %s\nP  %s",
                                           i / figure->k + 1, i % figure->k + 1, place, value);
          return TRUE;
        }
      eigenvalue = fig_number_text (figure->eigenvalues[i], 4);
      reading->text = g_strdup_printf ("eigenvalue %" G_GSIZE_FORMAT "  %s\n%s\n%s", i + 1,
                                       eigenvalue, place, value);
      return TRUE;
    }
  return FALSE;
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const KernelsFigure *figure = (const KernelsFigure *) base;
  gsize n = figure->n, k = figure->k;
  FigDataMatrix *matrix
      = fig_data_add_matrix (data, figure->stencils ? "stencils" : "eigenvectors",
                             figure->stencils ? "Rows of P" : "Eigenvectors of P", n, k, k,
                             g_memdup2 (figure->images, n * n * sizeof (double)));

  matrix->limit = figure->limit;
  if (figure->stencils)
    return;

  FigTable *table = fig_data_add_table (data, "eigenvalues", "Eigenvalues of P", n);
  gint64 *index = fig_table_add_whole (table, "index", "index");
  double *values = fig_table_add_numbers (table, "eigenvalue", "λ(P)");

  for (gsize i = 0; i < n; i++)
    {
      index[i] = (gint64) i + 1;
      values[i] = figure->eigenvalues[i];
    }
}

static void
free_figure (FigFigure *base)
{
  KernelsFigure *figure = (KernelsFigure *) base;

  g_free (figure->images);
  g_free (figure->eigenvalues);
}

/* Replaces the matrix by its eigenvectors, in descending order of eigenvalue, with fixed signs. */
static gboolean
find_eigenvectors (KernelsFigure *figure, GError **error)
{
  gsize n = figure->n;
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, TRUE);
  g_autofree double *vectors = g_memdup2 (figure->images, n * n * sizeof (double));
  g_autofree double *values = g_new (double, n);

  if (!fop_symmetric_eigenvectors (n, vectors, work, values, error))
    return FALSE;
  figure->eigenvalues = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      const double *vector = vectors + (n - 1 - i) * n;
      double sign = vector[cblas_idamax ((int) n, vector, 1)] < 0 ? -1 : 1;

      figure->eigenvalues[i] = values[n - 1 - i];
      for (gsize j = 0; j < n; j++)
        figure->images[i * n + j] = sign * vector[j];
    }
  return TRUE;
}

static void
prepare (FigFigure *base)
{
  KernelsFigure *figure = (KernelsFigure *) base;
  g_autoptr (GError) error = NULL;

  if (!figure->stencils && !find_eigenvectors (figure, &error))
    {
      base->empty = g_strdup_printf ("No eigenvectors: %s", error->message);
      return;
    }
  figure->limit = fop_reach (figure->n, figure->images, 0);
  if (figure->limit == 0)
    figure->limit = 1;
}

static const FigFigureClass klass = { .prepare = prepare,
                                      .draw = draw,
                                      .height = height_for,
                                      .read = read_figure,
                                      .data = data_of,
                                      .free = free_figure };

static gsize
side_of (gsize n)
{
  gsize k = (gsize) lround (sqrt ((double) n));

  return k >= 2 && k * k == n ? k : 0;
}

gsize
fig_kernels_side (gsize n)
{
  gsize k = side_of (n);

  return k <= FIG_KERNEL_SIDE_MAX ? k : 0;
}

FigFigure *
fig_kernels_figure_new (gsize n, const double *matrix, gboolean stencils, char *title,
                        char *subtitle, char *caption)
{
  KernelsFigure *figure = g_new0 (KernelsFigure, 1);

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  figure->n = n;
  figure->k = side_of (n);
  figure->stencils = stencils;
  if (fig_kernels_side (n) == 0)
    {
      figure->base.empty = g_strdup_printf ("Kernels need a matrix of order k² with k from 2 to "
                                            "%u; this one has order %" G_GSIZE_FORMAT,
                                            FIG_KERNEL_SIDE_MAX, n);
      return &figure->base;
    }
  figure->images = g_memdup2 (matrix, n * n * sizeof (double));
  return &figure->base;
}

static const FigWord views[] = {
  { "eigenvectors", "Eigenvectors" },
  { "stencils", "Rows as Stencils" },
};

static const FigChoice choices[] = { FIG_CHOICE ("view", "_View", FIG_AXIS_NONE, views) };

static gboolean
applies (const FopProblem *problem)
{
  for (gsize b = 0; b < problem->n_blocks; b++)
    if (problem->blocks[b].kind == FOP_BLOCK_CONVOLUTION && side_of (problem->blocks[b].rows) != 0)
      return TRUE;
  return FALSE;
}

/* Whether @matrix acts on the pixels of convolution kernels, not on channels or all of θ. */
static gboolean
mixes_pixels (const FopProblem *problem, const FopMatrix *matrix)
{
  for (gsize b = 0; b < problem->n_blocks; b++)
    {
      const FopBlock *block = &problem->blocks[b];

      if (block->kind == FOP_BLOCK_CONVOLUTION && block->offset == matrix->offset
          && matrix->rows == block->rows && matrix->order == block->rows && !matrix->right)
        return TRUE;
    }
  return FALSE;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunView *view = &snapshot->runs[source->run];
  const FopMatrix *matrix
      = source->block < view->n_preconditioners ? view->preconditioners[source->block] : NULL;
  gboolean stencils = g_str_equal (fig_options_word (options, &choices[0]), "stencils");
  g_autofree char *subject = fig_source_subject (source);
  g_autofree char *step = fig_count_text (view->step);
  gboolean shown = matrix != NULL && !matrix->diagonal && mixes_pixels (snapshot->problem, matrix);
  FigFigure *figure = fig_kernels_figure_new (
      shown ? matrix->order : 0, shown ? matrix->values : NULL, stencils,
      g_strdup ("Spatial kernels"),
      g_strdup_printf ("%s · %s · step %s", subject,
                       stencils ? "rows of P as stencils" : "eigenvectors of P", step),
      fig_caption_text (source, TRUE));

  if (!shown)
    {
      g_free (figure->empty);
      figure->empty = matrix == NULL ? fig_source_why_no_preconditioner (source) : NULL;
      if (figure->empty == NULL)
        figure->empty = g_strdup_printf (
            matrix == NULL ? "Waiting for the preconditioner of %s"
                           : "%s is no matrix between the pixels of a convolution’s kernels",
            subject);
    }
  return figure;
}

const FigKind fig_kernels_kind = {
  .id = "kernels",
  .title = "Spatial Kernels",
  .help = "The P of a convolution as images of k × k pixels: its eigenvectors, or its rows.",
  .needs = FIG_NEEDS_PRECONDITIONER,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .applies = applies,
  .build = build,
};
