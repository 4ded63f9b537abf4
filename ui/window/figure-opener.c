/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that are opened again, with their experiment. */
#include "ui/window/figure-opener.h"

#include "ui/export/style-store.h"
#include "ui/figures/paper/style.h"
#include "ui/grid/figure-provenance.h"

/* A figure that is shown once its experiment runs: preparing it may take a while, or fail. */
typedef struct
{
  WbWindow *window;
  FigProvenance *provenance;
  FopExperiment *experiment;
  guint64 generation; /* of the experiment before */
  gulong handler;
} Opener;

static void
opener_free (gpointer data, GClosure *closure)
{
  Opener *opener = data;

  fig_provenance_free (opener->provenance);
  fop_experiment_unref (opener->experiment);
  g_free (opener);
}

/* After the window has arranged its figures for the experiment. */
static void
snapshot_changed (WbDocument *document, Opener *opener)
{
  const FopSnapshot *snapshot = wb_document_snapshot (document);

  if (snapshot->generation == opener->generation)
    return;
  if (fop_experiment_equal (snapshot->experiment, opener->experiment))
    {
      wb_figure_provenance_show (wb_window_grid (opener->window), opener->provenance,
                                 snapshot->problem);
      wb_window_take_arrangement (opener->window);
    }
  g_signal_handler_disconnect (document, opener->handler);
}

/* The runs that were shown, and the selected one. */
static void
restore_runs (WbDocument *document, const FigProvenance *provenance)
{
  const FopExperiment *experiment = wb_document_experiment (document);

  if (provenance->run != NULL)
    wb_document_select (document, (gsize) fop_experiment_find_run (experiment, provenance->run));
  for (char **name = provenance->hidden; *name != NULL; name++)
    {
      gssize run = fop_experiment_find_run (experiment, *name);

      if (run >= 0)
        wb_document_set_visible (document, (gsize) run, FALSE);
    }
}

/* So that the next export looks like this figure. */
static void
restore_style (const FigProvenance *provenance)
{
  g_autoptr (FopSettings) style
      = provenance->style != NULL ? fig_style_parse (provenance->style, NULL) : NULL;

  if (style != NULL)
    wb_style_store_remember (style);
}

/* @provenance, @experiment: (transfer full). */
static void
open_at_step (WbWindow *window, FigProvenance *provenance, FopExperiment *experiment)
{
  WbDocument *document = wb_window_document (window);
  const FopSnapshot *snapshot = wb_document_snapshot (document);
  Opener *opener = g_new0 (Opener, 1);

  *opener = (Opener){ .window = window,
                      .provenance = provenance,
                      .experiment = fop_experiment_ref (experiment),
                      .generation = snapshot != NULL ? snapshot->generation : 0 };
  opener->handler = g_signal_connect_data (document, "snapshot-changed",
                                           G_CALLBACK (snapshot_changed), opener, opener_free, 0);
  wb_document_load (document, experiment);
  wb_document_go_to (document, MIN (provenance->step, experiment->steps));
  restore_runs (document, provenance);
  restore_style (provenance);
}

void
wb_figure_opener_open (WbWindow *window, const char *path)
{
  g_autoptr (GError) error = NULL;
  FigProvenance *provenance = fig_provenance_load (path, &error);
  g_autofree char *changes = NULL;
  FopExperiment *experiment;

  if (provenance == NULL)
    {
      wb_window_fail (window, "Could Not Open Figure", error->message);
      return;
    }
  experiment = fig_provenance_read_experiment (provenance, path, &error);
  if (experiment == NULL)
    {
      wb_window_fail (window, "Could Not Open Figure", error->message);
      fig_provenance_free (provenance);
      return;
    }
  changes = fop_data_files_changes (provenance->files);
  open_at_step (window, provenance, experiment);
  if (changes != NULL)
    wb_window_fail (window, "Data Has Changed", changes);
}
