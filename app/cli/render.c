/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `render FILE`: a figure of an experiment, or several on a sheet, in a style. */

#include "app/cli/cli.h"
#include "app/cli/figure-request.h"
#include "app/cli/figures.h"
#include "app/cli/load-experiment.h"
#include "app/cli/progress-bar.h"
#include "app/cli/stepping.h"
#include "app/cli/style-options.h"
#include "core/settings/error.h"
#include "core/settings/size.h"
#include "ui/figures/kinds/session-source.h"
#include "ui/figures/paper/length.h"
#include "ui/figures/paper/style.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  char *style;
  char **figures, **choices, **outs;
  gint64 at, points;
  gboolean no_experiment, quiet;
  CliStyleOptions *looks;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->style);
  g_strfreev (options->figures);
  g_strfreev (options->choices);
  g_strfreev (options->outs);
  g_clear_pointer (&options->looks, cli_style_options_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- the runs ---- */

/* Takes all runs to the row @at, or to their ends if it is negative. */
static void
step_to (FopSession *session, gint64 at, gboolean quiet)
{
  g_autoptr (CliProgress) progress = at >= 0 ? cli_progress_new (quiet) : NULL;
  guint64 done = 0, total = fop_session_n_runs (session) * (guint64) MAX (at, 0);

  if (at < 0)
    cli_session_finish (session, (int) g_get_num_processors (), quiet, NULL);
  else
    while (fop_session_approach (session, (guint64) at))
      cli_progress_update (progress, ++done, total);
}

/* ---- the figure ---- */

/*
 * @provenance: (nullable) (inout): what the files of the sheet carry: started by its first figure
 * @files: (element-type FopDataFile): what the experiment reads
 */
static void
add_provenance (FigProvenance **provenance, const FigSource *source, const FigRequest *request,
                const FopSettings *style, GPtrArray *files)
{
  g_autoptr (JsonNode) looks = fig_style_to_json (style);

  if (*provenance == NULL)
    *provenance = fig_provenance_new (source, request->kind, request->options, looks, files);
  else
    fig_provenance_add (*provenance, request->kind, request->options);
}

static FigFigure *
build (const FigSource *source, const FigRequest *request, const FigView *view, GPtrArray *remarks,
       GError **error)
{
  g_autoptr (FigFigure) figure = NULL;
  FigAxes axes;

  fig_options_set_view (request->options, view);
  figure = request->kind->build (source, request->options);
  fig_figure_prepare (figure);
  if (figure->empty != NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "%s: %s", request->kind->id,
                   figure->empty);
      return NULL;
    }
  if (!fig_view_is_automatic (view)
      && !fig_figure_axes (figure, fig_theme_light (), 640, 480, &axes))
    g_ptr_array_add (
        remarks, g_strdup_printf ("Limits have no effect: %s has no such axes", request->kind->id));
  return g_steal_pointer (&figure);
}

/* @provenance: (out) (nullable): what its files carry */
static FigFigure *
build_sheet (FopSession *session, const GArray *requests, const FopSettings *style,
             char **provenance, GPtrArray *remarks, GError **error)
{
  const FopExperiment *experiment = fop_session_experiment (session);
  g_autoptr (GPtrArray) figures
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_figure_unref);
  g_autoptr (GPtrArray) files = provenance != NULL ? fop_data_files (experiment) : NULL;
  g_autoptr (FigProvenance) carried = NULL;
  const FigView view = fig_style_view (style);

  for (guint i = 0; i < requests->len; i++)
    {
      const FigRequest *request = &g_array_index (requests, FigRequest, i);
      g_autoptr (FigSessionSource) of = fig_session_source_new (
          session, request->run, request->block, fig_kind_needs (request->kind, request->options));
      FigFigure *figure = build (&of->source, request, &view, remarks, error);

      if (figure == NULL)
        return NULL;
      g_ptr_array_add (figures, figure);
      if (provenance != NULL)
        add_provenance (&carried, &of->source, request, style, files);
    }
  if (provenance != NULL)
    *provenance = fig_provenance_to_text (carried);
  return fig_style_sheet (style, figures->len, (FigFigure *const *) figures->pdata,
                          experiment->title);
}

/* The format of a file by its ending. */
static gboolean
format_of (const char *path, CliFormat *format)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && cli_format_from_word (dot + 1, format);
}

static gboolean
write_all (const FigFigure *figure, const FopSettings *style, const Options *options,
           const char *provenance, GPtrArray *remarks, GError **error)
{
  FigPage page = fig_page_fit (figure, style);
  double dpi = (double) fop_settings_integer (style, "dpi");
  double pixels = page.width * page.height * page.unit * page.unit * dpi * dpi
                  / (FIG_POINTS_PER_INCH * FIG_POINTS_PER_INCH);

  for (char **out = options->outs; *out != NULL; out++)
    {
      CliFormat format = { .is_data = FALSE };

      format_of (*out, &format);
      if (format.is_data)
        {
          if (!fig_data_write (figure, format.data, (gsize) options->points, *out, error))
            return FALSE;
          continue;
        }
      if (!fop_check_all (*out, DRAWING_BYTES + (format.picture == FIG_FORMAT_PNG ? 8 * pixels : 0),
                          error)
          || !fig_export_page (figure, &page, format.picture, dpi, provenance, *out, remarks,
                               error))
        return FALSE;
    }
  return TRUE;
}

static CliStatus
render (const char *path, const Options *options, const FopSettings *style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = cli_experiment_load_any (path, &error);
  g_autoptr (FopSession) session = experiment != NULL ? fop_session_new (experiment, &error) : NULL;
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) requests
      = session != NULL ? cli_requests_parse (options->figures, options->choices, session, &error)
                        : NULL;
  g_autoptr (FigFigure) figure = NULL;
  g_autofree char *provenance = NULL;

  if (requests == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  if (options->at >= 0 && (guint64) options->at > experiment->steps)
    return cli_complain (CLI_BAD_INPUT, "--at: expected a step from 0 to %" G_GUINT64_FORMAT,
                         experiment->steps);
  cli_print_notes (fop_session_problem (session)->notes);
  step_to (session, options->at, options->quiet);
  figure = build_sheet (session, requests, style, options->no_experiment ? NULL : &provenance,
                        remarks, &error);
  if (figure == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  if (!write_all (figure, style, options, provenance, remarks, &error))
    return cli_complain (CLI_FAILED, "%s", error->message);
  cli_print_notes (remarks);
  return CLI_DONE;
}

/* ---- options ---- */

static gboolean
check_options (const Options *options, char **words)
{
  CliFormat format;

  if (g_strv_length (words) != 1 || options->figures == NULL || options->outs == NULL)
    {
      cli_complain (CLI_BAD_INPUT,
                    "render needs an experiment or a folder of results, a figure "
                    "and a file: " CLI_NAME " render FILE.fopx --figure KIND --out FILE.pdf");
      return FALSE;
    }
  for (char **out = options->outs; *out != NULL; out++)
    if (!format_of (*out, &format))
      {
        cli_complain (CLI_BAD_INPUT,
                      "--out: %s does not end in .pdf, .svg, .png, .csv, .npz, .json or .tex",
                      *out);
        return FALSE;
      }
  if (g_strv_length (options->figures) > FIG_PANELS_MAX)
    {
      cli_complain (CLI_BAD_INPUT, "--figure: a sheet has at most %d figures", FIG_PANELS_MAX);
      return FALSE;
    }
  if (options->points < 0)
    {
      cli_complain (CLI_BAD_INPUT, "--points: expected an integer of at least 0");
      return FALSE;
    }
  if (options->at < -1)
    {
      cli_complain (CLI_BAD_INPUT, "--at: expected a step of at least 0");
      return FALSE;
    }
  return TRUE;
}

static GArray *
list_entries (Options *options)
{
  const GOptionEntry own[] = {
    { "figure", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->figures,
      "The figure, of a run and one of its blocks; see `describe figures`; repeatable, for a sheet "
      "of several",
      "KIND[:RUN[:BLOCK]]" },
    { "at", 0, 0, G_OPTION_ARG_INT64, &options->at, "The step to draw (default: the last)",
      "STEP" },
    { "set-option", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->choices,
      "Choose an option of the figure; repeatable", "NAME=VALUE" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->outs,
      "The file to write: .pdf, .svg, .png; or its data: .csv, .npz, .json, .tex; repeatable",
      "FILE" },
    { "points", 0, 0, G_OPTION_ARG_INT64, &options->points,
      "Decimate curves in data to N points, keeping every spike (default: all points)", "N" },
    { "style", 0, 0, G_OPTION_ARG_FILENAME, &options->style,
      "A style to start from; the options below prevail", "FILE" },
    { "no-experiment", 0, 0, G_OPTION_ARG_NONE, &options->no_experiment,
      "Do not store the experiment in the files", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "Do not print progress", NULL },
  };
  const GOptionEntry end = { NULL, 0, 0, 0, NULL, NULL, NULL };
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  cli_style_options_add (options->looks, entries);
  g_array_append_val (entries, end);
  return entries;
}

CliStatus
cli_render (char **arguments)
{
  g_auto (Options) options = { .at = -1, .looks = cli_style_options_new () };
  g_autoptr (GArray) entries = list_entries (&options);
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FOLDER|FILE.fopx",
      "Draws a figure of an experiment, or of a folder of its results, as the window draws it,\n"
      "in the style of a publication. Runs are computed again; their numbers are the same.",
      (const GOptionEntry *) (void *) entries->data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) style = NULL;

  if (words == NULL || !cli_texts_to_utf8 (options.figures) || !cli_texts_to_utf8 (options.choices)
      || !cli_style_options_decode (options.looks) || !check_options (&options, words))
    return CLI_BAD_INPUT;
  style = cli_style_options_style (options.looks, options.style, &error);
  if (style == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  return render (words[0], &options, style);
}
