/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/session.h"

#include "core/settings/size.h"
#include "core/study/diagnosis.h"

#include <math.h>

struct _FopSession
{
  FopExperiment *experiment;
  FopProblem *problem;
  double problem_memory; /* bytes */
  GPtrArray *runs;       /* (element-type FopRun): in the order of the experiment */
};

static GPtrArray *
runs_new (gsize n)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_run_free);

  g_ptr_array_set_size (runs, (gint) n);
  return runs;
}

static FopRun *
make_run (FopProblem *problem, const FopExperiment *experiment, gsize index, GError **error)
{
  FopRunSpec *spec = fop_experiment_run (experiment, index);
  FopRun *run = fop_run_new (problem, experiment, spec, error);

  if (!run)
    g_prefix_error (error, "%s: ", spec->name);
  return run;
}

static FopProblem *
make_problem (const FopExperiment *experiment, double *memory, GError **error)
{
  FopProblem *problem;

  fop_size_asked ();
  problem = fop_problem_new (experiment->problem, experiment->problem_settings, experiment->seed,
                             error);
  *memory = fop_size_asked ();
  return problem;
}

/* Checks that all runs together fit into memory before creating the first one. Besides the state of
 * its method, a run needs a few vectors and the workspace of the problem. Keyframes have a separate
 * budget. */
static gboolean
check_memory (const FopExperiment *experiment, const FopProblem *problem, double memory,
              GError **error)
{
  const double vectors = 4.0 * (double) problem->dimension + (double) problem->work_size;
  g_autofree char *what = NULL;
  gsize n = experiment->runs->len;

  for (gsize i = 0; i < n; i++)
    {
      const FopRunSpec *spec = fop_experiment_run (experiment, i);
      double own
          = fop_method_memory (spec->method, spec->settings, problem, experiment->seed, error);

      if (isnan (own))
        {
          g_prefix_error (error, "%s: ", spec->name);
          return FALSE;
        }
      memory += own + vectors * sizeof (double);
    }
  what = n == 1 ? g_strdup ("the problem with its run")
                : g_strdup_printf ("the problem with all %" G_GSIZE_FORMAT " runs", n);
  return fop_check_all (what, memory, error);
}

FopSession *
fop_session_new (FopExperiment *experiment, GError **error)
{
  g_autoptr (FopSession) session = g_new0 (FopSession, 1);
  gsize n = experiment->runs->len;

  session->experiment = fop_experiment_ref (experiment);
  session->problem = make_problem (experiment, &session->problem_memory, error);
  if (!session->problem
      || !check_memory (experiment, session->problem, session->problem_memory, error))
    return NULL;
  session->runs = runs_new (n);
  for (gsize i = 0; i < n; i++)
    {
      session->runs->pdata[i] = make_run (session->problem, experiment, i, error);
      if (!session->runs->pdata[i])
        return NULL;
    }
  return g_steal_pointer (&session);
}

void
fop_session_free (FopSession *session)
{
  if (!session)
    return;
  g_clear_pointer (&session->runs, g_ptr_array_unref);
  g_clear_pointer (&session->problem, fop_problem_unref);
  g_clear_pointer (&session->experiment, fop_experiment_unref);
  g_free (session);
}

/* Returns: the index of a run that has the same trajectory as @spec at least up to some row: the
 * run with the same name if possible, otherwise one with the same entire trajectory; -1 if there is
 * none. */
static gssize
find_kept (const FopSession *session, const FopRunSpec *spec, const gboolean *claimed)
{
  gssize found = -1;

  for (gsize i = 0; i < session->runs->len; i++)
    {
      const FopRunSpec *own = fop_run_spec (fop_session_run (session, i));
      guint64 rows = claimed[i] ? 0 : fop_run_spec_common_rows (own, spec);

      if (rows > 0 && g_str_equal (own->name, spec->name))
        return (gssize) i;
      if (rows == G_MAXUINT64 && found < 0)
        found = (gssize) i;
    }
  return found;
}

/* Fills @kept with the indices of the runs that @experiment keeps, or -1 for runs to be created.
 * Returns: the number of runs kept. */
static gsize
match_runs (const FopSession *session, const FopExperiment *experiment, gssize *kept)
{
  g_autofree gboolean *claimed = g_new0 (gboolean, session->runs->len);
  gboolean can_keep = fop_experiment_same_recording (session->experiment, experiment);
  gsize n_kept = 0;

  for (gsize i = 0; i < experiment->runs->len; i++)
    {
      kept[i] = can_keep ? find_kept (session, fop_experiment_run (experiment, i), claimed) : -1;
      if (kept[i] < 0)
        continue;
      claimed[kept[i]] = TRUE;
      n_kept++;
    }
  return n_kept;
}

/* Returns to the last row that both trajectories share, and continues with @spec. */
static void
redirect (FopRun *run, FopRunSpec *spec, guint64 steps)
{
  fop_run_rewind (run, MIN (fop_run_spec_common_rows (fop_run_spec (run), spec), steps));
  fop_run_follow (run, spec);
  fop_run_set_steps (run, steps);
}

gboolean
fop_session_adopt (FopSession *session, FopExperiment *experiment, GError **error)
{
  gsize n = experiment->runs->len;
  g_autoptr (GPtrArray) runs = runs_new (n);
  g_autofree gssize *kept = g_new (gssize, n);

  g_return_val_if_fail (fop_experiment_same_problem (session->experiment, experiment), FALSE);

  if (match_runs (session, experiment, kept) < n
      && !check_memory (experiment, session->problem, session->problem_memory, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (kept[i] < 0)
      {
        runs->pdata[i] = make_run (session->problem, experiment, i, error);
        if (!runs->pdata[i])
          return FALSE;
      }

  /* Nothing below can fail. */
  for (gsize i = 0; i < n; i++)
    if (kept[i] >= 0)
      {
        runs->pdata[i] = g_steal_pointer (&session->runs->pdata[kept[i]]);
        redirect (runs->pdata[i], fop_experiment_run (experiment, i), experiment->steps);
      }
  g_ptr_array_unref (session->runs);
  session->runs = g_steal_pointer (&runs);
  fop_experiment_ref (experiment);
  fop_experiment_unref (session->experiment);
  session->experiment = experiment;
  return TRUE;
}

FopExperiment *
fop_session_experiment (const FopSession *session)
{
  return session->experiment;
}

FopProblem *
fop_session_problem (const FopSession *session)
{
  return session->problem;
}

gsize
fop_session_n_runs (const FopSession *session)
{
  return session->runs->len;
}

FopRun *
fop_session_run (const FopSession *session, gsize index)
{
  return session->runs->pdata[index];
}

static gboolean
has_ended (const FopRun *run)
{
  return fop_run_status (run) != FOP_RUN_READY;
}

static guint64
furthest_step (const FopSession *session)
{
  guint64 step = 0;

  for (gsize i = 0; i < session->runs->len; i++)
    step = MAX (step, fop_run_current_step (session->runs->pdata[i]));
  return step;
}

gboolean
fop_session_done (const FopSession *session)
{
  for (gsize i = 0; i < session->runs->len; i++)
    if (!has_ended (session->runs->pdata[i]))
      return FALSE;
  return TRUE;
}

guint64
fop_session_step (const FopSession *session)
{
  guint64 step = 0;

  if (fop_session_done (session))
    return furthest_step (session);
  for (gsize i = 0; i < session->runs->len; i++)
    if (!has_ended (session->runs->pdata[i]))
      step = MAX (step, fop_run_current_step (session->runs->pdata[i]));
  return step;
}

void
fop_session_rewind (FopSession *session, guint64 step)
{
  for (gsize i = 0; i < session->runs->len; i++)
    fop_run_rewind (session->runs->pdata[i], step);
}

gboolean
fop_session_approach (FopSession *session, guint64 step)
{
  FopRun *last = NULL;
  guint64 last_step = step;

  for (gsize i = 0; i < session->runs->len; i++)
    {
      FopRun *run = session->runs->pdata[i];

      if (!has_ended (run) && fop_run_current_step (run) < last_step)
        {
          last = run;
          last_step = fop_run_current_step (run);
        }
    }
  if (!last)
    return FALSE;
  fop_run_step (last);
  return TRUE;
}

FopSnapshot *
fop_session_snapshot (FopSession *session, const FopWatch *watch)
{
  FopSnapshot *snapshot = g_new0 (FopSnapshot, 1);

  snapshot->ref_count = 1;
  snapshot->experiment = fop_experiment_ref (session->experiment);
  snapshot->problem = fop_problem_ref (session->problem);
  snapshot->step = furthest_step (session);
  snapshot->n_runs = session->runs->len;
  snapshot->runs = g_new0 (FopRunView, snapshot->n_runs);
  for (gsize i = 0; i < snapshot->n_runs; i++)
    {
      FopRun *run = session->runs->pdata[i];
      FopRunView *view = &snapshot->runs[i];

      view->status = fop_run_status (run);
      view->step = fop_run_current_step (run);
      view->loss = fop_run_loss (run);
      view->best_loss = fop_run_best_loss (run);
      view->gradient_norm = fop_run_gradient_norm (run);
      view->reason = g_strdup (fop_diagnosis_of (run));
      if (watch->curves)
        view->curves = fop_history_curves (fop_run_history (run));
      if (fop_runs_include (watch->theta, i))
        fop_run_view_point (view, fop_run_iterate (run));
      if (fop_runs_include (watch->paths, i))
        view->path = fop_path_copy (fop_run_path (run));
      if (fop_runs_include (watch->preconditioners, i))
        fop_run_view_preconditioners (view, fop_run_iterate (run),
                                      fop_runs_include (watch->factors, i));
    }
  return snapshot;
}
