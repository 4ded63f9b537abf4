/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instruments of a run, sampled afterwards. */

#include "core/study/sampling.h"

#include "core/settings/csv-writer.h"

#define SAMPLES_MOST  128u
#define SAMPLES_LEAST 8u
/* Total of all samples, in units of n³: some seconds of eigenvalue computations. */
#define WORK_MOST 4e10
/* The Hessian of a model costs as many evaluations as it has parameters. */
#define DATA_ORDER_MOST 64u

/* Steps from a keyframe to a sample, if steps are cheap. */
#define WAY_MOST 256u

/* On data sets and in control, a sample may take only one step. */
static gboolean
has_dear_steps (const FopProblem *problem)
{
  return problem->klass->measure != NULL || problem->klass->mean_return != NULL;
}

/* Number of samples for a matrix of order @n; 0 if that is hardly any. */
static guint
n_samples (double n)
{
  double samples = WORK_MOST / (20 * n * n * n + 1);

  return samples < SAMPLES_LEAST ? 0 : (guint) CLAMP (samples, SAMPLES_LEAST, SAMPLES_MOST);
}

/* The same with H, which on data sets takes one pass per row of H: only small ones are formed
 * repeatedly. */
static guint
n_samples_with_curvature (const FopProblem *problem)
{
  double n = (double) problem->dimension;
  gboolean on_data = problem->klass->measure != NULL;

  if (!problem->klass->hessian
      || problem->dimension > (on_data ? DATA_ORDER_MOST : FOP_INSPECTION_HESSIAN_MAX))
    return 0;
  return n_samples (n);
}

/* A snapshot of one run at one point. */
static FopInspection *
inspect (FopProblem *problem, FopIterate *iterate, gsize block, gboolean curvature)
{
  FopRunView view
      = { .step = iterate->t, .loss = iterate->loss, .gradient_norm = iterate->gradient_norm };
  FopSnapshot snapshot = { .problem = problem, .n_runs = 1, .runs = &view };
  FopInspection *inspection;

  fop_run_view_point (&view, iterate);
  fop_run_view_preconditioners (&view, iterate, FALSE);
  if (!curvature)
    g_clear_pointer (&view.theta, g_free);
  inspection = view.n_preconditioners > 0 ? fop_inspection_new (&snapshot, 0, block)
                                          : fop_inspection_new_plain (&snapshot, 0);
  fop_run_view_clear (&view);
  return inspection;
}

/* Advances to @step, or as close as the last keyframe allows, by at least one step beyond @iterate.
 * Returns: whether there is such a step. */
static gboolean
go_near (FopIterate *iterate, const FopKeyframes *keyframes, guint64 step)
{
  guint64 way = has_dear_steps (iterate->problem) ? 1 : WAY_MOST, found;
  const double *frame = fop_keyframes_find (keyframes, step > 0 ? step - 1 : 0, &found);

  if (frame != NULL && found > iterate->t)
    fop_iterate_restore (iterate, frame);
  else if (iterate->t >= step || iterate->t + way < step)
    return FALSE;
  do
    fop_iterate_step (iterate);
  while (iterate->t < step && --way > 0);
  return TRUE;
}

FopRecord *
fop_sample_record (FopRun *run, gsize block)
{
  const FopIterate *end = fop_run_iterate (run);
  FopProblem *problem = end->problem;
  const FopMethod *method = end->method;
  gsize blocks = fop_method_n_preconditioners (method);
  double order = blocks > 0 ? (double) method->klass->preconditioner_info (method, block).order
                            : (double) problem->dimension;
  guint64 steps = end->t;
  guint n = n_samples_with_curvature (problem);
  gboolean curvature = n > 0;
  g_autoptr (FopRecorder) recorder = NULL;
  g_autoptr (FopIterate) iterate = NULL;

  if (!curvature && blocks > 0)
    n = n_samples (order);
  if (n == 0 || order > FOP_PRECONDITIONER_ORDER_MAX)
    return NULL;
  iterate = fop_iterate_new (problem, end->spec, end->seed, NULL);
  if (iterate == NULL)
    return NULL;
  recorder = fop_recorder_new ();
  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (FopInspection) inspection = NULL;

      if (i > 0 && !go_near (iterate, fop_run_keyframes (run), steps * i / n))
        continue;
      if (iterate->t > steps || !fop_iterate_is_finite (iterate))
        break;
      inspection = inspect (problem, iterate, block, curvature);
      if (inspection != NULL)
        fop_recorder_add (recorder, problem, end->spec, inspection);
    }
  return fop_recorder_record (recorder);
}

/* ---- a walk ---- */

struct _FopSampler
{
  FopRunSpec *spec;
  FopIdentity identity; /* of the starting point */
  gboolean curvature, is_over;
  FopIterate *iterate;
};

FopSampler *
fop_sampler_new (const FopSnapshot *snapshot, gsize run, gsize block)
{
  g_autoptr (FopSampler) sampler = g_new0 (FopSampler, 1);
  FopProblem *problem = snapshot->problem;
  const FopMethod *method;
  double order;

  sampler->spec = fop_run_spec_ref (fop_experiment_run (snapshot->experiment, run));
  sampler->identity = fop_identity (snapshot, run, block);
  sampler->curvature = n_samples_with_curvature (problem) > 0;
  sampler->iterate = fop_iterate_new (problem, sampler->spec, snapshot->experiment->seed, NULL);
  if (sampler->iterate == NULL)
    return NULL;
  method = sampler->iterate->method;
  if (block >= fop_method_n_preconditioners (method))
    return NULL;
  order = (double) method->klass->preconditioner_info (method, block).order;
  if (order > FOP_PRECONDITIONER_ORDER_MAX || (!sampler->curvature && n_samples (order) == 0))
    return NULL;
  return g_steal_pointer (&sampler);
}

void
fop_sampler_free (FopSampler *sampler)
{
  if (sampler == NULL)
    return;
  g_clear_pointer (&sampler->iterate, fop_iterate_free);
  fop_run_spec_unref (sampler->spec);
  g_free (sampler);
}

gboolean
fop_sampler_is_of (const FopSampler *sampler, const FopSnapshot *snapshot, gsize run, gsize block)
{
  const FopIdentity identity = fop_identity (snapshot, run, block);

  return fop_identity_same_block (&sampler->identity, &identity)
         && fop_run_spec_equal (sampler->spec, fop_experiment_run (snapshot->experiment, run));
}

/* Whether a row within @reach steps is known. */
static gboolean
is_known (const FopRecord *known, guint64 step, guint64 reach)
{
  gsize low = 0, high = known != NULL ? known->n : 0;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (known->steps[middle] + reach < step)
        low = middle + 1;
      else
        high = middle;
    }
  return known != NULL && low < known->n && known->steps[low] <= step + reach;
}

gboolean
fop_sampler_is_done (const FopSampler *sampler, guint64 steps)
{
  return sampler->is_over || sampler->iterate->t >= steps;
}

FopInspection *
fop_sampler_next (FopSampler *sampler, guint64 steps, const FopRecord *known, double seconds)
{
  FopIterate *iterate = sampler->iterate;
  guint64 stride = MAX (steps / SAMPLES_MOST, 1);
  gint64 end = g_get_monotonic_time () + (gint64) (1e6 * seconds);

  while (!fop_sampler_is_done (sampler, steps))
    {
      fop_iterate_step (iterate);
      sampler->is_over = !fop_iterate_is_finite (iterate);
      if (!sampler->is_over && iterate->t % stride == 0
          && !is_known (known, iterate->t, stride / 2))
        return inspect (iterate->problem, iterate, sampler->identity.block, sampler->curvature);
      if (g_get_monotonic_time () >= end)
        break;
    }
  return NULL;
}

gboolean
fop_record_write_csv (const FopRecord *record, const char *path, GError **error)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();

  fop_csv_writer_word (csv, "step");
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    fop_csv_writer_word (csv, fop_instrument (i)->key);
  fop_csv_writer_end_row (csv);
  for (gsize row = 0; row < record->n; row++)
    {
      fop_csv_writer_count (csv, record->steps[row]);
      for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
        fop_csv_writer_number (csv, record->values[row * FOP_N_INSTRUMENTS + i]);
      fop_csv_writer_end_row (csv);
    }
  return fop_csv_writer_write (csv, path, error);
}
