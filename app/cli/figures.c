/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The `figures` folder: one file per kind of figure in the registry. */

#include "app/cli/figures.h"

#include "app/cli/cli.h"
#include "core/output/run-folders.h"
#include "core/settings/error.h"
#include "core/settings/size.h"
#include "ui/figures/kinds/survey.h"

#include <errno.h>
#include <glib/gstdio.h>

/* In CSS pixels: 6.7 by 5 inches, the text width of a printed page. */
#define FIGURE_WIDTH 640
#define PNG_SCALE    2

gboolean
cli_format_from_word (const char *word, CliFormat *format)
{
  format->is_data = fig_data_format_from_word (word, &format->data);
  return format->is_data || fig_format_from_word (word, &format->picture);
}

GArray *
cli_formats_parse (const char *text)
{
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (CliFormat));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "pdf", ",", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      CliFormat format = { .is_data = FALSE };

      if (!cli_format_from_word (words[i], &format))
        {
          cli_complain (CLI_BAD_INPUT,
                        "--formats: “%s” is not one of pdf, svg, png, csv, npz, json and tex",
                        words[i]);
          return NULL;
        }
      g_array_append_val (formats, format);
    }
  return g_steal_pointer (&formats);
}

/* An empty figure has a picture, but no data. */
static gboolean
write_data (const FigFigure *figure, FigDataFormat format, const char *directory, const char *name,
            GError **error)
{
  g_autofree char *file = g_strdup_printf ("%s.%s", name, fig_data_format_word (format));
  g_autofree char *path = g_build_filename (directory, file, NULL);

  fig_figure_prepare (figure);
  return figure->empty != NULL || fig_data_write (figure, format, 0, path, error);
}

gboolean
cli_figure_write (const FigFigure *figure, double height, const char *directory, const char *name,
                  const GArray *formats, const char *provenance, GError **error)
{
  if (!fop_check_all (name, DRAWING_BYTES, error))
    return FALSE;
  for (guint i = 0; i < formats->len; i++)
    {
      const CliFormat *format = &g_array_index (formats, CliFormat, i);
      g_autofree char *file = NULL, *path = NULL;

      if (format->is_data)
        {
          if (!write_data (figure, format->data, directory, name, error))
            return FALSE;
          continue;
        }
      file = g_strdup_printf ("%s.%s", name, fig_format_word (format->picture));
      path = g_build_filename (directory, file, NULL);
      if (!fig_export (figure, format->picture, FIGURE_WIDTH, height, PNG_SCALE, provenance, path,
                       error))
        return FALSE;
    }
  return TRUE;
}

char *
cli_provenance (const FigKind *kind, const FigSource *source, const FigOptions *options,
                GPtrArray *files)
{
  g_autoptr (FigProvenance) provenance = NULL;

  if (files == NULL)
    return NULL;
  provenance = fig_provenance_new (source, kind, options, NULL, files);
  return fig_provenance_to_text (provenance);
}

/* "spectrum", or "spectrum-weights" if a run has several preconditioners. */
static char *
file_name (const FigKind *kind, const FopSnapshot *snapshot, gsize run, gsize block)
{
  const FopRunView *view = &snapshot->runs[run];

  if (!kind->per_run || view->n_preconditioners < 2 || kind->all_blocks)
    return g_strdup (kind->id);
  return g_strdup_printf ("%s-%s", kind->id, view->preconditioners[block]->name);
}

gboolean
cli_folder_make (const char *path, GError **error)
{
  if (g_mkdir (path, 0777) == 0 || errno == EEXIST)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

typedef struct
{
  const char *directory; /* "figures" */
  char **folders;        /* those of the runs in it */
  const GArray *formats;
  GPtrArray *files; /* (nullable): what the experiment reads, if figures carry it */
} Place;

/* FigVisit: an empty figure is not written. */
static gboolean
write_figure (const FigKind *kind, const FigSource *source, FigFigure *figure, gpointer data,
              GError **error)
{
  const Place *place = data;
  g_autofree char *name = file_name (kind, source->snapshot, source->run, source->block);
  g_autofree char *folder
      = kind->per_run ? g_build_filename (place->directory, place->folders[source->run], NULL)
                      : g_strdup (place->directory);
  g_autofree char *provenance = cli_provenance (kind, source, NULL, place->files);

  return figure->empty != NULL
         || cli_figure_write (figure, CLI_FIGURE_HEIGHT, folder, name, place->formats, provenance,
                              error);
}

/* The problem's own columns: "return.pdf". */
static gboolean
write_own_columns (FopSnapshot *snapshot, const Place *place, GError **error)
{
  const FopHistoryColumn *columns = snapshot->problem->klass->columns;
  const FigKind *kind = fig_kind_find ("loss");
  const FigSource source = { .snapshot = snapshot };

  for (gsize i = 0; i < fop_history_columns_count (columns); i++)
    {
      g_autoptr (FigOptions) options = fig_options_new ();
      g_autoptr (FigFigure) figure = NULL;
      g_autofree char *provenance = NULL;

      fig_options_set (options, "quantity", columns[i].key);
      figure = kind->build (&source, options);
      provenance = cli_provenance (kind, &source, options, place->files);
      if (!cli_figure_write (figure, CLI_FIGURE_HEIGHT, place->directory, columns[i].key,
                             place->formats, provenance, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cli_figures_write (FopSession *session, const char *place, const GArray *formats, GPtrArray *files,
                   GError **error)
{
  if (!fop_check_all ("figures", DRAWING_BYTES, error))
    return FALSE;

  g_autofree char *directory = g_build_filename (place, "figures", NULL);
  g_auto (GStrv) folders = fop_run_folders (fop_session_experiment (session));
  const FopWatch curves = { .curves = TRUE };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &curves);
  Place figures = { directory, folders, formats, files };

  if (!cli_folder_make (directory, error))
    return FALSE;
  for (char **folder = folders; *folder != NULL; folder++)
    {
      g_autofree char *path = g_build_filename (directory, *folder, NULL);

      if (!cli_folder_make (path, error))
        return FALSE;
    }
  if (!fig_survey (session, write_figure, &figures, error))
    return FALSE;
  return write_own_columns (snapshot, &figures, error);
}
