/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which edits run and which are refused, whenever they arrive. */

#include "core/engine/writer.h"
#include "tests/unit/engine-bell.h"

/*
 * A test is a text of one letter an edit:
 *
 *   o  opens another experiment         p  opens one that cannot run
 *   d  changes the problem              b  changes it back
 *   s  changes the number of steps      x  adds a run that cannot run
 *
 * After ',' the writer takes one step, after '.' it runs all it can.
 */
typedef struct
{
  FopWriter writer;
  FopExperiment *first, *other, *broken, *expected;
  GPtrArray *edits;
  GArray *refused; /* gboolean for each edit */
} Desk;

static void
note_refusal (guint64 first, guint64 last, GError *error, gpointer data)
{
  Desk *desk = data;

  g_assert_nonnull (error);
  g_error_free (error);
  g_assert_cmpuint (first, <=, last);
  for (guint64 serial = first; serial <= last; serial++)
    {
      gboolean *refused = &g_array_index (desk->refused, gboolean, serial - 1);

      g_assert_false (*refused);
      *refused = TRUE;
    }
}

static FopExperiment *
rosenbrock (gboolean is_broken)
{
  FopExperiment *experiment = experiment_on ("rosenbrock", "", 100);

  add_run (experiment, "GD", "sgd", "learning-rate=0.001");
  if (is_broken)
    add_run (experiment, "K-FAC", "kfac", "");
  return experiment;
}

/* The bell rings for all preparations, also for abandoned ones. */
static void
notify (gpointer data)
{
  ring (NULL);
}

static guint
rings (void)
{
  guint seen;

  pthread_mutex_lock (&bell.mutex);
  seen = bell.rings;
  pthread_mutex_unlock (&bell.mutex);
  return seen;
}

static void
run_all (FopWriter *writer)
{
  for (;;)
    {
      guint seen = rings ();

      if (fop_writer_settle (writer))
        continue;
      if (writer->waiting.length == 0)
        return;
      pthread_mutex_lock (&bell.mutex);
      while (bell.rings == seen)
        pthread_cond_wait (&bell.rung, &bell.mutex);
      pthread_mutex_unlock (&bell.mutex);
    }
}

static void
hand_in (Desk *desk, FopEdit *edit)
{
  g_ptr_array_add (desk->edits, edit);
  g_array_set_size (desk->refused, desk->edits->len);
  fop_writer_edit (&desk->writer, desk->edits->len, edit, 0);
}

static void
desk_init (Desk *desk)
{
  *desk
      = (Desk){ .first = two_runs (100), .other = rosenbrock (FALSE), .broken = rosenbrock (TRUE) };
  desk->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_edit_unref);
  desk->refused = g_array_new (FALSE, TRUE, sizeof (gboolean));
  fop_writer_init (&desk->writer, note_refusal, notify, desk);
  hand_in (desk, fop_edit_replace (desk->first));
  run_all (&desk->writer);
}

static void
desk_clear (Desk *desk)
{
  fop_writer_clear (&desk->writer);
  g_ptr_array_unref (desk->edits);
  g_array_unref (desk->refused);
  fop_experiment_unref (desk->first);
  fop_experiment_unref (desk->other);
  fop_experiment_unref (desk->broken);
}

static void
hand_in_letter (Desk *desk, char letter)
{
  switch (letter)
    {
    case 'o':
      hand_in (desk, fop_edit_replace (desk->other));
      break;
    case 'p':
      hand_in (desk, fop_edit_replace (desk->broken));
      break;
    case 'd':
      hand_in (desk, edit_of_problem (desk->first, "dimension=7"));
      break;
    case 'b':
      hand_in (desk, edit_of_problem (desk->first, "dimension=10"));
      break;
    case 's':
      hand_in (desk, edit_of_steps (desk->first, 200 + desk->edits->len));
      break;
    case 'x':
      hand_in (desk, impossible ());
      break;
    case ',':
      fop_writer_settle (&desk->writer);
      break;
    case '.':
      run_all (&desk->writer);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
hand_in_all (Desk *desk, const char *letters)
{
  for (const char *letter = letters; *letter; letter++)
    hand_in_letter (desk, *letter);
  run_all (&desk->writer);
}

static gboolean
is_refused (const Desk *desk, guint64 serial)
{
  return g_array_index (desk->refused, gboolean, serial - 1);
}

/* What runs is what the edits that were not refused make of one another. */
static void
assert_runs_what_was_not_refused (const Desk *desk)
{
  g_autoptr (FopExperiment) expected = NULL;
  guint64 generation = 0;

  for (guint i = 0; i < desk->edits->len; i++)
    if (!is_refused (desk, i + 1))
      {
        FopEdit *edit = desk->edits->pdata[i];
        FopExperiment *next = fop_edit_apply (edit, expected, 0, NULL);

        g_assert_nonnull (next);
        g_clear_pointer (&expected, fop_experiment_unref);
        expected = next;
        if (fop_edit_replaces (edit))
          generation = i + 1;
      }
  g_assert_true (fop_experiment_equal (fop_session_experiment (desk->writer.session), expected));
  g_assert_cmpuint (desk->writer.generation, ==, generation);
  g_assert_cmpuint (desk->writer.edit, ==, desk->edits->len);
}

/* Apart from what was meant for an experiment that cannot run. */
static void
assert_only_what_cannot_run_is_refused (const Desk *desk, const char *letters)
{
  gboolean meant_for_broken = FALSE;
  guint64 serial = 1;

  for (const char *letter = letters; *letter; letter++)
    {
      if (!g_ascii_isalpha (*letter))
        continue;
      if (strchr ("op", *letter))
        meant_for_broken = *letter == 'p';
      if (is_refused (desk, ++serial))
        g_assert_true (*letter == 'x' || meant_for_broken);
    }
}

static void
only_what_cannot_run_is_refused (void)
{
  /* The refused letters are capitals. The last ones are replaced before anybody tries them. */
  static const char *const scripts[] = {
    "s",  "ss.s", "d",    "db",   "d.b",  "X",     "sXs",    "s,X,s", "d.Xb",  "d.X,b",  "d.Xd",
    "dX", "dXs",  "d,Xs", "oX",   "oXs",  "o,x,o", "P",      "PS",    "P,S",   "P,S,o",  "PSoX",
    "oP", "oPXS", "d.P",  "dP",   "o,PS", "P,PS",  "d.sXsb", "d.XP",  "d.XbX", "dXbX.d", "oXPS",
    "po", "pso",  "oxo",  "popo", "oxos", "o,xo",  "oxpso",  "d.xo",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *letters = g_ascii_strdown (scripts[i], -1);
      guint64 serial = 1;
      Desk desk;

      if (g_test_verbose ())
        g_test_message ("%s", scripts[i]);
      desk_init (&desk);
      hand_in_all (&desk, letters);
      assert_runs_what_was_not_refused (&desk);
      for (const char *letter = scripts[i]; *letter; letter++)
        if (g_ascii_isalpha (*letter))
          g_assert_cmpint (is_refused (&desk, ++serial), ==, g_ascii_isupper (*letter));
      desk_clear (&desk);
    }
}

/* The session that runs is kept, with its history. */
static void
there_and_back_keeps_the_session (void)
{
  static const char *const scripts[] = { "db", "dsb", "d,b", "ds,bs", "ddb" };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      const FopSession *session;
      Desk desk;

      desk_init (&desk);
      session = desk.writer.session;
      hand_in_all (&desk, scripts[i]);
      g_assert_true (desk.writer.session == session);
      assert_runs_what_was_not_refused (&desk);
      desk_clear (&desk);
    }
}

static void
in_any_order_what_runs_is_what_was_not_refused (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GString) letters = g_string_new (NULL);
      gint32 n = g_rand_int_range (rand, 1, 12);
      Desk desk;

      for (gint32 k = 0; k < n; k++)
        g_string_append_c (letters, "opdbsx,,,."[g_rand_int_range (rand, 0, 10)]);
      if (g_test_verbose ())
        g_test_message ("%s", letters->str);
      desk_init (&desk);
      hand_in_all (&desk, letters->str);
      assert_runs_what_was_not_refused (&desk);
      assert_only_what_cannot_run_is_refused (&desk, letters->str);
      desk_clear (&desk);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/only-what-cannot-run-is-refused", only_what_cannot_run_is_refused);
  g_test_add_func ("/writer/there-and-back-keeps-the-session", there_and_back_keeps_the_session);
  g_test_add_func ("/writer/in-any-order-what-runs-is-what-was-not-refused",
                   in_any_order_what_runs_is_what_was_not_refused);
  return run_engine_tests ();
}
