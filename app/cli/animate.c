/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `animate FILE`: a figure over the steps of an experiment, as a video or as numbered images. */

#include "app/cli/cli.h"
#include "app/cli/figure-request.h"
#include "app/cli/load-experiment.h"
#include "app/cli/progress-bar.h"
#include "app/cli/signals.h"
#include "app/cli/style-options.h"
#include "core/settings/error.h"
#include "ui/figures/animation/animation.h"
#include "ui/figures/animation/frame-sink.h"
#include "ui/figures/paper/style.h"

#include <signal.h>
#include <string.h>

#define N_TIMES 5

typedef struct
{
  char *style, *out;
  char **figures, **choices;
  char *times[N_TIMES]; /* of the keys of fig_timing_table() */
  gboolean quiet;
  CliStyleOptions *looks;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->style);
  g_free (options->out);
  g_strfreev (options->figures);
  g_strfreev (options->choices);
  for (gsize i = 0; i < N_TIMES; i++)
    g_free (options->times[i]);
  g_clear_pointer (&options->looks, cli_style_options_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- interruption ---- */

static volatile sig_atomic_t interrupted;

static void
note_signal (int number)
{
  interrupted = number;
}

static gboolean
go_on (guint done, guint total, gpointer progress)
{
  cli_progress_update (progress, done, total);
  return !interrupted;
}

/* Lets the signal take effect after everything has been removed. */
static void
end_by_signal (void)
{
  signal (interrupted, SIG_DFL);
  raise (interrupted);
}

/* ---- the animation ---- */

static FopSettings *
read_timing (const Options *options, guint64 steps, GError **error)
{
  g_autoptr (FopSettings) timing = fig_timing_new ();
  const FopParameterTable *table = fig_timing_table ();
  gsize i = 0;

  while (i < N_TIMES
         && (options->times[i] == NULL
             || fop_settings_set_text (timing, table->parameters[i].key, options->times[i], NULL,
                                       error)))
    i++;
  if (i < N_TIMES || !fig_timing_check (timing, steps, error))
    {
      g_prefix_error (error, "--");
      return NULL;
    }
  if (!fig_frame_sink_check_rate (options->out, fop_settings_number (timing, "fps"), error))
    {
      g_prefix_error (error, "--fps: ");
      return NULL;
    }
  return g_steal_pointer (&timing);
}

static guint
write_animation (FopSession *session, GArray *requests, FopSettings *timing, FopSettings *style,
                 const Options *options, GError **error)
{
  g_autoptr (CliProgress) progress = cli_progress_new (options->quiet);
  const FigAnimation animation = { requests, timing, style };

  cli_handle_signals (note_signal);
  return fig_animation_write (&animation, session, options->out, go_on, progress, error);
}

static CliStatus
animate (const char *path, const Options *options, FopSettings *style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = cli_experiment_load_any (path, &error);
  g_autoptr (FopSettings) timing
      = experiment != NULL ? read_timing (options, experiment->steps, &error) : NULL;
  g_autoptr (FopSession) session = timing != NULL ? fop_session_new (experiment, &error) : NULL;
  g_autoptr (GArray) requests
      = session != NULL ? cli_requests_parse (options->figures, options->choices, session, &error)
                        : NULL;
  const FigView view = fig_style_view (style);
  guint frames;

  if (requests == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  for (guint i = 0; i < requests->len; i++)
    fig_options_set_view (g_array_index (requests, FigRequest, i).options, &view);
  cli_print_notes (fop_session_problem (session)->notes);
  frames = write_animation (session, requests, timing, style, options, &error);
  if (interrupted)
    end_by_signal ();
  if (frames == 0)
    return cli_complain (CLI_FAILED, "%s", error->message);
  if (!options->quiet)
    g_print ("%u frames\n", frames);
  return CLI_DONE;
}

/* ---- options ---- */

static gboolean
check_options (const Options *options, char **words)
{
  g_autoptr (GError) error = NULL;

  if (g_strv_length (words) != 1 || options->figures == NULL || options->out == NULL)
    cli_complain (CLI_BAD_INPUT,
                  "animate needs an experiment or a folder of results, a figure and "
                  "a file: " CLI_NAME " animate FILE.fopx --figure KIND --out FILE.mp4");
  else if (g_strv_length (options->figures) > FIG_PANELS_MAX)
    cli_complain (CLI_BAD_INPUT, "--figure: a sheet has at most %d figures", FIG_PANELS_MAX);
  else if (!fig_frame_sink_check (options->out, &error))
    cli_complain (CLI_BAD_INPUT, "--out: %s", error->message);
  else
    return TRUE;
  return FALSE;
}

static GArray *
list_entries (Options *options)
{
  const FopParameterTable *table = fig_timing_table ();
  const GOptionEntry own[] = {
    { "figure", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->figures,
      "The figure, of a run and one of its blocks; see `describe figures`; repeatable, for a sheet "
      "of several",
      "KIND[:RUN[:BLOCK]]" },
    { "set-option", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->choices,
      "Choose an option of the figure; repeatable", "NAME=VALUE" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options->out,
      "The file to write: .gif, .webm or .mp4; or numbered images: frame-%05d.png", "FILE" },
    { "style", 0, 0, G_OPTION_ARG_FILENAME, &options->style,
      "A style to start from; the options below prevail", "FILE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "Do not print progress", NULL },
  };
  const GOptionEntry end = { NULL, 0, 0, 0, NULL, NULL, NULL };
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  g_assert (table->n == N_TIMES);
  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];
      const GOptionEntry entry
          = { parameter->key,  0,       0, G_OPTION_ARG_STRING, &options->times[i],
              parameter->help, "NUMBER" };

      g_array_append_val (entries, entry);
    }
  cli_style_options_add (options->looks, entries);
  g_array_append_val (entries, end);
  return entries;
}

CliStatus
cli_animate (char **arguments)
{
  g_auto (Options) options = { .looks = cli_style_options_new () };
  g_autoptr (GArray) entries = list_entries (&options);
  g_auto (GStrv) words = cli_parse_options (
      arguments, "FOLDER|FILE.fopx",
      "Draws a figure of an experiment step by step, as a video (by ffmpeg, which has to be\n"
      "installed) or as numbered images. All frames have the axis limits of the last one, unless\n"
      "others are given; color scales and spectra fit each frame. Legends are below by default.",
      (const GOptionEntry *) (void *) entries->data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSettings) style = NULL;

  if (words == NULL || !cli_texts_to_utf8 (options.figures) || !cli_texts_to_utf8 (options.choices)
      || !cli_style_options_decode (options.looks) || !check_options (&options, words))
    return CLI_BAD_INPUT;
  style = cli_style_options_style (options.looks, options.style, &error);
  if (style == NULL)
    return cli_complain (CLI_BAD_INPUT, "%s", error->message);
  return animate (words[0], &options, style);
}
