/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spectral densities at the end of the runs. */

#include "app/cli/density-output.h"

#include "app/cli/figures.h"
#include "core/output/run-folders.h"
#include "core/study/density.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/session-source.h"

#include <stdio.h>

/* @folder: the run's, see fop_run_folders() */
static gboolean
write_run (FopSnapshot *snapshot, gsize run, const char *place, const char *folder,
           const GArray *formats, GPtrArray *files, GError **error)
{
  g_autofree char *figures = g_build_filename (place, "figures", folder, NULL);
  g_autofree char *runs = g_build_filename (place, "runs", NULL);
  g_autofree char *numbers = g_build_filename (runs, folder, NULL);
  g_autofree char *csv = g_build_filename (numbers, "density.csv", NULL);
  g_autoptr (FopDensity) density = fig_session_density (snapshot, run);
  const FigKind *kind = fig_kind_find ("density");
  const FigSource source = { .snapshot = snapshot, .run = run, .density = density };
  g_autoptr (FigFigure) figure = NULL;
  g_autofree char *provenance = NULL;

  if (density == NULL || density->hessian.estimate == NULL)
    return TRUE;
  figure = kind->build (&source, NULL);
  provenance = cli_provenance (kind, &source, NULL, files);
  return cli_folder_make (runs, error) && cli_folder_make (numbers, error)
         && fop_density_write_csv (density, csv, error)
         && cli_figure_write (figure, CLI_FIGURE_HEIGHT, figures, "density", formats, provenance,
                              error);
}

gboolean
cli_densities_write (FopSession *session, const char *directory, const GArray *formats,
                     GPtrArray *files, gboolean costly, gboolean quiet, GError **error)
{
  const FopProblem *problem = fop_session_problem (session);
  g_auto (GStrv) folders = fop_run_folders (fop_session_experiment (session));
  const FopWatch numbers = { .theta = FOP_RUNS_ALL, .preconditioners = FOP_RUNS_ALL };
  g_autoptr (FopSnapshot) snapshot = NULL;

  if (!fig_kind_find ("density")->applies (problem) || !(costly || fop_density_is_cheap (problem)))
    return TRUE;
  snapshot = fop_session_snapshot (session, &numbers);
  if (!quiet && !fop_density_is_cheap (problem))
    fprintf (stderr, "Spectral densities: about %d Hessian-vector products per run …\n",
             2 * FOP_DENSITY_PROBES * FOP_DENSITY_STEPS);
  for (gsize run = 0; run < snapshot->n_runs; run++)
    if (!write_run (snapshot, run, directory, folders[run], formats, files, error))
      return FALSE;
  return TRUE;
}
