/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A snapshot, and those who look into its runs. */
#include "ui/grid/figure-sources.h"

#include "ui/jobs/analyst.h"
#include "ui/jobs/surveyor.h"
#include "ui/jobs/theorist.h"

struct _WbFigureSources
{
  WbAnalyst *analyst;
  WbSurveyor *surveyor;
  WbTheorist *theorist;
  GPtrArray *inspections, *records; /* of all blocks, borrowed */
  void (*found) (FigNeeds what, gpointer data);
  gpointer data;
};

static void
inspected (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD | FIG_NEEDS_BLOCKS, sources->data);
}

static void
surveyed (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (FIG_NEEDS_DENSITY, sources->data);
}

static void
theorised (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (FIG_NEEDS_THEORY, sources->data);
}

WbFigureSources *
wb_figure_sources_new (void (*found) (FigNeeds what, gpointer data), gpointer data)
{
  WbFigureSources *sources = g_new0 (WbFigureSources, 1);

  sources->found = found;
  sources->data = data;
  sources->analyst = wb_analyst_new (inspected, sources);
  sources->surveyor = wb_surveyor_new (surveyed, sources);
  sources->theorist = wb_theorist_new (theorised, sources);
  sources->inspections = g_ptr_array_new ();
  sources->records = g_ptr_array_new ();
  return sources;
}

void
wb_figure_sources_free (WbFigureSources *sources)
{
  wb_analyst_free (sources->analyst);
  wb_surveyor_free (sources->surveyor);
  wb_theorist_free (sources->theorist);
  g_ptr_array_unref (sources->inspections);
  g_ptr_array_unref (sources->records);
  g_free (sources);
}

gboolean
wb_figure_sources_get (WbFigureSources *sources, WbDocument *document, int block,
                       gboolean instruments, FigSource *source)
{
  WbAnalyst *analyst = sources->analyst;
  FopSnapshot *snapshot = wb_document_snapshot (document);
  gsize run = wb_document_selected (document), blocks, shown;

  g_ptr_array_set_size (sources->inspections, 0);
  g_ptr_array_set_size (sources->records, 0);
  if (snapshot == NULL || snapshot->n_runs == 0)
    return FALSE;
  run = MIN (run, snapshot->n_runs - 1);
  blocks = snapshot->runs[run].n_preconditioners;
  shown = blocks > 0 ? MIN ((gsize) block, blocks - 1) : 0;
  for (gsize b = 0; b < blocks; b++)
    {
      g_ptr_array_add (sources->inspections, wb_analyst_inspection (analyst, snapshot, run, b));
      g_ptr_array_add (sources->records, wb_analyst_record (analyst, run, b));
    }
  *source = (FigSource){ .snapshot = snapshot,
                         .inspection = wb_analyst_inspection (analyst, snapshot, run, shown),
                         .run = run,
                         .block = shown,
                         .hidden = wb_document_hidden (document),
                         .n_blocks = blocks,
                         .inspections = (FopInspection *const *) sources->inspections->pdata,
                         .records = (FopRecord *const *) sources->records->pdata,
                         .instruments_off = !instruments,
                         .record = wb_analyst_record (analyst, run, shown),
                         .density = wb_surveyor_density (sources->surveyor, snapshot, run),
                         .theory = wb_theorist_theory (sources->theorist, snapshot, run) };
  return TRUE;
}

gboolean
wb_figure_sources_offer (WbFigureSources *sources, const FigSource *source, FigNeeds needs)
{
  gboolean done = TRUE;

  if (needs & FIG_NEEDS_INSPECTION)
    done = wb_analyst_offer (sources->analyst, source->snapshot, source->run, source->block,
                             (needs & FIG_NEEDS_BLOCKS) != 0);
  if (needs & FIG_NEEDS_DENSITY)
    wb_surveyor_offer (sources->surveyor, source->snapshot, source->run);
  if (needs & FIG_NEEDS_THEORY)
    wb_theorist_offer (sources->theorist, source->snapshot, source->run);
  return done;
}

FopWatch
wb_figure_sources_watch (FigNeeds needs, gsize run)
{
  FopRuns selected = fop_runs_only (run);
  FopWatch watch = { .curves = (needs & FIG_NEEDS_CURVES) != 0 };

  if (needs & (FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY))
    watch.preconditioners = selected;
  if (needs & FIG_NEEDS_FACTOR)
    watch.factors = selected;
  if (needs & (FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY))
    watch.theta = selected;
  if (needs & (FIG_NEEDS_THETA | FIG_NEEDS_PATHS))
    watch.theta = FOP_RUNS_ALL;
  if (needs & FIG_NEEDS_PATHS)
    watch.paths = FOP_RUNS_ALL;
  return watch;
}
