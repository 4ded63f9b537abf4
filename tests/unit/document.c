/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the open experiment: what edits do to runs that stand, go on, or have ended. */
#include "ui/document/document.h"
#include "ui/document/edits.h"

#include <glib/gstdio.h>

static const char valley[]
    = "{ \"fop-workbench\": 1, \"title\": \"Valley\", \"seed\": 1, \"steps\": 200,"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": 4, \"condition\": 10, \"seed\": 2 "
      "},"
      "  \"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 0.1 },"
      "              { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1,"
      "                \"hyper-rate\": 0.01 } ] }";

typedef struct
{
  WbDocument *document;
  guint n_failures;
} Fixture;

static void
failed (WbDocument *document, const char *message, Fixture *fixture)
{
  fixture->n_failures++;
}

static void
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (valley, -1, NULL, "valley", &error);

  g_assert_no_error (error);
  wb_document_load (fixture->document, experiment);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->n_failures = 0;
  fixture->document = wb_document_new ();
  g_signal_connect (fixture->document, "news", G_CALLBACK (wb_document_refresh), NULL);
  g_signal_connect (fixture->document, "failed", G_CALLBACK (failed), fixture);
  load (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->document);
}

/* The main loop turns until @condition holds: news come through it, as in the window. */
#define WAIT_UNTIL(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

static gboolean
stands_at (Fixture *fixture, guint64 step)
{
  const FopRunView *view = wb_document_view (fixture->document, 0);

  return view != NULL && view->step == step && !wb_document_playing (fixture->document);
}

static const FopRunSpec *
spec (Fixture *fixture, gsize run)
{
  return fop_experiment_run (wb_document_experiment (fixture->document), run);
}

/* What the engine runs: the edits and moves that arrived there. */
static const FopRunSpec *
ran (Fixture *fixture, gsize run)
{
  return fop_experiment_run (wb_document_snapshot (fixture->document)->experiment, run);
}

static void
set_rate (Fixture *fixture, gsize run, double value)
{
  g_autoptr (FopSettings) settings = wb_document_settings (fixture->document, run);
  const FopParameterTable *table = fop_settings_table (settings);
  gssize index = fop_parameter_table_find (table, "learning-rate");

  fop_settings_set_number (settings, "learning-rate", value, NULL, NULL);
  wb_edit_run (fixture->document, run, &table->parameters[index], settings);
}

static double
starting_rate (const FopRunSpec *its_spec)
{
  return fop_settings_number (its_spec->settings, "learning-rate");
}

static void
test_a_move_under_way_is_an_event (Fixture *fixture, gconstpointer data)
{
  wb_document_go_to (fixture->document, 50);
  WAIT_UNTIL (stands_at (fixture, 50));
  set_rate (fixture, 0, 0.2);
  WAIT_UNTIL (fop_events_n (ran (fixture, 0)->events) == 1);
  g_assert_cmpuint (ran (fixture, 0)->events->last.step, ==, 50);
  g_assert_cmpfloat (starting_rate (ran (fixture, 0)), ==, 0.1);
}

static void
test_a_move_at_the_start_is_the_starting_value (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (stands_at (fixture, 0));
  set_rate (fixture, 0, 0.2);
  WAIT_UNTIL (starting_rate (ran (fixture, 0)) == 0.2);
  g_assert_cmpuint (fop_events_n (ran (fixture, 0)->events), ==, 0);
}

static void
test_a_move_at_the_end_does_the_run_anew (Fixture *fixture, gconstpointer data)
{
  double before, other;

  wb_document_go_to (fixture->document, 200);
  WAIT_UNTIL (stands_at (fixture, 200));
  before = wb_document_view (fixture->document, 0)->loss;
  other = wb_document_view (fixture->document, 1)->loss;
  /* Faster than the engine does them: none of them may be taken for a move under way. */
  for (int i = 1; i <= 20; i++)
    set_rate (fixture, 0, 0.1 + 0.01 * i);
  WAIT_UNTIL (starting_rate (ran (fixture, 0)) > 0.29 && stands_at (fixture, 200));
  g_assert_cmpuint (fop_events_n (ran (fixture, 0)->events), ==, 0);
  g_assert_cmpfloat (wb_document_view (fixture->document, 0)->loss, <, before);
  g_assert_cmpfloat (wb_document_view (fixture->document, 1)->loss, ==, other);
}

static void
test_a_refused_edit_is_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FopSettings) settings = NULL;

  WAIT_UNTIL (stands_at (fixture, 0));
  settings = fop_settings_copy (wb_document_experiment (fixture->document)->problem_settings);
  fop_settings_set_number (settings, "dimension", 200000, NULL, NULL);
  wb_edit_problem (fixture->document, settings);
  WAIT_UNTIL (fixture->n_failures == 1);
  g_assert_cmpint (fop_settings_integer (
                       wb_document_experiment (fixture->document)->problem_settings, "dimension"),
                   ==, 4);
}

static void
test_saved_moves_come_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("document-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "moved.fopx", NULL);
  g_autoptr (GError) error = NULL;

  wb_document_go_to (fixture->document, 50);
  WAIT_UNTIL (stands_at (fixture, 50));
  set_rate (fixture, 1, 0.05);
  WAIT_UNTIL (fop_events_n (ran (fixture, 1)->events) == 1);
  g_assert_true (wb_document_save (fixture->document, path, &error));
  g_assert_no_error (error);
  g_assert_false (wb_document_modified (fixture->document));
  g_assert_true (wb_document_open (fixture->document, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fop_events_n (spec (fixture, 1)->events), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_a_settled_document_saves_what_runs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("document-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "moved.fopx", NULL);

  WAIT_UNTIL (stands_at (fixture, 0));
  wb_document_set_speed (fixture->document, 200);
  wb_document_play (fixture->document);
  for (guint i = 1; i <= 5; i++)
    {
      guint64 step = wb_document_view (fixture->document, 0)->step;

      WAIT_UNTIL (wb_document_view (fixture->document, 0)->step > step);
      set_rate (fixture, 0, 0.1 - 0.01 * i);
      g_assert_false (wb_document_is_settled (fixture->document));
      WAIT_UNTIL (wb_document_is_settled (fixture->document));
      g_assert_true (wb_document_save (fixture->document, path, NULL));
      g_assert_cmpuint (fop_events_n (ran (fixture, 0)->events), ==, i);
      WAIT_UNTIL (wb_document_view (fixture->document, 0)->step > step + 4);
      g_assert_false (wb_document_modified (fixture->document));
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_a_change_by_another_program_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("document-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.fopx", NULL);
  g_autofree char *text = NULL, *longer = NULL;

  g_assert_false (wb_document_changed_outside (fixture->document));
  g_assert_true (wb_document_save (fixture->document, path, NULL));
  g_assert_false (wb_document_changed_outside (fixture->document));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_false (wb_document_changed_outside (fixture->document)); /* touched alone */
  longer = g_strconcat (text, "\n", NULL);
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
  g_assert_true (wb_document_changed_outside (fixture->document));
  g_assert_true (wb_document_open (fixture->document, path, NULL));
  g_assert_false (wb_document_changed_outside (fixture->document));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (wb_document_changed_outside (fixture->document));
  g_assert_true (wb_document_save (fixture->document, path, NULL));
  g_assert_false (wb_document_changed_outside (fixture->document));
  g_unlink (path);
  g_assert_false (wb_document_changed_outside (fixture->document));
  g_rmdir (folder);
}

static void
test_a_bad_file_leaves_all_as_it_is (Fixture *fixture, gconstpointer data)
{
  const FopExperiment *before = wb_document_experiment (fixture->document);
  g_autoptr (GError) error = NULL;

  g_assert_false (wb_document_open (fixture->document, "/nowhere/at-all.fopx", &error));
  g_assert_nonnull (error);
  g_assert_true (wb_document_experiment (fixture->document) == before);
  g_assert_cmpuint (fixture->n_failures, ==, 0);
}

/* The file can be read, but its data cannot: only the engine finds that out. */
static void
test_a_file_that_cannot_run_leaves_all_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("document-XXXXXX", NULL);
  g_autofree char *good = g_build_filename (folder, "good.fopx", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.fopx", NULL);
  g_autoptr (GError) error = NULL;

  WAIT_UNTIL (stands_at (fixture, 0));
  g_assert_true (wb_document_save (fixture->document, good, &error));
  g_assert_no_error (error);
  g_file_set_contents (bad,
                       "{ \"fop-workbench\": 1, \"title\": \"Bad\", \"problem\": { \"kind\":"
                       " \"softmax-regression\", \"data\": { \"csv\": \"none.csv\" } },"
                       " \"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\" } ] }",
                       -1, &error);
  g_assert_no_error (error);
  g_assert_true (wb_document_open (fixture->document, bad, &error));
  g_assert_no_error (error);
  WAIT_UNTIL (fixture->n_failures == 1);
  g_assert_cmpstr (wb_document_path (fixture->document), ==, good);
  g_assert_cmpstr (wb_document_experiment (fixture->document)->title, ==, "Valley");
  g_assert_false (wb_document_modified (fixture->document));
  g_unlink (good);
  g_unlink (bad);
  g_rmdir (folder);
}

static void
test_play_is_no_work (Fixture *fixture, gconstpointer data)
{
  wb_document_go_to (fixture->document, 50);
  WAIT_UNTIL (stands_at (fixture, 50));
  set_rate (fixture, 0, 0.2);
  g_assert_false (wb_document_modified (fixture->document));
  wb_edit_duplicate_run (fixture->document, 0);
  g_assert_true (wb_document_modified (fixture->document));
}

static void
test_hidden_runs_stay_hidden (Fixture *fixture, gconstpointer data)
{
  wb_document_set_visible (fixture->document, 1, FALSE);
  wb_edit_duplicate_run (fixture->document, 0);
  g_assert_cmpstr (spec (fixture, 2)->name, ==, "FOP");
  g_assert_false (fop_run_set_has (wb_document_hidden (fixture->document), 0));
  g_assert_false (fop_run_set_has (wb_document_hidden (fixture->document), 1));
  g_assert_true (fop_run_set_has (wb_document_hidden (fixture->document), 2));
  g_assert_cmpuint (wb_document_selected (fixture->document), ==, 1);
}

static void
test_a_copy_goes_on_like_its_original (Fixture *fixture, gconstpointer data)
{
  wb_document_go_to (fixture->document, 50);
  WAIT_UNTIL (stands_at (fixture, 50));
  wb_edit_duplicate_run (fixture->document, 1);
  WAIT_UNTIL (wb_document_view (fixture->document, 2) != NULL
              && wb_document_view (fixture->document, 2)->step == 50);
  g_assert_cmpfloat (wb_document_view (fixture->document, 2)->loss, ==,
                     wb_document_view (fixture->document, 1)->loss);
}

static void
test_playing_at_the_end_starts_over (Fixture *fixture, gconstpointer data)
{
  wb_document_go_to (fixture->document, 200);
  WAIT_UNTIL (stands_at (fixture, 200));
  wb_document_set_speed (fixture->document, 1000);
  wb_document_play (fixture->document);
  WAIT_UNTIL (wb_document_view (fixture->document, 0)->step < 200);
  WAIT_UNTIL (stands_at (fixture, 200));
}

int
main (int argc, char **argv)
{
#define CASE(name, function)                                                                       \
  g_test_add ("/document/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  CASE ("a-move-under-way-is-an-event", test_a_move_under_way_is_an_event);
  CASE ("a-move-at-the-start-is-the-starting-value",
        test_a_move_at_the_start_is_the_starting_value);
  CASE ("a-move-at-the-end-does-the-run-anew", test_a_move_at_the_end_does_the_run_anew);
  CASE ("a-refused-edit-is-taken-back", test_a_refused_edit_is_taken_back);
  CASE ("saved-moves-come-back", test_saved_moves_come_back);
  CASE ("a-settled-document-saves-what-runs", test_a_settled_document_saves_what_runs);
  CASE ("a-change-by-another-program-is-seen", test_a_change_by_another_program_is_seen);
  CASE ("a-bad-file-leaves-all-as-it-is", test_a_bad_file_leaves_all_as_it_is);
  CASE ("a-file-that-cannot-run-leaves-all-as-it-is",
        test_a_file_that_cannot_run_leaves_all_as_it_is);
  CASE ("play-is-no-work", test_play_is_no_work);
  CASE ("hidden-runs-stay-hidden", test_hidden_runs_stay_hidden);
  CASE ("a-copy-goes-on-like-its-original", test_a_copy_goes_on_like_its_original);
  CASE ("playing-at-the-end-starts-over", test_playing_at_the_end_starts_over);
  return g_test_run ();
}
