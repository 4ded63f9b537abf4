/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An experiment as modified by a command's options. */

#include "app/cli/load-experiment.h"

#include "core/settings/error.h"

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

FopExperiment *
cli_experiment_load_any (const char *path, GError **error)
{
  g_autofree char *file = NULL;
  FopExperiment *experiment;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return cli_experiment_load (path, NULL, 0, error);
  file = g_build_filename (path, "experiment.fopx", NULL);
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO,
                   "%s: a folder without experiment.fopx; only results of `run` can be drawn again",
                   path);
      return NULL;
    }
  experiment = cli_experiment_load (file, NULL, 0, error);
  if (experiment == NULL)
    g_prefix_error (error, "the experiment of these results cannot be reopened: ");
  return experiment;
}
