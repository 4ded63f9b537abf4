/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `report FILE.fopx`: runs an experiment, then writes a report about it. */

#include "app/cli/cli.h"
#include "app/cli/load-experiment.h"
#include "app/cli/output-folder.h"
#include "app/cli/stepping.h"
#include "ui/figures/report/report.h"

#include <string.h>

typedef struct
{
  char **out;
  char **assignments;
  gint64 steps;
  int jobs;
  gboolean quiet;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->out);
  g_strfreev (options->assignments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Beside the experiment: NAME-report.html and NAME-report.pdf. */
static char **
default_paths (const char *file)
{
  gsize length = strlen (file) - (g_str_has_suffix (file, ".fopx") ? strlen (".fopx") : 0);
  g_autofree char *stem = g_strndup (file, length);
  char **paths = g_new0 (char *, 3);

  paths[0] = g_strconcat (stem, "-report.html", NULL);
  paths[1] = g_strconcat (stem, "-report.pdf", NULL);
  return paths;
}

static gboolean
check_paths (char **paths)
{
  for (char **path = paths; *path != NULL; path++)
    if (!fig_report_can_write (*path))
      {
        cli_complain (CLI_BAD_INPUT, "--out: “%s” ends in neither .html nor .pdf", *path);
        return FALSE;
      }
  return TRUE;
}

static CliStatus
report_on (const char *file, char **paths, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = cli_experiment_load (file, options->assignments, options->steps, &error);
  g_autoptr (FopSession) session = experiment != NULL ? fop_session_new (experiment, &error) : NULL;
  g_autoptr (FigReport) report = NULL;

  if (session == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  cli_print_notes (fop_session_problem (session)->notes);
  cli_session_finish (session, options->jobs, options->quiet, NULL);

  report = fig_report_new (session);
  for (char **path = paths; *path != NULL; path++)
    {
      if (!fig_report_write (report, *path, &error))
        return cli_complain (CLI_FAILED, "%s", error->message);
      if (!options->quiet)
        cli_print_place (*path);
    }
  return cli_session_diverged (session) ? CLI_DIVERGED : CLI_DONE;
}

CliStatus
cli_report (char **arguments)
{
  g_auto (Options) options = { .steps = -1 };
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.out,
      "Report to write, .html or .pdf; repeatable (default: both, beside FILE)", "REPORT" },
    { "steps", 's', 0, G_OPTION_ARG_INT64, &options.steps, "Number of steps, overriding the file",
      "N" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.assignments,
      "Set a parameter of a run; RUN may be * for all runs that have KEY; repeatable",
      "RUN.KEY=VALUE" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      "Number of runs to compute in parallel (default: the number of processors)", "N" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Do not print progress or names of files",
      NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FILE.fopx",
      "Runs an experiment to the end, then writes a report: the question, settings, results,\n"
      "figures and instruments of all runs, as a self-contained web page and as a PDF file.",
      entries);
  g_auto (GStrv) paths = NULL;

  if (words == NULL || !cli_texts_to_utf8 (options.assignments))
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (CLI_BAD_INPUT, "report needs one file: " CLI_NAME " report FILE.fopx");
  if (!cli_steps_check (options.steps) || !cli_jobs_check (&options.jobs))
    return CLI_BAD_INPUT;
  paths = options.out != NULL ? g_strdupv (options.out) : default_paths (words[0]);
  return check_paths (paths) ? report_on (words[0], paths, &options) : CLI_BAD_INPUT;
}
