/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A snapshot, and the results computed from it. */
#include "ui/grid/figure-sources.h"

#include "ui/jobs/density-job.h"
#include "ui/jobs/inspection-job.h"
#include "ui/jobs/theory-job.h"

struct _WbFigureSources
{
  WbInspectionJob *inspection;
  WbDensityJob *density;
  WbTheoryJob *theory;
  GPtrArray *inspections, *records; /* of all blocks, borrowed */
  void (*found) (FigNeeds what, gpointer data);
  gpointer data;
};

/* Nothing was found, but more may be. */
static void
ready (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (0, sources->data);
}

static void
inspected (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD | FIG_NEEDS_BLOCKS, sources->data);
}

static void
estimated (gpointer data)
{
  WbFigureSources *sources = data;

  sources->found (FIG_NEEDS_DENSITY, sources->data);
}

static void
walked (gpointer data)
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
  sources->inspection = wb_inspection_job_new (inspected, ready, sources);
  sources->density = wb_density_job_new (estimated, ready, sources);
  sources->theory = wb_theory_job_new (walked, ready, sources);
  sources->inspections = g_ptr_array_new ();
  sources->records = g_ptr_array_new ();
  return sources;
}

void
wb_figure_sources_free (WbFigureSources *sources)
{
  wb_inspection_job_free (sources->inspection);
  wb_density_job_free (sources->density);
  wb_theory_job_free (sources->theory);
  g_ptr_array_unref (sources->inspections);
  g_ptr_array_unref (sources->records);
  g_free (sources);
}

gboolean
wb_figure_sources_get (WbFigureSources *sources, WbDocument *document, int block,
                       gboolean instruments, FigSource *source)
{
  WbInspectionJob *inspection = sources->inspection;
  FopSnapshot *snapshot = wb_document_snapshot (document);
  gsize run = wb_document_selected (document), blocks, shown;
  FopIdentity identity;

  g_ptr_array_set_size (sources->inspections, 0);
  g_ptr_array_set_size (sources->records, 0);
  if (snapshot == NULL || snapshot->n_runs == 0)
    return FALSE;
  run = MIN (run, snapshot->n_runs - 1);
  blocks = snapshot->runs[run].n_preconditioners;
  shown = blocks > 0 ? MIN ((gsize) block, blocks - 1) : 0;
  identity = fop_identity (snapshot, run, shown);
  for (gsize b = 0; b < blocks; b++)
    {
      identity = fop_identity (snapshot, run, b);
      g_ptr_array_add (sources->inspections, wb_inspection_job_inspection (inspection, &identity));
      g_ptr_array_add (sources->records, wb_inspection_job_record (inspection, run, b));
    }
  *source = (FigSource){ .snapshot = snapshot,
                         .inspection = wb_inspection_job_inspection (inspection, &identity),
                         .run = run,
                         .block = shown,
                         .hidden = wb_document_hidden (document),
                         .n_blocks = blocks,
                         .inspections = (FopInspection *const *) sources->inspections->pdata,
                         .records = (FopRecord *const *) sources->records->pdata,
                         .instruments_off = !instruments,
                         .record = wb_inspection_job_record (inspection, run, shown),
                         .density = wb_density_job_density (sources->density, &identity),
                         .theory = wb_theory_job_theory (sources->theory, &identity) };
  return TRUE;
}

void
wb_figure_sources_offer (WbFigureSources *sources, const FigSource *source, FigNeeds needs)
{
  if (needs & FIG_NEEDS_INSPECTION)
    wb_inspection_job_offer (sources->inspection, source->snapshot, source->run, source->block,
                             (needs & FIG_NEEDS_BLOCKS) != 0);
  if (needs & FIG_NEEDS_DENSITY)
    wb_density_job_offer (sources->density, source->snapshot, source->run);
  if (needs & FIG_NEEDS_THEORY)
    wb_theory_job_offer (sources->theory, source->snapshot, source->run);
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
