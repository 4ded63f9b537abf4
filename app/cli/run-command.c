/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `run FILE.fopx`: runs an experiment, then writes its results and figures. */

#include "app/cli/cli.h"
#include "app/cli/density-output.h"
#include "app/cli/figures.h"
#include "app/cli/load-experiment.h"
#include "app/cli/output-folder.h"
#include "app/cli/stepping.h"
#include "core/output/results.h"
#include "core/output/stale.h"
#include "core/study/diagnosis.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  char *out;
  char *formats;
  char **assignments;
  gint64 steps;
  int jobs;
  gboolean density;
  gboolean no_experiment;
  gboolean quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->out);
  g_free (options->formats);
  g_strfreev (options->assignments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* FILE without its extension; a file without one gets "-results", since a folder cannot have its
 * name. */
static char *
default_directory (const char *file)
{
  const char *slash = strrchr (file, G_DIR_SEPARATOR);
  const char *name = slash != NULL ? slash + 1 : file;
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot == name)
    return g_strconcat (file, "-results", NULL);
  return g_strndup (file, (gsize) (dot - file));
}

/* One line per run on stdout: the main results. */
static void
print_outcome (FopSession *session)
{
  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    {
      FopRun *run = fop_session_run (session, i);
      const char *reason = fop_diagnosis_of (run);

      printf ("%-20s %-9s at step %" G_GUINT64_FORMAT ", loss %.6g%s%s\n", fop_run_spec (run)->name,
              fop_run_status_word (fop_run_status (run)), fop_run_current_step (run),
              fop_run_loss (run), reason != NULL ? ": " : "", reason != NULL ? reason : "");
    }
}

/* Results last, since their summary lists all files. */
static gboolean
write_all (FopSession *session, const double *seconds, const char *place, const char *directory,
           const Options *options, const GArray *formats, GError **error)
{
  g_autoptr (GPtrArray) files
      = options->no_experiment ? NULL : fop_data_files (fop_session_experiment (session));

  return cli_figures_write (session, place, formats, files, error)
         && cli_densities_write (session, place, formats, files, options->density, options->quiet,
                                 error)
         && fop_results_write (session, seconds, place, directory, error);
}

static CliStatus
run_file (const char *file, const Options *options, const GArray *formats)
{
  g_autofree char *directory
      = options->out != NULL ? g_strdup (options->out) : default_directory (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = cli_experiment_load (file, options->assignments, options->steps, &error);
  g_autoptr (FopSession) session = experiment != NULL ? fop_session_new (experiment, &error) : NULL;
  g_autoptr (CliOutput) output = NULL;
  g_autoptr (GHashTable) stale = NULL;
  g_autofree double *seconds = NULL;
  gboolean written;

  if (session == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  output = cli_output_open (directory, &error);
  if (output == NULL)
    return cli_complain (CLI_FAILED, "%s", error->message);

  cli_print_notes (fop_session_problem (session)->notes);
  seconds = g_new (double, fop_session_n_runs (session));
  cli_session_finish (session, options->jobs, options->quiet, seconds);

  written = write_all (session, seconds, cli_output_place (output), directory, options, formats,
                       &error);
  stale = fop_stale_results (directory);
  if (!cli_output_commit (output, written, stale, &error))
    return cli_complain (CLI_FAILED, "%s", error->message);
  if (!options->quiet)
    {
      print_outcome (session);
      cli_print_place (directory);
    }
  return cli_session_diverged (session) ? CLI_DIVERGED : CLI_DONE;
}

CliStatus
cli_run (char **arguments)
{
  g_auto (Options) options = { .steps = -1, .jobs = 0 };
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out,
      "Output folder (default: FILE without its extension)", "DIR" },
    { "steps", 's', 0, G_OPTION_ARG_INT64, &options.steps, "Number of steps, overriding the file",
      "N" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.assignments,
      "Set a parameter of a run; RUN may be * for all runs that have KEY; repeatable",
      "RUN.KEY=VALUE" },
    { "formats", 'f', 0, G_OPTION_ARG_FILENAME, &options.formats,
      "Figure formats: pdf, svg, png (default: pdf); of their data: csv, npz, json, tex (pgfplots)",
      "LIST" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      "Number of runs to compute in parallel (default: the number of processors)", "N" },
    { "density", 0, 0, G_OPTION_ARG_NONE, &options.density,
      "Estimate spectral densities even if that is slow: minutes for a network", NULL },
    { "no-experiment", 0, 0, G_OPTION_ARG_NONE, &options.no_experiment,
      "Do not store the experiment in the figures", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Do not print progress or a summary",
      NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FILE.fopx",
      "Runs an experiment to the end, then writes its results and figures. Nothing is written\n"
      "until all runs have finished: if interrupted with Ctrl-C, it leaves no results.",
      entries);

  if (words == NULL || !cli_texts_to_utf8 (options.assignments))
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (CLI_BAD_INPUT, "run needs one file: " CLI_NAME " run FILE.fopx");
  if (!cli_steps_check (options.steps) || !cli_jobs_check (&options.jobs))
    return CLI_BAD_INPUT;

  g_autoptr (GArray) formats = cli_formats_parse (options.formats);

  return formats != NULL ? run_file (words[0], &options, formats) : CLI_BAD_INPUT;
}
