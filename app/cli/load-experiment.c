/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An experiment as modified by a command's options. */

#include "app/cli/load-experiment.h"

FopExperiment *
cli_experiment_load (const char *file, char **assignments, gint64 steps, GError **error)
{
  g_autoptr (FopExperiment) experiment = fop_experiment_load (file, error);

  if (experiment == NULL)
    return NULL;
  for (char **assignment = assignments; assignment != NULL && *assignment != NULL; assignment++)
    if (!fop_experiment_assign (experiment, *assignment, error))
      return NULL;
  if (steps > 0)
    experiment->steps = (guint64) steps;
  return g_steal_pointer (&experiment);
}
