/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `extract FIGURE`: writes the experiment that a figure carries. */

#include "app/cli/cli.h"
#include "app/cli/output-folder.h"
#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paper/provenance.h"

#include <stdio.h>
#include <string.h>

/* FIGURE with the extension of an experiment. */
static char *
default_path (const char *figure)
{
  const char *slash = strrchr (figure, G_DIR_SEPARATOR);
  const char *dot = strrchr (slash != NULL ? slash : figure, '.');
  int length = (int) (dot != NULL ? dot - figure : (gssize) strlen (figure));

  return g_strdup_printf ("%.*s.fopx", length, figure);
}

/* ", quantity gradient-norm" */
static void
append_options (GString *text, const FigKind *kind, const FigOptions *options)
{
  for (gsize i = 0; i < kind->n_choices; i++)
    {
      const char *word = fig_options_get (options, kind->choices[i].key);

      if (word != NULL)
        g_string_append_printf (text, ", %s %s", kind->choices[i].key, word);
    }
}

/* "loss at step 2000, run FOP, preconditioner 2, quantity gradient-norm; spectrum" */
static char *
figure_text (const FigProvenance *provenance)
{
  const FigKind *kind = provenance->kind;
  g_autoptr (GString) text = g_string_new (kind != NULL ? kind->id : "figure");

  g_string_append_printf (text, " at step %" G_GUINT64_FORMAT, provenance->step);
  if (provenance->run != NULL && (kind == NULL || kind->per_run || provenance->more->len > 0))
    g_string_append_printf (text, ", run %s", provenance->run);
  if (provenance->block > 0)
    g_string_append_printf (text, ", preconditioner %" G_GSIZE_FORMAT, provenance->block + 1);
  if (kind != NULL)
    append_options (text, kind, provenance->options);
  for (guint i = 0; i < provenance->more->len; i++)
    {
      const FigDrawn *drawn = provenance->more->pdata[i];

      g_string_append_printf (text, "; %s", drawn->kind->id);
      append_options (text, drawn->kind, drawn->options);
    }
  return g_strdup (text->str);
}

/* Without its data an experiment can still be written, though not run. */
static gboolean
is_valid (const FigProvenance *provenance, const char *figure, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (FopExperiment) experiment
      = fig_provenance_read_experiment (provenance, figure, &reason);

  if (experiment != NULL || g_error_matches (reason, FOP_ERROR, FOP_ERROR_IO))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static void
print_changes (const FigProvenance *provenance)
{
  g_autofree char *changes = fop_data_files_changes (provenance->files);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_auto (GStrv) lines = g_strsplit (changes != NULL ? changes : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add (notes, *line);
  cli_print_notes (notes);
}

static CliStatus
extract_file (const char *figure, const char *out, gboolean quiet)
{
  g_autofree char *path = out != NULL ? g_strdup (out) : default_path (figure);
  g_autoptr (GError) error = NULL;
  g_autoptr (FigProvenance) provenance = fig_provenance_load (figure, &error);
  g_autofree char *text = NULL;

  if (provenance == NULL || !is_valid (provenance, figure, &error))
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return cli_complain (CLI_BAD_INPUT,
                         "%s: exists and is not overwritten; --out names another file", path);
  print_changes (provenance);
  if (!fop_whole_file_write (path, provenance->experiment, strlen (provenance->experiment), &error))
    return cli_complain (CLI_FAILED, "%s", error->message);
  if (quiet)
    return CLI_DONE;
  text = figure_text (provenance);
  printf ("%s\n", text);
  cli_print_place (path);
  return CLI_DONE;
}

CliStatus
cli_extract (char **arguments)
{
  g_autofree char *out = NULL;
  gboolean quiet = FALSE;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out,
      "Experiment to write (default: FIGURE with the extension .fopx)", "FILE.fopx" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Do not print the step and the figure", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FIGURE",
      "Writes the experiment that an exported figure carries, and prints at which step the figure\n"
      "was drawn. FIGURE is a PDF, an SVG or a PNG. Existing files are not overwritten. Data is\n"
      "not part of a figure: files that have changed since, or are missing, are named.",
      entries);

  if (words == NULL)
    return CLI_BAD_INPUT;
  if (g_strv_length (words) != 1)
    return cli_complain (CLI_BAD_INPUT, "extract needs one file: " CLI_NAME " extract FIGURE");
  return extract_file (words[0], out, quiet);
}
