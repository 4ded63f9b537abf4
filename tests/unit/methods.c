/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of all methods in the registry. */
#include "method-laws.h"

static void
test_unknown_kinds_get_the_nearest (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_method_class_find ("rmsprob", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY);
  g_assert_nonnull (strstr (error->message, "rmsprop"));
}

/* Everything that the window or `describe` shows exists and is in range. */
static void
test_every_parameter_is_declared_in_full (void)
{
  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      const FopMethodClass *klass = fop_method_class (k);

      g_assert_nonnull (klass->title);
      g_assert_nonnull (klass->help);
      g_assert_true (fop_method_class_find (klass->kind, NULL) == klass);
      for (gsize i = 0; i < klass->table.n; i++)
        {
          const FopParameter *p = &klass->table.parameters[i];
          g_assert_cmpint (fop_parameter_table_find (&klass->table, p->key), ==, (gssize) i);
          g_assert_nonnull (p->label);
          g_assert_true (p->help != NULL && g_str_has_suffix (p->help, "."));
          if (p->type == FOP_PARAMETER_REAL || p->type == FOP_PARAMETER_INTEGER)
            {
              g_assert_cmpfloat (p->low, <, p->high);
              g_assert_true (p->minimum <= p->low && p->high <= p->maximum);
              g_assert_true ((p->flags & FOP_PARAMETER_LOG) == 0 || p->low > 0);
            }
          if ((p->flags & FOP_PARAMETER_OPTIONAL) == 0)
            g_assert_true (p->minimum <= p->fallback && p->fallback <= MAX (p->maximum, 4));
        }
    }
}

/* Whether the method accepts the problem with default settings. */
static gboolean
fits (const FopMethodClass *klass, const FopProblem *problem)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  g_autoptr (FopMethod) method = fop_method_new (klass, settings, problem, 1, NULL);

  return method != NULL;
}

/* A keyframe is a copy of the state, from which the run continues bit for bit. */
static void
check_restores_on (FopProblem *problem, const char *kind, const char *json)
{
  gsize bytes = problem->dimension * sizeof (double);
  g_autoptr (Trial) run = trial_new (problem, kind, json);
  g_autoptr (Trial) other = trial_new (problem, kind, json);
  gsize n_columns = fop_method_n_columns (run->method->klass);

  trial_run (run, 40);
  /* The other instance has a different past: only the state may matter. */
  trial_run (other, 13);
  memcpy (other->method->state, run->method->state, run->method->state_size * sizeof (double));
  memcpy (other->theta, run->theta, bytes);
  memcpy (other->gradient, run->gradient, bytes);
  other->loss = run->loss;
  other->t = run->t;
  for (int t = 0; t < 40; t++)
    {
      trial_step (run);
      trial_step (other);
      trial_same_bits (run, other);
      g_assert_cmpmem (run->method->columns, n_columns * sizeof (double), other->method->columns,
                       n_columns * sizeof (double));
      g_assert_cmpmem (run->method->state, run->method->state_size * sizeof (double),
                       other->method->state, other->method->state_size * sizeof (double));
    }

  /* And reset is row 0. */
  run->method->klass->reset (run->method);
  g_autoptr (Trial) fresh = trial_new (problem, kind, json);
  g_assert_cmpmem (run->method->state, run->method->state_size * sizeof (double),
                   fresh->method->state, fresh->method->state_size * sizeof (double));
}

static void
check_restores (const char *kind, const char *json)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 6 }", 1);

  check_restores_on (problem, kind, json);
}

static void
test_a_copy_of_the_state_restores_bitwise (void)
{
  g_autoptr (FopProblem) rosenbrock = laws_problem ("rosenbrock", "{ 'dimension': 6 }", 1);
  g_autoptr (FopProblem) model
      = laws_problem ("logistic-regression", "{ 'data': { 'generate': 'moons', 'rows': 50 } }", 1);

  g_autoptr (FopProblem) network
      = laws_problem ("mlp", "{ 'data': { 'generate': 'moons', 'rows': 50 }, 'hidden': [3] }", 1);
  g_autoptr (FopProblem) wide = laws_problem ("quadratic", "{ 'dimension': 70 }", 1);

  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      const FopMethodClass *klass = fop_method_class (k);
      gboolean has_rate = fop_parameter_table_find (&klass->table, "learning-rate") >= 0;

      if (fits (klass, rosenbrock))
        check_restores_on (rosenbrock, klass->kind,
                           has_rate ? "{ 'learning-rate': 0.0005 }" : "{}");
      if (fits (klass, model))
        check_restores_on (model, klass->kind, "{}");
      if (fits (klass, network))
        check_restores_on (network, klass->kind, "{}");
      g_assert_true (fits (klass, rosenbrock) || fits (klass, model) || fits (klass, network));
    }

  check_restores ("sgd", "{ 'learning-rate': 0.0005, 'momentum': 0.9, 'nesterov': true }");
  check_restores ("rmsprop", "{ 'learning-rate': 0.001, 'momentum': 0.5, 'centered': true }");
  check_restores ("hd", "{ 'base': 'adam', 'multiplicative': true }");
  check_restores_on (wide, "fop", "{}");
  check_restores_on (wide, "fop", "{ 'monotone': true }");
  check_restores ("fop", "{ 'structure': 'diagonal', 'learning-rate': 0.0005 }");
  check_restores ("fop", "{ 'structure': 'scalar', 'learning-rate': 0.0005 }");
  check_restores ("fop", "{ 'base': 'adam', 'learning-rate': 0.01, 'normalize': 'cosine' }");
  check_restores ("fop", "{ 'monotone': true, 'learning-rate': 0.01, 'momentum-rate': 1 }");
  check_restores ("fop", "{ 'hyper-momentum': 0.5, 'learning-rate': 0.0005 }");
  check_restores ("fop", "{ 'keep-factor': true, 'learning-rate': 0.0005 }");
  check_restores ("fop", "{ 'min-eigenvalue': 0.9, 'max-eigenvalue': 1.1, 'anneal-after': 20, "
                         "'learning-rate': 0.0005 }");
  check_restores ("fop", "{ 'hyper-momentum': 0.5, 'max-eigenvalue': 1.1, "
                         "'learning-rate': 0.0005 }");
  check_restores ("hdm", "{ 'curvature': 1000, 'structure': 'full' }");
  check_restores ("shampoo", "{ 'root-interval': 7 }");
  check_restores ("newton", "{ 'damping': 10 }");
  check_restores ("hdm", "{ 'curvature': 1000, 'momentum-rate': 10, 'evaluations': 1 }");
}

/* A gradient that is not finite leads to a θ that is not: no method hides it or crashes. */
static void
test_non_finite_gradients_show (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("logistic-regression", "{ 'data': { 'generate': 'moons', 'rows': 50 } }", 1);

  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      if (!fits (fop_method_class (k), problem))
        continue;
      g_autoptr (Trial) trial = trial_new (problem, fop_method_class (k)->kind, "{}");
      trial_run (trial, 3);
      trial->gradient[1] = NAN;
      trial_step (trial);
      g_assert_false (isfinite (trial->theta[1]));
      trial_run (trial, 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/methods/unknown-kinds-get-the-nearest", test_unknown_kinds_get_the_nearest);
  g_test_add_func ("/methods/every-parameter-is-declared-in-full",
                   test_every_parameter_is_declared_in_full);
  g_test_add_func ("/methods/a-copy-of-the-state-restores-bitwise",
                   test_a_copy_of_the_state_restores_bitwise);
  g_test_add_func ("/methods/non-finite-gradients-show", test_non_finite_gradients_show);
  return g_test_run ();
}
