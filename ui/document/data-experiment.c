/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creates an experiment on a data set with settings that work without tuning. */
#include "ui/document/data-experiment.h"

#include "core/data/formats.h"
#include "core/settings/plain-text.h"

#include <math.h>

#define FULL_ORDER_MAX 1024 /* larger matrices are slow and cannot be displayed */
#define STEPS          1000

/* With more numbers, steps on all rows are too slow to watch. */
#define NUMBERS_MAX 1e6
#define BATCH       256

#define POWER_ITERATIONS 12
#define MARGIN           1.2

gboolean
wb_is_data_problem (const FopProblemClass *klass)
{
  return fop_parameter_table_find (&klass->table, "data") >= 0;
}

const char *
wb_suitable_model (const FopSettings *source)
{
  const FopFormat *format = fop_format_given (source);

  return format != NULL && format->model != NULL ? format->model : "softmax-regression";
}

static FopSettings *
generated_source (const FopProblemClass *klass, const FopParameterTable *table)
{
  FopSettings *source = fop_settings_new (table);
  gboolean regression = g_str_equal (klass->kind, "linear-regression");

  fop_settings_set_text (source, "generate", regression ? "gaussians" : "blobs", NULL, NULL);
  return source;
}

gsize
wb_suitable_batch (gsize rows, gsize features)
{
  return (double) rows * (double) features > NUMBERS_MAX ? BATCH : 0;
}

FopSettings *
wb_data_settings (const FopProblemClass *klass, const FopSettings *source)
{
  FopSettings *settings = fop_settings_new (&klass->table);
  const FopParameter *data
      = &klass->table.parameters[fop_parameter_table_find (&klass->table, "data")];
  g_autoptr (FopSettings) generated = NULL;

  if (source == NULL)
    source = generated = generated_source (klass, data->members);
  fop_settings_set_group (settings, "data", source, NULL);
  return settings;
}

static void
set_if_known (FopSettings *settings, const char *key, double value)
{
  if (fop_parameter_table_find (fop_settings_table (settings), key) >= 0)
    fop_settings_set_number (settings, key, value, NULL, NULL);
}

static void
add_run (FopExperiment *experiment, const char *name, const char *kind, double learning_rate,
         gsize dimension)
{
  const FopMethodClass *method = fop_method_class_find (kind, NULL);
  FopRunSpec *spec;

  if (method == NULL)
    return;
  spec = fop_run_spec_new (name, method);
  spec->style = experiment->runs->len;
  if (isfinite (learning_rate))
    set_if_known (spec->settings, "learning-rate", learning_rate);
  if (g_str_equal (kind, "fop"))
    {
      set_if_known (spec->settings, "hyper-rate", 0.01);
      fop_settings_set_text (spec->settings, "structure",
                             dimension <= FULL_ORDER_MAX ? "full" : "diagonal", NULL, NULL);
    }
  g_ptr_array_add (experiment->runs, spec);
}

/* Rounds down to two digits, so that the rate stays below 1/L. */
static double
short_rate (double smoothness)
{
  double rate = 1 / smoothness, unit;

  if (!isfinite (rate) || rate <= 0)
    return 0.1;
  unit = floor (log10 (rate)) - 1;
  return unit < 0 ? floor (rate * pow (10, -unit)) / pow (10, -unit)
                  : floor (rate / pow (10, unit)) * pow (10, unit);
}

static char *
title_of (const FopProblemClass *klass, const FopSettings *settings)
{
  const FopSettings *source = fop_settings_group (settings, "data");
  const FopFormat *format = source != NULL ? fop_format_given (source) : NULL;
  g_autofree char *name = NULL;

  if (format == NULL)
    return g_strdup (klass->title);
  name = fop_plain_name (fop_settings_file (source, format->key));
  return g_strdup_printf ("%s on %s", klass->title, name);
}

/*
 * λ_max of the Hessian at the start by power iteration, a lower bound. Losses of this family have
 * their largest curvature near the start, where all examples are still undecided.
 */
static double
curvature_at_start (const FopProblem *problem)
{
  const gsize n = problem->dimension;
  g_autofree double *work = g_new (double, problem->work_size + 1);
  g_autofree double *v = g_new (double, n), *product = g_new (double, n);
  double curvature = NAN;

  if (problem->klass->hessian_product == NULL)
    return NAN;
  for (gsize i = 0; i < n; i++)
    v[i] = 1 + (double) (i % 7) / 7; /* uneven, so unlikely to be an eigenvector */
  for (int k = 0; k < POWER_ITERATIONS; k++)
    {
      double norm = 0;

      problem->klass->hessian_product (problem, problem->start, FOP_STEP_ALL, v, product, work);
      for (gsize i = 0; i < n; i++)
        norm += product[i] * product[i];
      norm = sqrt (norm);
      if (k > 0)
        curvature = norm;
      if (!isfinite (norm) || norm == 0)
        return NAN;
      for (gsize i = 0; i < n; i++)
        v[i] = product[i] / norm;
    }
  return curvature;
}

/* 1/L rounded down to two digits. An estimate of L is a lower bound, so a margin is added to keep
 * gradient descent stable. */
static double
stable_rate (const FopProblem *problem)
{
  if (isfinite (problem->smoothness))
    return short_rate (problem->smoothness);
  return short_rate (curvature_at_start (problem) * MARGIN);
}

FopExperiment *
wb_data_experiment (const FopProblemClass *klass, const FopSettings *settings, GError **error)
{
  g_autoptr (FopExperiment) experiment = fop_experiment_new (klass);
  g_autoptr (FopProblem) problem = fop_problem_new (klass, settings, experiment->seed, error);
  double rate;

  if (problem == NULL)
    return NULL;
  g_free (experiment->title);
  experiment->title = title_of (klass, settings);
  experiment->steps = STEPS;
  fop_settings_unref (experiment->problem_settings);
  experiment->problem_settings = fop_settings_copy (settings);
  rate = stable_rate (problem);
  add_run (experiment, "GD", "sgd", rate, problem->dimension);
  add_run (experiment, "Adam", "adam", 0.01, problem->dimension);
  add_run (experiment, "FOP", "fop", rate, problem->dimension);
  return g_steal_pointer (&experiment);
}
