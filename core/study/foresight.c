/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hypergradients of a run's final loss, and learning rates optimized along them. */

#include "core/study/foresight.h"

#include "core/data/notes.h"
#include "core/settings/error.h"
#include "core/study/replay.h"

#include <math.h>
#include <string.h>

#define FIRST_STEP 0.1
#define STEP_MAX   0.5
#define SHRINK     0.25
#define GROW       2.0
#define TRIALS     10
#define REACH      3.0 /* of a component of the direction */

/* Forward and backward, and for each iteration one or two forward trials and one backward pass. */
#define PASSES(iterations) (2 + 3 * (guint64) (iterations))

/* ---- series ---- */

/* Columns of the same length as curves; names end with NULL. */
static FopCurves *
curves_of (gsize n_rows, const char *const *names, const double *const *columns)
{
  gsize n_columns = g_strv_length ((char **) names);
  g_autoptr (FopHistory) history = fop_history_new (n_columns, names);
  g_autofree double *row = g_new (double, n_columns);

  for (gsize t = 0; t < n_rows; t++)
    {
      for (gsize c = 0; c < n_columns; c++)
        row[c] = columns[c][t];
      fop_history_append (history, row);
    }
  return fop_history_curves (history);
}

static FopCurves *
step_curves (const FopTrail *trail, const double *losses, const FopHypergradients *far)
{
  static const char *const names[] = { "loss",
                                       "learning-rate",
                                       "momentum",
                                       "hypergradient",
                                       "short-sighted",
                                       "momentum-hypergradient",
                                       "momentum-short-sighted",
                                       "preconditioner-hypergradient",
                                       "preconditioner-short-sighted",
                                       "preconditioner-cosine",
                                       NULL };
  gsize n_steps = trail->n_steps;
  g_autofree double *rates = g_new (double, n_steps), *momenta = g_new (double, n_steps);
  g_autofree double *next_rates = g_new (double, n_steps), *next_momenta = g_new (double, n_steps);
  const double *columns[] = { losses,
                              trail->learning_rates,
                              trail->momenta,
                              rates,
                              next_rates,
                              momenta,
                              next_momenta,
                              far->preconditioner_norms,
                              far->next_preconditioner_norms,
                              far->preconditioner_cosines };

  fop_trail_translate (trail, far->rates, far->momenta, TRUE, rates, momenta);
  fop_trail_translate (trail, far->next_rates, far->next_momenta, FALSE, next_rates, next_momenta);
  return curves_of (n_steps, names, columns);
}

/* ½ (A + Aᵀ): P is symmetric, and so is the derivative with respect to it. */
static void
symmetrize (gsize n, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[i * n + j] = matrix[j * n + i] = (matrix[i * n + j] + matrix[j * n + i]) / 2;
}

/* Stores the derivatives of the run itself. */
static void
keep (FopForesight *foresight, const FopTrail *trail, const double *losses, FopHypergradients *far)
{
  foresight->steps = step_curves (trail, losses, far);
  foresight->start = g_steal_pointer (&far->start);
  foresight->preconditioner = g_steal_pointer (&far->preconditioner);
  if (foresight->preconditioner != NULL)
    symmetrize (trail->n, foresight->preconditioner);
}

/* ---- meta-iterations ---- */

/*
 * The direction for the logarithms of the learning rates: ĝ_t = ε_t ∂L/∂ε_t = α_t ∂L/∂α_t over its
 * root mean square, within ±REACH.
 *
 * Returns: %FALSE if the derivative is 0 or not finite
 */
static gboolean
find_direction (const FopTrail *trail, const FopHypergradients *far, double *direction)
{
  double square = 0, scale;

  for (gsize t = 0; t < trail->n_steps; t++)
    {
      direction[t] = trail->rates[t] * far->rates[t];
      square += direction[t] * direction[t];
    }
  scale = sqrt (square / (double) trail->n_steps);
  if (!(scale > 0 && isfinite (scale)))
    return FALSE;
  for (gsize t = 0; t < trail->n_steps; t++)
    direction[t] = CLAMP (direction[t] / scale, -REACH, REACH);
  return TRUE;
}

typedef struct
{
  FopReversible *end; /* the best run so far, at its end */
  double loss, step;
  double *losses; /* of that run */
} Best;

static void
best_clear (Best *best)
{
  g_clear_pointer (&best->end, fop_reversible_free);
  g_clear_pointer (&best->losses, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Best, best_clear)

/*
 * Searches for a lower loss along @direction, with decreasing steps.
 *
 * Returns: whether one was found; sets @error if canceled
 */
static gboolean
search (FopReplay *replay, const double *direction, Best *best, GError **error)
{
  FopTrail *trail = replay->trail;
  gsize n_steps = trail->n_steps;
  g_autofree double *before = g_memdup2 (trail->learning_rates, n_steps * sizeof (double));
  g_autofree double *trial = g_new (double, n_steps), *losses = g_new (double, n_steps);

  for (guint k = 0; k < TRIALS; k++, best->step *= SHRINK)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (FopReversible) end = NULL;
      double loss;

      for (gsize t = 0; t < n_steps; t++)
        trial[t] = before[t] * exp (-best->step * direction[t]);
      fop_trail_set_learning_rates (trail, trial);
      end = fop_replay_forward (replay, losses, &loss, &failure);
      if (end == NULL && failure->domain != FOP_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (end == NULL || !(loss < best->loss))
        continue;
      g_clear_pointer (&best->end, fop_reversible_free);
      best->end = g_steal_pointer (&end);
      best->loss = loss;
      memcpy (best->losses, losses, n_steps * sizeof (double));
      return TRUE;
    }
  fop_trail_set_learning_rates (trail, before);
  return FALSE;
}

typedef struct
{
  GArray *losses, *steps; /* (element-type double): one row each */
} Iterations;

static void
note (Iterations *iterations, double loss, double step)
{
  g_array_append_val (iterations->losses, loss);
  g_array_append_val (iterations->steps, step);
}

/*
 * From the end of the run itself: backward for the hypergradient, forward along it, up to
 * @meta_iterations times. The first backward pass is stored in @foresight.
 */
static gboolean
iterate (FopForesight *foresight, FopReplay *replay, guint meta_iterations, Best *best,
         Iterations *iterations, GError **error)
{
  FopTrail *trail = replay->trail;
  gboolean whole = trail->n <= FOP_FORESIGHT_PRECONDITIONER_MAX;
  g_autofree double *direction = g_new (double, trail->n_steps);

  best->step = FIRST_STEP;
  note (iterations, best->loss, NAN);
  for (guint k = 0; k == 0 || k < meta_iterations; k++)
    {
      g_autoptr (FopHypergradients) far = NULL;
      g_autoptr (GError) failure = NULL;

      far = fop_reversible_backward (best->end, whole && k == 0, replay->cancellable, error);
      g_clear_pointer (&best->end, fop_reversible_free);
      if (far == NULL)
        return FALSE;
      if (k == 0)
        keep (foresight, trail, best->losses, far);
      if (meta_iterations == 0 || !find_direction (trail, far, direction))
        return TRUE;
      if (!search (replay, direction, best, &failure))
        {
          if (failure == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      note (iterations, best->loss, best->step);
      best->step = fmin (best->step * GROW, STEP_MAX);
    }
  return TRUE;
}

/* ---- the foresight ---- */

static gboolean
look_back (FopForesight *foresight, FopReplay *replay, guint meta_iterations, GError **error)
{
  static const char *const schedule[]
      = { "learning-rate", "optimized-learning-rate", "loss", "optimized-loss", NULL };
  static const char *const rounds[] = { "loss", "factor", NULL };
  FopTrail *trail = replay->trail;
  gsize n_steps = trail->n_steps, size = n_steps * sizeof (double);
  g_auto (Best) best = { 0 };
  g_autoptr (GArray) losses = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *own_rates = g_memdup2 (trail->learning_rates, size), *own_losses = NULL;
  Iterations iterations = { losses, steps };

  best.losses = g_new (double, n_steps);
  best.end = fop_replay_forward (replay, best.losses, &best.loss, error);
  if (best.end == NULL)
    return FALSE;
  own_losses = g_memdup2 (best.losses, size);
  foresight->loss = best.loss;
  foresight->bits = fop_reversible_bits (best.end);
  if (!iterate (foresight, replay, meta_iterations, &best, &iterations, error))
    return FALSE;

  foresight->schedule
      = curves_of (n_steps, schedule,
                   (const double *[]){ own_rates, trail->learning_rates, own_losses, best.losses });
  foresight->iterations = curves_of (
      losses->len, rounds,
      (const double *[]){ (const double *) losses->data, (const double *) steps->data });
  return TRUE;
}

FopForesight *
fop_foresight_new (const FopExperiment *experiment, gsize run, guint meta_iterations,
                   FopProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  FopRunSpec *spec = fop_experiment_run (experiment, run);
  g_auto (FopReplay) replay
      = { .cancellable = cancellable, .progress = progress, .progress_data = data };
  g_autoptr (FopForesight) foresight = NULL;

  if (!fop_replay_init (&replay, experiment, spec, PASSES (meta_iterations), error))
    {
      g_prefix_error (error, "%s: ", spec->name);
      return NULL;
    }
  foresight = g_new0 (FopForesight, 1);
  foresight->ref_count = 1;
  foresight->run = g_strdup (spec->name);
  foresight->style = spec->style;
  foresight->problem = g_strdup (replay.problem->description);
  fop_notes_add_all (&foresight->notes, replay.problem->notes);
  foresight->n = replay.trail->n;
  foresight->n_steps = replay.trail->n_steps;
  foresight->run_loss = replay.trail->loss;
  if (!look_back (foresight, &replay, meta_iterations, error))
    {
      g_prefix_error (error, "%s: ", spec->name);
      return NULL;
    }
  return g_steal_pointer (&foresight);
}

FopForesight *
fop_foresight_ref (FopForesight *foresight)
{
  g_atomic_int_inc (&foresight->ref_count);
  return foresight;
}

void
fop_foresight_unref (FopForesight *foresight)
{
  if (foresight == NULL || !g_atomic_int_dec_and_test (&foresight->ref_count))
    return;
  g_free (foresight->run);
  g_free (foresight->problem);
  g_clear_pointer (&foresight->notes, g_ptr_array_unref);
  g_clear_pointer (&foresight->steps, fop_curves_unref);
  g_clear_pointer (&foresight->schedule, fop_curves_unref);
  g_clear_pointer (&foresight->iterations, fop_curves_unref);
  g_free (foresight->start);
  g_free (foresight->preconditioner);
  g_free (foresight);
}

double
fop_foresight_optimized_loss (const FopForesight *foresight)
{
  return foresight->iterations->last[0];
}
