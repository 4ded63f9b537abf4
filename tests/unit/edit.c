/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Versions of an experiment, and the edits that turn one into the next. */

#include "core/experiment/edit.h"

#include "tests/unit/moves.h"

#include <malloc.h>

static FopExperiment *
three_runs (void)
{
  FopExperiment *experiment = valley (1000);

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1");
  add_run (experiment, "Adam", "adam", "learning-rate=0.05");
  return experiment;
}

/* @edit: (transfer full) */
static FopExperiment *
applied (FopEdit *edit, const FopExperiment *version, guint64 step)
{
  g_autoptr (GError) error = NULL;
  FopExperiment *next = fop_edit_apply (edit, version, step, &error);

  g_assert_no_error (error);
  fop_edit_unref (edit);
  return next;
}

static void
assert_refused (FopEdit *edit, const FopExperiment *version, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_edit_apply (edit, version, 0, &error));
  g_assert_nonnull (strstr (error->message, words));
  fop_edit_unref (edit);
}

static void
a_version_shares_all_that_did_not_change (void)
{
  g_autoptr (FopExperiment) first = three_runs ();
  g_autoptr (FopExperiment) moved
      = applied (move_of ("FOP", "fop", "hyper-rate", 0.003), first, 40);
  g_autoptr (FopExperiment) again
      = applied (move_of ("FOP", "fop", "hyper-rate", 0.001), moved, 60);

  g_assert_true (again->problem_settings == first->problem_settings);
  g_assert_true (fop_experiment_run (again, 0) == fop_experiment_run (first, 0));
  g_assert_true (fop_experiment_run (again, 2) == fop_experiment_run (first, 2));
  g_assert_true (fop_experiment_run (again, 1)->settings
                 == fop_experiment_run (first, 1)->settings);
  g_assert_true (fop_experiment_run (again, 1)->events->earlier
                 == fop_experiment_run (moved, 1)->events);
  g_assert_null (fop_experiment_run (first, 1)->events);
}

static void
the_version_before_stays_as_it_was (void)
{
  g_autoptr (FopExperiment) first = three_runs (), twin = three_runs ();
  FopSettings *settings = fop_settings_copy (first->problem_settings);
  FopEdit *edits[] = {
    fop_edit_add_run (fop_method_class_find ("kfac", NULL)),
    fop_edit_duplicate_run ("GD"),
    fop_edit_remove_run ("FOP"),
    fop_edit_rename_run ("Adam", "Eve"),
    fop_edit_reset_run ("GD"),
    move_of ("GD", "sgd", "learning-rate", 0.3),
    fop_edit_forget_events (),
    fop_edit_problem (first->problem, settings),
    fop_edit_experiment (fop_experiment_settings (first)),
  };

  give (settings, "dimension=3");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (FopExperiment) next = applied (edits[i], first, 7);

      g_assert_true (next != first);
      g_assert_true (fop_experiment_equal (first, twin));
    }
}

static void
new_runs_get_a_name_and_a_style_of_their_own (void)
{
  g_autoptr (FopExperiment) first = three_runs ();
  g_autoptr (FopExperiment) twice = applied (fop_edit_duplicate_run ("GD"), first, 0);
  g_autoptr (FopExperiment) thrice = applied (fop_edit_duplicate_run ("GD"), twice, 0);

  g_assert_cmpstr (fop_experiment_run (thrice, 1)->name, ==, "GD 3");
  g_assert_cmpuint (fop_experiment_run (thrice, 1)->style, ==, 4);
  g_assert_cmpstr (fop_experiment_run (thrice, 2)->name, ==, "GD 2");
  g_assert_cmpuint (fop_experiment_run (thrice, 2)->style, ==, 3);
}

static void
a_start_value_forgets_its_own_events_alone (void)
{
  g_autoptr (FopExperiment) first = three_runs ();
  FopSettings *settings = fop_settings_copy (fop_experiment_run (first, 1)->settings);
  const FopRunSpec *spec;

  record_event (first, 1, 10, "learning-rate", 0.2);
  record_event (first, 1, 20, "hyper-rate", 0.2);
  record_event (first, 1, 30, "learning-rate", 0.3);
  give (settings, "learning-rate=0.7 momentum=0.5");
  g_autoptr (FopExperiment) next
      = applied (fop_edit_set ("FOP", parameter_of ("fop", "learning-rate"), settings), first, 25);

  spec = fop_experiment_run (next, 1);
  g_assert_cmpfloat (fop_settings_number (spec->settings, "learning-rate"), ==, 0.7);
  g_assert_cmpfloat (fop_settings_number (spec->settings, "momentum"), ==, 0);
  g_assert_cmpuint (fop_events_n (spec->events), ==, 1);
  g_assert_cmpuint (spec->events->last.step, ==, 20);
}

static void
what_cannot_be_is_refused_with_its_reason (void)
{
  g_autoptr (FopExperiment) first = three_runs ();

  assert_refused (fop_edit_remove_run ("gd"), first, "GD");
  assert_refused (fop_edit_rename_run ("GD", "FOP"), first, "already the name");
  assert_refused (fop_edit_rename_run ("GD", ""), first, "empty");
  assert_refused (move_of ("GD", "fop", "hyper-rate", 0.1), first, "hyper-rate");
  assert_refused (fop_edit_duplicate_run ("GD"), NULL, "no experiment");
}

static void
events_differ_from_where_one_has_what_the_other_has_not (void)
{
  const FopParameter *rate = parameter_of ("fop", "learning-rate");
  g_autoptr (FopEvents) stem = NULL, left = NULL, right = NULL, twin = NULL;

  stem = fop_events_append (stem, (FopEvent){ 5, rate, 0.1 });
  stem = fop_events_append (stem, (FopEvent){ 9, rate, 0.2 });
  left = fop_events_record (stem, (FopEvent){ 20, rate, 0.3 });
  right = fop_events_record (stem, (FopEvent){ 15, rate, 0.3 });
  twin = fop_events_record (stem, (FopEvent){ 20, rate, 0.3 });
  g_assert_cmpuint (fop_events_difference (left, right), ==, 15);
  g_assert_cmpuint (fop_events_difference (stem, right), ==, 15);
  g_assert_cmpuint (fop_events_difference (left, twin), ==, G_MAXUINT64);
  g_assert_cmpuint (fop_events_difference (left, NULL), ==, 5);
  g_assert_cmpuint (fop_events_difference (NULL, NULL), ==, G_MAXUINT64);
}

/* As an undo history would: each version takes only the memory of what has changed. */
static void
a_thousand_versions_share_a_thousand_events (void)
{
  const FopParameter *rate = parameter_of ("fop", "learning-rate");
  g_autoptr (GPtrArray) versions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_experiment_unref);
  const FopEvents *events;
  guint n = 0;

  g_ptr_array_add (versions, three_runs ());
  for (guint64 i = 1; i <= 1000; i++)
    g_ptr_array_add (versions, applied (move_of ("FOP", "fop", "learning-rate", 0.1 / (double) i),
                                        versions->pdata[i - 1], i));
  events = fop_experiment_run (versions->pdata[1000], 1)->events;
  g_assert_cmpuint (fop_events_n (events), ==, 1000);
  for (guint64 i = 1000; i > 0; i--, events = events->earlier)
    n += events == fop_experiment_run (versions->pdata[i], 1)->events && events->last.step == i
         && events->last.parameter == rate;
  g_assert_cmpuint (n, ==, 1000);
}

/* Alternates between moving sliders and changing initial values of twenty runs. Sanitizers use
 * their own allocators, which mallinfo2() does not measure. */
static void
a_thousand_versions_take_a_few_megabytes (void)
{
  g_autoptr (GPtrArray) versions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_experiment_unref);
  FopExperiment *first = valley (1000);
  size_t before;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("run %d", i);

      add_run (first, name, "fop", "learning-rate=0.1");
    }
  g_ptr_array_add (versions, first);
  before = mallinfo2 ().uordblks;
  for (guint64 i = 1; i <= 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("run %d", (int) (i % 20));
      FopEdit *edit = move_of (name, "fop", "learning-rate", 1e-4 * (double) i);

      if (i % 2 == 0)
        {
          FopSettings *settings = fop_settings_copy (fop_experiment_run (first, 0)->settings);

          fop_settings_set_number (settings, "hyper-rate", 1e-4 * (double) i, NULL, NULL);
          fop_edit_unref (edit);
          edit = fop_edit_set (name, parameter_of ("fop", "hyper-rate"), settings);
        }
      g_ptr_array_add (versions, applied (edit, versions->pdata[i - 1], i));
    }
  g_test_message ("%zu bytes", mallinfo2 ().uordblks - before);
  g_assert_cmpuint (mallinfo2 ().uordblks - before, <, 4 << 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/a-version-shares-all-that-did-not-change",
                   a_version_shares_all_that_did_not_change);
  g_test_add_func ("/edit/the-version-before-stays-as-it-was", the_version_before_stays_as_it_was);
  g_test_add_func ("/edit/new-runs-get-a-name-and-a-style-of-their-own",
                   new_runs_get_a_name_and_a_style_of_their_own);
  g_test_add_func ("/edit/a-start-value-forgets-its-own-events-alone",
                   a_start_value_forgets_its_own_events_alone);
  g_test_add_func ("/edit/what-cannot-be-is-refused-with-its-reason",
                   what_cannot_be_is_refused_with_its_reason);
  g_test_add_func ("/edit/events-differ-from-where-one-has-what-the-other-has-not",
                   events_differ_from_where_one_has_what_the_other_has_not);
  g_test_add_func ("/edit/a-thousand-versions-share-a-thousand-events",
                   a_thousand_versions_share_a_thousand_events);
  g_test_add_func ("/edit/a-thousand-versions-take-a-few-megabytes",
                   a_thousand_versions_take_a_few_megabytes);
  return g_test_run ();
}
