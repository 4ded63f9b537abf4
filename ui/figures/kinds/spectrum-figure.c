/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The eigenvalues of the selected run's P, of H, and of PH, with their condition numbers. */

#include "ui/figures/charts/eigenvalues-figure.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
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

static void
append_condition (GString *text, const char *label, double condition)
{
  g_autofree char *value = NULL;

  if (isnan (condition))
    return;
  value = fig_number_text (condition, 3);
  g_string_append_printf (text, " · κ(%s) = %s", label, value);
}

static const FigWord matrices[] = {
  { "all", "P, H, and Preconditioned Hessian" },
  { "preconditioner", "Preconditioner P" },
  { "singular", "Singular Values of M" },
  { "hessians", "Hessian, Before and After" },
};

static const FigWord views[] = {
  { "logarithmic", "Logarithmic (Magnitudes)" },
  { "signed-log", "Signed Logarithmic" },
  { "linear", "Linear" },
  { "cumulative", "Cumulative Fraction" },
};

static const FigChoice choices[] = {
  FIG_CHOICE ("matrices", "_Matrices", FIG_AXIS_NONE, matrices),
  FIG_CHOICE ("scale", "_Scale", FIG_AXIS_NONE, views),
};

G_STATIC_ASSERT (G_N_ELEMENTS (views) == FIG_EIGENVALUES_CUMULATIVE + 1);

static FigEigenvaluesView
view_of (const FigOptions *options)
{
  const char *word = fig_options_word (options, &choices[1]);
  gsize view = 0;

  while (!g_str_equal (views[view].word, word))
    view++;
  return (FigEigenvaluesView) view;
}

/* The singular values of M if the run stores it; otherwise, from P = M Mᵀ, the square roots of P's
 * eigenvalues, with those below 0 due to rounding set to 0. */
static double *
singular_values (const FopInspection *inspection)
{
  const FopSpectrum *spectrum = inspection->spectrum;
  gsize n = spectrum->n;
  double *values;

  if (inspection->singular != NULL)
    return g_memdup2 (inspection->singular, n * sizeof (double));
  values = descending (n, spectrum->preconditioner);
  for (gsize i = 0; i < n; i++)
    values[i] = sqrt (fmax (values[i], 0));
  return values;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  const FopInspection *inspection = fig_source_inspection (source);
  /* MᵀHM is symmetric and similar to PH. */
  const char *product = g_str_equal (spec->method->kind, "fop") ? "MᵀHM" : "PH";
  const char *which = fig_options_word (options, &choices[0]);
  gboolean all = g_str_equal (which, "all"), singular = g_str_equal (which, "singular");
  gboolean hessians = all || g_str_equal (which, "hessians");
  const FopSpectrum *spectrum = NULL;
  FigEigenvalues *series = g_new0 (FigEigenvalues, 3);
  g_autofree char *subject = fig_source_subject (source);
  GString *subtitle = g_string_new (subject);
  FigFigure *figure;
  gsize n = 0;

  if (inspection != NULL)
    spectrum = inspection->spectrum;
  if (spectrum != NULL)
    {
      g_autofree char *step = fig_count_text (inspection->identity.step);

      if (hessians && spectrum->hessian != NULL)
        series[n++] = (FigEigenvalues){ "H", -1, descending (spectrum->n, spectrum->hessian) };
      if (singular)
        series[n++] = (FigEigenvalues){ "M", (int) spec->style, singular_values (inspection) };
      else if (all || !hessians)
        series[n++] = (FigEigenvalues){ "P", (int) spec->style,
                                        descending (spectrum->n, spectrum->preconditioner) };
      /* Green, unless that is the run's color. */
      if (hessians && spectrum->preconditioned != NULL)
        series[n++] = (FigEigenvalues){ product, spec->style % FIG_N_STYLES == 2 ? 0 : 2,
                                        descending (spectrum->n, spectrum->preconditioned) };
      g_string_append_printf (subtitle, " · step %s", step);
      if (singular)
        g_string_append (subtitle, inspection->singular != NULL
                                       ? " · from the stored M"
                                       : " · square roots of P’s eigenvalues");
      append_condition (subtitle, "P", spectrum->condition);
      append_condition (subtitle, "H", spectrum->condition_hessian);
      append_condition (subtitle, product, spectrum->condition_preconditioned);
    }
  figure = fig_eigenvalues_figure_new (
      spectrum != NULL ? spectrum->n : 0, n, series, view_of (options), singular ? "σ" : "λ",
      g_strdup ("Spectrum"), g_string_free (subtitle, FALSE),
      spectrum != NULL ? fig_caption_text_at (source, inspection->identity.step)
                       : fig_caption_text (source, TRUE));
  if (spectrum == NULL)
    {
      g_free (figure->empty);
      figure->empty = fig_source_why_no_preconditioner (source);
      if (figure->empty == NULL)
        figure->empty = g_strdup (inspection != NULL && inspection->error != NULL
                                      ? inspection->error->message
                                      : fig_source_waiting (source));
    }
  return figure;
}

static FigNeeds
needs_more (const FigOptions *options)
{
  return g_str_equal (fig_options_word (options, &choices[0]), "singular") ? FIG_NEEDS_FACTOR : 0;
}

const FigKind fig_spectrum_kind = {
  .id = "spectrum",
  .title = "Spectrum",
  .help = "The eigenvalues of P, of the Hessian H, and of PH, with their condition numbers.",
  .needs = FIG_NEEDS_INSPECTION,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .needs_more = needs_more,
  .build = build,
};
