/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base optimizers where the reference trajectories do not reach: PyTorch's options, written out
 * for a single parameter as its documentation has them, and what is this project's own. */
#include "method-laws.h"

#include "core/methods/base.h"

#define STEPS 40

/* ½ h x² − b x from x = 1.5: g = h x − b. */
static const double h = 0.8, b = 0.3;

static FopProblem *
parabola (void)
{
  return laws_problem ("quadratic", "{ 'hessian': [[0.8]], 'linear': [0.3], 'start': [1.5] }", 1);
}

typedef double (*Rule) (int t, double g, double x, double *memory);

/* One parameter: @rule computes the next x from g and x. */
static void
check_rule (const char *kind, const char *json, Rule rule)
{
  g_autoptr (FopProblem) problem = parabola ();
  g_autoptr (Trial) trial = trial_new (problem, kind, json);
  double x = 1.5, memory[4] = { 0 };

  for (int t = 1; t <= STEPS; t++)
    {
      trial_step (trial);
      x = rule (t, h * x - b, x, memory);
      g_assert_cmpfloat_with_epsilon (trial->theta[0], x, 1e-13);
    }
}

static double
sgd_dampened (int t, double g, double x, double *buffer)
{
  g += 0.01 * x;
  *buffer = t == 1 ? g : 0.8 * *buffer + (1 - 0.3) * g;
  return x - 0.1 * *buffer;
}

static double
adam_decayed (int t, double g, double x, double *memory)
{
  g += 0.1 * x;
  memory[0] = 0.8 * memory[0] + (1 - 0.8) * g;
  memory[1] = 0.95 * memory[1] + (1 - 0.95) * g * g;
  double mean = memory[0] / (1 - pow (0.8, t)), square = memory[1] / (1 - pow (0.95, t));
  return x - 0.05 * mean / (sqrt (square) + 1e-3);
}

static double
adamw (int t, double g, double x, double *memory)
{
  x -= 0.05 * 1e-2 * x;
  memory[0] = 0.9 * memory[0] + 0.1 * g;
  memory[1] = 0.999 * memory[1] + 0.001 * g * g;
  return x
         - 0.05 * (memory[0] / (1 - pow (0.9, t)))
               / (sqrt (memory[1] / (1 - pow (0.999, t))) + 1e-8);
}

static double
rmsprop_with_momentum (int t, double g, double x, double *memory)
{
  memory[0] = 0.9 * memory[0] + 0.1 * g * g;
  memory[1] = 0.5 * memory[1] + g / (sqrt (memory[0]) + 1e-4);
  return x - 0.02 * memory[1];
}

static double
rmsprop_centered (int t, double g, double x, double *memory)
{
  g += 0.2 * x;
  memory[0] = 0.99 * memory[0] + 0.01 * g * g;
  memory[1] = 0.99 * memory[1] + 0.01 * g;
  return x - 0.02 * g / (sqrt (memory[0] - memory[1] * memory[1]) + 1e-8);
}

static double
adagrad_with_decay (int t, double g, double x, double *sum)
{
  g += 0.05 * x;
  if (t == 1)
    *sum = 0.1;
  *sum += g * g;
  return x - 0.5 / (1 + (t - 1) * 0.2) * g / (sqrt (*sum) + 1e-10);
}

static void
test_options_are_those_of_pytorch (void)
{
  check_rule ("sgd",
              "{ 'learning-rate': 0.1, 'momentum': 0.8, 'dampening': 0.3, 'weight-decay': 0.01 }",
              sgd_dampened);
  check_rule ("adam",
              "{ 'learning-rate': 0.05, 'beta1': 0.8, 'beta2': 0.95, 'epsilon': 0.001, "
              "'weight-decay': 0.1 }",
              adam_decayed);
  check_rule ("adamw", "{ 'learning-rate': 0.05 }", adamw);
  check_rule ("rmsprop",
              "{ 'learning-rate': 0.02, 'smoothing': 0.9, 'momentum': 0.5, 'epsilon': 0.0001 }",
              rmsprop_with_momentum);
  check_rule ("rmsprop", "{ 'learning-rate': 0.02, 'centered': true, 'weight-decay': 0.2 }",
              rmsprop_centered);
  check_rule ("adagrad",
              "{ 'learning-rate': 0.5, 'rate-decay': 0.2, 'initial-accumulator': 0.1, "
              "'weight-decay': 0.05 }",
              adagrad_with_decay);
}

static void
test_defaults_are_those_of_pytorch (void)
{
  static const struct
  {
    const char *kind, *key;
    double value;
  } defaults[] = {
    { "sgd", "learning-rate", 1e-3 },   { "sgd", "momentum", 0 },
    { "sgd", "dampening", 0 },          { "sgd", "weight-decay", 0 },
    { "sgd", "nesterov", 0 },           { "adam", "learning-rate", 1e-3 },
    { "adam", "beta1", 0.9 },           { "adam", "beta2", 0.999 },
    { "adam", "epsilon", 1e-8 },        { "adam", "weight-decay", 0 },
    { "adamw", "learning-rate", 1e-3 }, { "adamw", "weight-decay", 1e-2 },
    { "adamw", "epsilon", 1e-8 },       { "rmsprop", "learning-rate", 1e-2 },
    { "rmsprop", "smoothing", 0.99 },   { "rmsprop", "epsilon", 1e-8 },
    { "rmsprop", "momentum", 0 },       { "rmsprop", "centered", 0 },
    { "rmsprop", "weight-decay", 0 },   { "adagrad", "learning-rate", 1e-2 },
    { "adagrad", "rate-decay", 0 },     { "adagrad", "epsilon", 1e-10 },
    { "adagrad", "weight-decay", 0 },   { "adagrad", "initial-accumulator", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      const FopMethodClass *klass = fop_method_class_find (defaults[i].kind, NULL);
      gssize row = fop_parameter_table_find (&klass->table, defaults[i].key);
      g_assert_cmpint (row, >=, 0);
      g_assert_cmpfloat (klass->table.parameters[row].fallback, ==, defaults[i].value);
    }
}

/* Momentum that is turned on during a run starts as in a new run from that point. */
static void
test_momentum_turned_on_late_starts_afresh (void)
{
  g_autoptr (FopProblem) problem = parabola ();
  g_autoptr (Trial) trial = trial_new (problem, "sgd", "{ 'learning-rate': 0.1, 'momentum': 0.9 }");

  trial_run (trial, 3);
  trial_configure (trial, "{ 'learning-rate': 0.1 }");
  trial_run (trial, 3);
  trial_configure (trial, "{ 'learning-rate': 0.1, 'momentum': 0.9 }");
  double x = trial->theta[0], v = h * x - b;
  trial_step (trial);
  x -= 0.1 * v;
  g_assert_cmpfloat (trial->theta[0], ==, x);
  v = 0.9 * v + (h * x - b);
  trial_step (trial);
  g_assert_cmpfloat_with_epsilon (trial->theta[0], x - 0.1 * v, 1e-15);
}

/* u = s∘(averaged d): with one step taken the average, corrected, is g itself. */
static void
test_scaling_is_what_stands_between_gradient_and_step (void)
{
  static const char *const kinds[] = { "adam", "adamw", "rmsprop", "adagrad" };
  g_autoptr (FopProblem) problem = parabola ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Trial) trial = trial_new (problem, kinds[i],
                                           g_str_equal (kinds[i], "adamw")
                                               ? "{ 'learning-rate': 0.1, 'weight-decay': 0 }"
                                               : "{ 'learning-rate': 0.1 }");
      g_autofree double *before = trial_preconditioner (trial);
      double x = trial->theta[0], g = trial->gradient[0];

      g_assert_cmpfloat (before[0], ==, 1);
      trial_step (trial);
      g_autofree double *after = trial_preconditioner (trial);
      g_assert_cmpfloat_with_epsilon (trial->theta[0], x - 0.1 * after[0] * g, 1e-14);
    }

  g_autoptr (Trial) plain = trial_new (problem, "sgd", "{}");
  g_assert_cmpuint (fop_method_n_preconditioners (plain->method), ==, 0);
}

static void
test_nesterov_refuses_dampening (void)
{
  g_autoptr (FopProblem) problem = parabola ();
  trial_refused (problem, "sgd", "{ 'momentum': 0.9, 'nesterov': true, 'dampening': 0.1 }",
                 FOP_ERROR_COMBINATION, "nesterov and dampening");
}

/* Over the rule, `fop` and `hd` have what the rule's own method has: but for the learning rate and
 * what is done to it in time. */
static void
test_a_base_keeps_its_parameters (void)
{
  static const char *const of_steps[]
      = { "learning-rate", "schedule", "schedule-steps", "schedule-drop", "warm-up",
          "clip-norm",     NULL };
  static const char *const over[] = { "fop", "hd" };

  for (const char *const *word = fop_base_words; *word != NULL; word++)
    {
      const FopParameterTable *own = &fop_method_class_find (*word, NULL)->table;

      g_assert_cmpstr (fop_base_rule ((int) (word - fop_base_words))->kind, ==, *word);
      for (gsize k = 0; k < G_N_ELEMENTS (over); k++)
        {
          const FopMethodClass *klass = fop_method_class_find (over[k], NULL);
          g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
          g_autoptr (GError) error = NULL;

          fop_settings_set_text (settings, "base", *word, "test", &error);
          g_assert_no_error (error);
          for (gsize i = 0; i < own->n; i++)
            {
              const char *key = own->parameters[i].key;

              g_test_message ("%s of %s over %s", key, over[k], *word);
              if (g_strv_contains (of_steps, key))
                continue;
              g_assert_cmpint (fop_parameter_table_find (&klass->table, key), >=, 0);
              g_assert_true (fop_settings_applies (settings, key));
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/keeps-its-parameters-under-fop-and-hd", test_a_base_keeps_its_parameters);
  g_test_add_func ("/base/options-are-those-of-pytorch", test_options_are_those_of_pytorch);
  g_test_add_func ("/base/defaults-are-those-of-pytorch", test_defaults_are_those_of_pytorch);
  g_test_add_func ("/base/momentum-turned-on-late-starts-afresh",
                   test_momentum_turned_on_late_starts_afresh);
  g_test_add_func ("/base/scaling-is-what-stands-between-gradient-and-step",
                   test_scaling_is_what_stands_between_gradient_and_step);
  g_test_add_func ("/base/nesterov-refuses-dampening", test_nesterov_refuses_dampening);
  return g_test_run ();
}
