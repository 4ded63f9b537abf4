/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions shared by trackers of P. */
#include "core/methods/trackers/tracker.h"

#include <math.h>

double
fop_learning_coefficient (const FopLearning *learning, const FopGradientPair *pair, double size)
{
  double coefficient = learning->hyper_rate;

  if (learning->normalize == FOP_NORMALIZE_NONE)
    coefficient *= learning->rate * pair->norms;
  else if (learning->normalize == FOP_NORMALIZE_FROBENIUS)
    coefficient /= size;
  return isfinite (coefficient) ? coefficient : 0;
}

static gboolean
keeps_factor (const FopSettings *settings)
{
  return fop_settings_boolean (settings, "keep-factor")
         || fop_settings_number (settings, "hyper-momentum") > 0;
}

FopTracker *
fop_dense_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  if (keeps_factor (settings))
    return fop_factor_tracker_new (settings, of, error);
  if (of->columns == 1)
    return fop_vector_tracker_new (settings, of, error);
  if (of->single)
    return fop_matrix_tracker_new_single (settings, of, error);
  return fop_matrix_tracker_new (settings, of, error);
}

void
fop_tracker_free (FopTracker *tracker)
{
  if (tracker == NULL)
    return;
  if (tracker->klass->free != NULL)
    tracker->klass->free (tracker);
  g_free (tracker);
}

void
fop_tracker_init (FopTracker *tracker, const FopTrackerClass *klass, gsize rows, gsize columns,
                  gsize state_size, const FopSettings *settings)
{
  tracker->klass = klass;
  tracker->dimension = rows * columns;
  tracker->rows = rows;
  tracker->columns = columns;
  tracker->state_size = state_size;
  tracker->bounds = fop_bounds_from (settings);
}

gsize
fop_tracker_single (const FopTracker *tracker)
{
  return 1;
}

FopPreconditionerInfo
fop_tracker_single_info (const FopTracker *tracker, gsize block)
{
  return (FopPreconditionerInfo){
    .name = "",
    .order = tracker->rows,
    .rows = tracker->rows,
    .columns = tracker->columns,
  };
}
