/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `foresee FILE.fopx`: reverses one run from its end. */

#include "app/cli/cli.h"
#include "app/cli/figures.h"
#include "app/cli/load-experiment.h"
#include "app/cli/output-folder.h"
#include "app/cli/progress-bar.h"
#include "app/cli/stepping.h"
#include "core/output/stale.h"
#include "core/settings/error.h"
#include "core/study/foresight.h"
#include "ui/figures/kinds/foresight-figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define META_ITERATIONS_MAX 100000
#define ENDING              ".fopx"
/* Relative difference of the final losses above which rounding errors have grown enough to be
 * reported. */
#define APART         1e-3
#define FIGURE_HEIGHT 640 /* three plots */

typedef struct
{
  char *out, *run, *formats;
  char **assignments;
  gint64 steps;
  int meta_iterations;
  gboolean no_experiment;
  gboolean quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->out);
  g_free (options->run);
  g_free (options->formats);
  g_strfreev (options->assignments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "valley.fopx" → "valley-foresight" */
static char *
default_directory (const char *file)
{
  gsize length = strlen (file);

  if (g_str_has_suffix (file, ENDING))
    length -= strlen (ENDING);
  return g_strdup_printf ("%.*s-foresight", (int) length, file);
}

/* The run that --run names; without it the only one, or the first. */
static gssize
find_run (const FopExperiment *experiment, const char *name, GError **error)
{
  if (name != NULL)
    return fop_experiment_require_run (experiment, name, "--run", error);
  if (experiment->runs->len > 0)
    return 0;
  g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "the experiment has no run to reverse");
  return -1;
}

static void
show_progress (guint64 done, guint64 total, gpointer data)
{
  cli_progress_update (data, done, total);
}

static FopForesight *
foresee (const FopExperiment *experiment, gsize run, const Options *options, GError **error)
{
  g_autoptr (CliProgress) progress = cli_progress_new (options->quiet);

  return fop_foresight_new (experiment, run, (guint) options->meta_iterations, show_progress,
                            progress, NULL, error);
}

static void
print_outcome (const FopForesight *foresight, const char *directory)
{
  guint64 rounds = foresight->iterations->last_step;
  double apart = fabs (foresight->loss - foresight->run_loss);

  printf ("%-20s %" G_GSIZE_FORMAT " steps reversed bit for bit, loss %.6g\n", foresight->run,
          foresight->n_steps, foresight->loss);
  if (apart > APART * fabs (foresight->run_loss))
    printf ("%-20s the run itself, in double precision, reached %.6g\n", "", foresight->run_loss);
  if (rounds > 0)
    printf ("%-20s loss %.6g with the learning rates after %" G_GUINT64_FORMAT " meta-iterations\n",
            "", fop_foresight_optimized_loss (foresight), rounds);
  cli_print_place (directory);
}

/* Returns: (transfer full) (nullable): what the figure carries. */
static char *
provenance_text (const FopExperiment *experiment, gsize run, const Options *options)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (FigProvenance) provenance = NULL;

  if (options->no_experiment)
    return NULL;
  files = fop_data_files (experiment);
  provenance = fig_provenance_new_of_run (experiment, run, experiment->steps, files);
  return fig_provenance_to_text (provenance);
}

static CliStatus
foresee_file (const char *file, const Options *options, const GArray *formats)
{
  g_autofree char *directory
      = options->out != NULL ? g_strdup (options->out) : default_directory (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = cli_experiment_load (file, options->assignments, options->steps, &error);
  g_autoptr (GHashTable) stale = fop_stale_foresight ();
  g_autoptr (CliOutput) output = NULL;
  g_autoptr (FopForesight) foresight = NULL;
  g_autoptr (FigFigure) figure = NULL;
  g_autofree char *provenance = NULL;
  const char *place;
  gboolean written;
  gssize run = experiment != NULL ? find_run (experiment, options->run, &error) : -1;

  if (run < 0)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  output = cli_output_open (directory, &error);
  if (output == NULL)
    return cli_complain (CLI_FAILED, "%s", error->message);
  foresight = foresee (experiment, (gsize) run, options, &error);
  if (foresight == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  cli_print_notes (foresight->notes);

  figure = fig_foresight_figure_new (foresight);
  provenance = provenance_text (experiment, (gsize) run, options);
  place = cli_output_place (output);
  written = fop_foresight_write (foresight, place, &error)
            && cli_figure_write (figure, FIGURE_HEIGHT, place, "foresight", formats, provenance,
                                 &error);
  if (!cli_output_commit (output, written, stale, &error))
    return cli_complain (CLI_FAILED, "%s", error->message);
  if (!options->quiet)
    print_outcome (foresight, directory);
  return CLI_DONE;
}

CliStatus
cli_foresee (char **arguments)
{
  g_auto (Options) options = { .steps = -1, .meta_iterations = 20 };
  const GOptionEntry entries[] = {
    { "run", 'r', 0, G_OPTION_ARG_FILENAME, &options.run, "Run to reverse (default: the first)",
      "NAME" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out,
      "Output folder (default: FILE without its extension, -foresight)", "DIR" },
    { "meta-iterations", 'k', 0, G_OPTION_ARG_INT, &options.meta_iterations,
      "Number of hypergradient steps on the learning rates (default: 20)", "K" },
    { "steps", 's', 0, G_OPTION_ARG_INT64, &options.steps, "Number of steps, overriding the file",
      "N" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.assignments,
      "Set a parameter of a run; RUN may be * for all runs that have KEY; repeatable",
      "RUN.KEY=VALUE" },
    { "formats", 'f', 0, G_OPTION_ARG_FILENAME, &options.formats,
      "Figure formats: pdf, svg, png (default: pdf); of their data: csv, npz, json, tex (pgfplots)",
      "LIST" },
    { "no-experiment", 0, 0, G_OPTION_ARG_NONE, &options.no_experiment,
      "Do not store the experiment in the figure", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Do not print progress or a summary",
      NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FILE.fopx",
      "What would a far-sighted learner have done? Runs momentum SGD (method sgd, or hd and fop\n"
      "with base sgd) to the end, reverses it bit for bit, and writes the derivative of the\n"
      "last loss with respect to every step's learning rate, momentum and preconditioner, next\n"
      "to the one-step derivatives; then optimizes the learning rates along these hypergradients.",
      entries);

  if (words == NULL || !cli_texts_to_utf8 (options.assignments) || !cli_text_to_utf8 (&options.run))
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (CLI_BAD_INPUT, "foresee needs one file: " CLI_NAME " foresee FILE.fopx");
  if (!cli_steps_check (options.steps))
    return CLI_BAD_INPUT;
  if (options.meta_iterations < 0 || options.meta_iterations > META_ITERATIONS_MAX)
    return cli_complain (CLI_BAD_INPUT, "--meta-iterations: expected an integer from 0 to %d",
                         META_ITERATIONS_MAX);

  g_autoptr (GArray) formats = cli_formats_parse (options.formats);

  return formats != NULL ? foresee_file (words[0], &options, formats) : CLI_BAD_INPUT;
}
