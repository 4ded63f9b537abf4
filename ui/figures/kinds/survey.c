/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All figures of a session at rest. */

#include "ui/figures/kinds/survey.h"

#include "core/study/sampling.h"

/* Operations for replaying steps for the theory's bounds, some seconds: n³ per step, and a constant
 * overhead. */
#define THEORY_WORK 2e9
#define STEP_WORK   1e4

typedef struct
{
  FigVisit visit;
  gpointer data;
} Visitor;

static gboolean
visit_kind (const FigKind *kind, const FigSource *source, const Visitor *visitor, GError **error)
{
  g_autoptr (FigFigure) figure = NULL;

  if ((kind->applies != NULL && !kind->applies (source->snapshot->problem))
      || (kind->needs & FIG_NEEDS_DENSITY) != 0)
    return TRUE;
  figure = kind->build (source, NULL);
  fig_figure_prepare (figure);
  return visitor->visit (kind, source, figure, visitor->data, error);
}

/* The figures of one preconditioner of a run; with the first one, also those of the run. */
static gboolean
visit_block (const FigSource *source, const Visitor *visitor, GError **error)
{
  for (gsize i = 0; i < fig_n_kinds (); i++)
    {
      const FigKind *kind = fig_kind (i);

      if (kind->per_run && (source->block == 0 || !kind->all_blocks)
          && !visit_kind (kind, source, visitor, error))
        return FALSE;
    }
  return TRUE;
}

FopTheory *
fig_survey_theory (const FopSnapshot *snapshot, gsize run)
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

/* Every inspection is done once for all figures. */
static gboolean
visit_run (FopSession *session, FopSnapshot *snapshot, gsize run, const Visitor *visitor,
           GError **error)
{
  gsize n = snapshot->runs[run].n_preconditioners;
  g_autofree FopInspection **inspections = g_new0 (FopInspection *, n);
  g_autofree FopRecord **records = g_new0 (FopRecord *, n);
  g_autoptr (FopTheory) theory = fig_survey_theory (snapshot, run);
  FigSource source = { .snapshot = snapshot,
                       .run = run,
                       .n_blocks = n,
                       .inspections = inspections,
                       .records = records,
                       .theory = theory };
  gboolean goes_on = TRUE;

  for (gsize block = 0; block < n; block++)
    {
      inspections[block] = fop_inspection_new (snapshot, run, block);
      records[block] = fop_sample_record (fop_session_run (session, run), block);
    }
  for (source.block = 0; source.block < MAX (n, 1) && goes_on; source.block++)
    {
      source.inspection = n > 0 ? inspections[source.block] : NULL;
      source.record = n > 0 ? records[source.block] : NULL;
      goes_on = visit_block (&source, visitor, error);
    }
  for (gsize block = 0; block < n; block++)
    {
      g_clear_pointer (&inspections[block], fop_inspection_unref);
      g_clear_pointer (&records[block], fop_record_unref);
    }
  return goes_on;
}

gboolean
fig_survey (FopSession *session, FigVisit visit, gpointer data, GError **error)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
  const FigSource source = { .snapshot = snapshot };
  const Visitor visitor = { visit, data };

  for (gsize i = 0; i < fig_n_kinds (); i++)
    if (!fig_kind (i)->per_run && !visit_kind (fig_kind (i), &source, &visitor, error))
      return FALSE;
  for (gsize run = 0; run < snapshot->n_runs; run++)
    if (!visit_run (session, snapshot, run, &visitor, error))
      return FALSE;
  return TRUE;
}
