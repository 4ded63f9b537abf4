/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Landscapes: the image represents the loss, and the domain follows the paths. */

#include "ui/figures/charts/contour.h"
#include "core/engine/session.h"
#include "tests/unit/walk.h"
#include "ui/figures/charts/contour-domain.h"
#include "ui/figures/charts/contour-figure.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/paint/colormap.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static FopProblem *
problem_of (const char *kind)
{
  const FopProblemClass *klass = fop_problem_class_find (kind, NULL);
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  FopProblem *problem = fop_problem_new (klass, settings, 1, NULL);

  g_assert_nonnull (problem);
  return problem;
}

static FopCurves *
walk (gsize n, double (*x) (double t), double (*y) (double t))
{
  static const char *const names[] = { "theta-1", "theta-2", NULL };
  FopHistory *history = fop_history_new (2, names);
  FopCurves *curves;

  for (gsize t = 0; t < n; t++)
    {
      double row[] = { x ((double) t), y ((double) t) };

      fop_history_append (history, row);
    }
  curves = fop_history_curves (history);
  fop_history_free (history);
  return curves;
}

static double
luma (guint32 pixel)
{
  return 0.3 * (pixel >> 16 & 0xff) + 0.59 * (pixel >> 8 & 0xff) + 0.11 * (pixel & 0xff);
}

/* A lower loss is never brighter, except for rounding between adjacent levels. */
static void
test_color_follows_loss (void)
{
  static const char *const kinds[] = { "rosenbrock", "himmelblau", "booth", "rastrigin" };
  gsize size = 220;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FopProblem) problem = problem_of (kinds[i]);
      FopDomain domain = fig_contour_domain (problem, 0, NULL);
      g_autoptr (FigPlane) plane = fig_plane_of (problem);
      g_autoptr (FigField) field = fig_field_of (plane, domain);
      cairo_surface_t *image = fig_field_image (field, size, size);
      g_autofree double *work = g_new (double, problem->work_size + 1);
      g_autoptr (GRand) random = g_rand_new_with_seed (2);
      const guint32 *pixels;
      double loss[2], light[2];

      cairo_surface_flush (image);
      pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (image);
      for (int trial = 0; trial < 4000; trial++)
        {
          for (int k = 0; k < 2; k++)
            {
              gint32 x = g_rand_int_range (random, 0, (gint32) size);
              gint32 y = g_rand_int_range (random, 0, (gint32) size);
              double u = (x + 0.5) / (double) size, v = (y + 0.5) / (double) size;
              double theta[] = { domain.x_minimum + u * (domain.x_maximum - domain.x_minimum),
                                 domain.y_maximum - v * (domain.y_maximum - domain.y_minimum) };

              loss[k] = problem->klass->evaluate (problem, theta, FOP_STEP_ALL, NULL, work);
              light[k] = luma (pixels[(gsize) y * size + (gsize) x]);
            }
          if (loss[0] < 0.6 * loss[1])
            g_assert_cmpfloat (light[0], <=, light[1] + 2);
        }
      for (gsize m = 0; m < problem->n_minima; m++)
        {
          double u
              = (problem->minima[2 * m] - domain.x_minimum) / (domain.x_maximum - domain.x_minimum);
          double v = (problem->minima[2 * m + 1] - domain.y_minimum)
                     / (domain.y_maximum - domain.y_minimum);
          gsize x = (gsize) (u * (double) size), y = (gsize) ((1 - v) * (double) size);

          g_assert_cmpfloat (luma (pixels[y * size + x]), <, 100);
        }
      cairo_surface_destroy (image);
    }
}

static double
outside (double t)
{
  return 2 + t / 100;
}

static double
far_outside (double t)
{
  return 1e6 * t;
}

static double
resting (double t)
{
  return 0.5;
}

static gboolean
contains (FopDomain domain, double x, double y)
{
  return x >= domain.x_minimum && x <= domain.x_maximum && y >= domain.y_minimum
         && y <= domain.y_maximum;
}

static void
test_rectangle_follows_paths (void)
{
  g_autoptr (FopProblem) problem = problem_of ("rosenbrock");
  FopDomain own = problem->domain, domain;
  FigPath paths[] = { { .curves = walk (201, outside, resting), .x = 0, .y = 1 },
                      { .curves = walk (201, far_outside, resting), .x = 0, .y = 1 } };

  domain = fig_contour_domain (problem, 0, NULL);
  g_assert_cmpmem (&domain, sizeof domain, &own, sizeof own);
  domain = fig_contour_domain (problem, 1, paths);
  g_assert_true (contains (domain, 4, 0.5));
  g_assert_true (contains (domain, own.x_minimum, own.y_maximum));
  g_assert_cmpfloat (domain.y_maximum, ==, own.y_maximum);

  /* A runaway path extends the domain by at most its size; a diverged one does not. */
  domain = fig_contour_domain (problem, 2, paths);
  g_assert_cmpfloat (domain.x_maximum, <=, 2 * own.x_maximum - own.x_minimum);
  paths[1].diverged = TRUE;
  domain = fig_contour_domain (problem, 2, paths);
  g_assert_cmpfloat (domain.x_maximum, <=, 4.001);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    fop_curves_unref (paths[i].curves);
}

static double
scribble (double t)
{
  /* Noise with a single excursion. */
  return t == 123456 ? 1.9 : 0.1 * sin (t * 12.9898) * sin (t * 78.233);
}

static void
test_thinning_keeps (void)
{
  FigPath path = { .curves = walk (200001, scribble, resting), .x = 0, .y = 1 };
  FigPlot plot
      = { .x = fig_scale (FIG_SCALE_LINEAR, -2, 2), .y = fig_scale (FIG_SCALE_LINEAR, -2, 2) };
  g_autoptr (GArray) points = NULL;
  double rightmost = 0;

  plot.x.to = plot.y.to = 600;
  points = fig_path_points (&path, &plot);
  g_assert_cmpuint (points->len, <, 6001);
  for (guint i = 0; i < points->len; i++)
    rightmost = MAX (rightmost, g_array_index (points, FigPoint, i).x);
  g_assert_cmpfloat_with_epsilon (rightmost, fig_scale_pixel (&plot.x, 1.9), 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (points, FigPoint, points->len - 1).x,
                                  fig_scale_pixel (&plot.x, scribble (200000)), 1e-9);
  fop_curves_unref (path.curves);
}

static cairo_surface_t *
picture (const FigFigure *figure)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 400);
  cairo_t *cr = cairo_create (image);

  fig_figure_draw (figure, cr, fig_theme_light (), 500, 400);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static void *
draw_many (void *figure)
{
  for (int i = 0; i < 9; i++)
    cairo_surface_destroy (picture (figure));
  return picture (figure);
}

/* Several figures are drawn concurrently. */
static void
test_threads (void)
{
  g_autoptr (FopProblem) problem = problem_of ("himmelblau");
  g_autoptr (FigPlane) plane = fig_plane_of (problem);
  FigLandscape landscape;
  static const double preconditioner[] = { 3, -1, -1, 2 };
  FigPath *path = g_new0 (FigPath, 1);
  g_autoptr (FigFigure) figure = NULL;
  pthread_t threads[4];
  void *images[4];

  *path = (FigPath){ .name = g_strdup ("FOP"),
                     .style = 3,
                     .curves = walk (201, outside, resting),
                     .y = 1,
                     .selected = TRUE };
  landscape = (FigLandscape){ .plane = plane,
                              .domain = problem->domain,
                              .view = fig_view_automatic (),
                              .x_label = "θ₁",
                              .y_label = "θ₂",
                              .n = 1,
                              .paths = path,
                              .start = problem->start,
                              .preconditioner = preconditioner };
  figure = fig_contour_figure_new (&landscape, g_strdup ("Landscape"), NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, draw_many, figure), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    pthread_join (threads[i], &images[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_assert_cmpint (memcmp (cairo_image_surface_get_data (images[i]),
                               cairo_image_surface_get_data (images[0]), 500 * 400 * 4),
                       ==, 0);
      if (i > 0)
        cairo_surface_destroy (images[i]);
    }
  cairo_surface_destroy (images[0]);
}

static void
test_evaluated_once (void)
{
  g_autoptr (FopProblem) problem = problem_of ("booth");
  g_autoptr (FigPlane) plane = fig_plane_of (problem), again = fig_plane_of (problem);
  g_autoptr (FigField) one = fig_field_of (plane, problem->domain);
  g_autoptr (FigField) same = fig_field_of (again, problem->domain);
  g_autoptr (FigField) other = fig_field_of (plane, (FopDomain){ 0, 1, 0, 1 });

  g_assert_true (one == same);
  g_assert_true (one != other);
}

/* A loss whose gradients wait until somebody opens the gate. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const FopProblemClass *plain;
static atomic_bool is_waiting;

static double
evaluate_behind_the_gate (const FopProblem *problem, const double *theta, guint64 step,
                          double *gradient, double *work)
{
  atomic_store (&is_waiting, TRUE);
  pthread_mutex_lock (&gate);
  pthread_mutex_unlock (&gate);
  return plain->evaluate (problem, theta, step, gradient, work);
}

static void *
search (void *plane)
{
  const FigPlane *searched = plane;

  return fig_plane_stationary (searched, searched->problem->domain);
}

static void
test_no_search_waits_for_another (void)
{
  g_autoptr (FopProblem) slow = problem_of ("booth"), quick = problem_of ("himmelblau");
  g_autoptr (FigPlane) first = fig_plane_of (slow), second = fig_plane_of (quick);
  FopProblemClass gated = *slow->klass;
  g_autoptr (GArray) points = NULL, found = NULL, same = NULL;
  pthread_t threads[2];

  plain = slow->klass;
  gated.evaluate = evaluate_behind_the_gate;
  slow->klass = &gated;
  pthread_mutex_lock (&gate);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, search, first), ==, 0);
  while (!atomic_load (&is_waiting))
    g_thread_yield ();
  points = fig_plane_stationary (second, quick->domain);
  g_assert_cmpuint (points->len, ==, 9);
  pthread_mutex_unlock (&gate);
  pthread_join (threads[0], (void **) &found);
  pthread_join (threads[1], (void **) &same);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (same->len, ==, 1);
  slow->klass = plain;
}

static FopSnapshot *
snapshot_of (const char *experiment)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopExperiment) parsed = fop_experiment_parse (experiment, -1, NULL, "test", NULL);
  g_autoptr (FopSession) session = fop_session_new (parsed, NULL);

  walk_to (session, 30);
  return fop_session_snapshot (session, &everything);
}

static double
loss_at (const FigFigure *figure, const FopProblem *problem, double x, double y)
{
  gsize n;
  g_autofree double *theta = fig_figure_start_at (figure, 600, 400, x, y, &n);
  g_autofree double *work = g_new0 (double, problem->work_size + 1);

  g_assert_cmpuint (n, ==, 2);
  return problem->klass->evaluate (problem, theta, FOP_STEP_ALL, NULL, work);
}

/* With P = H⁻¹ a whitened quadratic is isotropic: the loss is constant on a circle of pixels around
 * the minimum, at any zoom. */
static void
test_whitened_is_round (void)
{
  static const double h[] = { 5, 2, 2, 1.3 }, determinant = 5 * 1.3 - 4;
  g_autoptr (FopSnapshot) snapshot
      = snapshot_of ("{\"fop-workbench\":1,\"steps\":30,\"problem\":{\"kind\":\"quadratic\","
                     "\"hessian\":[[5,2],[2,1.3]],\"start\":[3,1]},\"runs\":[{\"name\":\"FOP\","
                     "\"method\":\"fop\",\"learning-rate\":0.1}]}");
  double *p = snapshot->runs[0].preconditioners[0]->values;
  const FigSource source = { .snapshot = snapshot };
  g_autoptr (FigOptions) options = fig_options_new ();

  p[0] = h[3] / determinant;
  p[3] = h[0] / determinant;
  p[1] = p[2] = -h[1] / determinant;
  fig_options_set (options, "view", "whitened");
  for (int zoom = 0; zoom < 2; zoom++)
    {
      g_autoptr (FigFigure) figure = fig_kind_find ("landscape")->build (&source, options);
      FigView view = fig_view_automatic ();
      double first = NAN, x, y;
      FigAxes axes;

      g_assert_null (figure->empty);
      g_assert_true (fig_figure_axes (figure, fig_theme_light (), 600, 400, &axes));
      x = fig_scale_pixel (&axes.x, 0);
      y = fig_scale_pixel (&axes.y, 0);
      for (int i = 0; i < 12; i++)
        {
          double loss = loss_at (figure, snapshot->problem, x + 30 * cos (i * G_PI / 6),
                                 y + 30 * sin (i * G_PI / 6));

          if (i == 0)
            first = loss;
          g_assert_cmpfloat (first, >, 0);
          g_assert_cmpfloat_with_epsilon (loss, first, 1e-4 * first);
        }
      fig_view_zoom (&view, &axes, FIG_AXIS_ALL, x, y, 1.7);
      fig_options_set_view (options, &view);
    }
}

static void
test_no_root_is_said (void)
{
  g_autoptr (FopSnapshot) snapshot
      = snapshot_of ("{\"fop-workbench\":1,\"steps\":30,\"problem\":{\"kind\":\"booth\"},"
                     "\"runs\":[{\"name\":\"GD\",\"method\":\"sgd\",\"learning-rate\":0.01}]}");
  const FigSource source = { .snapshot = snapshot };
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) figure = NULL;

  fig_options_set (options, "view", "whitened");
  figure = fig_kind_find ("landscape")->build (&source, options);
  g_assert_nonnull (strstr (figure->empty, "GD"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contour/color-follows-the-loss", test_color_follows_loss);
  g_test_add_func ("/contour/rectangle-follows-the-paths", test_rectangle_follows_paths);
  g_test_add_func ("/contour/thinned-paths-keep-excursions-and-the-head", test_thinning_keeps);
  g_test_add_func ("/contour/threads-draw-the-same-picture", test_threads);
  g_test_add_func ("/contour/one-evaluation-serves-all-drawings", test_evaluated_once);
  g_test_add_func ("/contour/no-search-waits-for-another", test_no_search_waits_for_another);
  g_test_add_func ("/contour/whitened-by-the-inverse-hessian-a-valley-is-round",
                   test_whitened_is_round);
  g_test_add_func ("/contour/what-cannot-be-whitened-is-said", test_no_root_is_said);
  return g_test_run ();
}
