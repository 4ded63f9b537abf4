/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/experiment/experiment.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"
#include "tests/unit/moves.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* The beginning of every file below, and a placeholder for the runs. */
#define HEAD "{ \"fop-workbench\": 1, \"problem\": { \"kind\": \"quadratic\" }, "
#define GD   "{ \"name\": \"GD\", \"method\": \"sgd\" }"
#define RUNS "\"runs\": [" GD ", { \"name\": \"Heavy ball\", \"method\": \"sgd\" }]"

static const char valid[]
    = "{ \"fop-workbench\": 1,\n"
      "  \"title\": \"A hidden valley\", \"description\": \"Two lines.\\n\\\"Quoted\\\".\",\n"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": 3, \"condition\": 1e3,\n"
      "                \"hessian\": [[2, 0.1, 0], [0.1, 1, 0], [0, 0, 0.30000000000000004]],\n"
      "                \"start\": \"start.npy\" },\n"
      "  \"seed\": 9007199254740992, \"steps\": 2000, \"evaluate-every\": 7,\n"
      "  \"stop\": { \"gradient-max\": 1e-4, \"loss\": 0, \"gradient-evaluations\": 1000 },\n"
      "  \"runs\": [\n"
      "    { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 0.1 },\n"
      "    { \"name\": \"Größe = 1.5\", \"method\": \"sgd\", \"momentum\": 0.9, \"style\": 5 } ],\n"
      "  \"events\": [ { \"run\": \"GD\", \"step\": 500, \"set\": { \"learning-rate\": 0.05 } },\n"
      "              { \"run\": \"Größe = 1.5\", \"step\": 2, \"set\": { \"momentum\": 0.5,\n"
      "                \"learning-rate\": 1 } },\n"
      "              { \"run\": \"GD\", \"step\": 20, \"set\": { \"momentum\": 0.5 } } ] }\n";

/* A folder that contains start.npy, removed with everything saved there. */
typedef struct
{
  char *folder, *start, *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  const double start[] = { 1, 2, 3 };

  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->start = g_build_filename (fixture->folder, "start.npy", NULL);
  fixture->file = g_build_filename (fixture->folder, "valley.fopx", NULL);
  g_assert_true (fop_npy_write (fixture->start, 3, 0, start, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_unlink (fixture->start);
  g_unlink (fixture->file);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->start);
  g_free (fixture->file);
}

static FopExperiment *
parse_valid (const char *text, const char *directory)
{
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (text, -1, directory, "a.fopx", &error);

  g_assert_no_error (error);
  return experiment;
}

/* The whole message is compared. */
static void
assert_message (const char *text, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_experiment_parse (text, -1, "/folder", "a.fopx", &error));
  g_assert_cmpstr (error->message, ==, message);
  g_assert_error (error, FOP_ERROR, code);
}

static void
test_all_is_read (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FopExperiment) experiment = parse_valid (valid, fixture->folder);
  const FopRunSpec *gd = fop_experiment_run (experiment, 0);
  const FopRunSpec *ball = fop_experiment_run (experiment, 1);
  g_autoptr (FopSettings) early = fop_run_spec_settings_at (gd, 19);
  g_autoptr (FopSettings) middle = fop_run_spec_settings_at (gd, 20);
  g_autoptr (FopSettings) late = fop_run_spec_settings_at (gd, 500);

  g_assert_cmpstr (experiment->title, ==, "A hidden valley");
  g_assert_cmpstr (experiment->description, ==, "Two lines.\n\"Quoted\".");
  g_assert_cmpstr (experiment->problem->kind, ==, "quadratic");
  g_assert_cmpint (fop_settings_integer (experiment->problem_settings, "dimension"), ==, 3);
  g_assert_cmpuint (fop_settings_array (experiment->problem_settings, "start")->rows, ==, 3);
  g_assert_cmpuint (experiment->seed, ==, G_GUINT64_CONSTANT (9007199254740992));
  g_assert_cmpuint (experiment->steps, ==, 2000);
  g_assert_cmpuint (experiment->evaluate_every, ==, 7);
  g_assert_cmpfloat (experiment->stop.gradient_max, ==, 1e-4);
  g_assert_cmpfloat (experiment->stop.loss, ==, 0);
  g_assert_cmpuint (experiment->stop.gradient_evaluations, ==, 1000);
  g_assert_cmpuint (experiment->runs->len, ==, 2);
  g_assert_cmpstr (gd->method->kind, ==, "sgd");
  g_assert_cmpuint (gd->style, ==, 0);
  g_assert_cmpuint (ball->style, ==, 5);
  g_assert_cmpuint (fop_events_n (ball->events), ==, 2);
  g_assert_cmpfloat (fop_settings_number (early, "momentum"), ==, 0);
  g_assert_cmpfloat (fop_settings_number (middle, "momentum"), ==, 0.5);
  g_assert_cmpfloat (fop_settings_number (middle, "learning-rate"), ==, 0.1);
  g_assert_cmpfloat (fop_settings_number (late, "learning-rate"), ==, 0.05);
}

static void
test_defaults (void)
{
  g_autoptr (FopExperiment) experiment = parse_valid (HEAD "\"runs\": [" GD "] }", NULL);

  g_assert_cmpuint (experiment->seed, ==, 0);
  g_assert_cmpuint (experiment->steps, ==, 1000);
  g_assert_cmpuint (experiment->evaluate_every, ==, 100);
  g_assert_cmpfloat (experiment->stop.gradient_max, ==, 0);
  g_assert_true (isnan (experiment->stop.loss));
  g_assert_cmpuint (experiment->stop.gradient_evaluations, ==, 0);
  g_assert_null (experiment->description);
  g_assert_cmpstr (experiment->title, ==, experiment->problem->title);
}

static void
test_text_reads_back_as_the_same (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FopExperiment) experiment = parse_valid (valid, fixture->folder);
  g_autoptr (FopExperiment) copy = fop_experiment_copy (experiment);
  const char *directories[] = { fixture->folder, "/elsewhere", "/", NULL };

  g_assert_true (fop_experiment_equal (experiment, copy));
  for (gsize i = 0; i < G_N_ELEMENTS (directories); i++)
    {
      g_autofree char *text = fop_experiment_to_text (experiment, directories[i]);
      g_autoptr (FopExperiment) back = parse_valid (text, directories[i]);
      g_autofree char *again = fop_experiment_to_text (back, directories[i]);

      g_assert_true (fop_experiment_equal (experiment, back));
      g_assert_cmpstr (text, ==, again);
      g_assert_true ((strstr (text, fixture->start) == NULL) == (i == 0));
    }
}

static void
test_saved_files_load (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FopExperiment) experiment = parse_valid (valid, fixture->folder);
  g_autoptr (FopExperiment) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fop_experiment_save (experiment, fixture->file, &error));
  back = fop_experiment_load (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_true (fop_experiment_equal (experiment, back));
  g_assert_cmpstr (back->path, ==, fixture->file);
  g_assert_false (fop_experiment_save (experiment, "/nowhere/a.fopx", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, "/nowhere/a.fopx: "));
}

static void
test_any_difference_is_seen (Fixture *fixture, gconstpointer unused)
{
  static const char *const changes[][2] = { { "A hidden", "The hidden" },
                                            { "Two", "Three" },
                                            { "1e3", "1e2" },
                                            { "0.30000000000000004", "0.3" },
                                            { "\"steps\": 2000", "\"steps\": 2001" },
                                            { "\"loss\": 0", "\"loss\": -1" },
                                            { "\"GD\"", "\"SGD\"" },
                                            { "\"momentum\": 0.9", "\"momentum\": 0.8" },
                                            { "\"style\": 5", "\"style\": 6" },
                                            { "\"step\": 500", "\"step\": 501" },
                                            { "0.05", "0.06" } };
  g_autoptr (FopExperiment) experiment = parse_valid (valid, fixture->folder);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (valid, changes[i][0], -1);
      g_autofree char *text = g_strjoinv (changes[i][1], parts);
      g_autoptr (FopExperiment) other = parse_valid (text, fixture->folder);

      g_assert_false (fop_experiment_equal (experiment, other));
    }
}

static void
test_messages_for_keys_and_values (void)
{
  assert_message (HEAD "\"stepss\": 1, " RUNS " }", FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: stepss: unknown key; did you mean steps?");
  assert_message (HEAD "\"seed\": -1, " RUNS " }", FOP_ERROR_RANGE,
                  "a.fopx: seed: -1 is out of range; expected an integer of at least 0");
  assert_message (HEAD "\"steps\": 0, " RUNS " }", FOP_ERROR_RANGE,
                  "a.fopx: steps: 0 is out of range; expected an integer from 1 to 1000000000000");
  assert_message (HEAD "\"stop\": { \"gradient\": 1 }, " RUNS " }", FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: stop.gradient: unknown key; did you mean gradient-max?");
  assert_message (HEAD "\"title\": 3, " RUNS " }", FOP_ERROR_TYPE,
                  "a.fopx: title: got 3, expected a string");
  assert_message ("{ \"fop-workbench\": 1, " RUNS " }", FOP_ERROR_TYPE,
                  "a.fopx: problem: missing; expected an object with a kind");
  assert_message (
      "{ \"fop-workbench\": 1, \"problem\": { \"kind\": \"quadratc\" }, " RUNS " }",
      FOP_ERROR_UNKNOWN_KEY,
      "a.fopx: problem.kind: unknown problem \"quadratc\"; did you mean \"quadratic\"?");
  assert_message (HEAD
                  "\"runs\": [{ \"name\": \"GD\", \"method\": \"sgd\", \"learning-rat\": 1 }] }",
                  FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: runs[0].learning-rat: unknown key; did you mean learning-rate?");
  assert_message (HEAD "\"runs\": [{ \"name\": \"GD\", \"mehtod\": \"sgd\" }] }",
                  FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: runs[0].mehtod: unknown key; did you mean method?");
  assert_message (HEAD "\"runs\": [{ \"name\": \"GD\" }] }", FOP_ERROR_TYPE,
                  "a.fopx: runs[0].method: missing; expected the name of a method, such as sgd");
  assert_message (HEAD "\"runs\": [{ \"name\": \"GD\", \"method\": \"sgd\", \"style\": -1 }] }",
                  FOP_ERROR_RANGE,
                  "a.fopx: runs[0].style: -1 is out of range; expected an integer from 0 to 4095");
  assert_message (HEAD "\"runs\": [{ \"name\": \"F\", \"method\": \"fop\", \"normalize\": "
                       "\"frob\" }] }",
                  FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: runs[0].normalize: \"frob\" is not one of none, frobenius, cosine; did "
                  "you mean frobenius?");
  assert_message (HEAD "\"runs\": [" GD ", { \"name\": \"F\", \"method\": \"fop\", "
                       "\"momentum\": 0.9, \"base\": \"adam\" }] }",
                  FOP_ERROR_COMBINATION,
                  "a.fopx: runs[1].momentum has no effect when base is adam");
  assert_message (HEAD "\"runs\": [] }", FOP_ERROR_RANGE,
                  "a.fopx: runs: the list is empty; expected at least one run");
  assert_message (HEAD "\"runs\": [" GD ", " GD "] }", FOP_ERROR_COMBINATION,
                  "a.fopx: runs[1].name: “GD” is already the name of runs[0]");
  assert_message (HEAD "\"runs\": [{ \"name\": \"../a\", \"method\": \"sgd\" }] }", FOP_ERROR_RANGE,
                  "a.fopx: runs[0].name: a name must not begin with a dot, because it "
                  "also names a folder of results");
}

static void
test_messages_for_events (void)
{
#define EVENT(members) HEAD RUNS ", \"events\": [{ " members " }] }"
  assert_message (EVENT ("\"run\": \"Heavy bal\", \"step\": 1, \"set\": {}"), FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: events[0].run: no run named “Heavy bal”; did you mean Heavy ball?");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1001, \"set\": { \"momentum\": 0 }"),
                  FOP_ERROR_RANGE,
                  "a.fopx: events[0].step: 1001 is out of range; expected an integer from 0 to "
                  "1000");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1, \"set\": { \"nesterov\": true }"),
                  FOP_ERROR_COMBINATION,
                  "a.fopx: events[0].set.nesterov cannot change during a run; parameters that can: "
                  "learning-rate, momentum, weight-decay, schedule, schedule-steps, "
                  "schedule-drop, warm-up, clip-norm");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1, \"set\": { \"momentum\": 2 }"),
                  FOP_ERROR_RANGE,
                  "a.fopx: events[0].set.momentum: 2 is out of range; expected 0 to 1");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1, \"set\": { \"momentun\": 1 }"),
                  FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: events[0].set.momentun: unknown key; did you mean momentum?");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1, \"sets\": {}"), FOP_ERROR_UNKNOWN_KEY,
                  "a.fopx: events[0].sets: unknown key; did you mean set?");
  assert_message (EVENT ("\"run\": \"GD\", \"step\": 1, \"set\": []"), FOP_ERROR_TYPE,
                  "a.fopx: events[0].set: got a list, expected an object of settings");
  assert_message (HEAD RUNS ", \"events\": [{ \"run\": \"GD\", \"step\": 1, \"set\": "
                            "{ \"momentum\": 0 } }, { \"run\": \"GD\", \"step\": 1, \"set\": "
                            "{ \"momentum\": 1 } }] }",
                  FOP_ERROR_COMBINATION, "a.fopx: events[1].set.momentum: set twice at step 1");
}

static void
test_messages_for_what_is_no_experiment (void)
{
  assert_message ("", FOP_ERROR_FORMAT, "a.fopx: the file is empty");
  assert_message (" \n ", FOP_ERROR_FORMAT, "a.fopx: the file is empty");
  assert_message ("[1]", FOP_ERROR_FORMAT,
                  "a.fopx: not an experiment: got a list, expected an object");
  assert_message ("{ \"title\": \"A\" }", FOP_ERROR_FORMAT,
                  "a.fopx: not an experiment: the key fop-workbench, which gives the format "
                  "version (1), is missing");
  assert_message ("{ \"fop-workbench\": 2, \"future\": true }", FOP_ERROR_VERSION,
                  "a.fopx: fop-workbench: format version 2 is newer than this program, which "
                  "reads version 1");
  assert_message ("{ \"fop-workbench\": \"1\" }", FOP_ERROR_TYPE,
                  "a.fopx: fop-workbench: got \"1\", expected the format version, 1");
  assert_message ("{ \"fop-workbench\": 1,\n  \"title\": \"A", FOP_ERROR_FORMAT,
                  "a.fopx: line 2: the file ends inside a string");
  assert_message ("{ \"fop-workbench\": 1,\n\n  \"title\"", FOP_ERROR_FORMAT,
                  "a.fopx: line 3: found the end of the file, expected a colon after the key");
  assert_message ("{ \"fop-workbench\": 1,\n  \"title\": \"\xff\" }", FOP_ERROR_FORMAT,
                  "a.fopx: line 2: not UTF-8 text");
}

static void
test_every_truncation_is_refused (Fixture *fixture, gconstpointer unused)
{
  gsize full = strlen (valid) - 2; /* up to the last brace */

  for (gsize length = 0; length <= full; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *part = g_memdup2 (valid, length); /* so that ASan sees the end */

      g_assert_null (
          fop_experiment_parse (part, (gssize) length, fixture->folder, "a.fopx", &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "a.fopx: "));
    }
}

static void
test_a_byte_order_mark_is_passed_over (void)
{
  g_autoptr (FopExperiment) experiment = parse_valid ("\xef\xbb\xbf" HEAD RUNS " }", NULL);

  g_assert_cmpuint (experiment->runs->len, ==, 2);
}

static void
test_what_cannot_be_opened_is_said (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  FILE *large;

  g_assert_null (fop_experiment_load ("/nowhere/a.fopx", &error));
  g_assert_cmpstr (error->message, ==, "/nowhere/a.fopx: No such file or directory");
  g_clear_error (&error);
  g_assert_null (fop_experiment_load ("/", &error));
  g_assert_cmpstr (error->message, ==, "/: is a directory; expected a file");
  g_clear_error (&error);
  g_assert_null (fop_experiment_load ("/dev/zero", &error));
  g_assert_cmpstr (error->message, ==, "/dev/zero: is not a regular file; expected a file");
  g_clear_error (&error);

  /* Root can read everything: become nobody temporarily. */
  g_file_set_contents (fixture->file, "{}", -1, NULL);
  g_chmod (fixture->file, 0);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  g_assert_null (fop_experiment_load (fixture->file, &error));
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_true (g_str_has_suffix (error->message, ": Permission denied"));
  g_clear_error (&error);
  g_unlink (fixture->file);

  /* A sparse file of a gigabyte. */
  large = g_fopen (fixture->file, "wb");
  fseek (large, 1000000000 - 1, SEEK_SET);
  fputc (' ', large);
  fclose (large);
  g_assert_null (fop_experiment_load (fixture->file, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE);
}

static void
test_names_are_folders (void)
{
  static const char *const bad[] = { "", ".", "..", ".a", "a/b", "a\nb", " a", "a ", "\xff", "GD" };
  g_autoptr (FopExperiment) experiment = parse_valid (HEAD RUNS " }", NULL);
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *too_long = g_strnfill (65, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fop_experiment_check_name (experiment, bad[i], 1, &error));
      g_assert_nonnull (error);
    }
  g_assert_false (fop_experiment_check_name (experiment, too_long, -1, NULL));
  g_assert_true (fop_experiment_check_name (experiment, longest, -1, NULL));
  g_assert_true (fop_experiment_check_name (experiment, "GD", 0, NULL));
  g_assert_true (fop_experiment_check_name (experiment, "ε = 0.1, größer", -1, NULL));
}

static void
test_free_names_and_styles (void)
{
  g_autoptr (FopExperiment) experiment = parse_valid (
      HEAD "\"runs\": [" GD ", { \"name\": \"GD 2\", \"method\": \"sgd\", \"style\": 2 }] }", NULL);
  g_autofree char *free_already = fop_experiment_free_name (experiment, "FOP");
  g_autofree char *next = fop_experiment_free_name (experiment, "GD");
  g_autofree char *after = fop_experiment_free_name (experiment, "GD 2");
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *cut = NULL;

  g_assert_cmpstr (free_already, ==, "FOP");
  g_assert_cmpstr (next, ==, "GD 3");
  g_assert_cmpstr (after, ==, "GD 3");
  g_assert_cmpuint (fop_experiment_free_style (experiment), ==, 1);
  g_ptr_array_add (experiment->runs,
                   fop_run_spec_new (longest, fop_experiment_run (experiment, 0)->method));
  cut = fop_experiment_free_name (experiment, longest);
  g_assert_true (fop_experiment_check_name (experiment, cut, -1, NULL));
}

static void
test_recorded_events_replace_what_follows (void)
{
  g_autoptr (FopExperiment) experiment = parse_valid (HEAD RUNS " }", NULL);
  g_autoptr (FopExperiment) back = NULL;
  g_autofree char *text = NULL;

  record_event (experiment, 0, 10, "learning-rate", 0.1);
  record_event (experiment, 0, 20, "learning-rate", 0.2);
  record_event (experiment, 0, 10, "learning-rate", 0.3);
  g_assert_cmpuint (fop_events_n (fop_experiment_run (experiment, 0)->events), ==, 1);
  record_event (experiment, 0, 2000, "learning-rate", 0.4);

  /* The last one never takes effect; in the file it would be out of range. */
  text = fop_experiment_to_text (experiment, NULL);
  back = parse_valid (text, NULL);
  g_assert_cmpuint (fop_events_n (fop_experiment_run (back, 0)->events), ==, 1);
  g_assert_cmpfloat (fop_experiment_run (back, 0)->events->last.value, ==, 0.3);
}

static double
rate_of (const FopExperiment *experiment, gsize run)
{
  return fop_settings_number (fop_experiment_run (experiment, run)->settings, "learning-rate");
}

static void
test_assignments (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[][2]
      = { { "GD.learning-rat=1", "GD.learning-rat: unknown key; did you mean learning-rate?" },
          { "GD.momentum=2", "GD.momentum: 2 is out of range; expected 0 to 1" },
          { "GE.momentum=1", "GE.momentum=1: no run named “GE”; did you mean GD?" },
          { "*.rank=3", "*.rank: no run has this key, or it has no effect in any" },
          { "seed=3", "“seed=3”: expected RUN.KEY=VALUE, such as FOP.hyper-rate=0.01" },
          { "GD.momentum", "“GD.momentum”: expected RUN.KEY=VALUE, such as FOP.hyper-rate=0.01" } };
  g_autoptr (FopExperiment) experiment = parse_valid (valid, fixture->folder);
  g_autoptr (FopExperiment) untouched = fop_experiment_copy (experiment);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fop_experiment_assign (experiment, wrong[i][0], &error));
      g_assert_cmpstr (error->message, ==, wrong[i][1]);
      g_assert_true (fop_experiment_equal (experiment, untouched));
    }
  g_assert_true (fop_experiment_assign (experiment, "GD.learning-rate=0.5", NULL));
  g_assert_cmpfloat (rate_of (experiment, 0), ==, 0.5);
  g_assert_true (fop_experiment_assign (experiment, "Größe = 1.5.learning-rate=0.25", NULL));
  g_assert_cmpfloat (rate_of (experiment, 1), ==, 0.25);
  g_assert_true (fop_experiment_assign (experiment, "*.learning-rate=1e-3", NULL));
  g_assert_cmpfloat (rate_of (experiment, 0), ==, 1e-3);
  g_assert_cmpfloat (rate_of (experiment, 1), ==, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/experiment/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("all-is-read", test_all_is_read);
  g_test_add_func ("/experiment/defaults", test_defaults);
  ADD ("text-reads-back-as-the-same-from-any-folder", test_text_reads_back_as_the_same);
  ADD ("saved-files-load", test_saved_files_load);
  ADD ("any-difference-is-seen", test_any_difference_is_seen);
  g_test_add_func ("/experiment/messages-for-keys-and-values", test_messages_for_keys_and_values);
  g_test_add_func ("/experiment/messages-for-events", test_messages_for_events);
  g_test_add_func ("/experiment/messages-for-what-is-no-experiment",
                   test_messages_for_what_is_no_experiment);
  ADD ("every-truncation-is-refused", test_every_truncation_is_refused);
  g_test_add_func ("/experiment/a-byte-order-mark-is-passed-over",
                   test_a_byte_order_mark_is_passed_over);
  ADD ("what-cannot-be-opened-is-said", test_what_cannot_be_opened_is_said);
  g_test_add_func ("/experiment/names-are-folders", test_names_are_folders);
  g_test_add_func ("/experiment/free-names-and-styles", test_free_names_and_styles);
  g_test_add_func ("/experiment/recorded-events-replace-what-follows",
                   test_recorded_events_replace_what_follows);
  ADD ("assignments", test_assignments);
  return g_test_run ();
}
