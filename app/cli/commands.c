/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: dispatches to the command. */

#include "app/cli/cli.h"
#include "app/cli/output-folder.h"
#include "core/linalg/blas.h"
#include "core/settings/plain-text.h"

#include "core/output/version.h"
#include "ui/figures/paint/text.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *word;
  CliStatus (*function) (char **arguments);
  gboolean computes;
} commands[] = {
  { "run", cli_run, TRUE },
  { "render", cli_render, TRUE },
  { "animate", cli_animate, TRUE },
  { "report", cli_report, TRUE },
  { "foresee", cli_foresee, TRUE },
  { "analyze", cli_analyze, TRUE },
  { "extract", cli_extract, FALSE },
  { "list", cli_list, FALSE },
  { "describe", cli_describe, FALSE },
};

static const char help[]
    = "usage: " CLI_NAME " run FILE.fopx [--out DIR] [--steps N] [--set RUN.KEY=VALUE …]\n"
      "                             [--formats pdf,svg,png] [--jobs N] [--no-experiment]\n"
      "                             [--quiet]\n"
      "       " CLI_NAME " render FOLDER|FILE.fopx --figure KIND[:RUN[:BLOCK]] --out FILE …\n"
      "                                [--at STEP] [--set-option NAME=VALUE …] [--style FILE]\n"
      "                                [--preset WORD] [--width 85mm] [--font-size 8] …\n"
      "       " CLI_NAME " animate FOLDER|FILE.fopx --figure KIND[:RUN[:BLOCK]] --out FILE …\n"
      "                                 [--from STEP] [--to STEP] [--every STEPS] [--fps RATE]\n"
      "                                 [--hold SECONDS] [--preset WORD] …\n"
      "       " CLI_NAME " report FILE.fopx [--out FILE.html|FILE.pdf …] [--steps N]\n"
      "                                [--set RUN.KEY=VALUE …] [--jobs N] [--quiet]\n"
      "       " CLI_NAME " foresee FILE.fopx [--run NAME] [--out DIR] [--meta-iterations K]\n"
      "                                 [--steps N] [--set RUN.KEY=VALUE …] [--formats "
      "pdf,svg,png]\n"
      "                                 [--quiet]\n"
      "       " CLI_NAME " analyze MATRIX… [--hessian FILE] [--as USE] [--out DIR]\n"
      "                                 [--formats pdf,svg,png] [--quiet]\n"
      "       " CLI_NAME " extract FIGURE [--out FILE.fopx] [--quiet]\n"
      "       " CLI_NAME " list problems|methods|instruments|figures [--json]\n"
      "       " CLI_NAME " describe KIND|INSTRUMENT|FIGURE|instruments|figures\n"
      "       " CLI_NAME " --version | --help | COMMAND --help\n"
      "\n"
      "run       runs an experiment to the end and writes its results and figures to DIR\n"
      "render    draws a figure, or several on a sheet, for a publication\n"
      "animate   draws one figure step by step, as GIF, WebM, MP4 or numbered images\n"
      "report    runs an experiment to the end and writes a report, as a web page and as PDF\n"
      "foresee   reverses one run: what would a far-sighted learner have done?\n"
      "analyze   reads matrices from any training run: .npy, .npz, CSV, Matrix Market\n"
      "extract   writes the experiment that an exported figure carries\n"
      "list      lists the problems, the methods, the instruments or the figures\n"
      "describe  explains a problem or a method and its parameters, the instruments or the "
      "figures\n"
      "\n"
      "Exit status: 0 success; 2 usage error or bad input, nothing was written; 3 a run\n"
      "diverged, its results up to that point were written; 4 the results, or standard output,\n"
      "could not be written.\n";

static void
print_version (void)
{
  g_autofree char *drawing = fig_text_library_versions ();
  g_autofree char *text = fop_version_text (CLI_NAME, (const char *[]){ drawing, NULL });

  fputs (text, stdout);
}

CliStatus
cli_complain (CliStatus status, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_autofree char *message = g_strdup_vprintf (format, values);
  g_autofree char *plain = fop_plain_message (message);
  va_end (values);
  fprintf (stderr, CLI_NAME ": %s\n", plain);
  return status;
}

void
cli_print_notes (const GPtrArray *notes)
{
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    fprintf (stderr, "note: %s\n", (const char *) g_ptr_array_index (notes, i));
}

char **
cli_parse_options (char **arguments, const char *usage, const char *summary,
                   const GOptionEntry *entries)
{
  g_autofree char *program = g_strdup_printf (CLI_NAME " %s", arguments[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;

  /* GOptionContext's help shows the program's name, which is two words here. */
  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &words, &error))
    {
      cli_complain (CLI_BAD_INPUT, "%s; %s %s --help lists the options", error->message, CLI_NAME,
                    arguments[0]);
      return NULL;
    }
  return g_strdupv (words + 1);
}

gboolean
cli_text_to_utf8 (char **text)
{
  g_autofree char *valid = NULL, *converted = NULL;

  if (*text == NULL || g_utf8_validate (*text, -1, NULL))
    return TRUE;
  converted = g_locale_to_utf8 (*text, -1, NULL, NULL, NULL);
  if (converted == NULL)
    {
      valid = g_utf8_make_valid (*text, -1);
      cli_complain (CLI_BAD_INPUT, "“%s” is not valid UTF-8", valid);
      return FALSE;
    }
  g_free (*text);
  *text = g_steal_pointer (&converted);
  return TRUE;
}

gboolean
cli_texts_to_utf8 (char **texts)
{
  for (; texts != NULL && *texts != NULL; texts++)
    if (!cli_text_to_utf8 (texts))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : "";
  g_autoptr (GError) error = NULL;

  /* Text uses the user's encoding; numbers are independent of the locale. */
  setlocale (LC_CTYPE, "");
  cli_watch_standard_output ();
  cli_watch_memory ();
  if (strcmp (word, "--version") == 0)
    {
      print_version ();
      return CLI_DONE;
    }
  if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0 || strcmp (word, "help") == 0)
    {
      fputs (help, stdout);
      return CLI_DONE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (word, commands[i].word) == 0)
      {
        if (commands[i].computes && !fop_blas_prepare (&error))
          return (int) cli_complain (CLI_BAD_INPUT, "%s", error->message);
        return (int) commands[i].function (argv + 1);
      }

  if (*word != '\0')
    cli_complain (CLI_BAD_INPUT, "unknown command “%s”", word);
  fputs (help, stderr);
  return CLI_BAD_INPUT;
}
