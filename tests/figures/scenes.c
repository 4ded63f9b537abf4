/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures made from numbers that need no engine. */

#include "tests/figures/scenes.h"

#include "ui/figures/curves-figure.h"

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
      curves[r].curves = record (law, r, count);
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
  return fig_curves_figure_new (
      n, curves, "loss", "J(θ)", steps, step, TRUE, moving, g_strdup ("Loss"),
      g_strdup ("A hidden valley: quadratic, n = 10, κ = 100. GD: gradient "
                "descent, ε = 0.1. FOP: ε = 0.1, ρ = 0.01, normalize "
                "frobenius. Seed 1, step 1,240. FOP Workbench 0.1.0."));
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
};
const gsize n_scenes = G_N_ELEMENTS (scenes);
