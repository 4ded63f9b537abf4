/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix of a row is the one by which its step multiplies the gradient, for every method. */
#include "core/engine/session.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/study/inspection.h"
#include "tests/unit/moves.h"
#include "tests/unit/walk.h"

#include <math.h>
#include <string.h>

#define ROWS 24

/* Settings under which a step is along P g; methods that are not listed need none. */
static const struct
{
  const char *kind, *settings;
} plain[] = {
  { "adam", ", \"beta1\": 0" },
  { "adamw", ", \"beta1\": 0, \"weight-decay\": 0" },
  { "newton", ", \"damping\": 0.1" },
  { "hd", ", \"base\": \"rmsprop\", \"hyper-rate\": 1e-4" },
  { "hdm", ", \"structure\": \"full\", \"curvature\": 1, \"convex\": false" },
  { "fop", ", \"learning-rate\": 0.3, \"hyper-rate\": 0.1" },
};

static const char *const problems[] = {
  "{ \"kind\": \"quadratic\", \"dimension\": 5, \"condition\": 30, \"start\": [1, 2, -1, 1, 3] }",
  "{ \"kind\": \"softmax-regression\", \"data\": { \"generate\": \"gaussians\", \"rows\": 40, "
  "\"features\": 3, \"classes\": 3 } }",
  "{ \"kind\": \"mlp\", \"hidden\": [3], \"data\": { \"generate\": \"gaussians\", \"rows\": 40, "
  "\"features\": 3, \"classes\": 2 } }",
};

static const char *
settings_of (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (plain[i].kind, kind))
      return plain[i].settings;
  return "";
}

static FopExperiment *
experiment_of (const char *problem, const char *kind, const char *settings)
{
  g_autofree char *text
      = g_strdup_printf ("{ \"fop-workbench\": 1, \"seed\": 3, \"steps\": %d, \"problem\": %s, "
                         "\"runs\": [ { \"name\": \"R\", \"method\": \"%s\"%s } ] }",
                         ROWS, problem, kind, settings);
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (text, -1, NULL, "test", &error);

  g_assert_no_error (error);
  return experiment;
}

/* Returns: (nullable): %NULL if the method does not support the problem. */
static FopIterate *
iterate_of (const FopExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopProblem) problem = fop_problem_new (
      experiment->problem, experiment->problem_settings, experiment->seed, &error);

  g_assert_no_error (error);
  return fop_iterate_new (problem, fop_experiment_run (experiment, 0), experiment->seed, NULL);
}

/* x ← P x, or X ← P X or X P, where the matrix acts. */
static void
apply (const FopMatrix *matrix, double *x)
{
  gsize m = matrix->rows, c = matrix->columns, size = m * c;
  g_autofree double *y = g_new (double, size);
  g_autofree double *values = fop_matrix_dense (matrix, matrix->values);

  if (matrix->right)
    fop_product (m, c, c, 1, x + matrix->offset, values, 0, y);
  else
    fop_product (m, c, m, 1, values, x + matrix->offset, 0, y);
  memcpy (x + matrix->offset, y, size * sizeof (double));
}

static double
column (const FopMethod *method, const char *name)
{
  for (gsize i = 0; i < fop_method_n_columns (method->klass); i++)
    if (g_str_equal (method->klass->columns[i].key, name))
      return method->columns[i];
  return 0;
}

/* The relative component of the step, without the momentum of hdm, that is orthogonal to P g. 0 if
 * the step was rejected. */
static double
distance_from_line (FopIterate *iterate, const FopRunView *view, const double *before_last)
{
  gsize n = iterate->problem->dimension;
  g_autofree double *moved = g_memdup2 (iterate->theta, n * sizeof (double));
  g_autofree double *line = g_memdup2 (iterate->gradient, n * sizeof (double));
  g_autofree double *theta = g_memdup2 (iterate->theta, n * sizeof (double));
  double momentum, along, square = 0, length, size = 0;

  for (gsize i = 0; i < view->n_preconditioners; i++)
    apply (view->preconditioners[i], line);
  fop_iterate_step (iterate);
  momentum = column (iterate->method, "momentum");
  for (gsize i = 0; i < n; i++)
    {
      moved[i] = iterate->theta[i] - theta[i];
      size = fmax (size, fabs (moved[i]));
      moved[i] -= momentum * (theta[i] - before_last[i]);
    }
  length = fop_dot (n, line, line);
  if (size == 0 || length == 0)
    return 0;
  along = fop_dot (n, moved, line) / length;
  g_assert_cmpfloat (along, <, 0);
  for (gsize i = 0; i < n; i++)
    square += pow (moved[i] - along * line[i], 2);
  return sqrt (square) / size;
}

/* Checks every row of the method on the problem. Returns: the number of steps along P g. */
static guint
check_rows (const char *problem, const char *kind, const char *settings)
{
  g_autoptr (FopExperiment) experiment = experiment_of (problem, kind, settings);
  g_autoptr (FopIterate) seen = iterate_of (experiment), alone = iterate_of (experiment);
  guint left = 0;

  if (seen == NULL || fop_method_n_preconditioners (seen->method) == 0)
    return 0;

  gsize n = seen->problem->dimension, bytes = n * sizeof (double);
  const FopMethod *method = seen->method;
  g_autofree double *before_last = g_memdup2 (seen->theta, bytes);
  g_autofree double *last = g_memdup2 (seen->theta, bytes);

  for (guint t = 0; t < ROWS; t++)
    {
      FopRunView view = { 0 };

      fop_run_view_point (&view, seen);
      fop_run_view_preconditioners (&view, seen, FALSE);
      memcpy (before_last, last, bytes);
      memcpy (last, seen->theta, bytes);

      double distance = distance_from_line (seen, &view, before_last);

      if (!(distance < 1e-9))
        g_error ("%s on %s: step %u is off the line of P g by %g", kind, seen->problem->klass->kind,
                 t, distance);
      left += memcmp (last, seen->theta, bytes) != 0;
      fop_run_view_clear (&view);

      /* Looking at P does not affect the run. */
      fop_iterate_step (alone);
      g_assert_cmpmem (alone->theta, bytes, seen->theta, bytes);
      g_assert_cmpmem (alone->method->state, method->state_size * sizeof (double), method->state,
                       method->state_size * sizeof (double));
      g_assert_cmpuint (alone->gradient_evaluations, ==, seen->gradient_evaluations);
    }
  return left;
}

static void
every_row_shows_the_matrix_of_its_step (void)
{
  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      const FopMethodClass *klass = fop_method_class (k);
      guint left = 0;

      for (gsize p = 0; p < G_N_ELEMENTS (problems); p++)
        left += check_rows (problems[p], klass->kind, settings_of (klass->kind));
      g_test_message ("%s: %u", klass->kind, left);
      g_assert_true (left >= 5 || klass->n_preconditioners == NULL
                     || g_str_equal (klass->kind, "sgd"));
    }
}

static void
so_do_all_forms_of_fop (void)
{
  static const char *const forms[] = { "\"structure\": \"diagonal\"",
                                       "\"structure\": \"scalar\"",
                                       "\"structure\": \"low-rank\"",
                                       "\"structure\": \"layerwise\"",
                                       "\"structure\": \"kronecker\"",
                                       "\"hyper-momentum\": 0.5",
                                       "\"anneal-after\": 5",
                                       "\"monotone\": true",
                                       "\"schedule\": \"cosine\", \"schedule-steps\": 40" };

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    for (gsize p = 0; p < 2; p++)
      {
        g_autofree char *settings
            = g_strdup_printf (", \"learning-rate\": 0.3, \"hyper-rate\": 0.1, "
                               "%s",
                               forms[f]);

        g_assert_cmpuint (check_rows (problems[p], "fop", settings), >=, 5);
      }
}

/* The last row has a matrix too, that of the step that would follow. */
static void
the_last_row_shows_what_one_more_step_would_use (void)
{
  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      const char *kind = fop_method_class (k)->kind;
      g_autoptr (FopExperiment) experiment = experiment_of (problems[0], kind, settings_of (kind));
      g_autoptr (FopIterate) iterate = iterate_of (experiment);
      const FopWatch watch = { TRUE, 1, 1, 0, 0 };

      if (iterate == NULL || fop_method_n_preconditioners (iterate->method) == 0)
        continue;

      g_autoptr (GError) error = NULL;
      g_autoptr (FopSession) session = fop_session_new (experiment, &error);
      g_assert_no_error (error);
      walk_to (session, ROWS);
      g_autoptr (FopSnapshot) end = fop_session_snapshot (session, &watch);
      walk_to (session, ROWS / 2);
      walk_to (session, ROWS);
      g_autoptr (FopSnapshot) again = fop_session_snapshot (session, &watch);
      FopRunView view = { 0 };

      while (iterate->t < ROWS)
        fop_iterate_step (iterate);
      fop_run_view_preconditioners (&view, iterate, FALSE);
      for (gsize i = 0; i < view.n_preconditioners; i++)
        {
          gsize bytes = fop_matrix_size (view.preconditioners[i]) * sizeof (double);

          g_assert_cmpmem (end->runs[0].preconditioners[i]->values, bytes,
                           view.preconditioners[i]->values, bytes);
          g_assert_cmpmem (again->runs[0].preconditioners[i]->values, bytes,
                           view.preconditioners[i]->values, bytes);
        }
      fop_run_view_clear (&view);
    }
}

/* A diagonal P is stored as its diagonal until it is expanded. */
static void
diagonal_matrices_stay_diagonal (void)
{
  static const char *const settings[]
      = { ", \"structure\": \"diagonal\"", ", \"structure\": \"scalar\"",
          ", \"keep-factor\": true" };

  for (gsize s = 0; s < G_N_ELEMENTS (settings); s++)
    {
      g_autoptr (FopExperiment) experiment = experiment_of (problems[0], "fop", settings[s]);
      g_autoptr (FopIterate) iterate = iterate_of (experiment);
      FopRunView view = { 0 };

      while (iterate->t < ROWS)
        fop_iterate_step (iterate);
      fop_run_view_preconditioners (&view, iterate, TRUE);
      const FopMatrix *matrix = view.preconditioners[0];
      gsize n = matrix->order;
      g_autofree double *p = g_new (double, n *n), *m = g_new (double, n *n);
      g_autofree double *values = fop_matrix_dense (matrix, matrix->values);
      g_autofree double *factor = fop_matrix_dense (matrix, matrix->factor);

      fop_iterate_look (iterate);
      fop_method_preconditioner (iterate->method, 0, p);
      g_assert_true (fop_method_factor (iterate->method, 0, m));
      fop_iterate_look_away (iterate);
      g_assert_cmpuint (fop_matrix_size (matrix), ==, s < 2 ? n : n * n);
      g_assert_cmpmem (values, n * n * sizeof (double), p, n * n * sizeof (double));
      g_assert_cmpmem (factor, n * n * sizeof (double), m, n * n * sizeof (double));
      g_assert_cmpfloat (p[0], !=, 1);
      for (gsize i = 0; i < n * n && s < 2; i++)
        g_assert_true (i % (n + 1) == 0 || (p[i] == 0 && m[i] == 0));
      fop_run_view_clear (&view);
    }
}

/* The instruments of a row and the method's columns in that row describe the same P. */
static void
columns_and_instruments_are_of_one_matrix (void)
{
  g_autoptr (FopExperiment) experiment = experiment_of (problems[0], "fop", settings_of ("fop"));
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  const FopWatch watch = { FALSE, 1, 1, 0, 0 };
  double traces[ROWS];

  g_assert_no_error (error);
  for (guint t = 0; t < ROWS; t++)
    {
      g_autoptr (FopSnapshot) snapshot = NULL;
      g_autoptr (FopInspection) inspection = NULL;

      walk_to (session, t);
      snapshot = fop_session_snapshot (session, &watch);
      inspection = fop_inspection_new (snapshot, 0, 0);
      traces[t] = inspection->values[FOP_INSTRUMENT_TRACE];
    }
  walk_to (session, ROWS);
  g_autoptr (FopCurves) curves
      = fop_history_curves (fop_run_history (fop_session_run (session, 0)));
  gsize trace = (gsize) fop_curves_column (curves, "trace");
  for (guint t = 0; t < ROWS; t++)
    g_assert_cmpfloat_with_epsilon (5 * fop_curves_bucket (curves, trace, t).value, traces[t],
                                    1e-12);
  g_assert_cmpfloat (fabs (traces[ROWS - 1] - traces[ROWS - 2]), >, 1e-6);
}

/* For every matrix M in row t, the instruments satisfy ‖ΔM‖ = ρ ‖∂J/∂M‖. */
static void
check_hypergradients (FopSession *session, double hyper_rate)
{
  const FopWatch watch = { FALSE, 1, 1, 0, 1 };
  g_autoptr (FopSnapshot) before = fop_session_snapshot (session, &watch);

  for (guint t = 1; t < 16; t++)
    {
      g_autoptr (FopSnapshot) last = g_steal_pointer (&before);

      walk_to (session, t);
      before = fop_session_snapshot (session, &watch);
      g_assert_cmpuint (before->runs[0].n_preconditioners, >, 0);
      for (gsize i = 0; i < before->runs[0].n_preconditioners; i++)
        {
          const FopMatrix *matrix = before->runs[0].preconditioners[i];
          const double *factor = last->runs[0].preconditioners[i]->factor;
          g_autoptr (FopInspection) inspection = fop_inspection_new (before, 0, i);
          double square = 0;

          for (gsize k = 0; k < fop_matrix_size (matrix); k++)
            square += pow (matrix->factor[k] - factor[k], 2);
          g_assert_cmpfloat (square, >, 0);
          g_assert_cmpfloat_with_epsilon (
              hyper_rate * fabs (inspection->values[FOP_INSTRUMENT_HYPERGRADIENT]), sqrt (square),
              1e-8 * sqrt (square) + 1e-15);
        }
    }
}

static void
the_hypergradient_is_what_the_update_follows (void)
{
  static const char *const forms[]
      = { "",
          ", \"momentum\": 0.5",
          ", \"momentum\": 0.5, \"nesterov\": true",
          ", \"momentum\": 0.5, \"dampening\": 0.4",
          ", \"schedule\": \"cosine\", \"schedule-steps\": 30",
          ", \"schedule\": \"step\", \"schedule-steps\": 3, \"warm-up\": 5" };
  static const char *const structures[] = { "full", "layerwise", "kronecker" };

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
      {
        g_autofree char *settings = g_strdup_printf (
            ", \"learning-rate\": 0.3, \"hyper-rate\": 0.05, \"normalize\": \"none\", "
            "\"structure\": \"%s\", \"keep-factor\": true%s",
            structures[s], forms[f]);
        g_autoptr (FopExperiment) experiment = experiment_of (problems[1], "fop", settings);
        g_autoptr (FopSession) session = NULL;

        record_event (experiment, 0, 9, "learning-rate", 0.05);
        session = fop_session_new (experiment, NULL);
        check_hypergradients (session, 0.05);
      }
}

/* θ_t came by a clipped gradient, J_t changes by a whole one: s ‖g hᵀ + h gᵀ‖ with h at most 0.5.
 */
static void
a_clipped_gradient_counts_as_it_was_used (void)
{
  g_autoptr (FopExperiment) experiment = experiment_of (
      problems[0], "sgd", ", \"learning-rate\": 0.1, \"clip-norm\": 0.5, \"warm-up\": 9");
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);
  const FopWatch watch = { FALSE, 1, 0, 0, 0 };

  for (guint t = 1; t < 8; t++)
    {
      g_autoptr (FopSnapshot) snapshot = NULL;
      g_autoptr (FopInspection) inspection = NULL;
      const FopRunView *view;
      double g, h, along;

      walk_to (session, t);
      snapshot = fop_session_snapshot (session, &watch);
      inspection = fop_inspection_new_plain (snapshot, 0);
      view = &snapshot->runs[0];
      g = view->gradient_norm;
      h = sqrt (fop_dot (5, view->last_gradient, view->last_gradient));
      along = fop_dot (5, view->gradient, view->last_gradient) / h;
      g_assert_cmpfloat (h, >, 0.5);
      g_assert_cmpfloat_with_epsilon (fabs (inspection->values[FOP_INSTRUMENT_HYPERGRADIENT]),
                                      0.1 * t / 9 * 0.5 * sqrt (2 * (g * g + along * along)),
                                      1e-12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step-matrix/every-row-shows-the-matrix-of-its-step",
                   every_row_shows_the_matrix_of_its_step);
  g_test_add_func ("/step-matrix/so-do-all-forms-of-fop", so_do_all_forms_of_fop);
  g_test_add_func ("/step-matrix/the-last-row-shows-what-one-more-step-would-use",
                   the_last_row_shows_what_one_more_step_would_use);
  g_test_add_func ("/step-matrix/diagonal-matrices-stay-diagonal", diagonal_matrices_stay_diagonal);
  g_test_add_func ("/step-matrix/columns-and-instruments-are-of-one-matrix",
                   columns_and_instruments_are_of_one_matrix);
  g_test_add_func ("/step-matrix/the-hypergradient-is-what-the-update-follows",
                   the_hypergradient_is_what_the_update_follows);
  g_test_add_func ("/step-matrix/a-clipped-gradient-counts-as-it-was-used",
                   a_clipped_gradient_counts_as_it_was_used);
  return g_test_run ();
}
