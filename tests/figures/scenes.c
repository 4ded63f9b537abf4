/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures of data that need no engine. */

#include "tests/figures/scenes.h"

#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/charts/eigenvalues-figure.h"
#include "ui/figures/charts/matrix-figure.h"

#include <math.h>

typedef double (*Law) (guint64 t, gsize run, GRand *random);

static FopCurves *
record (Law law, gsize run, guint64 rows)
{
  static const char *const names[] = { "loss", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) run + 1);
  FopHistory *history = fop_history_new (1, names);
  FopCurves *curves;

  for (guint64 t = 0; t < rows; t++)
    {
      double value = law (t, run, random);

      fop_history_append (history, &value);
    }
  curves = fop_history_curves (history);
  fop_history_free (history);
  return curves;
}

static const char *const run_names[]
    = { "GD",       "Adam",         "Hypergradient",
        "FOP",      "RMSprop",      "A very long name that somebody gave a run",
        "Adagrad",  "FOP diagonal", "FOP scalar",
        "Momentum", "Nesterov",     "Per-parameter" };

static FigFigure *
curves_with (Law law, gsize n, const guint64 *rows, guint64 steps, gboolean moving,
             guint64 diverged)
{
  FigCurve *curves = g_new0 (FigCurve, n);
  gint64 step = 0;

  for (gsize r = 0; r < n; r++)
    {
      guint64 count = rows[r];

      curves[r].name = g_strdup (run_names[r]);
      curves[r].style = (guint) r;
      curves[r].series.curves = record (law, r, count);
      curves[r].selected = r == MIN (n - 1, 3);
      curves[r].diverged = (diverged >> r & 1) != 0;
      step = MAX (step, (gint64) count - 1);
      if (r == 1)
        {
          curves[r].n_events = 2;
          curves[r].events = g_new (guint64, 2);
          curves[r].events[0] = steps / 4;
          curves[r].events[1] = steps / 4 + steps / 6;
        }
    }
  return fig_curves_figure_new (&(FigCurvesPlan){
      .n = n,
      .curves = curves,
      .left = { g_strdup ("loss"), "J(θ)", FIG_SCALING_BY_VALUES, NULL },
      .steps = steps,
      .step = step,
      .moving = moving,
      .title = g_strdup ("Loss"),
      .caption = g_strdup ("A hidden valley: quadratic, n = 10, κ = 100. GD: gradient "
                           "descent, ε = 0.1. FOP: ε = 0.1, ρ = 0.01, normalize "
                           "frobenius. Seed 1, step 1,240. FOP Workbench 0.1.0.") });
}

static FigFigure *
same_rows (Law law, gsize n, guint64 rows, guint64 steps, gboolean moving, guint64 diverged)
{
  guint64 counts[64];

  for (gsize r = 0; r < n; r++)
    counts[r] = rows;
  return curves_with (law, n, counts, steps, moving, diverged);
}

static double
valley (guint64 t, gsize run, GRand *random)
{
  double x = (double) t;

  switch (run % 4)
    {
    case 0:
      return 2 / (1 + x * 0.9) * exp (-x / 280);
    case 1:
      return exp (-1 - x / 39) * (1 + 0.4 * sin (x / 30)) + 1e-14;
    case 2:
      return 2 / (1 + x) * exp (-x / 180 * (1 + 0.1 * (double) run));
    default:
      return exp (-x / 200 - 14 * pow (x / 1100, 3)) + exp (-x / 10);
    }
}

static double
noisy (guint64 t, gsize run, GRand *random)
{
  double x = (double) t;
  double level = 2.3 / (1 + x / (200.0 * (1 + (double) run))) + 0.05;

  if (t == 3331)
    return 40;
  return level * exp (0.5 * (g_rand_double (random) + g_rand_double (random) - 1));
}

static double
noise_floor (guint64 t, gsize run, GRand *random)
{
  return exp (-(double) t / 5e4 / (1 + (double) run)) * (0.5 + g_rand_double (random)) + 1e-3;
}

static double
blow_up (guint64 t, gsize run, GRand *random)
{
  if (run == 2)
    return t < 60 ? pow (10, (double) t * 5) : INFINITY;
  return valley (t, run, random);
}

static double
below_zero (guint64 t, gsize run, GRand *random)
{
  return 30 * exp (-(double) t / (60.0 * (1 + (double) run))) - 78.3323;
}

static double
both_sides (guint64 t, gsize run, GRand *random)
{
  return run == 0 ? exp (-(double) t / 40) - 1e-9 : pow (10, 8 - (double) t / 60);
}

static double
to_zero (guint64 t, gsize run, GRand *random)
{
  return t > 600 ? 0 : exp (-(double) t / 20);
}

static double
constant (guint64 t, gsize run, GRand *random)
{
  return 0.25;
}

static double
no_number (guint64 t, gsize run, GRand *random)
{
  return NAN;
}

static double
huge_range (guint64 t, gsize run, GRand *random)
{
  return pow (10, 300 - 0.6 * (double) t);
}

static double
now_and_then (guint64 t, gsize run, GRand *random)
{
  return t % 100 == 0 ? valley (t, run, random) : NAN;
}

static FigFigure *
valley_playing (void)
{
  return same_rows (valley, 4, 1241, 2000, TRUE, 0);
}

static FigFigure *
valley_paused (void)
{
  return same_rows (valley, 4, 1041, 2000, FALSE, 0);
}

static FigFigure *
valley_done (void)
{
  return same_rows (valley, 4, 2001, 2000, FALSE, 0);
}

static FigFigure *
few_steps (void)
{
  return same_rows (valley, 3, 9, 20, FALSE, 0);
}

static FigFigure *
noisy_runs (void)
{
  return same_rows (noisy, 5, 10000, 10000, TRUE, 0);
}

static FigFigure *
million (void)
{
  return same_rows (noise_floor, 3, 1000001, 1000000, FALSE, 0);
}

static FigFigure *
twelve (void)
{
  return same_rows (valley, 12, 1500, 2000, TRUE, 0);
}

static FigFigure *
diverged (void)
{
  static const guint64 rows[] = { 900, 900, 61, 900 };

  return curves_with (blow_up, 4, rows, 2000, FALSE, 1 << 2);
}

static FigFigure *
negative (void)
{
  return same_rows (below_zero, 3, 400, 500, FALSE, 0);
}

static FigFigure *
signed_log (void)
{
  return same_rows (both_sides, 2, 1000, 1000, FALSE, 0);
}

static FigFigure *
zeros (void)
{
  return same_rows (to_zero, 1, 1000, 1000, FALSE, 0);
}

static FigFigure *
flat (void)
{
  return same_rows (constant, 1, 1000, 1000, FALSE, 0);
}

static FigFigure *
all_nan (void)
{
  return same_rows (no_number, 2, 1000, 1000, FALSE, 0);
}

static FigFigure *
none (void)
{
  return same_rows (valley, 0, 0, 1000, FALSE, 0);
}

static FigFigure *
single_point (void)
{
  return same_rows (valley, 3, 1, 2000, FALSE, 0);
}

static FigFigure *
enormous (void)
{
  return same_rows (huge_range, 1, 1000, 1000, FALSE, 0);
}

static FigFigure *
sampled (void)
{
  return same_rows (now_and_then, 4, 1241, 2000, TRUE, 0);
}

/* ---- matrices ---- */

static double *
matrix (gsize n, double noise, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GRand) shake = g_rand_new_with_seed (seed);
  double *values = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double near = exp (-(double) (i - j) / 1.6);
        double value = near * g_rand_double_range (random, -6, 6)
                       + (i == j ? 3 + 9 * exp (-(double) i / (double) n) : 0)
                       + noise * g_rand_double_range (shake, -1, 1);

        values[i * n + j] = values[j * n + i] = value;
      }
  return values;
}

static FigFigure *
heatmap_as (gsize n, gboolean inverse, double *values, const FigMatrixLook *look)
{
  double *other = inverse ? matrix (n, 1.5, 9) : NULL;
  GPtrArray *owner = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (owner, values);
  g_ptr_array_add (owner, other);
  return fig_matrix_figure_new (n, values, "P = M Mᵀ", other, "H⁻¹ (scaled)", look, owner,
                                (GDestroyNotify) g_ptr_array_unref, g_strdup ("Preconditioner"),
                                g_strdup ("FOP · P and nearest multiple of H⁻¹"), NULL);
}

static FigFigure *
heatmap (gsize n, gboolean inverse, double *values)
{
  return heatmap_as (n, inverse, values, NULL);
}

/* Two interleaved groups with opposite signs, and values of many magnitudes. */
static double *
hidden_groups (gsize n)
{
  double *values = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        double sign = (i * 7 % 5 < 2) == (j * 7 % 5 < 2) ? 1 : -1;

        values[i * n + j]
            = sign * exp (-0.06 * (double) (i + j)) + (i == j ? 3 * exp (-0.1 * (double) i) : 0);
      }
  return values;
}

static FigFigure *
sorted (void)
{
  return heatmap_as (40, FALSE, hidden_groups (40), &(FigMatrixLook){ .sorted = TRUE });
}

static FigFigure *
logarithmic (void)
{
  return heatmap_as (40, TRUE, hidden_groups (40),
                     &(FigMatrixLook){ .logarithmic = TRUE, .scale = FIG_MATRIX_STEADY });
}

static FigFigure *
ten (void)
{
  return heatmap (10, TRUE, matrix (10, 0, 1));
}

static FigFigure *
two (void)
{
  static const double values[] = { 2.902, -1.013, -1.013, 2.537 };

  return heatmap (2, FALSE, g_memdup2 (values, sizeof values));
}

static FigFigure *
two_beside (void)
{
  static const double values[] = { 2.9e-9, -1.013, -1.013, 25370 };

  return heatmap (2, TRUE, g_memdup2 (values, sizeof values));
}

static FigFigure *
holes (void)
{
  double *values = matrix (6, 0, 1);

  values[7] = NAN;
  values[14] = INFINITY;
  return heatmap (6, FALSE, values);
}

static FigFigure *
large (void)
{
  double *values = matrix (650, 0, 1);

  values[100 * 650 + 500] = -14;
  values[500 * 650 + 100] = NAN;
  return heatmap (650, FALSE, values);
}

static FigFigure *
identity (void)
{
  double *values = g_new0 (double, 20 * 20);

  for (gsize i = 0; i < 20; i++)
    values[21 * i] = 1;
  return heatmap (20, FALSE, values);
}

/* ---- spectra ---- */

static FigFigure *
eigenvalues (gsize n, double (*law) (gsize s, double share))
{
  static const char *const labels[] = { "H", "P", "MᵀHM" };
  static const int styles[] = { -1, 3, 2 };
  FigEigenvalues *series = g_new (FigEigenvalues, 3);

  for (gsize s = 0; s < 3; s++)
    {
      series[s].label = labels[s];
      series[s].style = styles[s];
      series[s].values = g_new (double, n);
      for (gsize i = 0; i < n; i++)
        series[s].values[i] = law (s, n > 1 ? (double) i / (double) (n - 1) : 0);
    }
  return fig_eigenvalues_figure_new (
      n, 3, series, FIG_EIGENVALUES_LOG, "λ", g_strdup ("Spectrum"),
      g_strdup ("FOP · step 1,240 · κ(P) = 21.7 · κ(H) = 100 · κ(MᵀHM) = 7.6"), NULL);
}

static double
ordinary (gsize s, double share)
{
  switch (s)
    {
    case 0:
      return pow (100, -share);
    case 1:
      return 1 + 20 * pow (1 - share, 3);
    default:
      return 0.17 + 1.1 * pow (1 - share, 4) + 0.3 * (1 - share);
    }
}

static double
indefinite (gsize s, double share)
{
  return s == 0 ? 1.6 - 2 * share : ordinary (s, share) - (s == 2 ? 0.3 : 0);
}

static double
null (gsize s, double share)
{
  return share > 0.7 ? 0 : ordinary (s, share);
}

static FigFigure *
spectrum_ten (void)
{
  return eigenvalues (10, ordinary);
}

static FigFigure *
spectrum_two (void)
{
  return eigenvalues (2, indefinite);
}

static FigFigure *
spectrum_one (void)
{
  return eigenvalues (1, ordinary);
}

static FigFigure *
spectrum_indefinite (void)
{
  return eigenvalues (24, indefinite);
}

static FigFigure *
spectrum_null (void)
{
  return eigenvalues (20, null);
}

static FigFigure *
spectrum_large (void)
{
  return eigenvalues (650, indefinite);
}

const Scene scenes[] = {
  { "valley-playing", valley_playing },
  { "valley-paused", valley_paused },
  { "valley-done", valley_done },
  { "few-steps", few_steps },
  { "noisy", noisy_runs },
  { "million", million },
  { "twelve", twelve },
  { "diverged", diverged },
  { "negative", negative },
  { "signed-log", signed_log },
  { "zeros", zeros },
  { "constant", flat },
  { "all-nan", all_nan },
  { "none", none },
  { "single-point", single_point },
  { "enormous", enormous },
  { "sampled", sampled },
  { "spectrum-ten", spectrum_ten },
  { "spectrum-two", spectrum_two },
  { "spectrum-one", spectrum_one },
  { "spectrum-indefinite", spectrum_indefinite },
  { "spectrum-null", spectrum_null },
  { "spectrum-large", spectrum_large },
  { "matrix-ten", ten },
  { "matrix-sorted", sorted },
  { "matrix-logarithmic", logarithmic },
  { "matrix-two", two },
  { "matrix-two-beside", two_beside },
  { "matrix-holes", holes },
  { "matrix-large", large },
  { "matrix-identity", identity },
};
const gsize n_scenes = G_N_ELEMENTS (scenes);
