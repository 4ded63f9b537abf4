/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/experiment/experiment.h"
#include "tests/fuzz/mutation.h"

#include <string.h>

#define MUTATIONS 20000

static const char seed_text[]
    = "{ \"fop-workbench\": 1, \"title\": \"A \\u00e4 \\\"valley\\\"\", \"description\": \"é\",\n"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": 2, \"spectrum\": \"linear\",\n"
      "    \"rotation\": false, \"hessian\": [[2, 0.1], [0.1, 1e0]], \"linear\": [0, -1.5e-3] },\n"
      "  \"seed\": 1, \"steps\": 20, \"evaluate-every\": 7,\n"
      "  \"stop\": { \"gradient-max\": 1e-4, \"loss\": 0, \"gradient-evaluations\": 1000 },\n"
      "  \"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 0.1 },\n"
      "    { \"name\": \"HB\", \"method\": \"sgd\", \"momentum\": 0.9, \"nesterov\": true,\n"
      "      \"style\": 5 } ],\n"
      "  \"events\": [ { \"run\": \"GD\", \"step\": 5, \"set\": { \"learning-rate\": 0.05 } },\n"
      "    { \"run\": \"HB\", \"step\": 0, \"set\": { \"momentum\": 0 } } ] }\n";

static const char *const words[] = {
  "null",    "true",      "NaN",        "-",         "1e999", "1e-400", "9007199254740993",
  "-0",      "[",         "]",          "{",         "}",     "\"",     "\\u0000",
  "\\ud800", ",",         ":",          "[[[[[[[[[", "\xff",  "\n",     "99999999999999999999",
  "0.5",     "\"GD\"",    "rosenbrock", "\"x.npy\"", "\"\"",  "style",  "\"a/b\"",
  "0x10",    "\"start\"", NULL
};

static void
test_damaged_experiments (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260);
  guint accepted = 0;

  for (int i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      g_autofree guint8 *text
          = fuzz_mutate (random, (const guint8 *) seed_text, strlen (seed_text), words, &length);
      g_autoptr (FopExperiment) experiment = fop_experiment_parse (
          (const char *) text, (gssize) length, "/nowhere", "a.fopx", &error);

      g_assert_true ((experiment == NULL) == (error != NULL));
      if (experiment != NULL)
        {
          g_autofree char *written = fop_experiment_to_text (experiment, "/nowhere");
          g_autoptr (FopExperiment) back
              = fop_experiment_parse (written, -1, "/nowhere", "a.fopx", &error);

          g_assert_no_error (error);
          g_assert_true (fop_experiment_equal (experiment, back));
          accepted++;
        }
      else
        {
          g_assert_true (g_str_has_prefix (error->message, "a.fopx: "));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
  /* Both roads were walked. */
  g_assert_cmpuint (accepted, >, 100);
  g_assert_cmpuint (accepted, <, MUTATIONS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/damaged-experiments-are-refused-with-words-or-read-and-written-alike",
                   test_damaged_experiments);
  return g_test_run ();
}
