/* SPDX-License-Identifier: GPL-3.0-or-later */

/* High-dimensional landscapes: what the plane of a path shows, and what it leaves out. */

#include "core/analysis/principal.h"
#include "core/engine/session.h"
#include "tests/unit/walk.h"
#include "ui/figures/charts/gap.h"
#include "ui/figures/kinds/kind.h"

#include <math.h>
#include <string.h>

#define N 5

static FopSnapshot *
walk (const char *start)
{
  const FopWatch watch = { TRUE, FOP_RUNS_ALL, 0, FOP_RUNS_ALL, 0 };
  g_autofree char *text = g_strdup_printf (
      "{\"fop-workbench\":1,\"steps\":200,\"problem\":{\"kind\":\"quadratic\",\"hessian\":"
      "[[1,0,0,0,0],[0,3,0,0,0],[0,0,5,0,0],[0,0,0,7,0],[0,0,0,0,9]],\"start\":%s},"
      "\"runs\":[{\"name\":\"GD\",\"method\":\"sgd\",\"learning-rate\":0.05}]}",
      start);
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "test", NULL);
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);

  walk_to (session, 40);
  return fop_session_snapshot (session, &watch);
}

static FigFigure *
landscape_of (FopSnapshot *snapshot)
{
  const FigSource source = { .snapshot = snapshot };

  return fig_kind_find ("landscape")->build (&source, NULL);
}

/* Figures are built on the main loop, so principal components are not computed then. */
static void
test_the_plane_is_found_by_who_draws (void)
{
  g_autoptr (FopSnapshot) snapshot = walk ("[0,2,0,0,-3]");
  g_autoptr (FigFigure) figure = landscape_of (snapshot);

  g_assert_null (strstr (figure->subtitle, "variance"));
  g_assert_nonnull (strstr (figure->subtitle, "plane of GD’s path"));
  fig_figure_prepare (figure);
  g_assert_nonnull (strstr (figure->subtitle, "variance"));
}

static FigGap *
gap_of (FopSnapshot *snapshot, double *shares)
{
  const FopPath *path = snapshot->runs[0].path;
  double mean[N], axes[2 * N];
  g_autoptr (FigPlane) plane = NULL;

  g_assert_true (fop_principal_plane (N, path->count, path->values, mean, axes, shares));
  plane = fig_plane_new (snapshot->problem, mean, axes, axes + N);
  return fig_gap_new (plane, path->count, path->values);
}

/* Gradient descent from a start on two eigenvectors never leaves their plane. */
static void
test_path_in_a_plane (void)
{
  g_autoptr (FopSnapshot) snapshot = walk ("[0,2,0,0,-3]");
  g_autoptr (FigFigure) figure = landscape_of (snapshot);
  double shares[2];
  g_autoptr (FigGap) gap = gap_of (snapshot, shares);

  g_assert_cmpfloat_with_epsilon (shares[0] + shares[1], 1, 1e-12);
  g_assert_true (gap->is_factor);
  g_assert_cmpfloat_with_epsilon (gap->most, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (gap->median, 1, 1e-9);
  fig_figure_prepare (figure);
  g_assert_nonnull (strstr (figure->subtitle, "100% of its variance"));
}

/* From any other start it does, and the figure says so. */
static void
test_path_off_the_plane (void)
{
  g_autoptr (FopSnapshot) snapshot = walk ("[2,2,2,2,-3]");
  double shares[2];
  g_autoptr (FigGap) gap = gap_of (snapshot, shares);
  g_autofree char *text = fig_gap_text (gap);

  g_assert_cmpfloat (shares[0] + shares[1], <, 1 - 1e-6);
  g_assert_cmpfloat (gap->most, >, 1.01);
  g_assert_cmpfloat (gap->median, <=, gap->most);
  g_assert_nonnull (strstr (text, "median"));
}

/* A click on the plane selects a θ on it, with all parameters. */
static void
test_clicks_are_places (void)
{
  g_autoptr (FopSnapshot) snapshot = walk ("[0,2,0,0,-3]");
  g_autoptr (FigFigure) figure = landscape_of (snapshot);
  FigAxes axes;
  gsize n;
  g_autofree double *theta = NULL;

  g_assert_true (fig_figure_axes (figure, fig_theme_light (), 600, 400, &axes));
  theta = fig_figure_start_at (figure, 600, 400, (axes.x.from + axes.x.to) / 2,
                               (axes.y.from + axes.y.to) / 2, &n);
  g_assert_cmpuint (n, ==, N);
  for (gsize i = 0; i < N; i++)
    if (i != 1 && i != 4)
      g_assert_cmpfloat_with_epsilon (theta[i], 0, 1e-9);
  g_assert_null (fig_figure_start_at (figure, 600, 400, 2, 2, &n));
}

static void
test_too_short_a_path_is_said (void)
{
  const FopWatch watch = { TRUE, FOP_RUNS_ALL, 0, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSnapshot) later = walk ("[2,2,2,2,-3]");
  g_autoptr (FopSession) session = fop_session_new (later->experiment, NULL);
  g_autoptr (FopSnapshot) first = fop_session_snapshot (session, &watch);
  g_autoptr (FigFigure) figure = landscape_of (first);

  fig_figure_prepare (figure);
  g_assert_nonnull (strstr (figure->empty, "GD"));
}

/* Affordability depends on the cost of a grid, not on the machine. */
static void
test_too_dear_is_left_out (void)
{
  g_autoptr (FopSnapshot) snapshot = walk ("[2,2,2,2,-3]");
  FopProblem *problem = snapshot->problem;

  g_assert_true (fig_kind_find ("landscape")->applies (problem));
  problem->rows = 1000000000;
  g_assert_false (fig_kind_find ("landscape")->applies (problem));
  problem->rows = 0;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/space-landscape/the-plane-is-found-by-who-draws",
                   test_the_plane_is_found_by_who_draws);
  g_test_add_func ("/space-landscape/a-path-in-a-plane-has-no-gap", test_path_in_a_plane);
  g_test_add_func ("/space-landscape/a-path-off-the-plane-says-by-how-much",
                   test_path_off_the_plane);
  g_test_add_func ("/space-landscape/a-click-is-a-place-among-all-parameters",
                   test_clicks_are_places);
  g_test_add_func ("/space-landscape/a-path-too-short-for-a-plane-is-said",
                   test_too_short_a_path_is_said);
  g_test_add_func ("/space-landscape/a-problem-too-dear-has-none", test_too_dear_is_left_out);
  return g_test_run ();
}
