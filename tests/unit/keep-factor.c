/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of `keep-factor`: M is available, and nothing else changes. */
#include "matrix-laws.h"

/* P after many steps, so that accumulated rounding errors would be visible. */
static FopProblem *
valley (void)
{
  return laws_problem ("quadratic", "{ 'dimension': 20, 'condition': 100 }", 3);
}

typedef FopProblem *(*Make) (void);

static FopProblem *
layers (void)
{
  return laws_problem ("mlp",
                       "{ 'hidden': [6], 'data': { 'generate': 'gaussians', 'rows': 60, "
                       "'features': 9, 'classes': 3 } }",
                       3);
}

static FopProblem *
vector (void)
{
  return laws_problem ("linear-regression",
                       "{ 'data': { 'generate': 'gaussians', 'rows': 60, 'features': 7 } }", 3);
}

/* The displayed P compared with M Mᵀ, relative to P's largest entry. */
static void
check_square (const Trial *trial, gsize block, double tolerance)
{
  const FopMethodClass *klass = trial->method->klass;
  gsize m = klass->preconditioner_info (trial->method, block).order;
  g_autofree double *p = g_new (double, m *m), *root = g_new (double, m *m);
  double largest;

  fop_method_preconditioner (trial->method, block, p);
  g_assert_true (fop_method_factor (trial->method, block, root));
  largest = laws_largest (m * m, p);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++)
      {
        double sum = 0;
        for (gsize k = 0; k < m; k++)
          sum += root[i * m + k] * root[j * m + k];
        g_assert_cmpfloat_with_epsilon (p[i * m + j], sum, tolerance * largest);
      }
}

/* Runs with and without M have the same P and the same losses. */
static void
check_same_run (Make make, const char *json, guint64 steps, double tolerance)
{
  g_autoptr (FopProblem) problem = make ();
  g_autofree char *keeping = g_strconcat ("{ 'keep-factor': true, ", json, NULL);
  g_autofree char *tracking = g_strconcat ("{ ", json, NULL);
  g_autoptr (Trial) kept = trial_new (problem, "fop", keeping);
  g_autoptr (Trial) tracked = trial_new (problem, "fop", tracking);
  const FopMethodClass *klass = kept->method->klass;
  double moved = 0;

  trial_run (kept, steps);
  trial_run (tracked, steps);
  for (gsize i = 0; i < fop_method_n_preconditioners (kept->method); i++)
    {
      gsize m = klass->preconditioner_info (kept->method, i).order;
      g_autofree double *one = g_new (double, m *m), *other = g_new (double, m *m);

      fop_method_preconditioner (kept->method, i, one);
      fop_method_preconditioner (tracked->method, i, other);
      for (gsize k = 0; k < m * m; k++)
        moved = MAX (moved, fabs (one[k] - (k % (m + 1) == 0)));
      g_assert_cmpfloat (laws_difference (m * m, one, other), <,
                         tolerance * laws_largest (m * m, one));
      check_square (kept, i, 1e-14 * (double) m);
    }
  laws_close (kept->loss, tracked->loss, tolerance);
  g_assert_cmpfloat (moved, >, 0.05);
}

static void
test_the_run_is_the_same (void)
{
  check_same_run (valley, "'learning-rate': 0.1 }", 500, 1e-9);
  check_same_run (valley, "'learning-rate': 0.1, 'normalize': 'cosine' }", 500, 1e-9);
  check_same_run (valley, "'learning-rate': 0.1, 'max-eigenvalue': 1.5 }", 200, 1e-9);
  check_same_run (layers, "'structure': 'layerwise', 'hyper-rate': 0.05 }", 100, 1e-9);
  check_same_run (vector, "'structure': 'kronecker', 'hyper-rate': 0.05 }", 100, 1e-9);
}

/* With momentum in its update M is stored anyway, so the setting changes nothing. */
static void
test_with_momentum_it_is_kept_already (void)
{
  g_autoptr (FopProblem) problem = valley ();
  g_autoptr (Trial) plain = trial_new (problem, "fop", "{ 'hyper-momentum': 0.5 }");
  g_autoptr (Trial) asked
      = trial_new (problem, "fop", "{ 'hyper-momentum': 0.5, 'keep-factor': true }");

  trial_run (plain, 60);
  trial_run (asked, 60);
  trial_same_bits (plain, asked);
  check_square (plain, 0, 1e-13);
}

/* Whether the method with settings @json provides M; if so, checks that it is M. */
static gboolean
has_factor (FopProblem *problem, const char *kind, const char *json)
{
  g_autoptr (Trial) trial = trial_new (problem, kind, json);
  gsize order = trial->method->klass->preconditioner_info (trial->method, 0).order;
  g_autofree double *matrix = g_new (double, order *order);

  trial_run (trial, 20);
  matrix[0] = 12345;
  if (!fop_method_factor (trial->method, 0, matrix))
    {
      g_assert_cmpfloat (matrix[0], ==, 12345);
      return FALSE;
    }
  for (gsize i = 0; i < fop_method_n_preconditioners (trial->method); i++)
    check_square (trial, i, 1e-13);
  return TRUE;
}

static void
test_it_is_there_where_it_is_kept (void)
{
  g_autoptr (FopProblem) problem = valley (), network = layers ();

  g_assert_false (has_factor (problem, "fop", "{}"));
  g_assert_false (has_factor (network, "fop", "{ 'structure': 'layerwise' }"));
  g_assert_false (has_factor (network, "fop", "{ 'structure': 'low-rank' }"));
  g_assert_true (has_factor (problem, "fop", "{ 'keep-factor': true }"));
  g_assert_true (has_factor (network, "fop", "{ 'structure': 'layerwise', 'keep-factor': true }"));
  g_assert_true (has_factor (problem, "fop", "{ 'structure': 'diagonal' }"));
  g_assert_true (has_factor (problem, "fop", "{ 'structure': 'scalar' }"));
  g_assert_true (has_factor (network, "fop", "{ 'structure': 'kronecker' }"));
  g_assert_true (has_factor (problem, "psgd", "{}"));
  g_assert_false (has_factor (problem, "bfgs", "{}"));
}

/* δ P + (1 − δ) I is not M Mᵀ with the stored M; Kronecker factors of P are shown unchanged. */
static void
test_annealing_leaves_none (void)
{
  g_autoptr (FopProblem) problem = valley (), network = layers ();

  g_assert_false (has_factor (problem, "fop", "{ 'keep-factor': true, 'anneal-after': 5 }"));
  g_assert_true (has_factor (problem, "fop", "{ 'keep-factor': true, 'anneal-after': 50 }"));
  g_assert_true (has_factor (network, "fop", "{ 'structure': 'kronecker', 'anneal-after': 5 }"));
}

static void
test_it_is_refused_where_it_means_nothing (void)
{
  const char *const structures[] = { "low-rank", "diagonal", "scalar" };

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      const FopMethodClass *klass = fop_method_class_find ("fop", NULL);
      g_autofree char *text
          = g_strdup_printf ("{ \"structure\": \"%s\", \"keep-factor\": true }", structures[s]);
      g_autofree char *words = g_strdup_printf (
          "runs[0].keep-factor has no effect when structure is %s", structures[s]);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
      const char *const skip[] = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
      g_assert_false (fop_settings_read_json (settings,
                                              json_node_get_object (json_parser_get_root (parser)),
                                              skip, "runs[0]", NULL, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
      g_assert_cmpstr (error->message, ==, words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keep-factor/the-run-is-the-same", test_the_run_is_the_same);
  g_test_add_func ("/keep-factor/with-momentum-it-is-kept-already",
                   test_with_momentum_it_is_kept_already);
  g_test_add_func ("/keep-factor/it-is-there-where-it-is-kept", test_it_is_there_where_it_is_kept);
  g_test_add_func ("/keep-factor/annealing-leaves-none", test_annealing_leaves_none);
  g_test_add_func ("/keep-factor/it-is-refused-where-it-means-nothing",
                   test_it_is_refused_where_it_means_nothing);
  return g_test_run ();
}
