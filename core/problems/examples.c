/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Training examples: their settings, their batches, and walks over them. */

#include "core/problems/examples.h"

#include "core/data/labels.h"
#include "core/data/notes.h"
#include "core/data/philox.h"
#include "core/data/split.h"
#include "core/settings/error.h"

#include <string.h>

const char *const fop_reductions[] = { "mean", "sum", NULL };

/* Loads @test, or moves its rows from @train if they are held out. */
static gboolean
load_test (FopExamples *examples, const FopSettings *settings, gboolean real_targets, guint64 seed,
           GError **error)
{
  const FopSettings *source = fop_settings_group (settings, "test");
  g_autoptr (FopDataset) all = NULL;

  if (fop_settings_has (settings, "test-fraction"))
    {
      if (source != NULL)
        {
          g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                               "test-fraction: has no effect if test data are given; omit one of "
                               "the two");
          return FALSE;
        }
      all = g_steal_pointer (&examples->train);
      return fop_dataset_split (all, fop_settings_number (settings, "test-fraction"), seed,
                                &examples->train, &examples->test, error);
    }
  if (source == NULL)
    return TRUE;

  examples->test = fop_dataset_load (source, real_targets, examples->train, seed, error);
  if (examples->test == NULL)
    g_prefix_error_literal (error, "test: ");
  return examples->test != NULL;
}

/* Mislabels some of the training rows, which nothing else refers to yet. */
static gboolean
add_label_noise (FopExamples *examples, double fraction, guint64 seed, GError **error)
{
  if (fraction == 0)
    return TRUE;
  if (examples->train->classes < 2)
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                           "label-noise: the targets are numbers, not classes");
      return FALSE;
    }
  fop_dataset_mislabel (examples->train, fraction, seed);
  return TRUE;
}

gboolean
fop_examples_load (FopExamples *examples, const FopSettings *settings, gboolean real_targets,
                   guint64 seed, GError **error)
{
  g_autoptr (FopSettings) none = fop_settings_new (&fop_dataset_table);
  const FopSettings *source = fop_settings_group (settings, "data");
  gsize batch = (gsize) fop_settings_integer (settings, "batch");

  *examples = (FopExamples){
    .seed = seed,
    .reduction = (FopReduction) fop_settings_choice (settings, "loss"),
    .l2 = fop_settings_number (settings, "l2"),
  };
  examples->train
      = fop_dataset_load (source != NULL ? source : none, real_targets, NULL, seed, error);
  if (examples->train == NULL)
    {
      g_prefix_error_literal (error, "data: ");
      return FALSE;
    }
  if (!load_test (examples, settings, real_targets, seed, error)
      || !add_label_noise (examples, fop_settings_number (settings, "label-noise"), seed, error))
    return FALSE;
  if (batch > examples->train->rows)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "batch: %" G_GSIZE_FORMAT " rows, but there are only %" G_GSIZE_FORMAT
                   " training rows",
                   batch, examples->train->rows);
      return FALSE;
    }
  examples->batch = batch < examples->train->rows ? batch : 0;
  return TRUE;
}

void
fop_examples_clear (FopExamples *examples)
{
  g_clear_pointer (&examples->train, fop_dataset_unref);
  g_clear_pointer (&examples->test, fop_dataset_unref);
}

gsize
fop_examples_work_size (const FopExamples *examples)
{
  G_STATIC_ASSERT (sizeof (gsize) == sizeof (double));

  if (examples->batch == 0)
    return 0;
  return examples->batch
         + MIN (examples->batch, FOP_EXAMPLES_ROWS) * (examples->train->features + 1);
}

double
fop_examples_weight (const FopExamples *examples, gsize rows)
{
  return examples->reduction == FOP_REDUCTION_MEAN ? 1 / (double) rows : 1;
}

gboolean
fop_examples_check_numbers (const FopExamples *examples, GError **error)
{
  if (!fop_dataset_check_numbers (examples->train, error))
    {
      g_prefix_error_literal (error, "data: ");
      return FALSE;
    }
  if (examples->test == NULL || fop_dataset_check_numbers (examples->test, error))
    return TRUE;
  g_prefix_error_literal (error, "test: ");
  return FALSE;
}

GPtrArray *
fop_examples_notes (const FopExamples *examples)
{
  GPtrArray *notes = NULL;

  fop_notes_add_all (&notes, examples->train->notes);
  if (examples->test != NULL)
    fop_notes_add_all (&notes, examples->test->notes);
  return notes;
}

char *
fop_examples_describe (const FopExamples *examples, gsize dimension)
{
  g_autofree char *batch = examples->batch > 0
                               ? g_strdup_printf (", batch %" G_GSIZE_FORMAT, examples->batch)
                               : g_strdup ("");

  return g_strdup_printf (", %s, n = %" G_GSIZE_FORMAT "%s", examples->train->description,
                          dimension, batch);
}

FopWalk
fop_walk_step (const FopExamples *examples, guint64 step, double *work)
{
  FopWalk walk = fop_walk_set (examples->train);

  if (step == FOP_STEP_ALL || examples->batch == 0)
    return walk;
  fop_batch_rows (examples->seed, step, walk.total, examples->batch, (gsize *) work);
  walk.total = examples->batch;
  walk.chosen = (const gsize *) work;
  walk.gathered = work + examples->batch;
  return walk;
}

FopWalk
fop_walk_set (const FopDataset *set)
{
  return (FopWalk){ .total = set->rows, .set = set };
}

gboolean
fop_walk_gathers (const FopWalk *walk)
{
  return walk->chosen != NULL;
}

static void
round_row (gsize n, const double *from, float *to)
{
  for (gsize i = 0; i < n; i++)
    to[i] = (float) from[i];
}

gboolean
fop_walk_next (FopWalk *walk)
{
  gsize features = walk->set->features;
  double *inputs = walk->gathered, *targets;

  walk->done += walk->rows;
  walk->rows = MIN (walk->total - walk->done, FOP_EXAMPLES_ROWS);
  if (walk->chosen == NULL)
    {
      walk->inputs = walk->set->inputs + walk->done * features;
      walk->targets = walk->set->targets + walk->done;
      return walk->rows > 0;
    }

  targets = inputs + MIN (walk->total, FOP_EXAMPLES_ROWS) * features;
  for (gsize i = 0; i < walk->rows; i++)
    {
      gsize row = walk->chosen[walk->done + i];

      const double *from = walk->set->inputs + row * features;

      if (walk->rounded != NULL)
        round_row (features, from, walk->rounded + i * features);
      else
        memcpy (inputs + i * features, from, features * sizeof (double));
      targets[i] = walk->set->targets[row];
    }
  walk->inputs = walk->rounded == NULL ? inputs : NULL;
  walk->targets = targets;
  return walk->rows > 0;
}
