/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Creates control problems from their settings. rollout.c acts, control-loss.c learns. */

#include "core/problems/control/control.h"

#include "core/data/philox.h"
#include "core/linalg/blas.h"
#include "core/problems/control/control-parameters.h"
#include "core/problems/control/rollout.h"
#include "core/settings/error.h"

#define HIDDEN_MOST  1000000u
#define PORTION_MOST 512u

/* Factor on the policy's initial last weights: it starts nearly uniform. */
#define LAST_WEIGHTS 0.01

const char *const fop_control_algorithms[] = { "ppo", "reinforce", NULL };
const FopHistoryColumn fop_control_columns[] = {
  { "return", "Return", NULL, FALSE, "Mean return of the episodes that ended in the rollout." },
  { .key = NULL },
};

static gsize
whole (const FopSettings *settings, const char *key)
{
  return (gsize) fop_settings_integer (settings, key);
}

static void
read_numbers (FopControl *self, const FopSettings *settings)
{
  self->discount = fop_settings_number (settings, "discount");
  self->lambda = fop_settings_number (settings, "gae-lambda");
  self->clip = fop_settings_number (settings, "clip");
  self->entropy_bonus = fop_settings_number (settings, "entropy-bonus");
  self->value_coefficient = fop_settings_number (settings, "value-coefficient");
  self->reward_scale = fop_settings_number (settings, "reward-scale");
  self->normalize = fop_settings_boolean (settings, "normalize-advantages");
  self->episode_limit = whole (settings, "episode-limit");
  self->evaluation_episodes = whole (settings, "evaluation-episodes");
  self->environments = whole (settings, "environments");
  self->horizon = whole (settings, "horizon");
  self->clipped = fop_settings_choice (settings, "algorithm") == 0;
}

/* Divides a rollout into optimizer steps. */
static gboolean
set_steps (FopControl *self, const FopSettings *settings, GError **error)
{
  gsize parts = self->clipped ? whole (settings, "minibatches") : 1;

  self->samples = self->environments * self->horizon;
  if (parts > self->samples)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "minibatches: %" G_GSIZE_FORMAT
                   " minibatches, but a rollout has only environments · horizon = %" G_GSIZE_FORMAT
                   " steps",
                   parts, self->samples);
      return FALSE;
    }
  self->batch = self->samples / parts;
  self->period = parts * (self->clipped ? whole (settings, "epochs") : 1);
  self->portion = MIN (MAX (self->batch, self->environments), PORTION_MOST);
  return TRUE;
}

static gboolean
set_networks (FopControl *self, const FopSettings *settings, GError **error)
{
  const gsize usual[] = { 64, 64 };
  const FopArray *sizes = fop_settings_array (settings, "hidden");
  gsize n = sizes != NULL ? sizes->rows : G_N_ELEMENTS (usual);
  gsize seen = self->environment->observation_size;
  FopActivation activation = (FopActivation) fop_settings_choice (settings, "activation");
  g_autofree gsize *hidden = g_new (gsize, n);

  if (!fop_network_whole_numbers (sizes, "hidden", 1, HIDDEN_MOST, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    hidden[i] = sizes != NULL ? (gsize) sizes->values[i] : usual[i];
  fop_perceptron_init (&self->policy, 0, seen, n, hidden,
                       fop_policy_outputs (self->environment->actions), activation);
  fop_perceptron_init (&self->value, self->policy.n, seen, n, hidden, 1, activation);
  self->deviation_at = self->policy.n + self->value.n;
  return fop_check_size ("hidden: the parameters of the networks",
                         (double) self->policy.n + (double) self->value.n, error);
}

static void
set_blocks (FopControl *self)
{
  g_autofree FopBlock *blocks
      = g_new (FopBlock, 2 * (self->policy.n_layers + self->value.n_layers) + 1);
  gsize n = fop_perceptron_blocks (&self->policy, "policy", blocks);

  n += fop_perceptron_blocks (&self->value, "value", blocks + n);
  if (self->environment->actions == 0)
    blocks[n++]
        = (FopBlock){ g_strdup ("log-deviation"), FOP_BLOCK_BIAS, self->deviation_at, 1, 1 };
  fop_problem_set_blocks (&self->parent, n, blocks);
  for (gsize i = 0; i < n; i++)
    g_free (blocks[i].name);
}

static gboolean
set_start (FopControl *self, const FopSettings *settings, GError **error)
{
  gsl_rng *rng = fop_random_new (self->seed, FOP_STREAM_START, 0);

  fop_perceptron_draw (&self->policy, LAST_WEIGHTS, rng, self->parent.start);
  fop_perceptron_draw (&self->value, 1, rng, self->parent.start);
  gsl_rng_free (rng);
  return fop_start_take (settings, &self->parent, error);
}

/* "cart and pole, ppo, 16 environments × 128 steps, n = 9,091" */
static char *
describe (const FopControl *self, const FopSettings *settings)
{
  return g_strdup_printf ("%s, %s, %" G_GSIZE_FORMAT " environments × %" G_GSIZE_FORMAT
                          " steps, n = %" G_GSIZE_FORMAT,
                          self->environment->name, fop_settings_word (settings, "algorithm"),
                          self->environments, self->horizon, self->parent.dimension);
}

FopProblem *
fop_control_new (const FopProblemClass *klass, const FopEnvironment *environment,
                 const FopSettings *settings, guint64 seed, GError **error)
{
  FopControl *self = g_new0 (FopControl, 1);
  g_autoptr (FopProblem) problem = &self->parent;

  fop_blas_init ();
  fop_problem_init (problem, klass, 1);
  self->environment = environment;
  self->seed = seed;
  read_numbers (self, settings);
  if (!set_steps (self, settings, error) || !set_networks (self, settings, error))
    return NULL;
  problem->dimension = self->deviation_at + (environment->actions == 0 ? 1 : 0);
  if (!fop_check_size ("environments, horizon: the rollout and the networks' workspace",
                       fop_control_work_size (self), error)
      || !fop_check_size ("evaluation-episodes: the networks' workspace",
                          (double) self->evaluation_episodes * (double) self->policy.length, error))
    return NULL;

  g_free (problem->start);
  problem->start = g_new0 (double, problem->dimension);
  set_blocks (self);
  problem->memory_size = fop_rollout_memory_size (self);
  problem->work_size = (gsize) fop_control_work_size (self);
  problem->stochastic = TRUE;
  problem->description = describe (self, settings);
  if (!set_start (self, settings, error))
    return NULL;
  return g_steal_pointer (&problem);
}

void
fop_control_free (FopProblem *problem)
{
  FopControl *self = (FopControl *) problem;

  fop_perceptron_clear (&self->policy);
  fop_perceptron_clear (&self->value);
}
