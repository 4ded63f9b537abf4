/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data of a figure, computed at once. */

#include "ui/figures/kinds/session-source.h"

#include "core/study/sampling.h"
#include "ui/figures/kinds/survey.h"

FopDensity *
fig_session_density (const FopSnapshot *snapshot, gsize run)
{
  FopDensity *density = fop_density_new (snapshot, run, NULL, NULL);

  while (density != NULL && !fop_density_is_finished (density))
    {
      g_autoptr (FopDensity) previous = density;

      density = fop_density_new (snapshot, run, previous, NULL);
    }
  return density;
}

/* What the session has to copy. */
static FopWatch
watch_for (gsize run, FigNeeds needs)
{
  const FigNeeds of_matrices = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION | FIG_NEEDS_DENSITY
                               | FIG_NEEDS_FACTOR | FIG_NEEDS_BLOCKS | FIG_NEEDS_RECORD;

  return (FopWatch){
    .curves = TRUE,
    .theta = FOP_RUNS_ALL,
    .preconditioners = (needs & of_matrices) != 0 ? fop_runs_only (run) : 0,
    .paths = (needs & FIG_NEEDS_PATHS) != 0 ? FOP_RUNS_ALL : 0,
    .factors = (needs & FIG_NEEDS_FACTOR) != 0 ? fop_runs_only (run) : 0,
  };
}

/* Inspects the selected preconditioner, or all of them. */
static void
inspect (FigSessionSource *of, FopSession *session, FigNeeds needs)
{
  FigSource *source = &of->source;
  gsize n = of->snapshot->runs[source->run].n_preconditioners;

  of->inspections = g_new0 (FopInspection *, n + 1);
  of->records = g_new0 (FopRecord *, n + 1);
  for (gsize block = 0; block < n; block++)
    {
      if (block != source->block && (needs & FIG_NEEDS_BLOCKS) == 0)
        continue;
      if ((needs & (FIG_NEEDS_INSPECTION | FIG_NEEDS_BLOCKS)) != 0)
        of->inspections[block] = fop_inspection_new (of->snapshot, source->run, block);
      if ((needs & (FIG_NEEDS_RECORD | FIG_NEEDS_BLOCKS)) != 0)
        of->records[block] = fop_sample_record (fop_session_run (session, source->run), block);
    }
  source->n_blocks = n;
  source->inspections = of->inspections;
  source->records = of->records;
  if (source->block < n)
    {
      source->inspection = of->inspections[source->block];
      source->record = of->records[source->block];
    }
}

FigSessionSource *
fig_session_source_new (FopSession *session, gsize run, gsize block, FigNeeds needs)
{
  const FopWatch watch = watch_for (run, needs);
  FigSessionSource *of = g_new0 (FigSessionSource, 1);

  of->snapshot = fop_session_snapshot (session, &watch);
  of->source = (FigSource){ .snapshot = of->snapshot, .run = run, .block = block };
  inspect (of, session, needs);
  if ((needs & FIG_NEEDS_DENSITY) != 0)
    of->source.density = of->density = fig_session_density (of->snapshot, run);
  if ((needs & FIG_NEEDS_THEORY) != 0)
    of->source.theory = of->theory = fig_survey_theory (of->snapshot, run);
  return of;
}

void
fig_session_source_free (FigSessionSource *of)
{
  if (of == NULL)
    return;
  for (gsize block = 0; block < of->source.n_blocks; block++)
    {
      g_clear_pointer (&of->inspections[block], fop_inspection_unref);
      g_clear_pointer (&of->records[block], fop_record_unref);
    }
  g_free (of->inspections);
  g_free (of->records);
  g_clear_pointer (&of->density, fop_density_unref);
  g_clear_pointer (&of->theory, fop_theory_unref);
  fop_snapshot_unref (of->snapshot);
  g_free (of);
}

static void
request_clear (gpointer data)
{
  FigRequest *request = data;

  fig_options_free (request->options);
  fop_run_set_unref (request->hidden);
}

GArray *
fig_requests_new (void)
{
  GArray *requests = g_array_new (FALSE, TRUE, sizeof (FigRequest));

  g_array_set_clear_func (requests, request_clear);
  return requests;
}

FigFigure *
fig_request_build (const FigRequest *request, FopSession *session)
{
  g_autoptr (FigSessionSource) of = fig_session_source_new (
      session, request->run, request->block, fig_kind_needs (request->kind, request->options));

  of->source.hidden = request->hidden;
  return request->kind->build (&of->source, request->options);
}
