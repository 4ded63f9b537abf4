/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/study/layer-curvature.h"

#include "core/engine/session.h"
#include "core/study/inspection.h"
#include "tests/unit/walk.h"

#include <math.h>

#define RATE 0.1

static const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };

static FopSession *
session_with (const char *structure)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"fop-workbench\": 1, \"steps\": 20, \"seed\": 2, \"problem\": { \"kind\": \"mlp\","
      "  \"hidden\": [4], \"data\": { \"generate\": \"blobs\", \"rows\": 60, \"features\": 3,"
      "  \"classes\": 3 } },"
      "  \"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": %g,"
      "    \"hyper-rate\": 0.05, \"structure\": \"%s\" } ] }",
      RATE, structure);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "mlp", &error);
  FopSession *session;

  g_assert_no_error (error);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  return session;
}

static FopSnapshot *
snapshot_at (FopSession *session, guint64 step)
{
  walk_to (session, step);
  return fop_session_snapshot (session, &everything);
}

static void
a_block_is_that_of_the_whole_problem (void)
{
  g_autoptr (FopSession) session = session_with ("layerwise");
  g_autoptr (FopSnapshot) snapshot = snapshot_at (session, 15);
  const FopProblem *problem = snapshot->problem;
  const FopRunView *view = &snapshot->runs[0];
  const gsize n = problem->dimension, size = n * n;
  g_autofree double *hessian = g_new (double, size), *fisher = g_new (double, size);
  g_autofree double *work = g_new0 (double, problem->work_size + 1);

  problem->klass->hessian (problem, view->theta, hessian, work);
  problem->klass->fisher (problem, view->theta, fisher, work);
  g_assert_cmpuint (view->n_preconditioners, ==, 2);
  for (gsize b = 0; b < view->n_preconditioners; b++)
    {
      const FopMatrix *matrix = view->preconditioners[b];
      g_autoptr (FopLayerCurvature) layer
          = fop_layer_curvature_new (problem, view, matrix, 100, 1e9);

      g_assert_cmpuint (layer->n, ==, matrix->rows * matrix->columns);
      for (gsize i = 0; i < layer->n; i++)
        for (gsize j = 0; j < layer->n; j++)
          {
            const gsize there = (matrix->offset + i) * n + matrix->offset + j;

            g_assert_cmpfloat_with_epsilon (layer->hessian[i * layer->n + j], hessian[there],
                                            1e-13);
            g_assert_cmpfloat_with_epsilon (layer->fisher[i * layer->n + j], fisher[there], 1e-13);
          }
    }
}

/* The step is −ε times the explicit matrix times the layer's gradient. */
static void
written_out_it_makes_the_step (void)
{
  static const char *const structures[] = { "layerwise", "kronecker" };

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autoptr (FopSession) session = session_with (structures[s]);
      g_autoptr (FopSnapshot) before = snapshot_at (session, 15), after = snapshot_at (session, 16);
      const FopRunView *from = &before->runs[0], *to = &after->runs[0];

      for (gsize b = 0; b < from->n_preconditioners; b++)
        {
          const FopMatrix *matrix = from->preconditioners[b];
          g_autoptr (FopLayerCurvature) layer
              = fop_layer_curvature_new (before->problem, from, matrix, 100, 1e9);
          const double *gradient = from->gradient + matrix->offset;
          double moved = 0;

          for (gsize i = 0; i < layer->n; i++)
            {
              double image = 0,
                     step = to->theta[matrix->offset + i] - from->theta[matrix->offset + i];

              for (gsize j = 0; j < layer->n; j++)
                image += layer->preconditioner[i * layer->n + j] * gradient[j];
              g_assert_cmpfloat_with_epsilon (step, -RATE * image, 1e-12);
              moved = fmax (moved, fabs (step));
            }
          g_assert_cmpfloat (moved, >, 1e-6);
        }
    }
}

static void
layers_that_are_too_large_are_left_out (void)
{
  g_autoptr (FopSession) session = session_with ("layerwise");
  g_autoptr (FopSnapshot) snapshot = snapshot_at (session, 3);
  const FopRunView *view = &snapshot->runs[0];

  g_assert_null (
      fop_layer_curvature_new (snapshot->problem, view, view->preconditioners[0], 11, 1e9));
  g_assert_null (
      fop_layer_curvature_new (snapshot->problem, view, view->preconditioners[0], 12, 1));
}

static void
inspections_of_layers_know_their_curvature (void)
{
  g_autoptr (FopSession) session = session_with ("layerwise");
  g_autoptr (FopSnapshot) snapshot = snapshot_at (session, 15);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 0, 0);
  g_autoptr (FopInspection) of_outputs = fop_inspection_new (snapshot, 0, 1);
  const double *values = inspection->values;

  g_assert_cmpfloat (values[FOP_INSTRUMENT_CONDITION_HESSIAN], >, 1);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED], >, 1);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN], <=, 1);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_RATE_LIMIT], >, 0);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER], >, 0);
  g_assert_cmpfloat (values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER], <, 1);
  /* Softmax is invariant to adding a constant to all outputs. */
  g_assert_true (isnan (of_outputs->values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER]));
  /* Those of P belong to the stored 3 × 3 matrix, not to its copies for each column. */
  g_assert_cmpfloat (values[FOP_INSTRUMENT_EFFECTIVE_RANK], <=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layer-curvature/a-block-is-that-of-the-whole-problem",
                   a_block_is_that_of_the_whole_problem);
  g_test_add_func ("/layer-curvature/written-out-it-makes-the-step", written_out_it_makes_the_step);
  g_test_add_func ("/layer-curvature/layers-that-are-too-large-are-left-out",
                   layers_that_are_too_large_are_left_out);
  g_test_add_func ("/layer-curvature/inspections-of-layers-know-their-curvature",
                   inspections_of_layers_know_their_curvature);
  return g_test_run ();
}
