/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Predefined layouts and the placement of figures. */
#include "ui/grid/layout.h"

/* A figure with default options, and one with an option set. */
#define FIGURE(kind)                                                                               \
  {                                                                                                \
    (kind), NULL, NULL                                                                             \
  }
#define CHOSEN(kind, key, word)                                                                    \
  {                                                                                                \
    (kind), (key), (word)                                                                          \
  }

static const WbLayout layouts[] = {
  { "overview",
    "_Overview",
    FALSE,
    { FIGURE ("loss"), FIGURE ("preconditioner"), FIGURE ("spectrum"), FIGURE ("instruments") } },
  { "landscape",
    "_Landscape",
    TRUE,
    { FIGURE ("landscape"), FIGURE ("loss"), FIGURE ("preconditioner") } },
  { "quarters",
    "_Quadrants",
    FALSE,
    { FIGURE ("loss"), CHOSEN ("loss", "quantity", "gradient-norm"), FIGURE ("preconditioner"),
      FIGURE ("spectrum") } },
  { "convergence",
    "_Convergence",
    FALSE,
    { FIGURE ("loss"), FIGURE ("theory"), CHOSEN ("loss", "quantity", "gradient-norm"),
      CHOSEN ("instruments", "family", "contraction"), CHOSEN ("instruments", "family", "rate") } },
  { "geometry",
    "_Geometry",
    FALSE,
    { FIGURE ("landscape"), FIGURE ("preconditioner"), FIGURE ("spectrum"), FIGURE ("instruments"),
      CHOSEN ("instruments", "family", "nearness"),
      CHOSEN ("instruments", "family", "directions") } },
  { "instruments",
    "_Instruments",
    FALSE,
    { FIGURE ("gauges"), FIGURE ("waterfall"), FIGURE ("instruments"),
      CHOSEN ("instruments", "family", "nearness") } },
  { "layers",
    "La_yers",
    FALSE,
    { FIGURE ("loss"), FIGURE ("blocks"), FIGURE ("layers"), FIGURE ("kernels"),
      FIGURE ("preconditioner"), FIGURE ("spectrum"), FIGURE ("instruments") } },
  { "lecture", "L_ecture", TRUE, { FIGURE ("loss"), FIGURE ("preconditioner") } },
  { "single", "_Single Figure", FALSE, { FIGURE ("loss") } },
};

gsize
wb_n_layouts (void)
{
  return G_N_ELEMENTS (layouts);
}

const WbLayout *
wb_layout (gsize index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (layouts), NULL);
  return &layouts[index];
}

const WbLayout *
wb_layout_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_str_equal (layouts[i].id, id))
      return &layouts[i];
  return NULL;
}

const WbLayout *
wb_layout_suitable (const FopProblem *problem)
{
  if (problem->dimension == 2)
    return wb_layout_find ("landscape");
  if (fop_problem_n_columns (problem->klass) > 0)
    return wb_layout_find ("quarters");
  return wb_layout_find ("overview");
}

gboolean
wb_cell_applies (const WbCell *cell, const FopProblem *problem)
{
  const FigKind *kind = fig_kind_find (cell->kind);

  return kind != NULL && (kind->applies == NULL || (problem != NULL && kind->applies (problem)));
}

const char *
wb_layout_addition (gsize n, const char *const *shown, const FopProblem *problem)
{
  static const char *const wishes[]
      = { "loss",   "preconditioner", "spectrum", "instruments", "landscape",
          "gauges", "waterfall",      "density",  "theory" };

  for (gsize w = 0; w < G_N_ELEMENTS (wishes); w++)
    {
      gboolean is_new = wb_cell_applies (&(WbCell){ .kind = wishes[w] }, problem);

      for (gsize i = 0; i < n && is_new; i++)
        is_new = !g_str_equal (shown[i], wishes[w]);
      if (is_new)
        return wishes[w];
    }
  return wishes[0];
}

/* The first of @n on the left, the others stacked on the right. */
static WbPlace
beside_the_first (gsize n, gsize index)
{
  int others = (int) n - 1, row = (int) index - 1;

  if (index == 0)
    return (WbPlace){ 0, 0, 7, WB_LAYOUT_ROWS };
  return (WbPlace){ 7, row * WB_LAYOUT_ROWS / others, WB_LAYOUT_COLUMNS - 7,
                    (row + 1) * WB_LAYOUT_ROWS / others - row * WB_LAYOUT_ROWS / others };
}

/* Figures per row, filling the rows from the top. */
static const guint8 shapes[WB_LAYOUT_CELLS][3] = {
  { 1 }, { 2 }, { 1, 2 }, { 2, 2 }, { 2, 3 }, { 3, 3 }, { 2, 2, 3 }, { 2, 3, 3 }, { 3, 3, 3 },
};

WbPlace
wb_layout_place (gsize n, gsize index, gboolean leads)
{
  const guint8 *shape = shapes[n - 1];
  int rows = 0, row = 0, column = (int) index;

  g_return_val_if_fail (n >= 1 && n <= WB_LAYOUT_CELLS && index < n, ((WbPlace){ 0 }));

  if (leads && n >= 2 && n <= 4)
    return beside_the_first (n, index);
  while (rows < 3 && shape[rows] > 0)
    rows++;
  while (column >= shape[row])
    column -= shape[row++];
  return (WbPlace){ column * WB_LAYOUT_COLUMNS / shape[row], row * WB_LAYOUT_ROWS / rows,
                    WB_LAYOUT_COLUMNS / shape[row], WB_LAYOUT_ROWS / rows };
}
