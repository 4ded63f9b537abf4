/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks in single precision compared with double precision. */

#include "problem-laws.h"

#define DATA "'data': { 'generate': 'gratings', 'rows': 40, 'pixels': 8 }, 'batch': 16"

typedef struct
{
  const char *name, *kind, *settings;
} Network;

static const Network networks[] = {
  { "tanh", "mlp", "'hidden': [9, 5], 'activation': 'tanh', 'l2': 0.01, " DATA },
  { "relu", "mlp", "'hidden': [9], 'activation': 'relu', " DATA },
  { "gelu", "mlp", "'hidden': [9], 'activation': 'gelu', 'output': 'squared', " DATA },
  { "convolution", "cnn", "'channels': [3, 4], 'kernel': [3], 'padding': [1], " DATA },
  { "portions", "cnn",
    "'channels': [8, 16], 'kernel': [5], 'image-rows': 28, 'image-columns': 28, 'batch': 64, "
    "'data': { 'generate': 'gaussians', 'rows': 70, 'features': 784, 'classes': 10 }" },
  { "autoencoder", "autoencoder", "'hidden': [6], " DATA },
};

static FopProblem *
make (const Network *network, const char *precision)
{
  g_autofree char *settings
      = g_strdup_printf ("{ %s, 'precision': '%s' }", network->settings, precision);

  return laws_problem (network->kind, settings, 1);
}

/* Gradients as a whole: single coordinates may cancel. */
static double
distance (gsize n, const double *a, const double *b)
{
  double difference = 0, size = 0;

  for (gsize i = 0; i < n; i++)
    {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      size += b[i] * b[i];
    }
  return sqrt (difference / size);
}

static void
test_agrees (gconstpointer data)
{
  g_autoptr (FopProblem) precise = make (data, "double"), rounded = make (data, "single");
  gsize n = precise->dimension;
  g_autofree double *work = laws_work (precise), *other = laws_work (rounded);
  g_autofree double *exact = g_new (double, n), *gradient = g_new (double, n);
  g_autofree double *again = g_new (double, n);

  g_assert_cmpuint (rounded->dimension, ==, n);
  for (guint64 step = 0; step < 3; step++)
    {
      double loss = precise->klass->evaluate (precise, precise->start, step, exact, work);
      double single = rounded->klass->evaluate (rounded, precise->start, step, gradient, other);

      g_assert_cmpfloat_with_epsilon (single, loss, 1e-5 * fabs (loss));
      g_assert_cmpfloat (distance (n, gradient, exact), <, 1e-5);
      /* The computation must actually be different. */
      g_assert_cmpfloat (distance (n, gradient, exact), >, 1e-12);
      g_assert_cmpfloat (rounded->klass->evaluate (rounded, precise->start, step, again, other), ==,
                         single);
      g_assert_cmpmem (again, n * sizeof (double), gradient, n * sizeof (double));
      g_assert_cmpfloat (rounded->klass->evaluate (rounded, precise->start, step, NULL, other), ==,
                         single);
    }
}

static void
test_curvature_stays_double (gconstpointer data)
{
  g_autoptr (FopProblem) precise = make (data, "double"), rounded = make (data, "single");
  gsize n = precise->dimension;
  g_autofree double *work = laws_work (precise), *other = laws_work (rounded);
  g_autofree double *exact = g_new (double, n), *product = g_new (double, n);
  FopMeasures measures, rounded_measures;

  precise->klass->hessian_product (precise, precise->start, 1, precise->start, exact, work);
  rounded->klass->hessian_product (rounded, precise->start, 1, precise->start, product, other);
  g_assert_cmpmem (product, n * sizeof (double), exact, n * sizeof (double));
  precise->klass->measure (precise, precise->start, &measures, work);
  rounded->klass->measure (rounded, precise->start, &rounded_measures, other);
  g_assert_cmpfloat (rounded_measures.train_loss, ==, measures.train_loss);
}

/* Declaration of the single-precision version of a function compiled twice, which has no header. */
extern void fop_tanh_single (gsize n, const float *x, float *y);

static void
test_tanh_to_its_last_digits (void)
{
  float x[] = { 0, -0.0f, 1e-30f, -1e-6f, 0.4999999f, 0.5f, -8.999f, 9, 88, -1e30f, INFINITY };
  float y[G_N_ELEMENTS (x)], nan = NAN;

  fop_tanh_single (G_N_ELEMENTS (x), x, y);
  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    {
      g_assert_cmpfloat_with_epsilon (y[i], tanh (x[i]), 4 * 6e-8 * fabs (tanh (x[i])) + 1e-40);
      g_assert_cmpint (signbit (y[i]), ==, signbit (x[i]));
    }
  for (float z = -10; z < 10; z += 1 / 1024.f)
    {
      fop_tanh_single (1, &z, y);
      g_assert_cmpfloat_with_epsilon (y[0], tanh (z), 4 * 6e-8 * fabs (tanh (z)) + 1e-40);
    }
  fop_tanh_single (1, &nan, y);
  g_assert_true (isnan (y[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/precision/tanh-is-right-to-its-last-digits", test_tanh_to_its_last_digits);
  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autofree char *agrees
          = g_strdup_printf ("/precision/%s-in-single-agrees-to-its-digits", networks[i].name);
      g_autofree char *curvature = g_strdup_printf (
          "/precision/%s-keeps-curvature-and-measures-in-double", networks[i].name);

      g_test_add_data_func (agrees, &networks[i], test_agrees);
      g_test_add_data_func (curvature, &networks[i], test_curvature_stays_double);
    }
  return g_test_run ();
}
