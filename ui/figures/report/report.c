/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report contains, in reading order. */

#include "ui/figures/report/report.h"

#include "core/study/diagnosis.h"
#include "ui/figures/kinds/survey.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/report/report-tables.h"

static void
part_free (gpointer data)
{
  FigPart *part = data;

  g_free (part->text);
  g_clear_pointer (&part->cells, g_ptr_array_unref);
  g_clear_pointer (&part->figure, fig_figure_unref);
  g_free (part);
}

void
fig_report_free (FigReport *report)
{
  g_free (report->title);
  g_ptr_array_unref (report->parts);
  g_free (report);
}

/* @text: (transfer full) (nullable): nothing is added if it is %NULL or empty. */
static void
add_text (GPtrArray *parts, FigPartKind kind, char *text)
{
  FigPart *part;

  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  part = g_new0 (FigPart, 1);
  part->kind = kind;
  part->text = text;
  g_ptr_array_add (parts, part);
}

/* @table: (transfer full) (nullable). */
static void
add_table (GPtrArray *parts, const char *heading, FigPart *table)
{
  if (table == NULL)
    return;
  add_text (parts, FIG_PART_SUBHEADING, g_strdup (heading));
  g_ptr_array_add (parts, table);
}

/* ---- figures ---- */

/*
 * @parts: (element-type FigPart)
 * @instruments: (nullable): table of the run's instruments
 * @omitted: titles of figures for which there are no data
 *
 * The figures of all runs, or those of one.
 */
typedef struct
{
  GPtrArray *parts;
  FigPart *instruments;
  GString *omitted;
} Figures;

/* @of: those of all runs, then those of each run. */
static void
figures_init (Figures *of, gsize n)
{
  for (gsize i = 0; i < n; i++)
    of[i] = (Figures){ .parts = g_ptr_array_new (), .omitted = g_string_new (NULL) };
}

static void
add_omitted (Figures *figures, const FigFigure *figure)
{
  if (figures->omitted->len > 0)
    g_string_append (figures->omitted, ", ");
  g_string_append (figures->omitted, figure->title);
}

/* FigVisit */
static gboolean
keep_figure (const FigKind *kind, const FigSource *source, FigFigure *figure, gpointer data,
             GError **error)
{
  Figures *figures = (Figures *) data + (kind->per_run ? source->run + 1 : 0);
  FigPart *part;

  if (kind->per_run && figures->instruments == NULL)
    figures->instruments = fig_instruments_table (source);
  if (figure->empty != NULL)
    {
      add_omitted (figures, figure);
      return TRUE;
    }
  part = g_new0 (FigPart, 1);
  part->kind = FIG_PART_FIGURE;
  part->figure = fig_figure_ref (figure);
  g_ptr_array_add (figures->parts, part);
  return TRUE;
}

/* @expected: whether to say which figures are missing */
static void
add_figures (GPtrArray *parts, const char *heading, Figures *figures, gboolean expected)
{
  if (figures->parts->len > 0 && heading != NULL)
    add_text (parts, FIG_PART_SUBHEADING, g_strdup (heading));
  g_ptr_array_extend_and_steal (parts, figures->parts);
  if (figures->omitted->len > 0 && expected)
    add_text (parts, FIG_PART_TEXT,
              g_strdup_printf ("Not shown for lack of data: %s.", figures->omitted->str));
  g_string_free (figures->omitted, TRUE);
}

/* ---- sections ---- */

static void
add_beginning (GPtrArray *parts, FopSession *session)
{
  const FopExperiment *experiment = fop_session_experiment (session);
  const FopProblem *problem = fop_session_problem (session);
  g_autofree char *step = fig_count_text (fop_session_step (session));
  g_autofree char *steps = fig_count_text (experiment->steps);

  add_text (parts, FIG_PART_TEXT, g_strdup (experiment->description));
  add_text (parts, FIG_PART_TEXT,
            g_strdup_printf ("%s. Step %s of %s.", problem->description, step, steps));
  for (guint i = 0; problem->notes != NULL && i < problem->notes->len; i++)
    add_text (parts, FIG_PART_WARNING, g_strdup (problem->notes->pdata[i]));
}

static void
add_results (GPtrArray *parts, FopSession *session, Figures *common)
{
  add_text (parts, FIG_PART_HEADING, g_strdup ("Results"));
  g_ptr_array_add (parts, fig_results_table (session));
  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    {
      FopRun *run = fop_session_run (session, i);
      const char *reason = fop_diagnosis_of (run);

      if (reason != NULL)
        add_text (parts, FIG_PART_WARNING,
                  g_strdup_printf ("%s diverged: %s.", fop_run_spec (run)->name, reason));
    }
  add_figures (parts, NULL, common, TRUE);
  if (fop_density_applies (fop_session_problem (session)))
    add_text (parts, FIG_PART_TEXT,
              g_strdup ("Spectral densities are not included, because estimating them can take "
                        "minutes."));
}

static void
add_experiment (GPtrArray *parts, const FopExperiment *experiment)
{
  g_autoptr (FopSettings) settings = fop_experiment_settings (experiment);
  g_autofree char *help = fop_help_summary (experiment->problem->help);

  add_text (parts, FIG_PART_HEADING, g_strdup ("Problem"));
  add_text (parts, FIG_PART_TEXT, g_strdup_printf ("%s. %s", experiment->problem->title, help));
  add_table (parts, "Settings of the Problem", fig_settings_table (experiment->problem_settings));
  add_table (parts, "Settings of the Experiment", fig_settings_table (settings));
}

static void
add_run (GPtrArray *parts, const FopSnapshot *snapshot, gsize run, Figures *figures)
{
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, run);
  g_autofree char *help = fop_help_summary (spec->method->help);
  g_autofree char *limit = fig_count_text (FOP_PRECONDITIONER_ORDER_MAX);
  const FopRunView *view = &snapshot->runs[run];

  add_text (parts, FIG_PART_HEADING, g_strdup (spec->name));
  add_text (parts, FIG_PART_TEXT, g_strdup_printf ("%s. %s", spec->method->title, help));
  add_table (parts, "Settings", fig_settings_table (spec->settings));
  add_table (parts, "Changes", fig_events_table (spec));
  add_table (parts, "Instruments", figures->instruments);
  if (view->n_too_large > 0)
    add_text (
        parts, FIG_PART_WARNING,
        g_strdup_printf ("Preconditioners with more than %s rows, which are neither inspected "
                         "nor shown: %" G_GSIZE_FORMAT ".",
                         limit, view->n_too_large));
  add_figures (parts, "Figures", figures, view->n_preconditioners + view->n_too_large > 0);
}

FigReport *
fig_report_new (FopSession *session)
{
  const FopWatch matrices = { .preconditioners = FOP_RUNS_ALL };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &matrices);
  FigReport *report = g_new0 (FigReport, 1);
  gsize n = snapshot->n_runs;
  g_autofree Figures *figures = g_new (Figures, n + 1);

  figures_init (figures, n + 1);
  fig_survey (session, keep_figure, figures, NULL);

  report->title = g_strdup (snapshot->experiment->title);
  report->parts = g_ptr_array_new_with_free_func (part_free);
  add_beginning (report->parts, session);
  add_results (report->parts, session, &figures[0]);
  add_experiment (report->parts, snapshot->experiment);
  for (gsize i = 0; i < n; i++)
    add_run (report->parts, snapshot, i, &figures[i + 1]);
  add_text (report->parts, FIG_PART_HEADING, g_strdup ("Versions"));
  g_ptr_array_add (report->parts, fig_versions_table ());
  return report;
}
