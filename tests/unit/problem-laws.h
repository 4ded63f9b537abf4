/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by tests of problems: problems from a line of JSON, and laws of all problems. */

#include "core/problems/problem.h"

#include "core/settings/error.h"

#include <math.h>
#include <string.h>

/* Settings of @klass from JSON with ' for ". */
static inline FopSettings *
laws_settings (const FopProblemClass *klass, const char *json, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  g_autoptr (GError) local = NULL;

  json_parser_load_from_data (parser, text, -1, &local);
  g_assert_no_error (local);
  if (!fop_settings_read_json (settings, json_node_get_object (json_parser_get_root (parser)), NULL,
                               "problem", g_getenv ("FOP_TEST_DATA"), error))
    return NULL;
  return g_steal_pointer (&settings);
}

static inline FopProblem *
laws_try_problem (const char *kind, const char *json, guint64 seed, GError **error)
{
  const FopProblemClass *klass = fop_problem_class_find (kind, error);
  g_autoptr (FopSettings) settings = NULL;

  g_assert_nonnull (klass);
  settings = laws_settings (klass, json, error);
  return settings != NULL ? fop_problem_new (klass, settings, seed, error) : NULL;
}

static inline FopProblem *
laws_problem (const char *kind, const char *json, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  FopProblem *problem = laws_try_problem (kind, json, seed, &error);

  g_assert_no_error (error);
  g_assert_nonnull (problem);
  return problem;
}

/* Expects the settings to be rejected with @code and a message that contains @words. */
static inline void
laws_refused (const char *kind, const char *json, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopProblem) problem = laws_try_problem (kind, json, 1, &error);

  g_assert_null (problem);
  g_assert_error (error, FOP_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not contain \"%s\"", error->message, words);
}

/* A reproducible point near the start, displaced by up to @reach. */
static inline double *
laws_point (const FopProblem *problem, double reach)
{
  double *theta = g_new (double, problem->dimension);

  for (gsize i = 0; i < problem->dimension; i++)
    theta[i] = problem->start[i] + reach * sin (1.0 + 2.3 * (double) i);
  return theta;
}

static inline double *
laws_work (const FopProblem *problem)
{
  return g_new0 (double, MAX (problem->work_size, 1));
}

static inline double
laws_largest (gsize n, const double *values)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (values[i]));
  return largest;
}

/* Largest difference, relative to the largest magnitude in @b, or to 1 if that is smaller. */
static inline double
laws_difference (gsize n, const double *a, const double *b)
{
  double worst = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (isfinite (a[i]) && isfinite (b[i]));
      worst = MAX (worst, fabs (a[i] - b[i]));
    }
  return worst / MAX (laws_largest (n, b), 1);
}

static inline void
laws_close (double a, double b, double tolerance)
{
  if (!(fabs (a - b) <= tolerance * MAX (fabs (b), 1)))
    g_error ("%.17g is not %.17g to %g", a, b, tolerance);
}

/* Central differences of the loss agree with the gradient at @theta. */
static inline void
laws_gradient (const FopProblem *problem, const double *theta, guint64 step)
{
  gsize n = problem->dimension;
  g_autofree double *work = laws_work (problem), *gradient = g_new (double, n);
  g_autofree double *differences = g_new (double, n), *moved = g_new (double, n);

  problem->klass->evaluate (problem, theta, step, gradient, work);
  memcpy (moved, theta, n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      double h = 1e-5 * MAX (fabs (theta[i]), 1);
      double above, below;

      moved[i] = theta[i] + h;
      above = problem->klass->evaluate (problem, moved, step, NULL, work);
      moved[i] = theta[i] - h;
      below = problem->klass->evaluate (problem, moved, step, NULL, work);
      moved[i] = theta[i];
      differences[i] = (above - below) / (2 * h);
    }
  g_assert_cmpfloat (laws_difference (n, gradient, differences), <, 1e-6);
}

/* Central differences of the gradient along @vector agree with the Hessian product. */
static inline void
laws_hessian_product (const FopProblem *problem, const double *theta, const double *vector,
                      guint64 step)
{
  gsize n = problem->dimension;
  g_autofree double *work = laws_work (problem), *product = g_new (double, n);
  g_autofree double *above = g_new (double, n), *below = g_new (double, n);
  g_autofree double *moved = g_new (double, n);
  const double h = 1e-5;

  problem->klass->hessian_product (problem, theta, step, vector, product, work);
  for (gsize i = 0; i < n; i++)
    moved[i] = theta[i] + h * vector[i];
  problem->klass->evaluate (problem, moved, step, above, work);
  for (gsize i = 0; i < n; i++)
    moved[i] = theta[i] - h * vector[i];
  problem->klass->evaluate (problem, moved, step, below, work);
  for (gsize i = 0; i < n; i++)
    above[i] = (above[i] - below[i]) / (2 * h);
  g_assert_cmpfloat (laws_difference (n, product, above), <, 1e-6);
}

/* The Hessian is symmetric, and times @vector it is the whole-set Hessian product. */
static inline void
laws_hessian (const FopProblem *problem, const double *theta, const double *vector)
{
  gsize n = problem->dimension;
  g_autofree double *work = laws_work (problem), *hessian = g_new (double, n *n);
  g_autofree double *product = g_new (double, n), *by_matrix = g_new0 (double, n);

  problem->klass->hessian (problem, theta, hessian, work);
  problem->klass->hessian_product (problem, theta, FOP_STEP_ALL, vector, product, work);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        g_assert_cmpfloat (hessian[i * n + j], ==, hessian[j * n + i]);
        by_matrix[i] += hessian[i * n + j] * vector[j];
      }
  g_assert_cmpfloat (laws_difference (n, product, by_matrix), <, 1e-10);
}
