/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loss of a policy-gradient step on part of a rollout, and its gradient. */

#include "core/problems/control/control-loss.h"
#include "core/data/philox.h"

#include "core/problems/control/rollout.h"

#include <math.h>
#include <string.h>

/* The workspace after the rollout: the rows of a step, and buffers for a portion. */
typedef struct
{
  gsize *rows;
  double *observations, *policy_room, *value_room;
  double *slopes, *value_slopes, *spare;
} Work;

static gsize
widest (const FopControl *self)
{
  return MAX (self->policy.widest, self->value.widest);
}

/* Numbers per row of a portion. */
static gsize
row_size (const FopControl *self)
{
  return self->environment->observation_size + self->policy.length + self->value.length
         + 3 * widest (self);
}

double
fop_control_work_size (const FopControl *self)
{
  return fop_rollout_size (self) + (double) MAX (self->batch, self->portion)
         + (double) self->portion * (double) row_size (self);
}

static Work
lay_out (const FopControl *self, double *work)
{
  double *at = work + (gsize) fop_rollout_size (self);
  gsize portion = self->portion;
  Work part;

  G_STATIC_ASSERT (sizeof (gsize) == sizeof (double));
  part.rows = (gsize *) at;
  part.observations = at + MAX (self->batch, self->portion);
  part.policy_room = part.observations + portion * self->environment->observation_size;
  part.value_room = part.policy_room + portion * self->policy.length;
  part.slopes = part.value_room + portion * self->value.length;
  part.value_slopes = part.slopes + portion * widest (self);
  part.spare = part.value_slopes + portion * widest (self);
  return part;
}

/*
 * With r = π(a)/π_old(a), PPO maximizes min (r A, clip (r, 1 − c, 1 + c) A), whose derivative with
 * respect to log π is r A, or 0 if the clipped term is smaller (Schulman and others 2017).
 * REINFORCE maximizes A log π (Williams 1992). Returns the objective to be maximized.
 */
static double
surrogate (const FopControl *self, double log_probability, double old, double advantage,
           double *slope)
{
  double ratio, clipped;

  if (!self->clipped)
    {
      *slope = advantage;
      return advantage * log_probability;
    }
  ratio = exp (log_probability - old);
  clipped = fmin (fmax (ratio, 1 - self->clip), 1 + self->clip);
  if (clipped * advantage < ratio * advantage)
    {
      *slope = 0;
      return clipped * advantage;
    }
  *slope = ratio * advantage;
  return ratio * advantage;
}

/* The loss of a row without the value loss, and its derivatives with respect to the policy's
 * outputs and log σ. */
static double
policy_loss (const FopControl *self, const FopRollout *rollout, gsize row, const double *outputs,
             double log_deviation, double *slopes, double *slope_deviation)
{
  gsize actions = self->environment->actions;
  double of_entropy[FOP_POLICY_ACTIONS_MOST], entropy_deviation, slope;
  double log_probability = fop_policy_log_probability (
      actions, outputs, log_deviation, rollout->actions[row], slopes, slope_deviation);
  double gain = surrogate (self, log_probability, rollout->log_probabilities[row],
                           rollout->advantages[row], &slope);
  double entropy
      = fop_policy_entropy (actions, outputs, log_deviation, of_entropy, &entropy_deviation);

  for (gsize i = 0; i < self->policy.outputs; i++)
    slopes[i] = -slope * slopes[i] - self->entropy_bonus * of_entropy[i];
  *slope_deviation = -slope * *slope_deviation - self->entropy_bonus * entropy_deviation;
  return -gain - self->entropy_bonus * entropy;
}

/* The sum of the losses of @count rows of the rollout, times @weight; adds the derivatives to
 * @gradient. */
static double
add_portion (const FopControl *self, const FopRollout *rollout, gsize count, const gsize *rows,
             double weight, const double *theta, double *gradient, const Work *part)
{
  gsize seen = self->environment->observation_size, width = self->policy.outputs;
  double log_deviation = fop_control_log_deviation (self, theta), loss = 0, by_deviation = 0;
  const double *outputs, *values;

  for (gsize i = 0; i < count; i++)
    memcpy (part->observations + i * seen, rollout->observations + rows[i] * seen,
            seen * sizeof (double));
  outputs
      = fop_perceptron_forward (&self->policy, count, part->observations, theta, part->policy_room);
  values
      = fop_perceptron_forward (&self->value, count, part->observations, theta, part->value_room);
  for (gsize i = 0; i < count; i++)
    {
      double error = values[i] - rollout->targets[rows[i]], slope_deviation;

      loss += policy_loss (self, rollout, rows[i], outputs + i * width, log_deviation,
                           part->slopes + i * width, &slope_deviation)
              + 0.5 * self->value_coefficient * error * error;
      part->value_slopes[i] = weight * self->value_coefficient * error;
      by_deviation += weight * slope_deviation;
    }
  if (gradient == NULL)
    return weight * loss;

  for (gsize i = 0; i < count * width; i++)
    part->slopes[i] *= weight;
  fop_perceptron_backward (&self->policy, count, part->observations, theta, part->policy_room,
                           part->slopes, part->spare, gradient);
  fop_perceptron_backward (&self->value, count, part->observations, theta, part->value_room,
                           part->value_slopes, part->spare, gradient);
  if (self->environment->actions == 0)
    gradient[self->deviation_at] += by_deviation;
  return weight * loss;
}

/* Evaluates the rows of step @step, @portion at a time: a minibatch of the rollout in the order of
 * the step's epoch, or all of it. */
double
fop_control_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                      double *gradient, double *work)
{
  const FopControl *self = (const FopControl *) problem;
  FopRollout rollout = fop_rollout_lay_out (self, work);
  Work part = lay_out (self, work);
  gboolean all = step == FOP_STEP_ALL || self->batch == self->samples;
  guint64 number = step == FOP_STEP_ALL ? fop_rollout_at_hand (&rollout) : step / self->period;
  gsize n = all ? self->samples : self->batch;
  double loss = 0;

  fop_rollout_require (self, number, theta, &rollout);
  if (!all)
    fop_batch_rows (self->seed, step, self->samples, self->batch, part.rows);
  if (gradient != NULL)
    memset (gradient, 0, problem->dimension * sizeof (double));
  for (gsize first = 0; first < n; first += self->portion)
    {
      gsize count = MIN (self->portion, n - first);

      for (gsize i = 0; all && i < count; i++)
        part.rows[i] = first + i;
      loss += add_portion (self, &rollout, count, part.rows + (all ? 0 : first), 1 / (double) n,
                           theta, gradient, &part);
    }
  return loss;
}

void
fop_control_report (const FopProblem *problem, const double *work, double *values)
{
  values[0] = fop_rollout_lay_out ((const FopControl *) problem, (double *) work).returns[0];
}
