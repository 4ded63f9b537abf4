/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/run-set.h"
#include "core/study/density.h"
#include "core/study/record.h"
#include "core/study/theory.h"
#include "ui/figures/charts/figure.h"
#include "ui/figures/kinds/options.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_NEEDS_CURVES = 1 << 0,         /* histories of all runs */
  FIG_NEEDS_PRECONDITIONER = 1 << 1, /* P of the selected run */
  FIG_NEEDS_INSPECTION = 1 << 2,     /* its spectrum (asks for P and θ too) */
  FIG_NEEDS_THETA = 1 << 3,          /* θ of all runs */
  FIG_NEEDS_RECORD = 1 << 4,         /* what inspections said over the steps */
  FIG_NEEDS_PATHS = 1 << 5,          /* θ along all runs, and where they stand */
  FIG_NEEDS_DENSITY = 1 << 6,        /* spectra from Hessian products (asks for P and θ too) */
  FIG_NEEDS_FACTOR = 1 << 7,         /* M of the selected run, where it is kept (asks for P too) */
  FIG_NEEDS_THEORY = 1 << 8,         /* the run walked once more, beside its bounds */
  FIG_NEEDS_BLOCKS = 1 << 9          /* all preconditioners of the selected run inspected */
} FigNeeds;

/**
 * FigSource:
 * @snapshot: the runs
 * @inspection: (nullable): the newest analysis of the selected run; of whichever preconditioner
 * @run: the selected run
 * @block: which of its preconditioners
 * @hidden: (nullable): the runs that are not shown
 * @record: (nullable): what the instruments said of that run's preconditioner, step by step
 * @n_blocks, @inspections, @records: the same of all preconditioners of the run, where asked for:
 *   arrays of so many, with %NULL where nothing is known yet
 * @instruments_off: a person has switched them off: no inspection is on its way
 * @density: (nullable): the newest estimate of spectra; of whichever run
 * @theory: (nullable): the selected run beside the bounds on its speed
 *
 * What a figure is built from. Borrowed: a figure takes the references that it needs.
 */
struct _FigSource
{
  FopSnapshot *snapshot;
  FopInspection *inspection;
  gsize run, block;
  FopRunSet *hidden;
  FopRecord *record;
  gsize n_blocks;
  FopInspection *const *inspections;
  FopRecord *const *records;
  gboolean instruments_off;
  FopDensity *density;
  FopTheory *theory;
};

/**
 * FigKind:
 * @id: word in file names and settings: "loss", "preconditioner", "spectrum", "landscape"
 * @applies: (nullable): whether the kind has something to show of a problem (2-D only, say)
 * @n_choices, @choices: what can be chosen about it: the card's menu derives from them
 * @needs_more: (nullable): what a choice asks for besides @needs
 * @build: makes the figure from what was chosen (nullable: the first of each); cheap: copies or
 * references data, the drawing does the work
 *
 * One kind of figure: fig_NAME_kind of its own file. The registry in kind.c has one line each;
 * window menus and the command line's `figures/` derive from it.
 */
typedef struct
{
  const char *id;
  const char *title;
  FigNeeds needs;
  gboolean per_run;    /* of the selected run: exported once for each */
  gboolean all_blocks; /* of all its preconditioners: not exported once for each of them */
  gboolean can_start;  /* a click may start the runs anew from there */
  gsize n_choices;
  const FigChoice *choices;
  gboolean (*applies) (const FopProblem *problem);
  FigNeeds (*needs_more) (const FigOptions *options);
  FigFigure *(*build) (const FigSource *source, const FigOptions *options);
} FigKind;

/** Returns: what a figure of @kind needs as it was chosen to be (nullable: the first of each). */
FigNeeds fig_kind_needs (const FigKind *kind, const FigOptions *options);

gsize fig_n_kinds (void);
const FigKind *fig_kind (gsize index);
const FigKind *fig_kind_find (const char *id);

static inline gboolean
fig_source_shows (const FigSource *source, gsize run)
{
  return !fop_run_set_has (source->hidden, run);
}

/** Returns: (nullable): the source's inspection, if it is of this snapshot's selected block. */
FopInspection *fig_source_inspection (const FigSource *source);

/** Returns: (nullable): the source's density, if it is of this snapshot's selected run. */
FopDensity *fig_source_density (const FigSource *source);

/** Returns: static words for a figure that waits for an inspection: "… are being computed", or that
 * instruments are switched off. */
const char *fig_source_waiting (const FigSource *source);

/** Returns: (transfer full) (nullable): why the selected run has no preconditioner to show: it is
 * too large, or there is none; %NULL where there is one, or it may be on its way. */
char *fig_source_why_no_preconditioner (const FigSource *source);

/** Returns: (transfer full) (nullable): the same, or that nobody has looked yet, of its record;
 * %NULL where there is one. */
char *fig_source_why_no_record (const FigSource *source);

/** Returns: (transfer full): "FOP", or "FOP · weights" where the run has several preconditioners.
 */
char *fig_source_subject (const FigSource *source);

G_END_DECLS
