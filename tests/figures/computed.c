/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures of actual runs. */

#include "tests/figures/computed.h"
#include "tests/unit/walk.h"

#include "core/engine/session.h"
#include "core/study/sampling.h"

/* Maximum number of inspected preconditioners. */
#define BLOCKS_MOST 8

#define RUNS                                                                                       \
  "\"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 0.1 },"                 \
  "{ \"name\": \"Adam\", \"method\": \"adam\", \"learning-rate\": 0.02 },"                         \
  "{ \"name\": \"Hypergradient\", \"method\": \"hd\", \"learning-rate\": 0.01,"                    \
  " \"hyper-rate\": 0.001 },"                                                                      \
  "{ \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1, \"hyper-rate\": 0.01,"        \
  " \"normalize\": \"frobenius\" } ]"

#define SLOW_RUNS                                                                                  \
  "\"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 0.001 },"               \
  "{ \"name\": \"Adam\", \"method\": \"adam\", \"learning-rate\": 0.02 },"                         \
  "{ \"name\": \"FOP\", \"style\": 6, \"method\": \"fop\", \"learning-rate\": 0.001,"              \
  " \"hyper-rate\": 0.003, \"normalize\": \"frobenius\" } ]"

const Computed computed[] = {
  { "valley",
    "{ \"fop-workbench\": 1, \"title\": \"A hidden valley\", \"steps\": 2000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"quadratic\", \"dimension\": 10, \"condition\": 100 }," RUNS "}",
    3, 1240 },
  { "rosenbrock",
    "{ \"fop-workbench\": 1, \"title\": \"The banana valley\", \"steps\": 3000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"rosenbrock\" }," SLOW_RUNS "}",
    2, 420 },
  { "himmelblau",
    "{ \"fop-workbench\": 1, \"title\": \"Four minima\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"himmelblau\" }," SLOW_RUNS "}",
    2, 300 },
  { "rastrigin",
    "{ \"fop-workbench\": 1, \"title\": \"Egg box\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"rastrigin\" }," SLOW_RUNS "}",
    1, 300 },
  { "saddle",
    "{ \"fop-workbench\": 1, \"title\": \"A saddle\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"saddle\" }," RUNS "}",
    3, 300 },
  { "beale",
    "{ \"fop-workbench\": 1, \"title\": \"Beale\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"beale\" }," RUNS "}",
    3, 300 },
  { "booth",
    "{ \"fop-workbench\": 1, \"title\": \"Booth\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"booth\" }," SLOW_RUNS "}",
    2, 300 },
  { "plane",
    "{ \"fop-workbench\": 1, \"title\": \"Two\", \"steps\": 1000, \"seed\": 4,"
    "\"problem\": { \"kind\": \"quadratic\", \"dimension\": 2, \"condition\": 30 }," RUNS "}",
    3, 300 },
  { "styblinski",
    "{ \"fop-workbench\": 1, \"title\": \"Styblinski\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"styblinski-tang\" }," SLOW_RUNS "}",
    2, 300 },
  { "kernels",
    "{ \"fop-workbench\": 1, \"title\": \"Strokes\", \"steps\": 100, \"seed\": 1,"
    "\"problem\": { \"kind\": \"cnn\", \"data\": { \"generate\": \"strokes\", \"rows\": 40 },"
    "\"channels\": [ 2 ], \"kernel\": [ 3 ] },"
    "\"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1,"
    " \"hyper-rate\": 0.05, \"normalize\": \"frobenius\", \"structure\": \"layerwise\" } ] }",
    0, 60 },
  { "diverging",
    "{ \"fop-workbench\": 1, \"title\": \"Too much\", \"steps\": 1000, \"seed\": 1,"
    "\"problem\": { \"kind\": \"quadratic\", \"dimension\": 10, \"condition\": 100 },"
    "\"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\", \"learning-rate\": 1 },"
    "{ \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 1, \"hyper-rate\": 10,"
    "  \"normalize\": \"none\" } ] }",
    1, 600 },
};
const gsize n_computed = G_N_ELEMENTS (computed);

gboolean
computed_use (const Computed *what, const FigKind *kind, ComputedUse use, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse (what->experiment, -1, NULL, what->name, &error);
  g_autoptr (FopSession) session = NULL;
  g_autoptr (FopSnapshot) snapshot = NULL;
  FopInspection *inspections[BLOCKS_MOST] = { NULL };
  FopRecord *records[BLOCKS_MOST] = { NULL };
  gsize n;
  g_autoptr (FopDensity) density = NULL;
  g_autoptr (FopTheory) theory = NULL;
  FopWatch watch = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL };
  FigSource source;

  g_assert_no_error (error);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  if (kind->applies != NULL && !kind->applies (fop_session_problem (session)))
    return FALSE;
  walk_to (session, what->step);
  snapshot = fop_session_snapshot (session, &watch);
  n = MIN (snapshot->runs[what->run].n_preconditioners, BLOCKS_MOST);
  for (gsize b = 0; b < n; b++)
    {
      inspections[b] = fop_inspection_new (snapshot, what->run, b);
      records[b] = fop_sample_record (fop_session_run (session, what->run), b);
    }
  if (kind->needs & FIG_NEEDS_DENSITY)
    density = fop_density_new (snapshot, what->run, NULL, NULL);
  if (kind->needs & FIG_NEEDS_THEORY)
    {
      g_autoptr (FopTheoryWalk) walk = fop_theory_walk_new (snapshot, what->run);

      fop_theory_walk_on (walk, what->step, 1e6);
      theory = fop_theory_walk_theory (walk, what->step);
    }
  source = (FigSource){ .snapshot = snapshot,
                        .inspection = inspections[0],
                        .run = what->run,
                        .record = records[0],
                        .n_blocks = n,
                        .inspections = inspections,
                        .records = records,
                        .density = density,
                        .theory = theory };
  use (&source, data);
  for (gsize b = 0; b < n; b++)
    {
      g_clear_pointer (&inspections[b], fop_inspection_unref);
      g_clear_pointer (&records[b], fop_record_unref);
    }
  return TRUE;
}

typedef struct
{
  const FigKind *kind;
  const FigOptions *options;
  FigFigure *figure;
} Building;

static void
build (const FigSource *source, gpointer data)
{
  Building *building = data;

  building->figure = building->kind->build (source, building->options);
}

FigFigure *
computed_figure_as (const Computed *what, const FigKind *kind, const FigOptions *options)
{
  Building building = { kind, options, NULL };

  computed_use (what, kind, build, &building);
  return building.figure;
}

FigFigure *
computed_figure (const Computed *what, const FigKind *kind)
{
  return computed_figure_as (what, kind, NULL);
}
