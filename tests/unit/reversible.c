/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exact reversal and its derivatives, on problems of every kind. */

#include "core/analysis/reversible.h"
#include "core/analysis/fixed-point.h"
#include "core/data/philox.h"
#include "problem-laws.h"

/* The training of a problem and its parameters. */
typedef struct
{
  FopProblem *problem;
  double *work;
  double *start, *rates, *momenta, *preconditioner;
  FopTraining training;
} Training;

static double
gradient (const double *x, guint64 step, double *g, gpointer data)
{
  const Training *self = data;

  return self->problem->klass->evaluate (self->problem, x, step, g, self->work);
}

static void
product (const double *x, guint64 step, const double *vector, double *result, gpointer data)
{
  const Training *self = data;

  self->problem->klass->hessian_product (self->problem, x, step, vector, result, self->work);
}

/* Rates and momenta vary between steps, so that laws do not hold by coincidence. */
static Training *
training_new (const char *kind, const char *settings, gsize n_steps, double rate, double momentum)
{
  Training *self = g_new0 (Training, 1);
  gsize n;

  self->problem = laws_problem (kind, settings, 1);
  n = self->problem->dimension;
  self->work = laws_work (self->problem);
  self->start = laws_point (self->problem, 0.1);
  self->rates = g_new (double, n_steps);
  self->momenta = g_new (double, n_steps);
  for (gsize t = 0; t < n_steps; t++)
    {
      self->rates[t] = rate * (1 + 0.5 * sin (0.7 * (double) t));
      self->momenta[t] = momentum * (1 - 0.1 * (double) (t % 3));
    }
  self->training = (FopTraining){ .n = n,
                                  .n_steps = n_steps,
                                  .start = self->start,
                                  .rates = self->rates,
                                  .momenta = self->momenta,
                                  .gradient = gradient,
                                  .hessian_product = product,
                                  .data = self };
  return self;
}

static void
training_free (Training *self)
{
  fop_problem_unref (self->problem);
  g_free (self->work);
  g_free (self->start);
  g_free (self->rates);
  g_free (self->momenta);
  g_free (self->preconditioner);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Training, training_free)

/* A symmetric P that is not I. */
static void
training_precondition (Training *self)
{
  gsize n = self->training.n;

  self->preconditioner = g_new (double, n *n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      self->preconditioner[i * n + j]
          = (i == j ? 1 : 0) + 0.3 / (double) n * cos ((double) (i + j)) + (i == j ? 0.2 : 0);
  self->training.preconditioners = self->preconditioner;
}

static double
final_loss (Training *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&self->training, &error);
  double loss;

  g_assert_no_error (error);
  fop_reversible_forward (reversible, NULL, &loss, NULL, &error);
  g_assert_no_error (error);
  return loss;
}

static FopHypergradients *
hypergradients_of (Training *self, gboolean full_preconditioner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&self->training, &error);
  FopHypergradients *hypergradients;
  double loss;

  g_assert_no_error (error);
  fop_reversible_forward (reversible, NULL, &loss, NULL, &error);
  g_assert_no_error (error);
  hypergradients = fop_reversible_backward (reversible, full_preconditioner, NULL, &error);
  g_assert_no_error (error);
  return hypergradients;
}

/* The central difference of the final loss over ±@h of one number. */
static double
difference (Training *self, double *number, double h)
{
  double kept = *number, above, below;

  *number = kept + h;
  above = final_loss (self);
  *number = kept - h;
  below = final_loss (self);
  *number = kept;
  return (above - below) / (2 * h);
}

static void
assert_close (double value, double expected, double scale)
{
  if (!(fabs (value - expected) <= 1e-3 * fabs (expected) + 1e-6 * scale))
    g_error ("%.12g is not %.12g (others are as large as %.3g)", value, expected, scale);
}

static double
largest (gsize n, const double *values)
{
  double result = 0;

  for (gsize i = 0; i < n; i++)
    result = fmax (result, fabs (values[i]));
  return result;
}

static const struct
{
  const char *kind, *settings;
  double rate;
} cases[] = {
  { "rosenbrock", "{'dimension': 2}", 2e-3 },
  { "rosenbrock", "{'dimension': 5}", 1e-3 },
  { "quadratic", "{'dimension': 6, 'condition': 50}", 0.3 },
  { "softmax-regression", "{'data': {'generate': 'blobs', 'rows': 60}, 'batch': 16}", 0.3 },
  { "mlp", "{'data': {'generate': 'moons', 'rows': 60}, 'batch': 16, 'hidden': [5]}", 0.3 },
};

static void
test_the_way_back_restores_every_bit (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Training) self
          = training_new (cases[i].kind, cases[i].settings, 500, cases[i].rate, 0.9);
      g_autoptr (FopHypergradients) hypergradients = hypergradients_of (self, FALSE);

      /* Evidence of exact reversal: the start, zero velocity, and an empty store. */
      g_assert_nonnull (hypergradients);
    }
}

static void
test_ten_thousand_steps_of_an_mlp_are_undone_bit_for_bit (void)
{
  g_autoptr (Training) self = training_new (
      "mlp", "{'data': {'generate': 'moons', 'rows': 32}, 'hidden': [6]}", 10000, 0.2, 0.95);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&self->training, &error);
  g_autoptr (FopHypergradients) hypergradients = NULL;
  gsize n = self->training.n;
  g_autofree double *start = g_memdup2 (fop_reversible_position (reversible), n * sizeof (double));
  double loss;

  g_assert_no_error (error);
  g_assert_true (fop_reversible_forward (reversible, NULL, &loss, NULL, &error));
  g_assert_cmpfloat (largest (n, fop_reversible_velocity (reversible)), >, 0);
  hypergradients = fop_reversible_backward (reversible, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (fop_reversible_position (reversible), n * sizeof (double), start,
                   n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (fop_reversible_velocity (reversible)[i], ==, 0);
}

static void
test_hypergradients_are_central_differences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Training) self
          = training_new (cases[i].kind, cases[i].settings, 40, cases[i].rate, 0.8);
      g_autoptr (FopHypergradients) exact = hypergradients_of (self, FALSE);
      gsize n = self->training.n;
      double rates = largest (40, exact->rates), momenta = largest (40, exact->momenta);

      /* β moves in steps of 2^-16: differences of two of them are exact, differences of less are 0.
       */
      for (gsize t = 0; t < 40; t += 13)
        {
          assert_close (exact->rates[t], difference (self, &self->rates[t], 1e-2 * self->rates[t]),
                        rates);
          self->momenta[t] = fop_reversible_momentum (self->momenta[t]);
          assert_close (exact->momenta[t], difference (self, &self->momenta[t], 0x1p-10), momenta);
        }
      for (gsize j = 0; j < n; j += 1 + n / 5)
        assert_close (exact->start[j], difference (self, &self->start[j], 1e-5),
                      largest (n, exact->start));
    }
}

static void
test_the_hypergradient_of_a_preconditioner_is_a_central_difference (void)
{
  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (Training) self
          = training_new (cases[i].kind, cases[i].settings, 30, cases[i].rate / 2, 0.8);
      g_autoptr (FopHypergradients) exact = NULL;
      gsize n = self->training.n;

      training_precondition (self);
      exact = hypergradients_of (self, TRUE);
      for (gsize k = 0; k < n * n; k++)
        assert_close (exact->preconditioner[k], difference (self, &self->preconditioner[k], 1e-5),
                      largest (n * n, exact->preconditioner));
      for (gsize t = 0; t < 30; t += 7)
        assert_close (exact->rates[t], difference (self, &self->rates[t], 1e-2 * self->rates[t]),
                      largest (30, exact->rates));
    }
}

/* If the loss does not depend on the step, the last step's next loss is the final one. */
static void
test_the_last_step_is_seen_alike_near_and_far (void)
{
  g_autoptr (Training) self = training_new ("rosenbrock", "{'dimension': 4}", 25, 1e-3, 0.8);
  g_autoptr (FopHypergradients) exact = hypergradients_of (self, FALSE);

  g_assert_cmpfloat (exact->rates[24], ==, exact->next_rates[24]);
  assert_close (exact->next_momenta[24], exact->momenta[24], 0);
  assert_close (exact->next_preconditioner_norms[24], exact->preconditioner_norms[24], 0);
  assert_close (exact->preconditioner_cosines[24], 1, 0);
  g_assert_cmpfloat (fabs (exact->rates[3] - exact->next_rates[3]), >, 1e-6);
}

/* The one-step derivative at step t is the final-loss derivative of a training that ends there. */
static void
test_the_next_loss_is_the_end_of_a_shorter_training (void)
{
  g_autoptr (Training) self = training_new ("rosenbrock", "{'dimension': 4}", 25, 1e-3, 0.8);
  g_autoptr (FopHypergradients) whole = hypergradients_of (self, FALSE), shorter = NULL;

  self->training.n_steps = 11;
  shorter = hypergradients_of (self, FALSE);
  g_assert_cmpfloat (whole->next_rates[10], ==, shorter->rates[10]);
  assert_close (whole->next_momenta[10], shorter->momenta[10], 0);
  assert_close (whole->next_preconditioner_norms[10], shorter->preconditioner_norms[10], 0);
}

static void
test_plain_gradient_descent_is_undone_too (void)
{
  g_autoptr (Training) self = training_new ("rosenbrock", "{'dimension': 3}", 60, 5e-4, 0);
  g_autoptr (FopHypergradients) exact = hypergradients_of (self, FALSE);

  assert_close (exact->rates[5], difference (self, &self->rates[5], 1e-8),
                largest (60, exact->rates));
}

static void
test_memory_grows_by_the_logarithm_of_the_momentum (void)
{
  static const double momenta[] = { 0.99, 0.9, 0.5, 0.1 };

  for (gsize i = 0; i < G_N_ELEMENTS (momenta); i++)
    {
      g_autoptr (Training) self
          = training_new ("quadratic", "{'dimension': 6, 'condition': 50}", 3000, 0.3, 0);
      g_autoptr (GError) error = NULL;
      g_autoptr (FopReversible) reversible = NULL;
      double loss, bits = 3000 * -log2 (fop_reversible_momentum (momenta[i]));

      for (gsize t = 0; t < 3000; t++)
        self->momenta[t] = momenta[i];
      reversible = fop_reversible_new (&self->training, &error);
      fop_reversible_forward (reversible, NULL, &loss, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (fop_reversible_bits (reversible), <, 1.01 * bits + 16);
      g_assert_cmpfloat (fop_reversible_bits (reversible), >, 0.99 * bits - 16);
    }
}

static void
test_momenta_are_multiples_of_the_denominator (void)
{
  g_assert_cmpfloat (fop_reversible_momentum (0.9), ==, 58982.0 / 65536.0);
  g_assert_cmpfloat (fop_reversible_momentum (0.5), ==, 0.5);
  g_assert_cmpfloat (fop_reversible_momentum (0), ==, 0);
  g_assert_cmpfloat (fop_reversible_momentum (1), ==, 1);
}

static void
test_leaving_the_range_names_step_and_coordinate (void)
{
  g_autoptr (Training) self
      = training_new ("quadratic", "{'hessian': [[0.1, 0], [0, 1]], 'start': [1, 1]}", 200, 8, 0.5);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&self->training, &error);
  double loss;

  g_assert_no_error (error);
  g_assert_false (fop_reversible_forward (reversible, NULL, &loss, NULL, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_true (g_str_has_prefix (error->message, "step "));
  g_assert_nonnull (strstr (error->message, "[1] would become "));
  g_assert_nonnull (strstr (error->message, "2048"));
}

static void
test_a_start_out_of_range_is_refused (void)
{
  g_autoptr (Training) self = training_new ("rosenbrock", "{'dimension': 4}", 5, 1e-3, 0.5);
  g_autoptr (GError) error = NULL;

  self->start[2] = -5000;
  g_assert_null (fop_reversible_new (&self->training, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "start: θ[2] would become -5000"));
}

static double
forgetful_gradient (const double *x, guint64 step, double *g, gpointer data)
{
  static guint64 calls;

  g[0] = x[0] + 1e-9 * (double) calls++;
  return 0;
}

static void
forgetful_product (const double *x, guint64 step, const double *vector, double *result,
                   gpointer data)
{
  result[0] = vector[0];
}

static void
test_a_gradient_that_changes_between_calls_is_found_out (void)
{
  static const double start[] = { 1 }, rates[] = { 0.1, 0.1, 0.1 }, momenta[] = { 0.5, 0.5, 0.5 };
  const FopTraining training = { .n = 1,
                                 .n_steps = 3,
                                 .start = start,
                                 .rates = rates,
                                 .momenta = momenta,
                                 .gradient = forgetful_gradient,
                                 .hessian_product = forgetful_product };
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&training, &error);
  double loss;

  g_assert_true (fop_reversible_forward (reversible, NULL, &loss, NULL, &error));
  g_assert_null (fop_reversible_backward (reversible, FALSE, NULL, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
}

static void
test_canceling_ends_both_ways (void)
{
  g_autoptr (Training) self = training_new ("rosenbrock", "{'dimension': 4}", 50, 1e-3, 0.5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FopReversible) reversible = fop_reversible_new (&self->training, &error);
  double loss;

  g_cancellable_cancel (cancellable);
  g_assert_false (fop_reversible_forward (reversible, NULL, &loss, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (fop_reversible_forward (reversible, NULL, &loss, NULL, &error));
  g_assert_null (fop_reversible_backward (reversible, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reversible/the-way-back-restores-every-bit",
                   test_the_way_back_restores_every_bit);
  g_test_add_func ("/reversible/ten-thousand-steps-of-an-mlp-are-undone-bit-for-bit",
                   test_ten_thousand_steps_of_an_mlp_are_undone_bit_for_bit);
  g_test_add_func ("/reversible/hypergradients-are-central-differences",
                   test_hypergradients_are_central_differences);
  g_test_add_func ("/reversible/the-hypergradient-of-a-preconditioner-is-a-central-difference",
                   test_the_hypergradient_of_a_preconditioner_is_a_central_difference);
  g_test_add_func ("/reversible/the-last-step-is-seen-alike-near-and-far",
                   test_the_last_step_is_seen_alike_near_and_far);
  g_test_add_func ("/reversible/the-next-loss-is-the-end-of-a-shorter-training",
                   test_the_next_loss_is_the_end_of_a_shorter_training);
  g_test_add_func ("/reversible/plain-gradient-descent-is-undone-too",
                   test_plain_gradient_descent_is_undone_too);
  g_test_add_func ("/reversible/memory-grows-by-the-logarithm-of-the-momentum",
                   test_memory_grows_by_the_logarithm_of_the_momentum);
  g_test_add_func ("/reversible/momenta-are-multiples-of-the-denominator",
                   test_momenta_are_multiples_of_the_denominator);
  g_test_add_func ("/reversible/leaving-the-range-names-step-and-coordinate",
                   test_leaving_the_range_names_step_and_coordinate);
  g_test_add_func ("/reversible/a-start-out-of-range-is-refused",
                   test_a_start_out_of_range_is_refused);
  g_test_add_func ("/reversible/a-gradient-that-changes-between-calls-is-found-out",
                   test_a_gradient_that_changes_between_calls_is_found_out);
  g_test_add_func ("/reversible/canceling-ends-both-ways", test_canceling_ends_both_ways);
  return g_test_run ();
}
