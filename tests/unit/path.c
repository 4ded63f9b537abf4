/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The path of a run: bounded, evenly spaced over its steps, and truncated with them. */

#include "core/run/path.h"
#include "core/engine/session.h"
#include "tests/unit/walk.h"

#include <string.h>

static void
assert_even (const FopPath *path, guint64 last)
{
  g_assert_cmpuint (path->count, <=, path->most);
  g_assert_cmpuint (path->count, ==, last / path->stride + 1);
  for (gsize i = 0; i < path->count; i++)
    g_assert_cmpfloat (path->values[2 * i], ==, (double) (i * path->stride));
}

static void
test_bounded_and_even (void)
{
  g_autoptr (FopPath) path = fop_path_new (2);

  for (guint64 t = 0; t < 5000; t++)
    {
      double theta[] = { (double) t, -1 };

      fop_path_offer (path, t, theta);
      assert_even (path, t);
      if (t >= 200)
        g_assert_cmpuint (path->count, >=, FOP_PATH_MOST / 2);
    }
}

static void
test_large_problems_keep_fewer (void)
{
  for (gsize n = 1; n < 4000000; n = 3 * n + 1)
    {
      g_autoptr (FopPath) path = fop_path_new (n);

      g_assert_cmpuint (path->most * n * sizeof (double), <=, FOP_PATH_BUDGET);
      g_assert_true (path->most == 0 || (path->most >= FOP_PATH_LEAST && path->most % 2 == 0));
    }
}

/* A run that is rewound and continued has the same path as one that is not. */
static void
test_rewinding_forgets (void)
{
  const FopWatch watch = { .paths = 1 };
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (
      "{\"fop-workbench\":1,\"steps\":100,\"problem\":{\"kind\":\"quadratic\",\"dimension\":5},"
      "\"runs\":[{\"name\":\"GD\",\"method\":\"sgd\",\"learning-rate\":0.1}]}",
      -1, NULL, "test", NULL);
  g_autoptr (FopSession) straight = fop_session_new (experiment, NULL);
  g_autoptr (FopSession) rewound = fop_session_new (experiment, NULL);
  g_autoptr (FopSnapshot) one = NULL, other = NULL, none = NULL;

  walk_to (straight, 60);
  walk_to (rewound, 90);
  walk_to (rewound, 33);
  g_assert_cmpuint (fop_run_path (fop_session_run (rewound, 0))->count, ==, 34);
  walk_to (rewound, 60);
  one = fop_session_snapshot (straight, &watch);
  other = fop_session_snapshot (rewound, &watch);
  g_assert_cmpuint (one->runs[0].path->count, ==, 61);
  g_assert_cmpmem (one->runs[0].path->values, 61 * 5 * sizeof (double), other->runs[0].path->values,
                   other->runs[0].path->count * 5 * sizeof (double));
  none = fop_session_snapshot (straight, &(FopWatch){ .curves = TRUE });
  g_assert_null (none->runs[0].path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/bounded-and-even-over-the-steps", test_bounded_and_even);
  g_test_add_func ("/path/large-problems-keep-fewer-places", test_large_problems_keep_fewer);
  g_test_add_func ("/path/rewinding-forgets-what-is-undone", test_rewinding_forgets);
  return g_test_run ();
}
