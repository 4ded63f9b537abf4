/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a result still fits. */
#include "core/run/identity.h"

static FopIdentity
identity_of (guint64 version, guint64 serial, gsize run, gsize block, guint64 step)
{
  FopRunView views[] = { { .step = step }, { .step = step } };
  const FopSnapshot snapshot
      = { .generation = version, .serial = serial, .n_runs = G_N_ELEMENTS (views), .runs = views };

  return fop_identity (&snapshot, run, block);
}

static void
a_result_fits_its_run_while_the_run_goes_on (void)
{
  const FopIdentity result = identity_of (1, 10, 1, 0, 50), now = identity_of (1, 11, 1, 0, 60);

  g_assert_cmpuint (result.step, ==, 50);
  g_assert_true (fop_identity_same_run (&result, &now));
  g_assert_true (fop_identity_same_block (&result, &now));
  g_assert_false (fop_identity_equal (&result, &now));
  g_assert_true (fop_identity_equal (&result, &result));
}

static void
nothing_fits_another_version_run_or_block (void)
{
  const FopIdentity result = identity_of (1, 10, 1, 0, 50);
  const FopIdentity version = identity_of (2, 10, 1, 0, 50), run = identity_of (1, 10, 0, 0, 50);
  const FopIdentity block = identity_of (1, 10, 1, 3, 50);

  g_assert_false (fop_identity_same_run (&result, &version));
  g_assert_false (fop_identity_same_block (&result, &version));
  g_assert_false (fop_identity_same_run (&result, &run));
  g_assert_false (fop_identity_same_block (&result, &run));
  g_assert_true (fop_identity_same_run (&result, &block));
  g_assert_false (fop_identity_same_block (&result, &block));
  g_assert_false (fop_identity_equal (&result, &block));
}

/* A run that was rewound and changed stands at the same step in another snapshot. */
static void
a_step_come_to_again_is_looked_at_again (void)
{
  const FopIdentity result = identity_of (1, 10, 1, 0, 50), again = identity_of (1, 15, 1, 0, 50);

  g_assert_true (fop_identity_same_block (&result, &again));
  g_assert_false (fop_identity_equal (&result, &again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/a-result-fits-its-run-while-the-run-goes-on",
                   a_result_fits_its_run_while_the_run_goes_on);
  g_test_add_func ("/identity/nothing-fits-another-version-run-or-block",
                   nothing_fits_another_version_run_or_block);
  g_test_add_func ("/identity/a-step-come-to-again-is-looked-at-again",
                   a_step_come_to_again_is_looked_at_again);
  return g_test_run ();
}
