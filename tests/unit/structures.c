/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of preconditioning a matrix parameter from the left or from both sides. */
#include "matrix-laws.h"
#include "reference.h"

#include "core/linalg/vector.h"
#include "core/settings/json.h"

typedef enum
{
  DOUBLE,
  SINGLE,
  FACTOR
} Kept;

/* A tracker for matrices of @rows × @columns, made as the structures make theirs. */
static FopTracker *
part_new (FopTrackerNew tracker_new, Kept kept, gsize rows, gsize columns)
{
  g_autoptr (FopSettings) settings = trial_settings (
      fop_method_class_find ("fop", NULL), kept == FACTOR ? "{ 'keep-factor': true }" : "{}");
  g_autoptr (GError) error = NULL;
  const FopTracked of
      = { .rows = rows, .columns = columns, .single = kept == SINGLE, .what = "P", .seed = 1 };
  FopTracker *part = tracker_new (settings, &of, &error);

  g_assert_no_error (error);
  return part;
}

/* @part learns from G after H, which need not have unit norm. */
static void
teach (FopTracker *part, double *state, const FopLearning *learning, const double *g,
       const double *h)
{
  gsize n = part->dimension;
  g_autofree double *units = g_new (double, 2 * n), *image = g_new (double, n);
  double norms = fop_normalize (n, g, units) * fop_normalize (n, h, units + n);
  FopGradientPair pair = { units, units + n, norms, fop_dot (n, units, units + n) };

  part->klass->learn (part, state, learning, &pair, image);
}

/* Copies a list of rows to @values, or compares them. */
static void
each_number (JsonObject *object, const char *key, double *values, gboolean compare)
{
  JsonArray *rows = json_object_get_array_member (object, key);
  gsize k = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      for (guint j = 0; j < json_array_get_length (row); j++, k++)
        if (compare)
          laws_close (values[k], json_array_get_double_element (row, j), 1e-10);
        else
          values[k] = json_array_get_double_element (row, j);
    }
}

static void
test_updates_agree_with_the_reference (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = reference_object (parser, "golden/blocks.json");
  double g[15], h[15];

  FopLearning learning = { .normalize = FOP_NORMALIZE_NONE,
                           .rate = json_object_get_double_member (root, "learning_rate"),
                           .hyper_rate = json_object_get_double_member (root, "hyper_rate") };
  each_number (root, "G", g, FALSE);
  each_number (root, "G_previous", h, FALSE);

  JsonObject *left = json_object_get_object_member (root, "left");
  FopTracker *part = part_new (fop_dense_tracker_new, FACTOR, 5, 3);
  g_autofree double *state = g_new0 (double, part->state_size);
  part->klass->reset (part, state);
  each_number (left, "M", state + FOP_FACTOR_TRACKER_NUMBERS, FALSE);
  teach (part, state, &learning, g, h);
  each_number (left, "M_next", state + FOP_FACTOR_TRACKER_NUMBERS, TRUE);
  fop_tracker_free (part);

  JsonObject *low_rank = json_object_get_object_member (root, "low_rank");
  part = part_new (fop_low_rank_tracker_new, DOUBLE, 5, 3);
  g_autofree double *low_rank_state = g_new0 (double, part->state_size);
  part->klass->reset (part, low_rank_state);
  each_number (low_rank, "U", low_rank_state + FOP_LOW_RANK_TRACKER_NUMBERS, FALSE);
  teach (part, low_rank_state, &learning, g, h);
  each_number (low_rank, "U_next", low_rank_state + FOP_LOW_RANK_TRACKER_NUMBERS, TRUE);
  fop_tracker_free (part);

  JsonObject *kronecker = json_object_get_object_member (root, "kronecker");
  part = part_new (fop_kronecker_tracker_new, DOUBLE, 5, 3);
  g_autofree double *both = g_new0 (double, part->state_size);
  double *factors = both + FOP_KRONECKER_TRACKER_NUMBERS;
  part->klass->reset (part, both);
  each_number (kronecker, "L", factors, FALSE);
  each_number (kronecker, "R", factors + 25, FALSE);
  teach (part, both, &learning, g, h);
  each_number (kronecker, "L_next", factors, TRUE);
  each_number (kronecker, "R_next", factors + 25, TRUE);
  fop_tracker_free (part);
}

/* J(θ − ε P g) with P from @state acting on the weights only. */
static double
loss_after (const FopProblem *problem, FopTracker *part, const double *state,
            const double *gradient, double rate, double *work)
{
  gsize n = part->dimension;
  g_autofree double *theta = g_memdup2 (problem->start, problem->dimension * sizeof (double));
  g_autofree double *image = g_new (double, n);

  part->klass->apply (part, state, gradient, image);
  for (gsize i = 0; i < n; i++)
    theta[i] -= rate * image[i];
  return problem->klass->evaluate (problem, theta, 0, NULL, work);
}

/* Every learned number of a part changes by −ρ times the derivative of the loss. */
static void
check_hypergradient (FopTrackerNew tracker_new, Kept kept, gsize at, gsize n_learned)
{
  const double rate = 0.5, hyper_rate = 1e-3, step = 1e-5;
  const FopLearning learning
      = { .normalize = FOP_NORMALIZE_NONE, .rate = rate, .hyper_rate = hyper_rate };
  g_autoptr (FopProblem) problem = softmax (5);
  gsize rows = problem->blocks[0].rows, columns = problem->blocks[0].columns, n = rows * columns;
  FopTracker *part = part_new (tracker_new, kept, rows, columns);
  g_autofree double *state = g_new0 (double, part->state_size);
  g_autofree double *before = laws_work (problem), *after = g_new (double, problem->dimension);
  g_autofree double *work = g_steal_pointer (&before), *h = g_new (double, problem->dimension);
  g_autofree double *noise = draw (n_learned, 1), *theta = NULL, *image = g_new (double, n);
  double largest = 0;

  part->klass->reset (part, state);
  for (gsize k = 0; k < n_learned; k++)
    state[at + k] += 0.1 * noise[k];
  problem->klass->evaluate (problem, problem->start, 0, h, work);
  part->klass->apply (part, state, h, image);
  theta = g_memdup2 (problem->start, problem->dimension * sizeof (double));
  for (gsize i = 0; i < n; i++)
    theta[i] -= rate * image[i];
  problem->klass->evaluate (problem, theta, 0, after, work);

  g_autofree double *learned = g_memdup2 (state, part->state_size * sizeof (double));
  teach (part, learned, &learning, after, h);
  for (gsize k = 0; k < n_learned; k++)
    {
      double here = state[at + k];
      state[at + k] = here + step;
      double above = loss_after (problem, part, state, h, rate, work);
      state[at + k] = here - step;
      double below = loss_after (problem, part, state, h, rate, work);
      state[at + k] = here;
      double expected = -hyper_rate * (above - below) / (2 * step);
      g_assert_cmpfloat_with_epsilon (learned[at + k] - here, expected, 1e-6 * hyper_rate);
      largest = fmax (largest, fabs (expected));
    }
  g_assert_cmpfloat (largest, >, 0.02 * hyper_rate);
  fop_tracker_free (part);
}

static void
test_hypergradient_equals_finite_difference (void)
{
  check_hypergradient (fop_dense_tracker_new, FACTOR, FOP_FACTOR_TRACKER_NUMBERS, 25);
  check_hypergradient (fop_low_rank_tracker_new, DOUBLE, FOP_LOW_RANK_TRACKER_NUMBERS, 10);
  check_hypergradient (fop_kronecker_tracker_new, DOUBLE, FOP_KRONECKER_TRACKER_NUMBERS, 25 + 9);
}

/* Every seventh gradient follows one that P has not seen. */
static void
check_tracked (Kept kept, gsize m, gsize c, const FopLearning *learning, double tolerance)
{
  FopTracker *tracked = part_new (fop_dense_tracker_new, kept, m, c);
  FopTracker *factor = part_new (fop_dense_tracker_new, FACTOR, m, c);
  g_autofree double *p = g_new0 (double, tracked->state_size);
  g_autofree double *q = g_new0 (double, factor->state_size);
  g_autofree double *p_matrix = g_new (double, m *m), *q_matrix = g_new (double, m *m);
  g_autofree double *last = draw (m * c, 0), *x = draw (m * c, 1000);
  g_autofree double *px = g_new (double, m *c), *qx = g_new (double, m *c);

  tracked->klass->reset (tracked, p);
  factor->klass->reset (factor, q);
  for (guint64 t = 1; t < 100; t++)
    {
      g_autofree double *gradient = draw (m * c, t);
      teach (tracked, p, learning, gradient, last);
      teach (factor, q, learning, gradient, last);
      memcpy (last, gradient, m * c * sizeof (double));
      if (t % 7 == 0)
        last[t % m] += 1;
    }
  tracked->klass->matrix (tracked, p, 0, p_matrix);
  factor->klass->matrix (factor, q, 0, q_matrix);
  g_assert_cmpfloat (laws_largest (m * m, q_matrix), >, 1.001);
  g_assert_cmpfloat (laws_difference (m * m, p_matrix, q_matrix), <,
                     tolerance * laws_largest (m * m, q_matrix));
  laws_close (tracked->klass->trace (tracked, p), factor->klass->trace (factor, q), tolerance);
  tracked->klass->apply (tracked, p, x, px);
  factor->klass->apply (factor, q, x, qx);
  g_assert_cmpfloat (laws_difference (m * c, px, qx), <, 10 * tolerance * laws_largest (m * c, qx));
  fop_tracker_free (tracked);
  fop_tracker_free (factor);
}

/* One column, few, many, and more than rows: special cases that give the same P. */
static void
test_tracked_matrix_is_the_square_of_its_root (void)
{
  static const gsize shapes[][2] = { { 30, 3 },   { 5, 3 },    { 6, 9 },  { 9, 2 }, { 70, 3 },
                                     { 130, 12 }, { 150, 60 }, { 30, 1 }, { 90, 1 } };

  for (gsize s = 0; s < G_N_ELEMENTS (shapes); s++)
    for (int form = 0; form < 3; form++)
      {
        gsize m = shapes[s][0], c = shapes[s][1];
        const FopLearning learning = { .normalize = (FopNormalize) form,
                                       .rate = 0.1,
                                       .hyper_rate = form == 0 ? 0.01 : 0.05 };

        check_tracked (DOUBLE, m, c, &learning, 1e-12);
        if (c > 1)
          check_tracked (SINGLE, m, c, &learning, 1e-5);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/structures/updates-agree-with-the-reference",
                   test_updates_agree_with_the_reference);
  g_test_add_func ("/structures/hypergradient-equals-finite-difference",
                   test_hypergradient_equals_finite_difference);
  g_test_add_func ("/structures/tracked-matrix-is-the-square-of-its-factor",
                   test_tracked_matrix_is_the_square_of_its_root);
  return g_test_run ();
}
