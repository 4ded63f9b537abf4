/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The `figures` folder: one file per kind of figure in the registry. */

#include "app/cli/figures.h"

#include "app/cli/cli.h"
#include "core/output/run-folders.h"
#include "core/settings/error.h"
#include "core/settings/size.h"
#include "core/study/sampling.h"
#include "ui/figures/kinds/kind.h"

#include <errno.h>
#include <glib/gstdio.h>

/* In CSS pixels: 6.7 by 5 inches, the text width of a printed page. */
#define FIGURE_WIDTH 640
#define PNG_SCALE    2
/* Memory for fonts and drawing, checked beforehand because the libraries may abort without it. */
#define DRAWING_BYTES (64.0 * 1024.0 * 1024.0)
/* Operations for replaying steps for the theory's bounds, some seconds: n³ per step, and a constant
 * overhead. */
#define THEORY_WORK 2e9
#define STEP_WORK   1e4

GArray *
cli_formats_parse (const char *text)
{
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (FigFormat));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "pdf", ",", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      FigFormat format;

      if (!fig_format_from_word (words[i], &format))
        {
          cli_complain (CLI_BAD_INPUT, "--formats: “%s” is not one of pdf, svg and png", words[i]);
          return NULL;
        }
      g_array_append_val (formats, format);
    }
  return g_steal_pointer (&formats);
}

gboolean
cli_figure_write (const FigFigure *figure, double height, const char *directory, const char *name,
                  const GArray *formats, GError **error)
{
  if (!fop_check_all (name, DRAWING_BYTES, error))
    return FALSE;
  for (guint i = 0; i < formats->len; i++)
    {
      FigFormat format = g_array_index (formats, FigFormat, i);
      g_autofree char *file = g_strdup_printf ("%s.%s", name, fig_format_word (format));
      g_autofree char *path = g_build_filename (directory, file, NULL);

      if (!fig_export (figure, format, FIGURE_WIDTH, height, PNG_SCALE, path, error))
        return FALSE;
    }
  return TRUE;
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

/* The figure of @kind; an empty one is not written. */
static gboolean
write_kind (const FigKind *kind, const FigSource *source, const char *directory,
            const GArray *formats, GError **error)
{
  g_autofree char *name = file_name (kind, source->snapshot, source->run, source->block);
  g_autoptr (FigFigure) figure = kind->build (source, NULL);

  fig_figure_prepare (figure);
  if (figure->empty != NULL)
    return TRUE;
  return cli_figure_write (figure, CLI_FIGURE_HEIGHT, directory, name, formats, error);
}

/* Densities are written separately: see cli_densities_write(). */
static gboolean
is_written (const FigKind *kind, const FopProblem *problem)
{
  return (kind->applies == NULL || kind->applies (problem))
         && (kind->needs & FIG_NEEDS_DENSITY) == 0;
}

/* Returns: (transfer full) (nullable): the bounds on the run's convergence, as far as they can be
 * computed in some seconds; %NULL if there are none. */
static FopTheory *
theory_of (const FopSnapshot *snapshot, gsize run)
{
  g_autoptr (FopTheoryWalk) walk = NULL;
  double order = (double) snapshot->problem->dimension;
  guint64 step = snapshot->runs[run].step;

  if (!fop_theory_applies (snapshot->problem))
    return NULL;
  walk = fop_theory_walk_new (snapshot, run);
  fop_theory_walk_on (
      walk, MIN (step, (guint64) (THEORY_WORK / (STEP_WORK + order * order * order))), G_MAXINT32);
  return fop_theory_walk_theory (walk, step);
}

/* All figures of one preconditioner of a run; with the first one, also those of the run. */
static gboolean
write_block (const FigSource *source, const char *directory, const GArray *formats, GError **error)
{
  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      const FigKind *kind = fig_kind (i);

      if (kind->per_run && (source->block == 0 || !kind->all_blocks)
          && is_written (kind, source->snapshot->problem)
          && !write_kind (kind, source, directory, formats, error))
        return FALSE;
    }
  return TRUE;
}

/* Every inspection is done once for all figures. */
static gboolean
write_run (FopSession *session, FopSnapshot *snapshot, gsize run, const char *directory,
           const GArray *formats, GError **error)
{
  if (!cli_folder_make (directory, error))
    return FALSE;

  gsize n = snapshot->runs[run].n_preconditioners;
  g_autofree FopInspection **inspections = g_new0 (FopInspection *, n);
  g_autofree FopRecord **records = g_new0 (FopRecord *, n);
  g_autoptr (FopTheory) theory = theory_of (snapshot, run);
  FigSource source = { .snapshot = snapshot,
                       .run = run,
                       .n_blocks = n,
                       .inspections = inspections,
                       .records = records,
                       .theory = theory };
  gboolean is_whole = TRUE;

  for (gsize block = 0; block < n; block++)
    {
      inspections[block] = fop_inspection_new (snapshot, run, block);
      records[block] = fop_sample_record (fop_session_run (session, run), block);
    }
  for (source.block = 0; source.block < MAX (n, 1) && is_whole; source.block++)
    {
      source.inspection = n > 0 ? inspections[source.block] : NULL;
      source.record = n > 0 ? records[source.block] : NULL;
      is_whole = write_block (&source, directory, formats, error);
    }
  for (gsize block = 0; block < n; block++)
    {
      g_clear_pointer (&inspections[block], fop_inspection_unref);
      g_clear_pointer (&records[block], fop_record_unref);
    }
  return is_whole;
}

/* The problem's own columns: "return.pdf". */
static gboolean
write_own_columns (FopSnapshot *snapshot, const char *directory, const GArray *formats,
                   GError **error)
{
  const FopHistoryColumn *columns = snapshot->problem->klass->columns;
  const FigSource source = { .snapshot = snapshot };

  for (gsize i = 0; i < fop_history_columns_count (columns); i++)
    {
      g_autoptr (FigOptions) options = fig_options_new ();
      g_autoptr (FigFigure) figure = NULL;

      fig_options_set (options, "quantity", columns[i].key);
      figure = fig_kind_find ("loss")->build (&source, options);
      if (!cli_figure_write (figure, CLI_FIGURE_HEIGHT, directory, columns[i].key, formats, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cli_figures_write (FopSession *session, const char *place, const GArray *formats, GError **error)
{
  if (!fop_check_all ("figures", DRAWING_BYTES, error))
    return FALSE;

  g_autofree char *directory = g_build_filename (place, "figures", NULL);
  g_auto (GStrv) folders = fop_run_folders (fop_session_experiment (session));
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);

  if (!cli_folder_make (directory, error))
    return FALSE;
  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      const FigSource source = { .snapshot = snapshot };
      const FigKind *kind = fig_kind (i);

      if (!kind->per_run && is_written (kind, snapshot->problem)
          && !write_kind (kind, &source, directory, formats, error))
        return FALSE;
    }
  for (gsize run = 0; run < snapshot->n_runs; run++)
    {
      g_autofree char *folder = g_build_filename (directory, folders[run], NULL);

      if (!write_run (session, snapshot, run, folder, formats, error))
        return FALSE;
    }
  return write_own_columns (snapshot, directory, formats, error);
}
