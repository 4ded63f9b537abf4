/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/study/density.h"

#include "core/engine/session.h"
#include "core/study/inspection.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <glib/gstdio.h>
#include <math.h>

static const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };

static FopSession *
session_on (const char *problem, const char *data, const char *settings, const char *method,
            const char *method_settings)
{
  g_autoptr (FopExperiment) experiment = experiment_on (problem, settings, 2000);
  g_autoptr (GError) error = NULL;
  FopSession *session;

  if (data != NULL)
    {
      g_autofree char *text = g_strdup_printf ("data=%s", data);
      give (experiment->problem_settings, text);
    }
  add_run (experiment, "run", method, method_settings);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  return session;
}

static FopSnapshot *
snapshot_of (FopSession *session, guint64 step)
{
  FopSnapshot *snapshot;

  walk_to (session, step);
  snapshot = fop_session_snapshot (session, &everything);
  snapshot->serial = step + 1;
  return snapshot;
}

static FopDensity *
finished (const FopSnapshot *snapshot)
{
  FopDensity *density = fop_density_new (snapshot, 0, NULL, NULL);

  while (!fop_density_is_finished (density))
    {
      g_autoptr (FopDensity) previous = density;

      density = fop_density_new (snapshot, 0, previous, NULL);
    }
  return density;
}

/* θ_{t+1} = θ_t − ε P_t g_t, and R is of that P_t: (θ_t − θ_{t+1})/ε = RᵀR g. */
static void
assert_factor_steps (const char *problem, const char *data, const char *settings,
                     const char *method, const char *method_settings)
{
  g_autoptr (FopSession) session = session_on (problem, data, settings, method, method_settings);
  g_autoptr (FopSnapshot) before = snapshot_of (session, 3);
  g_autoptr (FopSnapshot) after = snapshot_of (session, 4);
  gsize n = before->problem->dimension;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopFactor) factor = fop_density_factor (&before->runs[0], n, &error);
  g_autofree double *work = g_new0 (double, before->problem->work_size);
  g_autofree double *g = g_new (double, n), *half = g_new (double, n), *step = g_new (double, n);
  double largest = 0;

  g_assert_no_error (error);
  before->problem->klass->evaluate (before->problem, before->runs[0].theta, 3, g, work);
  fop_factor_apply (factor, FALSE, g, half);
  fop_factor_apply (factor, TRUE, half, step);
  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (step[i]));
  g_assert_cmpfloat (largest, >, 0);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon ((before->runs[0].theta[i] - after->runs[0].theta[i]) / 0.125,
                                    step[i], 1e-10 * largest);
}

#define MOONS "{\"generate\":\"moons\",\"rows\":60}"
#define FOP   "learning-rate=0.125 hyper-rate=0.05 normalize=frobenius structure="

static void
a_factor_is_of_the_preconditioner_that_steps (void)
{
  static const char *const structures[]
      = { "full", "layerwise", "diagonal", "scalar", "low-rank", "kronecker" };

  for (gsize i = 0; i < G_N_ELEMENTS (structures); i++)
    {
      g_autofree char *settings = g_strconcat (FOP, structures[i], NULL);

      assert_factor_steps ("mlp", MOONS, "hidden=[4]", "fop", settings);
      assert_factor_steps ("softmax-regression", MOONS, "", "fop", settings);
    }
  assert_factor_steps ("mlp", MOONS, "hidden=[4]", "shampoo",
                       "learning-rate=0.125 root-interval=1");
  assert_factor_steps ("quadratic", NULL, "dimension=6", "fop", FOP "full");
}

/* The same results as with explicit matrices. */
static void
exact_spectra_are_those_of_the_inspection (void)
{
  g_autoptr (FopSession) session = session_on ("quadratic", NULL, "dimension=10 condition=100",
                                               "fop", "learning-rate=0.1 hyper-rate=0.01");
  g_autoptr (FopSnapshot) snapshot = snapshot_of (session, 100);
  g_autoptr (FopDensity) density = fop_density_new (snapshot, 0, NULL, NULL);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 0, 0);

  g_assert_true (fop_density_is_finished (density));
  g_assert_true (fop_density_is_cheap (snapshot->problem));
  g_assert_cmpuint (density->identity.step, ==, 100);
  for (gsize i = 0; i < 10; i++)
    {
      g_assert_cmpfloat_with_epsilon (density->hessian.exact[i], inspection->spectrum->hessian[i],
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (density->preconditioned.exact[i],
                                      inspection->spectrum->preconditioned[i], 1e-12);
    }
  g_assert_cmpfloat_with_epsilon (density->hessian.estimate->top[0], 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (density->preconditioned.estimate->top[0],
                                  inspection->spectrum->preconditioned[9], 1e-6);
}

/* If products are expensive, one vector at a time; calls do not modify their input. */
static void
a_costly_density_grows_a_vector_at_a_time (void)
{
  g_autoptr (FopSession) session
      = session_on ("cnn", "{\"generate\":\"strokes\",\"rows\":20}", "channels=[2] kernel=[3]",
                    "fop", "learning-rate=0.1 hyper-rate=0.01 structure=layerwise");
  g_autoptr (FopSnapshot) snapshot = snapshot_of (session, 2);
  g_autoptr (FopDensity) one = fop_density_new (snapshot, 0, NULL, NULL);
  g_autoptr (FopDensity) two = fop_density_new (snapshot, 0, one, NULL);
  g_autoptr (FopSnapshot) later = NULL;
  g_autoptr (FopDensity) anew = NULL;
  gsize size = one->hessian.estimate->size;

  g_assert_false (fop_density_is_cheap (snapshot->problem));
  g_assert_cmpuint (one->hessian.estimate->n_probes, ==, 1);
  g_assert_cmpuint (one->preconditioned.estimate->n_probes, ==, 1);
  g_assert_cmpuint (two->hessian.estimate->n_probes, ==, 2);
  g_assert_cmpuint (two->products, ==, one->products + 2 * size);

  later = snapshot_of (session, 3);
  anew = fop_density_new (later, 0, two, NULL);
  g_assert_cmpuint (anew->hessian.estimate->n_probes, ==, 1);
  g_assert_cmpuint (anew->identity.step, ==, 3);
}

static void
without_a_preconditioner_there_is_the_hessian (void)
{
  g_autoptr (FopSession) session
      = session_on ("quadratic", NULL, "dimension=10 condition=100", "sgd", "learning-rate=0.1");
  g_autoptr (FopSnapshot) snapshot = snapshot_of (session, 5);
  g_autoptr (FopDensity) density = fop_density_new (snapshot, 0, NULL, NULL);

  g_assert_nonnull (density->hessian.estimate);
  g_assert_null (density->preconditioned.estimate);
  g_assert_nonnull (density->preconditioned.missing);
  g_assert_true (fop_density_is_finished (density));
}

static void
what_cannot_be_looked_at_is_not (void)
{
  g_autoptr (FopSession) control = session_on ("cartpole", NULL, "", "sgd", "learning-rate=0.1");
  g_autoptr (FopSession) session = session_on ("quadratic", NULL, "dimension=10", "sgd", "");
  g_autoptr (FopSnapshot) no_products = snapshot_of (control, 0);
  g_autoptr (FopSnapshot) snapshot = snapshot_of (session, 0);
  const FopWatch curves = { .curves = TRUE };
  g_autoptr (FopSnapshot) no_theta = fop_session_snapshot (session, &curves);
  g_autoptr (GCancellable) canceled = g_cancellable_new ();

  g_cancellable_cancel (canceled);
  g_assert_null (fop_density_new (no_products, 0, NULL, NULL));
  g_assert_null (fop_density_new (no_theta, 0, NULL, NULL));
  g_assert_null (fop_density_new (snapshot, 1, NULL, NULL));
  g_assert_null (fop_density_new (snapshot, 0, NULL, canceled));
}

static void
a_file_has_all_the_weight (void)
{
  g_autoptr (FopSession) session = session_on ("rosenbrock", NULL, "dimension=8", "fop",
                                               "learning-rate=0.0001 hyper-rate=0.001");
  g_autoptr (FopSnapshot) snapshot = snapshot_of (session, 9);
  g_autoptr (FopDensity) density = finished (snapshot);
  g_autofree char *folder = g_dir_make_tmp ("density-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "density.csv", NULL), *text = NULL;
  g_auto (GStrv) lines = NULL;
  double sums[4] = { 0 };
  static const char *const words[]
      = { "hessian", "exact-hessian", "preconditioned", "exact-preconditioned" };

  g_assert_true (fop_density_write_csv (density, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "matrix,eigenvalue,weight");
  for (gsize i = 1; lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      for (gsize w = 0; w < 4; w++)
        if (g_str_equal (cells[0], words[w]))
          sums[w] += g_ascii_strtod (cells[2], NULL);
    }
  for (gsize w = 0; w < 4; w++)
    g_assert_cmpfloat_with_epsilon (sums[w], 1, 1e-12);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-density/a-factor-is-of-the-preconditioner-that-steps",
                   a_factor_is_of_the_preconditioner_that_steps);
  g_test_add_func ("/run-density/exact-spectra-are-those-of-the-inspection",
                   exact_spectra_are_those_of_the_inspection);
  g_test_add_func ("/run-density/a-costly-density-grows-a-vector-at-a-time",
                   a_costly_density_grows_a_vector_at_a_time);
  g_test_add_func ("/run-density/without-a-preconditioner-there-is-the-hessian",
                   without_a_preconditioner_there_is_the_hessian);
  g_test_add_func ("/run-density/what-cannot-be-looked-at-is-not", what_cannot_be_looked_at_is_not);
  g_test_add_func ("/run-density/a-file-has-all-the-weight", a_file_has_all_the_weight);
  return g_test_run ();
}
