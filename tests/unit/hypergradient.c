/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The update of P follows the exact derivative, whatever the last step was. */
#include "matrix-laws.h"

/* A structure, with settings under which its state is what it learns. */
static const char *const structures[][2] = {
  { "full", ", 'keep-factor': true" },
  { "layerwise", ", 'keep-factor': true" },
  { "diagonal", "" },
  { "scalar", "" },
  { "low-rank", ", 'rank': 2" },
  { "kronecker", "" },
};

/* Step t − 1 has the settings @last, step t the settings @now, and earlier steps @first. */
static const struct
{
  const char *name, *first, *last, *now;
} steps[] = {
  { "plain", "'learning-rate': 0.5", NULL, NULL },
  { "momentum", "'learning-rate': 0.2, 'momentum': 0.9", NULL, NULL },
  { "nesterov", "'learning-rate': 0.2, 'momentum': 0.9, 'nesterov': true", NULL, NULL },
  { "dampening", "'learning-rate': 0.2, 'momentum': 0.9, 'dampening': 0.6", NULL, NULL },
  { "momentum begins dampened", "'learning-rate': 0.2, 'dampening': 0.6",
    "'learning-rate': 0.2, 'momentum': 0.9, 'dampening': 0.6", NULL },
  { "momentum moves", "'learning-rate': 0.2, 'momentum': 0.9, 'nesterov': true", NULL,
    "'learning-rate': 0.2, 'momentum': 0.2, 'nesterov': true" },
  { "rate moves", "'learning-rate': 0.5", NULL, "'learning-rate': 0.01" },
  { "rate and momentum move", "'learning-rate': 0.5, 'momentum': 0.3, 'nesterov': true",
    "'learning-rate': 0.2, 'momentum': 0.8, 'nesterov': true", "'learning-rate': 3" },
  { "drop", "'learning-rate': 0.5, 'schedule': 'step', 'schedule-steps': 4", NULL, NULL },
  { "cosine", "'learning-rate': 0.9, 'schedule': 'cosine', 'schedule-steps': 6", NULL, NULL },
  { "warm-up", "'learning-rate': 0.9, 'warm-up': 20", NULL, NULL },
  { "inverse", "'learning-rate': 0.9, 'schedule': '1/t', 'schedule-steps': 1", NULL, NULL },
  { "annealing", "'learning-rate': 0.5, 'anneal-after': 2", NULL, NULL },
  { "weight decay", "'learning-rate': 0.5, 'weight-decay': 0.1", NULL, NULL },
};

#define STEPS_BEFORE 3

/* Offset of @n consecutive numbers in the state. */
static gsize
find (const Trial *trial, const double *values, gsize n)
{
  const FopMethod *method = trial->method;

  for (gsize at = 0; at + n <= method->state_size; at++)
    if (memcmp (method->state + at, values, n * sizeof (double)) == 0)
      return at;
  g_error ("a factor that is not in the state");
}

/* Offsets of the learned numbers in the state. */
static GArray *
learned_numbers (const Trial *trial, const char *structure)
{
  const FopMethodClass *klass = trial->method->klass;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n_matrices = fop_method_n_preconditioners (trial->method);

  for (gsize i = 0; i < n_matrices; i++)
    {
      gsize m = klass->preconditioner_info (trial->method, i).order, n = m * m, at;
      g_autofree double *factor = g_new (double, n);

      if (g_str_equal (structure, "low-rank"))
        {
          /* U, m × 2, is before its velocity at the end. */
          n = 2 * m;
          at = trial->method->state_size - 2 * n;
        }
      else
        {
          g_assert_true (fop_method_factor (trial->method, i, factor));
          if (g_str_equal (structure, "diagonal") || g_str_equal (structure, "scalar"))
            {
              n = g_str_equal (structure, "scalar") ? 1 : m;
              for (gsize k = 0; k < n; k++)
                factor[k] = factor[k * m + k];
            }
          at = find (trial, factor, n);
        }
      for (gsize k = 0; k < n; k++, at++)
        g_array_append_val (places, at);
    }
  return places;
}

typedef struct
{
  double *state, *theta, *gradient;
  guint64 t;
} Point;

static void
keep (const Trial *trial, Point *point)
{
  gsize bytes = trial->problem->dimension * sizeof (double);

  point->state = g_memdup2 (trial->method->state, trial->method->state_size * sizeof (double));
  point->theta = g_memdup2 (trial->theta, bytes);
  point->gradient = g_memdup2 (trial->gradient, bytes);
  point->t = trial->t;
}

static void
go_back (Trial *trial, const Point *point)
{
  gsize bytes = trial->problem->dimension * sizeof (double);

  memcpy (trial->method->state, point->state, trial->method->state_size * sizeof (double));
  memcpy (trial->theta, point->theta, bytes);
  memcpy (trial->gradient, point->gradient, bytes);
  trial->t = point->t;
}

static void
point_clear (Point *point)
{
  g_free (point->state);
  g_free (point->theta);
  g_free (point->gradient);
}

/* J_t(θ_t) after step t − 1 with the learned number at @at changed by @change. */
static double
loss_with (Trial *trial, const Point *point, gsize at, double change)
{
  go_back (trial, point);
  trial->method->state[at] += change;
  trial_step (trial);
  return trial->loss;
}

static void
configure (Trial *trial, const char *words, const char *structure, const char *more,
           double hyper_rate)
{
  g_autofree char *json
      = g_strdup_printf ("{ 'normalize': 'none', 'structure': '%s'%s, 'hyper-rate': %g, %s }",
                         structure, more, hyper_rate, words);

  trial_configure (trial, json);
}

/* Step t changes learned numbers by −ρ times the derivative of J_t by their values in step t − 1.
 */
static void
check (gsize s, gsize k)
{
  const char *structure = structures[s][0], *more = structures[s][1], *first = steps[k].first;
  const char *last = steps[k].last ? steps[k].last : first;
  const char *now = steps[k].now ? steps[k].now : last;
  const double change = 1e-5, rho = 1e-3;
  g_autofree char *json
      = g_strdup_printf ("{ 'normalize': 'none', 'structure': '%s'%s, 'hyper-rate': 0.3, %s }",
                         structure, more, first);
  g_autoptr (FopProblem) problem = softmax (5);
  g_autoptr (Trial) trial = trial_new (problem, "fop", json);
  double largest = 0, off = 0;
  Point point;

  trial_run (trial, STEPS_BEFORE);
  configure (trial, last, structure, more, 0);
  keep (trial, &point);
  g_autoptr (GArray) places = learned_numbers (trial, structure);
  g_autofree double *slopes = g_new (double, places->len);
  for (guint i = 0; i < places->len; i++)
    {
      gsize at = g_array_index (places, gsize, i);

      slopes[i] = (loss_with (trial, &point, at, change) - loss_with (trial, &point, at, -change))
                  / (2 * change);
      largest = fmax (largest, fabs (slopes[i]));
    }

  go_back (trial, &point);
  trial_step (trial);
  configure (trial, now, structure, more, rho);
  g_autofree double *before
      = g_memdup2 (trial->method->state, trial->method->state_size * sizeof (double));
  trial_step (trial);
  for (guint i = 0; i < places->len; i++)
    {
      gsize at = g_array_index (places, gsize, i);
      double moved = trial->method->state[at] - before[at];

      off = fmax (off, fabs (moved / -rho - slopes[i]));
    }
  if (!(off <= 1e-7 * largest + 1e-10) || !(largest > 2e-5))
    g_error ("%s, %s: off by %g of %g", structure, steps[k].name, off, largest);
  point_clear (&point);
}

static void
test_updates_are_finite_differences (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
      check (s, k);
}

/* P tracked without M, with its special cases for c columns. */
static void
test_tracked_matrices_learn_the_same (void)
{
  g_autoptr (FopProblem) problem = softmax (7);

  for (gsize s = 0; s < 2; s++)
    for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
      {
        g_autofree char *kept_json
            = g_strdup_printf ("{ 'normalize': 'none', 'structure': '%s', 'hyper-rate': 0.3, "
                               "'keep-factor': true, %s }",
                               structures[s][0], steps[k].first);
        g_autofree char *json
            = g_strdup_printf ("{ 'normalize': 'none', 'structure': '%s', 'hyper-rate': 0.3, %s }",
                               structures[s][0], steps[k].first);
        g_autoptr (Trial) kept = trial_new (problem, "fop", kept_json);
        g_autoptr (Trial) tracked = trial_new (problem, "fop", json);

        trial_run (kept, 20);
        trial_run (tracked, 20);
        for (gsize i = 0; i < problem->dimension; i++)
          g_assert_cmpfloat_with_epsilon (kept->theta[i], tracked->theta[i], 1e-11);
      }
}

/* A matrix that the last step did not use does not learn from it. */
static void
test_a_late_structure_learns_from_its_own_steps_alone (void)
{
  g_autoptr (FopProblem) problem = softmax (5);
  g_autoptr (Trial) trial
      = trial_new (problem, "fop", "{ 'structure': 'low-rank', 'hyper-rate': 0 }");

  trial_run (trial, 3);
  trial_configure (trial, "{ 'structure': 'low-rank', 'hyper-rate': 0.1 }");
  gsize size = 2 * 5, at = trial->method->state_size - 2 * size;
  g_autofree double *start = g_memdup2 (trial->method->state + at, size * sizeof (double));
  trial_step (trial);
  g_assert_cmpmem (trial->method->state + at, size * sizeof (double), start,
                   size * sizeof (double));
  g_assert_true (isfinite (trial->method->columns[0]));
  trial_step (trial);
  g_assert_cmpfloat (laws_difference (size, trial->method->state + at, start), >, 1e-3);
}

/* α_t changes by −ρ times the derivative of J_t by α_{t−1}. */
static void
test_a_learned_rate_is_a_finite_difference (void)
{
  static const char *const bases[]
      = { "", ", 'momentum': 0.9", ", 'momentum': 0.9, 'nesterov': true",
          ", 'momentum': 0.9, 'dampening': 0.6", ", 'weight-decay': 0.1" };
  const double change = 1e-5, rho = 1e-3;
  g_autoptr (FopProblem) problem = softmax (5);

  for (gsize b = 0; b < G_N_ELEMENTS (bases); b++)
    {
      g_autofree char *json
          = g_strdup_printf ("{ 'learning-rate': 0.3, 'hyper-rate': 0.01 %s }", bases[b]);
      g_autofree char *still
          = g_strdup_printf ("{ 'learning-rate': 0.3, 'hyper-rate': 0 %s }", bases[b]);
      g_autofree char *moving
          = g_strdup_printf ("{ 'learning-rate': 0.3, 'hyper-rate': %g %s }", rho, bases[b]);
      g_autoptr (Trial) trial = trial_new (problem, "hd", json);
      Point point;

      trial_run (trial, STEPS_BEFORE);
      trial_configure (trial, still);
      keep (trial, &point);
      gsize at = find (trial, trial->method->columns, 1);
      double slope
          = (loss_with (trial, &point, at, change) - loss_with (trial, &point, at, -change))
            / (2 * change);
      go_back (trial, &point);
      trial_step (trial);
      double before = trial->method->state[at];
      trial_configure (trial, moving);
      trial_step (trial);
      laws_close ((trial->method->state[at] - before) / -rho, slope, 1e-6);
      point_clear (&point);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hypergradient/updates-are-finite-differences",
                   test_updates_are_finite_differences);
  g_test_add_func ("/hypergradient/tracked-matrices-learn-the-same",
                   test_tracked_matrices_learn_the_same);
  g_test_add_func ("/hypergradient/a-late-structure-learns-from-its-own-steps-alone",
                   test_a_late_structure_learns_from_its_own_steps_alone);
  g_test_add_func ("/hypergradient/a-learned-rate-is-a-finite-difference",
                   test_a_learned_rate_is_a_finite_difference);
  return g_test_run ();
}
