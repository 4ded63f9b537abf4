/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Minima, saddle points, and maxima of the classics are found, and nothing else. */

#include "core/problems/stationary.h"

#include <math.h>

static GArray *
points_of (const char *kind, FopProblem **problem)
{
  const FopProblemClass *klass = fop_problem_class_find (kind, NULL);
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);

  *problem = fop_problem_new (klass, settings, 1, NULL);
  g_assert_nonnull (*problem);
  return fop_stationary_points (*problem, (*problem)->domain);
}

static guint
count (const GArray *points, FopStationaryKind kind)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    n += g_array_index (points, FopStationaryPoint, i).kind == kind;
  return n;
}

static gboolean
holds (const GArray *points, double x, double y, FopStationaryKind kind)
{
  for (guint i = 0; i < points->len; i++)
    {
      const FopStationaryPoint *point = &g_array_index (points, FopStationaryPoint, i);

      if (point->kind == kind && hypot (point->x - x, point->y - y) < 1e-6)
        return TRUE;
    }
  return FALSE;
}

static void
test_counts (void)
{
  static const struct
  {
    const char *kind;
    guint minima, saddles, maxima;
  } known[] = {
    { "himmelblau", 4, 4, 1 }, { "saddle", 2, 1, 0 }, { "styblinski-tang", 4, 4, 1 },
    { "rosenbrock", 1, 0, 0 }, { "booth", 1, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (FopProblem) problem = NULL;
      g_autoptr (GArray) points = points_of (known[i].kind, &problem);

      g_test_message ("%s", known[i].kind);
      g_assert_cmpuint (count (points, FOP_STATIONARY_MINIMUM), ==, known[i].minima);
      g_assert_cmpuint (count (points, FOP_STATIONARY_SADDLE), ==, known[i].saddles);
      g_assert_cmpuint (count (points, FOP_STATIONARY_MAXIMUM), ==, known[i].maxima);
      for (gsize m = 0; m < problem->n_minima; m++)
        g_assert_true (holds (points, problem->minima[2 * m], problem->minima[2 * m + 1],
                              FOP_STATIONARY_MINIMUM));
    }
}

/* For x² − y² + y⁴/4 analytically; for Himmelblau's function with any solver. */
static void
test_places (void)
{
  g_autoptr (FopProblem) saddle = NULL, himmelblau = NULL;
  g_autoptr (GArray) pass = points_of ("saddle", &saddle);
  g_autoptr (GArray) around = points_of ("himmelblau", &himmelblau);

  g_assert_true (holds (pass, 0, 0, FOP_STATIONARY_SADDLE));
  g_assert_true (holds (around, -0.270844591, -0.923038552, FOP_STATIONARY_MAXIMUM));
  g_assert_true (holds (around, -3.073025751, -0.081353044, FOP_STATIONARY_SADDLE));
  g_assert_true (holds (around, -0.127961347, -1.953714981, FOP_STATIONARY_SADDLE));
  g_assert_true (holds (around, 0.086677504, 2.884254701, FOP_STATIONARY_SADDLE));
  g_assert_true (holds (around, 3.385154184, 0.073851880, FOP_STATIONARY_SADDLE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stationary/every-minimum-saddle-and-maximum-once", test_counts);
  g_test_add_func ("/stationary/saddles-stand-where-they-are-known-to", test_places);
  return g_test_run ();
}
