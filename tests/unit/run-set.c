/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/experiment/run-set.h"

static void
a_set_holds_runs_however_many (void)
{
  static const gsize runs[] = { 0, 1, 63, 64, 65, 127, 128, 1000 };
  FopRunSet *set = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      FopRunSet *more = fop_run_set_with (set, runs[i], TRUE);

      g_assert_false (fop_run_set_has (set, runs[i]));
      g_assert_true (fop_run_set_has (more, runs[i]));
      fop_run_set_unref (set);
      set = more;
    }
  for (gsize run = 0; run < 2000; run++)
    {
      gboolean wanted = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
        wanted |= runs[i] == run;
      g_assert_true (fop_run_set_has (set, run) == wanted);
    }
  fop_run_set_unref (set);
}

static void
what_is_taken_out_is_out_and_the_set_before_stays (void)
{
  g_autoptr (FopRunSet) one = fop_run_set_with (NULL, 70, TRUE);
  g_autoptr (FopRunSet) same = fop_run_set_ref (one);
  g_autoptr (FopRunSet) none = fop_run_set_with (one, 70, FALSE);
  g_autoptr (FopRunSet) empty = fop_run_set_with (NULL, 3, FALSE);

  g_assert_true (fop_run_set_has (same, 70));
  g_assert_false (fop_run_set_has (none, 70));
  g_assert_false (fop_run_set_has (empty, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-set/a-set-holds-runs-however-many", a_set_holds_runs_however_many);
  g_test_add_func ("/run-set/what-is-taken-out-is-out-and-the-set-before-stays",
                   what_is_taken_out_is_out_and_the_set_before_stays);
  return g_test_run ();
}
