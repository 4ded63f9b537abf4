/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line search for the strong Wolfe conditions. */
#include "core/methods/line-search.h"

#include "core/linalg/vector.h"

#include <math.h>
#include <string.h>

#define EVALUATIONS_MAX 30
/* Limits on the growth of the next trial before a minimum is bracketed. */
#define GROWTH_MIN 1.5
#define GROWTH_MAX 10.0
/* Minimum distance of a trial from the ends of the bracket, relative to its length. */
#define MARGIN 0.1

/* φ(α) = J(x + αd) and φ'(α). */
typedef struct
{
  double length, value, slope;
} Sample;

typedef struct
{
  FopStep *step;
  gsize n;
  const double *theta, *direction;
  double *point;
  Sample start;
  double length; /* of the last trial, which is in @point */
  guint n_evaluations;
} Search;

static Sample
try_length (Search *search, double length)
{
  Sample sample = { .length = length };

  for (gsize i = 0; i < search->n; i++)
    search->point[i] = search->theta[i] + length * search->direction[i];
  sample.value = search->step->evaluate (search->step, search->point, search->step->next_gradient);
  sample.slope = fop_dot (search->n, search->step->next_gradient, search->direction);
  search->step->next_loss = sample.value;
  search->length = length;
  search->n_evaluations++;
  return sample;
}

/* Written so that NaN is not a decrease. */
static gboolean
decreases (const Search *search, const Sample *sample)
{
  return sample->value
             <= search->start.value + FOP_WOLFE_DECREASE * sample->length * search->start.slope
         && isfinite (sample->slope);
}

static gboolean
is_flat (const Search *search, const Sample *sample)
{
  return fabs (sample->slope) <= -FOP_WOLFE_CURVATURE * search->start.slope;
}

/* The minimizer of the cubic through both samples and slopes; NaN if there is none. */
static double
cubic_minimum (const Sample *a, const Sample *b)
{
  double span = b->length - a->length;
  double d = a->slope + b->slope - 3 * (b->value - a->value) / span;
  double root = copysign (sqrt (d * d - a->slope * b->slope), span);

  return b->length - span * (b->slope + root - d) / (b->slope - a->slope + 2 * root);
}

/* @low satisfies the first condition, with the lowest value so far; a point that satisfies both
 * lies between it and @high. */
static gboolean
zoom (Search *search, Sample low, Sample high)
{
  while (search->n_evaluations < EVALUATIONS_MAX)
    {
      double span = high.length - low.length, margin = MARGIN * fabs (span);
      double length = cubic_minimum (&low, &high);

      if (!isfinite (length))
        length = low.length + 0.5 * span;
      length = CLAMP (length, fmin (low.length, high.length) + margin,
                      fmax (low.length, high.length) - margin);

      Sample sample = try_length (search, length);
      if (!decreases (search, &sample) || sample.value >= low.value)
        {
          high = sample;
          continue;
        }
      if (is_flat (search, &sample))
        return TRUE;
      if (sample.slope * span >= 0)
        high = low;
      low = sample;
    }
  if (low.length == 0)
    return FALSE;
  try_length (search, low.length);
  return TRUE;
}

/* Increases the length until a minimum is bracketed. */
static gboolean
bracket (Search *search, double first)
{
  Sample last = search->start;

  for (double length = first; search->n_evaluations < EVALUATIONS_MAX;)
    {
      Sample sample = try_length (search, length);

      if (!decreases (search, &sample) || (last.length > 0 && sample.value >= last.value))
        return zoom (search, last, sample);
      if (is_flat (search, &sample))
        return TRUE;
      if (sample.slope >= 0)
        return zoom (search, sample, last);

      double next = cubic_minimum (&last, &sample);
      length = isfinite (next) ? CLAMP (next, GROWTH_MIN * length, GROWTH_MAX * length)
                               : GROWTH_MAX * length;
      last = sample;
    }
  /* J decreases as far as the search went; the last trial is in @point. */
  return TRUE;
}

gboolean
fop_line_search (FopStep *step, gsize n, const double *theta, const double *direction, double first,
                 double *point, double *length)
{
  Search search = { .step = step, .n = n, .theta = theta, .direction = direction, .point = point };
  gboolean found;

  search.start = (Sample){ 0, step->loss, fop_dot (n, step->gradient, direction) };
  found = bracket (&search, first);
  *length = search.length;
  return found;
}

gboolean
fop_line_step (FopStep *step, gsize n, const double *theta, const double *direction, double first,
               double *point, double *columns)
{
  double slope = fop_dot (n, step->gradient, direction);
  gboolean found = FALSE;

  columns[0] = columns[1] = 0;
  if (isnan (slope))
    {
      for (gsize i = 0; i < n; i++)
        point[i] = theta[i] + direction[i];
      return TRUE;
    }

  if (!(first > 0) || !isfinite (first))
    first = 1;
  if (slope < 0)
    found = fop_line_search (step, n, theta, direction, first, point, &columns[0]);
  step->next_known = TRUE;
  columns[1] = (double) step->function_evaluations;
  if (!found)
    {
      columns[0] = 0;
      step->next_loss = step->loss;
      memcpy (step->next_gradient, step->gradient, n * sizeof (double));
      return FALSE;
    }
  return TRUE;
}
