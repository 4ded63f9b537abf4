/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = I + U Uᵀ with r columns in U: learns the scales of a few directions. */
#include "core/data/philox.h"
#include "core/linalg/eigen.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define N_NUMBERS FOP_LOW_RANK_TRACKER_NUMBERS

/* Standard deviation of U_0, because U_0 = 0 would remain 0. */
#define START_DEVIATION 0.1

/* Slice of state: touched, then U, then its velocity; m × r each, row-major. */
typedef struct
{
  FopTracker base;
  gsize rank;
  double *start;         /* U_0 */
  double *x, *y;         /* c × r each */
  double *update;        /* m × r */
  double high;           /* bound of the singular values of U */
  FopEigenWork *work;    /* if the bound is finite, like the next two */
  double *gram, *values; /* r × r; r */
} LowRank;

static void
finalize (FopTracker *tracker)
{
  LowRank *self = (LowRank *) tracker;

  g_free (self->start);
  g_free (self->x);
  g_free (self->y);
  g_free (self->update);
  g_clear_pointer (&self->work, fop_eigen_work_free);
  g_free (self->gram);
  g_free (self->values);
}

/*
 * The eigenvalues of P are 1 + those of UᵀU = Vᵀ Λ V, and 1. Those above the bound are reduced to
 * it: U ← U + (U v)(√(λ'/λ) − 1) vᵀ for each such v. O(m r²).
 */
static void
project (LowRank *self, double *state)
{
  gsize m = self->base.rows, r = self->rank;
  double *u = state + N_NUMBERS;

  if (self->work == NULL)
    return;
  fop_product_transposed (r, r, m, 1, u, u, 0, self->gram);
  if (!fop_symmetric_eigenvectors (r, self->gram, self->work, self->values, NULL))
    return;
  for (gsize k = 0; k < r; k++)
    {
      const double *v = self->gram + k * r;
      double excess
          = self->values[k] > self->high * self->high ? self->high / sqrt (self->values[k]) - 1 : 0;
      for (gsize i = 0; i < m && excess < 0; i++)
        {
          double along = excess * fop_dot (r, u + i * r, v);
          for (gsize j = 0; j < r; j++)
            u[i * r + j] += along * v[j];
        }
    }
}

static void
reset (FopTracker *tracker, double *state)
{
  LowRank *self = (LowRank *) tracker;

  memset (state, 0, tracker->state_size * sizeof (double));
  state[FOP_TRACKER_TOUCHED] = 1;
  memcpy (state + N_NUMBERS, self->start, tracker->rows * self->rank * sizeof (double));
  project (self, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  LowRank *self = (LowRank *) tracker;
  gsize m = tracker->rows, c = tracker->columns, r = self->rank;
  const double *u = state + N_NUMBERS;

  fop_product_transposed (r, c, m, 1, u, x, 0, self->x);
  memcpy (y, x, m * c * sizeof (double));
  fop_product (m, c, r, 1, u, self->x, 1, y);
}

/*
 * V ← μ V + c S U, U ← U + V, where S U = G (Hᵀ U) + H (Gᵀ U); the frobenius form divides by
 * ‖S U‖_F, because U is the learned parameter. Six products of O(m c r).
 */
static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  LowRank *self = (LowRank *) tracker;
  gsize m = tracker->rows, columns = tracker->columns, r = self->rank, size = m * r;
  double *u = state + N_NUMBERS, *velocity = u + size, *update = self->update;

  fop_product_transposed (columns, r, m, 1, pair->g, u, 0, self->x);
  fop_product_transposed (columns, r, m, 1, pair->h, u, 0, self->y);
  fop_product (m, r, columns, 1, pair->g, self->y, 0, update);
  fop_product (m, r, columns, 1, pair->h, self->x, 1, update);
  double c = fop_learning_coefficient (learning, pair, sqrt (fop_dot (size, update, update)));

  for (gsize i = 0; i < size; i++)
    {
      velocity[i] = learning->hyper_momentum * velocity[i] + (c != 0 ? c * update[i] : 0);
      u[i] += velocity[i];
    }
  project (self, state);
  apply (tracker, state, pair->g, image);
}

static double
trace (const FopTracker *tracker, const double *state)
{
  gsize size = tracker->rows * ((const LowRank *) tracker)->rank;
  const double *u = state + N_NUMBERS;

  return (double) tracker->columns * ((double) tracker->rows + fop_dot (size, u, u));
}

static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  gsize m = tracker->rows, r = ((const LowRank *) tracker)->rank;
  const double *u = state + N_NUMBERS;

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * m + j] = values[j * m + i] = (i == j) + fop_dot (r, u + i * r, u + j * r);
}

static const FopTrackerClass low_rank_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_tracker_single,
  .matrix_info = fop_tracker_single_info,
  .matrix = matrix,
};

/* U_0 ~ N(0, σ²/m). */
static double *
draw_start (gsize rows, gsize rank, guint64 seed, guint64 stream)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_METHOD, stream);
  double *start = g_new (double, rows *rank);

  for (gsize i = 0; i < rows * rank; i++)
    start[i] = gsl_ran_gaussian (rng, START_DEVIATION / sqrt ((double) rows));
  gsl_rng_free (rng);
  return start;
}

static gboolean
check (const FopBounds *bounds, gsize rank, gsize rows, const char *what, GError **error)
{
  if (rank > rows)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "rank is %" G_GSIZE_FORMAT ", but %s has only %" G_GSIZE_FORMAT
                 " rows; rank must not exceed that",
                 rank, what, rows);
  /* With a largest eigenvalue of 1, U would be 0 and remain 0. */
  else if (bounds->minimum > 1 || bounds->maximum <= 1)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "structure low-rank has P = I + U Uᵀ, with eigenvalues of at least 1: "
                 "min-eigenvalue must be at most 1, and max-eigenvalue above 1");
  else
    return fop_check_size (what, 4.0 * (double) rows * (double) rank, error);
  return FALSE;
}

FopTracker *
fop_low_rank_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  gsize rows = of->rows, columns = of->columns;
  FopBounds bounds = fop_bounds_from (settings);
  gsize rank = (gsize) fop_settings_number (settings, "rank");

  if (!check (&bounds, rank, rows, of->what, error))
    return NULL;

  LowRank *self = g_new0 (LowRank, 1);
  self->rank = rank;
  self->start = draw_start (rows, rank, of->seed, of->stream);
  self->x = g_new0 (double, columns *rank);
  self->y = g_new0 (double, columns *rank);
  self->update = g_new0 (double, rows *rank);
  if (bounds.maximum < INFINITY)
    {
      self->high = sqrt (bounds.maximum - 1);
      self->work = fop_eigen_work_new (rank, TRUE);
      self->gram = g_new (double, rank *rank);
      self->values = g_new (double, rank);
    }
  fop_tracker_init (&self->base, &low_rank_class, rows, columns, N_NUMBERS + 2 * rows * rank,
                    settings);
  return &self->base;
}
