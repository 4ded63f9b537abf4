/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Distributions over actions: categorical and normal. */

#include "core/problems/control/policy.h"

#include <math.h>

#define LOG_2_PI 1.8378770664093453

gsize
fop_policy_outputs (gsize actions)
{
  return actions > 0 ? actions : 1;
}

/* log Σ exp z, with the largest subtracted first; @p receives softmax(z). */
static double
softmax (gsize n, const double *z, double *p)
{
  double largest = z[0], sum = 0;

  for (gsize i = 1; i < n; i++)
    largest = fmax (largest, z[i]);
  for (gsize i = 0; i < n; i++)
    {
      p[i] = exp (z[i] - largest);
      sum += p[i];
    }
  for (gsize i = 0; i < n; i++)
    p[i] /= sum;
  return largest + log (sum);
}

/* log N(a; μ, σ²) for a = μ + σ e */
static double
log_normal (double e, double log_deviation)
{
  return -0.5 * e * e - log_deviation - 0.5 * LOG_2_PI;
}

/* Discrete actions by inversion of the cumulative probabilities; numbers by the Box–Muller
 * transform. */
double
fop_policy_draw (gsize actions, const double *outputs, double log_deviation,
                 const double uniform[2], double *log_probability)
{
  double p[FOP_POLICY_ACTIONS_MOST], sum = 0;

  if (actions == 0)
    {
      double e = sqrt (-2 * log (uniform[0])) * cos (2 * G_PI * uniform[1]);

      *log_probability = log_normal (e, log_deviation);
      return outputs[0] + exp (log_deviation) * e;
    }

  double partition = softmax (actions, outputs, p);
  gsize action = 0;

  for (sum = p[0]; action + 1 < actions && !(uniform[0] <= sum); sum += p[action])
    action++;
  *log_probability = outputs[action] - partition;
  return (double) action;
}

double
fop_policy_prefer (gsize actions, const double *outputs)
{
  gsize best = 0;

  if (actions == 0)
    return outputs[0];
  for (gsize i = 1; i < actions; i++)
    if (outputs[i] > outputs[best])
      best = i;
  return (double) best;
}

double
fop_policy_log_probability (gsize actions, const double *outputs, double log_deviation,
                            double action, double *slopes, double *slope_deviation)
{
  if (actions == 0)
    {
      double inverse = exp (-log_deviation), e = (action - outputs[0]) * inverse;

      slopes[0] = e * inverse;
      *slope_deviation = e * e - 1;
      return log_normal (e, log_deviation);
    }

  double partition = softmax (actions, outputs, slopes);
  gsize chosen = (gsize) action;

  for (gsize i = 0; i < actions; i++)
    slopes[i] = (i == chosen) - slopes[i];
  *slope_deviation = 0;
  return outputs[chosen] - partition;
}

/* Discrete: H = −Σ p log p, ∂H/∂z = −p (log p + H). Continuous: H = log σ + ½ log 2πe. */
double
fop_policy_entropy (gsize actions, const double *outputs, double log_deviation, double *slopes,
                    double *slope_deviation)
{
  double entropy = 0;

  if (actions == 0)
    {
      slopes[0] = 0;
      *slope_deviation = 1;
      return log_deviation + 0.5 * (1 + LOG_2_PI);
    }

  double partition = softmax (actions, outputs, slopes);

  for (gsize i = 0; i < actions; i++)
    entropy -= slopes[i] * (outputs[i] - partition);
  for (gsize i = 0; i < actions; i++)
    slopes[i] *= -(outputs[i] - partition + entropy);
  *slope_deviation = 0;
  return entropy;
}
