/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a data set to an experiment that works at once. */
#include "ui/data-experiment.h"

#include <math.h>

#define FULL_ORDER_MAX 1024 /* larger matrices are neither fast nor to be seen */
#define STEPS          1000

gboolean
wb_is_data_problem (const FopProblemClass *klass)
{
  return fop_parameter_table_find (&klass->table, "data") >= 0;
}

const char *
wb_suitable_model (const FopSettings *source)
{
  if (fop_settings_has (source, "libsvm"))
    return "squared-hinge";
  return "softmax-regression";
}

static FopSettings *
generated_source (const FopProblemClass *klass, const FopParameterTable *table)
{
  FopSettings *source = fop_settings_new (table);
  gboolean regression = g_str_equal (klass->kind, "linear-regression");

  fop_settings_set_text (source, "generate", regression ? "gaussians" : "blobs", NULL, NULL);
  return source;
}

FopSettings *
wb_data_settings (const FopProblemClass *klass, const FopSettings *source)
{
  FopSettings *settings = fop_settings_new (&klass->table);
  const FopParameter *data
      = &klass->table.parameters[fop_parameter_table_find (&klass->table, "data")];
  const FopParameterTable table = { data->members, data->n_members };
  g_autoptr (FopSettings) generated = NULL;

  if (source == NULL)
    source = generated = generated_source (klass, &table);
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

/* Two digits are enough, and the smaller ones keep it below 1/L. */
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
  static const char *const keys[] = { "csv", "libsvm", "npy", "images" };
  const FopSettings *source = fop_settings_group (settings, "data");

  for (gsize i = 0; source != NULL && i < G_N_ELEMENTS (keys); i++)
    if (fop_settings_file (source, keys[i]) != NULL)
      {
        g_autofree char *name = g_path_get_basename (fop_settings_file (source, keys[i]));

        return g_strdup_printf ("%s of %s", klass->title, name);
      }
  return g_strdup (klass->title);
}

FopExperiment *
wb_data_experiment (const FopProblemClass *klass, const FopSettings *settings, GError **error)
{
  g_autoptr (FopExperiment) experiment = fop_experiment_new (klass);
  g_autoptr (FopProblem) problem = fop_problem_new (klass, settings, experiment->seed, error);

  if (problem == NULL)
    return NULL;
  g_free (experiment->title);
  experiment->title = title_of (klass, settings);
  experiment->steps = STEPS;
  fop_settings_free (experiment->problem_settings);
  experiment->problem_settings = fop_settings_copy (settings);
  add_run (experiment, "GD", "sgd", short_rate (problem->smoothness), problem->dimension);
  add_run (experiment, "Adam", "adam", 0.01, problem->dimension);
  add_run (experiment, "FOP", "fop", short_rate (problem->smoothness), problem->dimension);
  return g_steal_pointer (&experiment);
}
