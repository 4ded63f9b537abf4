/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by tests of methods: a method on a problem from two lines of JSON, step by step. */

#include "problem-laws.h"

#include "core/methods/method.h"

/* A method on a problem, with everything that a step needs. */
typedef struct
{
  FopProblem *problem;
  FopMethod *method;
  guint64 t;
  double loss;
  double *theta, *gradient, *next_gradient, *work;
  guint64 function_evaluations, gradient_evaluations; /* at trial points and for rows */
} Trial;

static inline FopSettings *
trial_settings (const FopMethodClass *klass, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonParser) parser = json_parser_new ();
  FopSettings *settings = fop_settings_new (&klass->table);
  const char *const skip[] = { "method", NULL };
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  fop_settings_read_json (settings, json_node_get_object (json_parser_get_root (parser)), skip,
                          "runs[0]", NULL, &error);
  g_assert_no_error (error);
  return settings;
}

/* Row 0 of @kind with the settings of @json on @problem. */
static inline Trial *
trial_new (FopProblem *problem, const char *kind, const char *json)
{
  Trial *self = g_new0 (Trial, 1);
  g_autoptr (GError) error = NULL;
  const FopMethodClass *klass = fop_method_class_find (kind, &error);
  g_assert_no_error (error);
  g_autoptr (FopSettings) settings = trial_settings (klass, json);

  self->problem = fop_problem_ref (problem);
  self->method = fop_method_new (klass, settings, problem, 1, &error);
  g_assert_no_error (error);
  self->theta = g_memdup2 (problem->start, problem->dimension * sizeof (double));
  self->gradient = g_new0 (double, problem->dimension);
  self->next_gradient = g_new0 (double, problem->dimension);
  self->work = laws_work (problem);
  self->loss = problem->klass->evaluate (problem, self->theta, 0, self->gradient, self->work);
  self->function_evaluations = self->gradient_evaluations = 1;
  return self;
}

static inline void
trial_free (Trial *self)
{
  fop_problem_unref (self->problem);
  fop_method_free (self->method);
  g_free (self->theta);
  g_free (self->gradient);
  g_free (self->next_gradient);
  g_free (self->work);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)

/* Replaces live parameters from the current step on. */
static inline void
trial_configure (Trial *self, const char *json)
{
  g_autoptr (FopSettings) settings = trial_settings (self->method->klass, json);
  fop_method_configure (self->method, settings);
}

static inline double
trial_evaluate (FopStep *step, const double *theta, double *gradient)
{
  Trial *self = step->evaluate_data;

  step->function_evaluations++;
  step->gradient_evaluations += gradient != NULL ? 1 : 0;
  return self->problem->klass->evaluate (self->problem, theta, step->t, gradient, self->work);
}

/* One step, and the next row. Checks values of that row that the method claims to know. */
static inline void
trial_step (Trial *self)
{
  gsize n = self->problem->dimension;
  FopStep step = { .t = self->t,
                   .loss = self->loss,
                   .gradient = self->gradient,
                   .evaluate = trial_evaluate,
                   .evaluate_data = self,
                   .next_gradient = self->next_gradient };

  fop_method_step (self->method, &step, self->theta);
  self->t++;
  self->loss = self->problem->klass->evaluate (self->problem, self->theta, self->t, self->gradient,
                                               self->work);
  if (step.next_known)
    {
      g_assert_cmpmem (&step.next_loss, sizeof (double), &self->loss, sizeof (double));
      g_assert_cmpmem (step.next_gradient, n * sizeof (double), self->gradient,
                       n * sizeof (double));
    }
  self->function_evaluations += step.function_evaluations + (step.next_known ? 0 : 1);
  self->gradient_evaluations += step.gradient_evaluations + (step.next_known ? 0 : 1);
}

static inline void
trial_run (Trial *self, guint64 steps)
{
  for (guint64 i = 0; i < steps; i++)
    trial_step (self);
}

/* The only preconditioner, n × n. */
static inline double *
trial_preconditioner (Trial *self)
{
  gsize n = self->problem->dimension;
  double *matrix = g_new (double, n *n);

  g_assert_cmpuint (fop_method_n_preconditioners (self->method), ==, 1);
  FopPreconditionerInfo info = self->method->klass->preconditioner_info (self->method, 0);
  g_assert_cmpstr (info.name, ==, "");
  g_assert_cmpuint (info.order, ==, n);
  fop_method_preconditioner (self->method, 0, matrix);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        g_assert_cmpfloat (matrix[i * n + j], ==, matrix[j * n + i]);
        g_assert_true (i == j || !info.diagonal || matrix[i * n + j] == 0);
      }
  return matrix;
}

static inline void
trial_same_bits (const Trial *a, const Trial *b)
{
  g_assert_cmpmem (a->theta, a->problem->dimension * sizeof (double), b->theta,
                   b->problem->dimension * sizeof (double));
  g_assert_cmpmem (&a->loss, sizeof a->loss, &b->loss, sizeof b->loss);
}

/* Expects creation to fail with @code and a message that contains @words. */
static inline void
trial_refused (FopProblem *problem, const char *kind, const char *json, int code, const char *words)
{
  const FopMethodClass *klass = fop_method_class_find (kind, NULL);
  g_autoptr (FopSettings) settings = trial_settings (klass, json);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopMethod) method = fop_method_new (klass, settings, problem, 1, &error);

  g_assert_null (method);
  g_assert_error (error, FOP_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not contain \"%s\"", error->message, words);
}
