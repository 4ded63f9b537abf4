/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The experiment of tests of runs: several methods in a quadratic valley. */

#include "core/experiment/experiment.h"
#include "core/run/history.h"

#include <string.h>

/* "key=value key=value …" */
static inline void
give (FopSettings *settings, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word; word++)
    {
      g_auto (GStrv) pair = g_strsplit (*word, "=", 2);
      g_autoptr (GError) error = NULL;

      if (!pair[0])
        continue;
      fop_settings_set_text (settings, pair[0], pair[1], "test", &error);
      g_assert_no_error (error);
    }
}

static inline FopExperiment *
experiment_on (const char *problem, const char *settings, guint64 steps)
{
  FopExperiment *experiment = fop_experiment_new (fop_problem_class_find (problem, NULL));

  give (experiment->problem_settings, settings);
  experiment->steps = steps;
  experiment->seed = 1;
  return experiment;
}

static inline FopRunSpec *
add_run (FopExperiment *experiment, const char *name, const char *method, const char *settings)
{
  FopRunSpec *spec = fop_run_spec_new (name, fop_method_class_find (method, NULL));

  give (spec->settings, settings);
  spec->style = experiment->runs->len;
  g_ptr_array_add (experiment->runs, spec);
  return spec;
}

static inline FopExperiment *
valley (guint64 steps)
{
  return experiment_on ("quadratic", "dimension=10 condition=100 seed=3", steps);
}

static inline const FopParameter *
parameter_of (const char *method, const char *key)
{
  const FopMethodClass *klass = fop_method_class_find (method, NULL);
  gssize index = fop_parameter_table_find (&klass->table, key);

  g_assert_cmpint (index, >=, 0);
  return &klass->table.parameters[index];
}

static inline void
assert_same_curves (const FopCurves *a, const FopCurves *b)
{
  gsize size = a->n_columns * sizeof (double);

  g_assert_cmpuint (a->n_columns, ==, b->n_columns);
  g_assert_cmpuint (a->stride, ==, b->stride);
  g_assert_cmpuint (a->last_step, ==, b->last_step);
  g_assert_cmpuint (a->n_buckets, ==, b->n_buckets);
  g_assert_cmpmem (a->last, size, b->last, size);
  for (gsize c = 0; c < a->n_columns; c++)
    for (gsize i = 0; i < a->n_buckets; i++)
      {
        FopBucket x = fop_curves_bucket (a, c, i), y = fop_curves_bucket (b, c, i);

        g_assert_cmpmem (&x, sizeof x, &y, sizeof y);
      }
}

static inline void
assert_same_history (const FopHistory *a, const FopHistory *b)
{
  g_autoptr (FopCurves) p = fop_history_curves (a);
  g_autoptr (FopCurves) q = fop_history_curves (b);

  assert_same_curves (p, q);
}

/* The recorded value of a single row. */
static inline double
value_at (const FopHistory *history, const char *name, gsize step)
{
  g_autoptr (FopCurves) curves = fop_history_curves (history);
  gssize column = fop_curves_column (curves, name);

  g_assert_cmpint (column, >=, 0);
  return fop_curves_bucket (curves, (gsize) column, step).value;
}
