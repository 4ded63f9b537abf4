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
  FIG_NEEDS_INSPECTION = 1 << 2,     /* its spectrum (implies P and θ) */
  FIG_NEEDS_THETA = 1 << 3,          /* θ of all runs */
  FIG_NEEDS_RECORD = 1 << 4,         /* past inspections, by step */
  FIG_NEEDS_PATHS = 1 << 5,          /* past and current θ of all runs */
  FIG_NEEDS_DENSITY = 1 << 6,        /* spectra from Hessian products (implies P and θ) */
  FIG_NEEDS_FACTOR = 1 << 7,         /* M of the selected run, if it is stored (implies P) */
  FIG_NEEDS_THEORY = 1 << 8,         /* the run replayed along with its bounds */
  FIG_NEEDS_BLOCKS = 1 << 9          /* inspections of all preconditioners of the selected run */
} FigNeeds;

/**
 * FigSource:
 * @snapshot: the runs
 * @inspection: (nullable): the latest inspection of the selected run, of any preconditioner
 * @run: the selected run
 * @block: the selected one of its preconditioners
 * @hidden: (nullable): runs that are hidden
 * @record: (nullable): the instruments of that preconditioner, by step
 * @n_blocks, @inspections, @records: the same for all preconditioners of the run, if requested:
 *   arrays of length @n_blocks, with %NULL for those not known yet
 * @instruments_off: whether the user has turned instruments off, so that no inspection is pending
 * @density: (nullable): the latest estimate of spectral densities, of any run
 * @theory: (nullable): the selected run with bounds on its convergence rate
 *
 * The data from which a figure is built. Borrowed: a figure takes the references it needs.
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
 * @id: name in files and settings: "loss", "preconditioner", "spectrum", "landscape"
 * @help: what it shows, at most two sentences
 * @applies: (nullable): whether the kind is defined for a problem (only 2-D, for example)
 * @n_choices, @choices: its display options, from which the card's menu is generated
 * @needs_more: (nullable): data that the chosen options require in addition to @needs
 * @build: creates the figure from the chosen options (%NULL for defaults). Must be cheap: it copies
 *   or references data and leaves the work to drawing
 *
 * A kind of figure, fig_NAME_kind in its own file. The registry in kind.c has one line for each;
 * the window's menus and the command line's `figures/`, `list` and `describe` derive from it.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *help;
  FigNeeds needs;
  gboolean per_run;    /* shows the selected run; exported once for each run */
  gboolean all_blocks; /* shows all its preconditioners; not exported once for each of them */
  gboolean can_start;  /* a click restarts the runs from there */
  gsize n_choices;
  const FigChoice *choices;
  gboolean (*applies) (const FopProblem *problem);
  FigNeeds (*needs_more) (const FigOptions *options);
  FigFigure *(*build) (const FigSource *source, const FigOptions *options);
} FigKind;

/** @options: (nullable): %NULL for defaults. Returns: the data that a figure of @kind requires. */
FigNeeds fig_kind_needs (const FigKind *kind, const FigOptions *options);

gsize fig_n_kinds (void);
const FigKind *fig_kind (gsize index);
const FigKind *fig_kind_find (const char *id);

static inline gboolean
fig_source_shows (const FigSource *source, gsize run)
{
  return !fop_run_set_has (source->hidden, run);
}

/** Returns: (transfer full): a copy that holds references to everything in it; free with
 * fig_source_release(). */
FigSource *fig_source_hold (const FigSource *source);
void fig_source_release (FigSource *source);

/** Returns: (nullable): the source's inspection, if it is of this snapshot's selected block. */
FopInspection *fig_source_inspection (const FigSource *source);

/** Returns: (nullable): the source's density, if it is of this snapshot's selected run. */
FopDensity *fig_source_density (const FigSource *source);

/** Returns: the static message of a figure that waits for an inspection: that it is being computed,
 * or that instruments are turned off. */
const char *fig_source_waiting (const FigSource *source);

/** Returns: (transfer full) (nullable): why the selected run has no preconditioner to show: it is
 * too large, or does not exist; %NULL if there is one, or it may be pending. */
char *fig_source_why_no_preconditioner (const FigSource *source);

/** Returns: (transfer full) (nullable): the same for its record, or that it has not been inspected
 * yet; %NULL if there is a record. */
char *fig_source_why_no_record (const FigSource *source);

/** Returns: (transfer full): "FOP", or "FOP · weights" if the run has several preconditioners. */
char *fig_source_subject (const FigSource *source);

G_END_DECLS
