/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `analyze MATRIX…`: the instruments of matrices from any training run. */

#include "app/cli/cli.h"
#include "app/cli/figures.h"
#include "app/cli/output-folder.h"
#include "core/analysis/foreign.h"
#include "core/data/matrix-file.h"
#include "core/data/matrix-sequence.h"
#include "core/output/reading-write.h"
#include "core/output/stale.h"
#include "core/settings/error.h"
#include "ui/figures/kinds/reading-figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *out, *hessian, *formats, *as;
  gboolean quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->out);
  g_free (options->hessian);
  g_free (options->formats);
  g_free (options->as);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* FILE without its extension: "P.npy" → "P", "run.npz:P" → "run-P"; an array's name may contain
 * bytes that are invalid in file names, or that lead into other folders. */
static char *
default_directory (const char *name)
{
  g_autofree char *member = NULL, *path = fop_matrix_file_split (name, &member), *stem = NULL;
  const char *slash = strrchr (path, G_DIR_SEPARATOR), *base = slash != NULL ? slash + 1 : path;
  const char *dot = strchr (base, '.');
  g_autofree char *part = member != NULL ? g_uri_escape_string (member, " :,;+=@()[]", TRUE) : NULL;

  if (dot == NULL || dot == base)
    stem = g_strdup (path);
  else
    stem = g_strndup (path, (gsize) (dot - path));
  if (part != NULL)
    return g_strdup_printf ("%s-%s", stem, part);
  return dot == NULL || dot == base ? g_strconcat (path, "-analysis", NULL)
                                    : g_steal_pointer (&stem);
}

static gboolean
find_use (const char *word, FopMatrixUse *use)
{
  *use = FOP_MATRIX_PRECONDITIONER;
  for (int i = 0; fop_matrix_uses[i] != NULL; i++)
    if (word == NULL || g_str_equal (word, fop_matrix_uses[i]))
      {
        *use = (FopMatrixUse) i;
        return TRUE;
      }
  cli_complain (CLI_BAD_INPUT, "--as: “%s” is not one of preconditioner, symmetric-part and factor",
                word);
  return FALSE;
}

/* Passes on the notes on how a file was read. */
static void
pass_notes (FopMatrixSequence *sequence, FopReadingWriter *writer)
{
  cli_print_notes (fop_matrix_sequence_notes (sequence));
  fop_reading_writer_note (writer, fop_matrix_sequence_notes (sequence));
}

static FopArray *
read_hessian (const char *name, FopReadingWriter *writer, GError **error)
{
  const char *const names[] = { name, NULL };
  g_autoptr (FopMatrixSequence) file = fop_matrix_sequence_new (names, error);
  g_autoptr (FopArray) matrix = file != NULL ? fop_matrix_sequence_read (file, 0, error) : NULL;

  if (matrix != NULL)
    pass_notes (file, writer);
  return matrix != NULL ? fop_matrix_use (matrix, FOP_MATRIX_PRECONDITIONER, name, error) : NULL;
}

/* Adds other uses that the matrix allows. */
static void
add_remedy (const FopArray *matrix, GError **error)
{
  g_autofree char *message = NULL;

  if (!g_error_matches (*error, FOP_ERROR, FOP_ERROR_COMBINATION))
    return;
  message = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf (
      "%s: %s--as factor analyzes P = M Mᵀ for a factor M", message,
      matrix->rows == matrix->columns ? "--as symmetric-part analyzes ½ (A + Aᵀ), " : "");
}

static FopReading *
read_matrix (FopMatrixSequence *sequence, gsize index, FopMatrixUse use, const FopArray *hessian,
             GError **error)
{
  const char *name = fop_matrix_sequence_name (sequence, index);
  g_autoptr (FopArray) written = fop_matrix_sequence_read (sequence, index, error);
  g_autoptr (FopArray) matrix = written != NULL ? fop_matrix_use (written, use, name, error) : NULL;

  if (matrix == NULL)
    {
      if (written != NULL)
        add_remedy (written, error);
      return NULL;
    }
  g_clear_pointer (&written, fop_array_unref);
  return fop_reading_new (name, fop_matrix_sequence_step (sequence, index), matrix, hessian, error);
}

static char *
condition_text (double condition)
{
  return isinf (condition) ? g_strdup ("infinite") : g_strdup_printf ("%.6g", condition);
}

/* One line per matrix on stdout. */
static void
print_reading (const FopReading *reading, gboolean in_sequence)
{
  const FopSpectrum *spectrum = reading->spectrum;
  g_autofree char *note = fop_reading_note (reading);
  g_autofree char *own = condition_text (spectrum->condition);
  g_autofree char *with = condition_text (spectrum->condition_preconditioned);
  g_autofree char *without = condition_text (spectrum->condition_hessian);

  printf ("%s", reading->name);
  if (in_sequence)
    printf (", step %" G_GUINT64_FORMAT, reading->step);
  printf (": order %" G_GSIZE_FORMAT ", condition %s", spectrum->n, own);
  if (isinf (spectrum->condition_hessian))
    printf ("; the Hessian is singular");
  else if (!isnan (spectrum->condition_preconditioned))
    printf (", with the Hessian %s instead of %s", with, without);
  printf ("%s%s\n", note != NULL ? "; " : "", note != NULL ? note : "");
}

static gboolean
write_figures (FopReading *last, const char *directory, const GArray *formats, GError **error)
{
  g_autofree char *folder = g_build_filename (directory, "figures", NULL);
  g_autoptr (FigFigure) matrix = fig_reading_matrix_new (last, NULL);
  g_autoptr (FigFigure) spectrum = fig_reading_spectrum_new (last);
  g_autoptr (FigFigure) kernels = fig_reading_kernels_new (last);

  return cli_folder_make (folder, error)
         && cli_figure_write (matrix, CLI_FIGURE_HEIGHT, folder, "preconditioner", formats, NULL,
                              error)
         && cli_figure_write (spectrum, CLI_FIGURE_HEIGHT, folder, "spectrum", formats, NULL, error)
         && (kernels == NULL
             || cli_figure_write (kernels, CLI_FIGURE_HEIGHT, folder, "kernels", formats, NULL,
                                  error));
}

/* Reads all matrices and passes each to the writer. Returns: (transfer full): the last one; NULL
 * with @error. */
static FopReading *
read_all (FopMatrixSequence *sequence, const Options *options, FopMatrixUse use,
          const FopArray *hessian, FopReadingWriter *writer, GError **error)
{
  g_autoptr (FopReading) last = NULL;

  for (gsize i = 0; i < fop_matrix_sequence_length (sequence); i++)
    {
      g_clear_pointer (&last, fop_reading_unref);
      last = read_matrix (sequence, i, use, hessian, error);
      if (last == NULL)
        return NULL;
      if (i == 0
          || fop_matrix_sequence_name (sequence, i) != fop_matrix_sequence_name (sequence, 0))
        pass_notes (sequence, writer);
      fop_reading_writer_add (writer, last);
      if (!options->quiet)
        print_reading (last, fop_matrix_sequence_length (sequence) > 1);
    }
  return g_steal_pointer (&last);
}

static CliStatus
analyze (char **names, const Options *options, FopMatrixUse use, const GArray *formats)
{
  g_autofree char *directory
      = options->out != NULL ? g_strdup (options->out) : default_directory (names[0]);
  g_autoptr (FopReadingWriter) writer = fop_reading_writer_new ();
  g_autoptr (FopMatrixSequence) sequence = NULL;
  g_autoptr (FopReading) last = NULL;
  g_autoptr (FopArray) hessian = NULL;
  g_autoptr (CliOutput) output = NULL;
  g_autoptr (GHashTable) stale = NULL;
  g_autoptr (GError) error = NULL;
  const char *place;
  gboolean written;

  if (options->hessian != NULL
      && (hessian = read_hessian (options->hessian, writer, &error)) == NULL)
    return cli_complain (CLI_BAD_INPUT, "--hessian: %s", error->message);
  sequence = fop_matrix_sequence_new ((const char *const *) names, &error);
  if (sequence == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  output = cli_output_open (directory, &error);
  if (output == NULL)
    return cli_complain (CLI_FAILED, "%s", error->message);
  last = read_all (sequence, options, use, hessian, writer, &error);
  if (last == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);

  /* The summary last, since it lists all files. */
  place = cli_output_place (output);
  written = write_figures (last, place, formats, &error)
            && fop_reading_writer_commit (writer, place, &error);
  stale = fop_stale_results (directory);
  if (!cli_output_commit (output, written, stale, &error))
    return cli_complain (CLI_FAILED, "%s", error->message);
  if (!options->quiet)
    cli_print_place (directory);
  return CLI_DONE;
}

CliStatus
cli_analyze (char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out,
      "Output folder (default: the first file's name without its extension)", "DIR" },
    { "hessian", 0, 0, G_OPTION_ARG_FILENAME, &options.hessian,
      "Hessian to compare the matrices with", "FILE" },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &options.as,
      "What the matrices are: preconditioner (P itself, symmetric; the default),\n"
      "                         symmetric-part (P = ½ (A + Aᵀ)) or factor (P = M Mᵀ)",
      "USE" },
    { "formats", 'f', 0, G_OPTION_ARG_FILENAME, &options.formats,
      "Figure formats: pdf, svg, png (default: pdf); of their data: csv, npz, json, tex (pgfplots)",
      "LIST" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Do not print the findings", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_auto (GStrv) words = cli_parse_options (
      arguments, "MATRIX…",
      "Reads preconditioners from any training run: .npy, .npz (FILE.npz:ARRAY), CSV, Matrix\n"
      "Market. Several files, or a three-dimensional array, form a sequence: the last integer\n"
      "in a file's name is its step. Writes instruments, eigenvalues and figures of the last "
      "matrix.",
      entries);
  FopMatrixUse use;

  if (words == NULL)
    return CLI_BAD_INPUT;
  if (g_strv_length (words) == 0)
    return cli_complain (CLI_BAD_INPUT, "analyze needs a matrix: " CLI_NAME " analyze P.npy");
  if (!find_use (options.as, &use))
    return CLI_BAD_INPUT;

  g_autoptr (GArray) formats = cli_formats_parse (options.formats);

  return formats != NULL ? analyze (words, &options, use, formats) : CLI_BAD_INPUT;
}
