/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The spectral densities of H and of MᵀHM at the selected run's θ, from Hessian products. */

#include "ui/figures/charts/density-figure.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>

static gboolean
applies (const FopProblem *problem)
{
  return fop_density_applies (problem) && problem->dimension > 1;
}

static void
append_number (GString *text, const char *before, double value, int digits)
{
  g_autofree char *number = fig_number_text (value, digits);

  g_string_append_printf (text, "%s%s", before, number);
}

/* " · λ_max(H) = 12.3 · tr H = 104 ± 3" */
static void
append_matrix (GString *text, const char *label, const FopMatrixDensity *matrix)
{
  g_autofree char *largest = g_strdup_printf (" · λ_max(%s) = ", label);
  g_autofree char *trace = g_strdup_printf (" · tr %s = ", label);

  if (matrix->estimate == NULL)
    return;
  append_number (text, largest, matrix->estimate->top[0], 3);
  append_number (text, trace, matrix->estimate->trace.mean, 3);
  append_number (text, " ± ", matrix->estimate->trace.error, 2);
}

static void
append_gap (GString *text, const char *label, const FopMatrixDensity *matrix)
{
  if (matrix->exact == NULL)
    return;
  g_string_append_printf (text, " · %s within ", label);
  append_number (text, "", 100 * matrix->gap, 2);
  g_string_append (text, "% of exact");
}

static char *
subtitle_of (const FopDensity *density, const char *subject, const char *product)
{
  GString *text = g_string_new (subject);
  g_autofree char *step = fig_count_text (density->identity.step);
  gsize probes = density->hessian.estimate != NULL ? density->hessian.estimate->n_probes : 0;

  g_string_append_printf (text, " · step %s", step);
  if (probes > 0 && probes < fop_density_probes (density->n))
    g_string_append_printf (text, " · %d of %d probes", (int) probes,
                            (int) fop_density_probes (density->n));
  append_gap (text, "H", &density->hessian);
  append_gap (text, product, &density->preconditioned);
  append_matrix (text, "H", &density->hessian);
  append_matrix (text, product, &density->preconditioned);
  return g_string_free (text, FALSE);
}

/* The caption for exported figures, including the parameters of the estimate. */
static char *
caption_of (const FigSource *source, const FopDensity *density, const char *product)
{
  g_autofree char *usual = fig_caption_text (source, TRUE);
  g_autofree char *products = fig_count_text (density->products);
  g_autofree char *step = fig_count_text (density->identity.step);
  const FopSpectralDensity *estimate = density->hessian.estimate;
  GString *text = g_string_new (usual);

  if (estimate == NULL)
    return g_string_free (text, FALSE);
  g_string_append_printf (
      text,
      " Spectra at step %s from stochastic Lanczos quadrature with %d random vector%s, "
      "%d Lanczos steps, and %s Hessian–vector products",
      step, (int) estimate->n_probes, estimate->n_probes == 1 ? "" : "s", (int) estimate->size,
      products);
  append_matrix (text, "H", &density->hessian);
  append_matrix (text, product, &density->preconditioned);
  if (density->hessian.exact != NULL)
    {
      append_number (text, "; maximum error of the cumulative distribution ",
                     100 * density->hessian.gap, 2);
      g_string_append (text, "% (H)");
      if (density->preconditioned.exact != NULL)
        {
          append_number (text, " and ", 100 * density->preconditioned.gap, 2);
          g_string_append_printf (text, "%% (%s)", product);
        }
    }
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static const FigWord views[] = {
  { "density", "Density" },
  { "log-density", "Density (Logarithmic)" },
  { "cumulative", "Cumulative Distribution" },
};

static const FigWord scales[] = {
  { "logarithmic", "Signed Logarithmic" },
  { "linear", "Linear" },
};

static const FigChoice choices[] = {
  FIG_CHOICE ("view", "_Show", FIG_AXIS_Y, views),
  FIG_CHOICE ("scale", "λ _Scale", FIG_AXIS_ALL, scales),
};

static FigDensityView
view_of (const FigOptions *options)
{
  const char *word = fig_options_word (options, &choices[0]);

  return g_str_equal (word, "cumulative")    ? FIG_DENSITY_CUMULATIVE
         : g_str_equal (word, "log-density") ? FIG_DENSITY_LOG_CURVE
                                             : FIG_DENSITY_CURVE;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopRunSpec *spec = fop_experiment_run (source->snapshot->experiment, source->run);
  const char *product = g_str_equal (spec->method->kind, "fop") ? "MᵀHM" : "PH";
  FopDensity *density = fig_source_density (source);
  gboolean logarithmic = g_str_equal (fig_options_word (options, &choices[1]), "logarithmic");
  FigFigure *figure;

  if (density == NULL)
    {
      g_autofree char *n = fig_count_text (source->snapshot->problem->dimension);

      figure = fig_density_figure_new (NULL, product, 0, FIG_DENSITY_CURVE, FALSE,
                                       fig_view_automatic (), g_strdup ("Spectral density"),
                                       g_strdup (spec->name), NULL);
      figure->empty
          = g_strdup_printf ("Estimating the density from several hundred Hessian–vector products "
                             "in %s dimensions",
                             n);
      return figure;
    }
  /* Green, unless that is the run's color, as in the spectrum figure. */
  return fig_density_figure_new (
      density, product, spec->style % FIG_N_STYLES == 2 ? 0 : 2, view_of (options), logarithmic,
      fig_options_view (options), g_strdup ("Spectral density"),
      subtitle_of (density, spec->name, product), caption_of (source, density, product));
}

const FigKind fig_density_kind = {
  .id = "density",
  .title = "Spectral Density",
  .help = "The spectral densities of the Hessian H and of MᵀHM, where P = M Mᵀ, estimated from "
          "Hessian products.",
  .needs = FIG_NEEDS_DENSITY,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .applies = applies,
  .build = build,
};
