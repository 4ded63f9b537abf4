/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures of matrices from files. */

#include "ui/figures/kinds/reading-figures.h"

#include "ui/figures/charts/eigenvalues-figure.h"
#include "ui/figures/kinds/kernels-figure.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>

static double *
descending (gsize n, const double *ascending)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = ascending[n - 1 - i];
  return values;
}

/* "P-000100.npy · step 100 · κ(P) = 12.3" */
static char *
subtitle (const FopReading *reading)
{
  g_autofree char *name = g_path_get_basename (reading->name);
  g_autofree char *step = fig_count_text (reading->step);
  g_autofree char *condition = fig_number_text (reading->spectrum->condition, 3);

  return g_strdup_printf ("%s · step %s · κ(P) = %s", name, step, condition);
}

static char *
caption (const FopReading *reading)
{
  g_autofree char *name = g_path_get_basename (reading->name);
  g_autofree char *step = fig_count_text (reading->step);
  g_autofree char *note = fop_reading_note (reading);

  return g_strdup_printf (
      "%s, order %" G_GSIZE_FORMAT ", step %s%s%s. FOP Workbench " FOP_VERSION ".", name,
      reading->spectrum->n, step, note != NULL ? ": " : "", note != NULL ? note : "");
}

FigFigure *
fig_reading_matrix_new (FopReading *reading, const FigMatrixLook *look)
{
  const FopSpectrum *spectrum = reading->spectrum;

  return fig_matrix_figure_new (spectrum->n, reading->matrix->values, "P",
                                spectrum->inverse_hessian, "H⁻¹ (scaled)", look,
                                fop_reading_ref (reading), (GDestroyNotify) fop_reading_unref,
                                g_strdup ("Preconditioner"), subtitle (reading), caption (reading));
}

FigFigure *
fig_reading_spectrum_new (FopReading *reading)
{
  const FopSpectrum *spectrum = reading->spectrum;
  FigEigenvalues *series = g_new0 (FigEigenvalues, 3);
  gsize n = 0;

  if (spectrum->hessian != NULL)
    series[n++] = (FigEigenvalues){ "H", -1, descending (spectrum->n, spectrum->hessian) };
  series[n++] = (FigEigenvalues){ "P", 0, descending (spectrum->n, spectrum->preconditioner) };
  if (spectrum->preconditioned != NULL)
    series[n++] = (FigEigenvalues){ "PH", 2, descending (spectrum->n, spectrum->preconditioned) };
  return fig_eigenvalues_figure_new (spectrum->n, n, series, FIG_EIGENVALUES_LOG, "λ",
                                     g_strdup ("Spectrum"), subtitle (reading), caption (reading));
}

FigFigure *
fig_reading_kernels_new (FopReading *reading)
{
  if (fig_kernels_side (reading->spectrum->n) == 0)
    return NULL;
  return fig_kernels_figure_new (reading->spectrum->n, reading->matrix->values, FALSE,
                                 g_strdup ("Spatial kernels"), subtitle (reading),
                                 caption (reading));
}
