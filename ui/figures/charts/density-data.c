/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spectral densities as tables. */

#include "ui/figures/charts/density-data.h"

#include <string.h>

#define LINE       1.75
#define EXACT_LINE 1.25

static const double dashed[] = { 3.5, 2.5 };

static FigTable *
add_table (FigData *data, const char *label, const char *suffix, const char *words, gsize n)
{
  g_autofree char *key = g_strconcat (label, suffix, NULL);
  g_autofree char *text = g_strconcat (label, words, NULL);

  return fig_data_add_table (data, key, text, n);
}

/* Point masses: eigenvalues, weights, and their sums. @weights: (nullable): 1/n each */
static FigTable *
add_masses (FigData *data, const char *label, const char *suffix, const char *words, gsize n,
            const double *values, const double *weights)
{
  FigTable *table = add_table (data, label, suffix, words, n);
  double *value = fig_table_add_numbers (table, "eigenvalue", "λ");
  double *weight = fig_table_add_numbers (table, "weight", "weight");
  double *fraction = fig_table_add_numbers (table, "fraction", "fraction below λ");
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      value[i] = values[i];
      weight[i] = weights != NULL ? weights[i] : 1 / (double) n;
      fraction[i] = sum += weight[i];
    }
  return table;
}

static void
add_largest (FigData *data, const char *label, const FopSpectralDensity *estimate)
{
  FigTable *table = add_table (data, label, "-largest", ", largest eigenvalues", estimate->n_top);
  double *value = fig_table_add_numbers (table, "eigenvalue", "λ");
  double *residual = fig_table_add_numbers (table, "residual", "residual");

  memcpy (value, estimate->top, estimate->n_top * sizeof (double));
  memcpy (residual, estimate->top_residuals, estimate->n_top * sizeof (double));
}

static FigLegendEntry
entry_of (const char *name, FigColor color, gboolean exact)
{
  return (FigLegendEntry){ .label = name,
                           .color = color,
                           .dash = exact ? dashed : NULL,
                           .n_dash = exact ? G_N_ELEMENTS (dashed) : 0 };
}

static void
add_curve (FigData *data, FigTable *table, gsize axes, const FigKernelCurve *curve, const char *key,
           const char *name, FigColor color, gboolean exact)
{
  FigLegendEntry entry = entry_of (name, color, exact);
  const char *label = g_array_index (data->axes, FigDataAxes, axes).y_label;

  if (!curve->there)
    return;
  memcpy (fig_table_add_numbers (table, key, label), curve->y, sizeof curve->y);
  fig_table_add_line (table, axes, 0, table->columns->len - 1, &entry, exact ? EXACT_LINE : LINE);
}

static void
add_curves (FigData *data, gsize axes, gsize index, const char *label, const char *exact_name,
            FigColor color, const FigDensityCurves *curves)
{
  FigTable *table = add_table (data, label, "-density", ", density", FIG_KERNEL_POINTS);
  FigScale x = g_array_index (data->axes, FigDataAxes, axes).x;
  double *lambda = fig_table_add_numbers (table, "eigenvalue", "λ");

  x.from = 0;
  x.to = FIG_KERNEL_POINTS - 1;
  for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
    lambda[i] = fig_scale_value (&x, (double) i);
  add_curve (data, table, axes, &curves->estimates[index], "density", label, color, FALSE);
  add_curve (data, table, axes, &curves->exact[index], "density-exact", exact_name, color, TRUE);
  fig_data_note (
      data,
      "%s: densities are smoothed with a Gaussian kernel whose standard deviation is 1%% "
      "of the axis; the tables of eigenvalues are not.",
      label);
}

static void
add_steps (FigTable *table, gsize axes, const char *name, FigColor color, gboolean exact)
{
  FigLegendEntry entry = entry_of (name, color, exact);

  fig_table_add_line (table, axes, 0, 2, &entry, exact ? EXACT_LINE : LINE)->in_steps = TRUE;
}

void
fig_density_add_data (FigData *data, gsize axes, gsize n, const FopMatrixDensity *matrix,
                      gsize index, const char *label, FigColor color,
                      const FigDensityCurves *curves)
{
  g_autofree char *exact_name = g_strconcat (label, ", exact", NULL);
  const FopSpectralDensity *estimate = matrix->estimate;
  FigTable *nodes
      = add_masses (data, label, "-nodes", ", nodes of the estimate",
                    estimate->n_probes * estimate->size, estimate->nodes, estimate->weights);

  if (curves == NULL)
    add_steps (nodes, axes, label, color, FALSE);
  if (matrix->exact != NULL)
    {
      FigTable *exact
          = add_masses (data, label, "-exact", ", exact eigenvalues", n, matrix->exact, NULL);

      if (curves == NULL)
        add_steps (exact, axes, exact_name, color, TRUE);
    }
  else
    add_largest (data, label, matrix->estimate);
  if (curves != NULL)
    add_curves (data, axes, index, label, exact_name, color, curves);
}
