/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ of order m to the left of a matrix of c columns, tracked as P itself. */
#include "core/linalg/eigen.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/methods/preconditioner.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* Slice of state: these, then P, m × m, of which only the lower triangle counts; where narrow, then
 * the G of the last pair that P learned from, and P G. */
enum
{
  TOUCHED = FOP_PRECONDITIONER_TOUCHED,
  LOW,  /* no eigenvalue of P is below; kept where bounds are given */
  HIGH, /* none is above */
  N_NUMBERS
};

G_STATIC_ASSERT (N_NUMBERS == FOP_PRECONDITIONER_LEFT);

/* From c = m/4 on forming S is less work: 2m²c + 2m³ multiplications against 4m²c + 16mc². */
#define WIDE 4

typedef struct
{
  FopPreconditioner base;
  gboolean wide;
  gsize known_at;                /* narrow: where G and P G of the last pair are in the slice */
  double *pg;                    /* narrow: m × c */
  double *w, *pw, *a;            /* narrow: m × 2c each */
  double *gram, *inner, *turned; /* narrow: 2c × 2c each */
  double *s, *ps;                /* wide: m × m each */
  FopEigenWork *work;            /* where bounds are given, as the next two */
  double *vectors, *values;      /* m × m; m */
} Left;

static void
finalize (FopPreconditioner *preconditioner)
{
  Left *self = (Left *) preconditioner;

  g_free (self->pg);
  g_free (self->w);
  g_free (self->pw);
  g_free (self->a);
  g_free (self->gram);
  g_free (self->inner);
  g_free (self->turned);
  g_free (self->s);
  g_free (self->ps);
  g_clear_pointer (&self->work, fop_eigen_work_free);
  g_free (self->vectors);
  g_free (self->values);
}

/* As for structure full: the spectrum is computed only when it may have left the bounds. Returns:
 * whether P changed. */
static gboolean
project (Left *self, double *state)
{
  gsize m = self->base.rows;
  const FopBounds *bounds = &self->base.bounds;
  double *p = state + N_NUMBERS;

  if (self->work == NULL || (state[LOW] >= bounds->minimum && state[HIGH] <= bounds->maximum))
    return FALSE;

  /* A matrix that is no longer finite stays as it is: the run ends with it. */
  memcpy (self->vectors, p, m * m * sizeof (double));
  if (!fop_symmetric_eigenvectors (m, self->vectors, self->work, self->values, NULL))
    return FALSE;

  gboolean changed = FALSE;
  for (gsize k = 0; k < m; k++)
    {
      double value = self->values[k];
      double target = CLAMP (value, bounds->minimum, bounds->maximum);
      if (target != value)
        {
          cblas_dsyr (CblasRowMajor, CblasLower, (blasint) m, target - value, self->vectors + k * m,
                      1, p, (blasint) m);
          state[TOUCHED] = 1;
          changed = TRUE;
        }
    }
  state[LOW] = CLAMP (self->values[0], bounds->minimum, bounds->maximum);
  state[HIGH] = CLAMP (self->values[m - 1], bounds->minimum, bounds->maximum);
  return changed;
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  gsize m = preconditioner->rows;

  memset (state, 0, preconditioner->state_size * sizeof (double));
  state[LOW] = state[HIGH] = 1;
  for (gsize i = 0; i < m; i++)
    state[N_NUMBERS + i * m + i] = 1;
  project ((Left *) preconditioner, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  fop_product_symmetric (preconditioner->rows, preconditioner->columns, state + N_NUMBERS, x, y);
}

/* Rows of @x and @y, c each, side by side: m × 2c. */
static void
join (gsize m, gsize c, const double *x, const double *y, double *joined)
{
  for (gsize i = 0; i < m; i++)
    {
      memcpy (joined + 2 * i * c, x + i * c, c * sizeof (double));
      memcpy (joined + (2 * i + 1) * c, y + i * c, c * sizeof (double));
    }
}

/* B ← J A for A of 2c rows, where J exchanges the first c rows with the last. */
static void
exchange (gsize c, gsize columns, const double *a, double *b)
{
  memcpy (b, a + c * columns, c * columns * sizeof (double));
  memcpy (b + c * columns, a, c * columns * sizeof (double));
}

/* P [G H]. As for structure full, H mostly was the last pair's G, and P H is what was found then.
 */
static void
multiply_pair (Left *self, const double *state, const FopGradientPair *pair)
{
  gsize m = self->base.rows, c = self->base.columns, size = m * c;
  const double *p = state + N_NUMBERS, *known = state + self->known_at;

  if (memcmp (pair->h, known, size * sizeof (double)) != 0)
    {
      fop_product_symmetric (m, 2 * c, p, self->w, self->pw);
      return;
    }
  fop_product_symmetric (m, c, p, pair->g, self->pg);
  join (m, c, self->pg, known + size, self->pw);
}

/*
 * P ← (I + γS) P (I + γS) with S = G Hᵀ + H Gᵀ = W J Wᵀ, W = [G H], which is of rank 2c. With
 * N = Wᵀ P W and K = J N J,
 *
 *   P ← P + W Aᵀ + A Wᵀ,   A = γ P W J + ½γ² W K,   ‖S M‖²_F = tr S P S = Σ K_ij (WᵀW)_ij
 *
 * (for one column A is the pair a, b of structure full), and the new P G follows from the old one.
 * A product of m²c, an update of 2m²c; the rest is of order m c².
 *
 * Returns: the coefficient γ, 0 where P stayed; @image gets P G
 */
static double
learn_narrow (Left *self, double *state, const FopLearning *learning, const FopGradientPair *pair,
              double *image)
{
  gsize m = self->base.rows, c = self->base.columns, k = 2 * c;
  double *p = state + N_NUMBERS;

  join (m, c, pair->g, pair->h, self->w);
  multiply_pair (self, state, pair);
  for (gsize i = 0; i < m; i++)
    memcpy (image + i * c, self->pw + i * k, c * sizeof (double));
  fop_product_transposed (k, k, m, 1, self->w, self->w, 0, self->gram);
  fop_product_transposed (k, k, m, 1, self->w, self->pw, 0, self->inner);

  /* K: the rows of N exchanged, and then its columns. */
  exchange (c, k, self->inner, self->turned);
  for (gsize i = 0; i < k; i++)
    exchange (c, 1, self->turned + i * k, self->inner + i * k);

  double size = sqrt (fop_dot (k * k, self->inner, self->gram));
  double coefficient = fop_learning_coefficient (learning, pair, size);
  if (coefficient == 0)
    return 0;

  for (gsize i = 0; i < m; i++)
    exchange (c, 1, self->pw + i * k, self->a + i * k);
  fop_product (m, k, k, 0.5 * coefficient * coefficient, self->w, self->inner, coefficient,
               self->a);
  fop_product_both (m, k, self->w, self->a, 1, p);

  fop_product_transposed (k, c, m, 1, self->a, pair->g, 0, self->inner);
  fop_product_transposed (k, c, m, 1, self->w, pair->g, 0, self->turned);
  fop_product (m, c, k, 1, self->w, self->inner, 1, image);
  fop_product (m, c, k, 1, self->a, self->turned, 1, image);
  return coefficient;
}

/*
 * The same where c is a good part of m or more: S itself is formed, m²c, and
 *
 *   P ← P + γ (S P + P S) + γ² S P S,   ‖S M‖²_F = tr S P S
 *
 * takes two products of m³.
 */
static double
learn_wide (Left *self, double *state, const FopLearning *learning, const FopGradientPair *pair,
            double *image)
{
  gsize m = self->base.rows;
  double *p = state + N_NUMBERS, *s = self->s, *ps = self->ps;

  fop_product_both (m, self->base.columns, pair->g, pair->h, 0, s);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < i; j++)
      s[j * m + i] = s[i * m + j];
  fop_product_symmetric (m, m, p, s, ps);

  double size = sqrt (fop_dot (m * m, s, ps));
  double coefficient = fop_learning_coefficient (learning, pair, size);
  if (coefficient != 0)
    {
      fop_product (m, m, m, coefficient * coefficient, s, ps, 1, p);
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j <= i; j++)
          p[i * m + j] += coefficient * (ps[i * m + j] + ps[j * m + i]);
    }
  apply (&self->base, state, pair->g, image);
  return coefficient;
}

static void
update (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
        const FopGradientPair *pair, double *image)
{
  Left *self = (Left *) preconditioner;
  double coefficient = self->wide ? learn_wide (self, state, learning, pair, image)
                                  : learn_narrow (self, state, learning, pair, image);

  if (coefficient == 0)
    return;
  state[TOUCHED] = 1;
  if (self->work != NULL)
    {
      double rounding = ((double) preconditioner->rows + 8) * DBL_EPSILON * state[HIGH];
      fop_bounds_widen (coefficient, pair->cosine, &state[LOW], &state[HIGH]);
      state[LOW] -= rounding;
      state[HIGH] += rounding;
      if (project (self, state))
        apply (preconditioner, state, pair->g, image);
    }
}

static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  const Left *self = (const Left *) preconditioner;
  gsize size = preconditioner->dimension;
  double *known = state + self->known_at;

  update (preconditioner, state, learning, pair, image);
  if (self->wide)
    return;
  memcpy (known, pair->g, size * sizeof (double));
  memcpy (known + size, image, size * sizeof (double));
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  gsize m = preconditioner->rows;
  double sum = 0;

  for (gsize i = 0; i < m; i++)
    sum += state[N_NUMBERS + i * m + i];
  return (double) preconditioner->columns * sum;
}

static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize index, double *values)
{
  gsize m = preconditioner->rows;
  const double *p = state + N_NUMBERS;

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * m + j] = values[j * m + i] = p[i * m + j];
}

static const FopPreconditionerClass left_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_preconditioner_single,
  .matrix_info = fop_preconditioner_single_info,
  .matrix = matrix,
};

FopPreconditioner *
fop_preconditioner_left_new (const FopSettings *settings, gsize rows, gsize columns,
                             const char *what, GError **error)
{
  gsize m = rows, k = 2 * columns;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds), wide = columns >= m / WIDE;

  if (fop_preconditioner_keeps_factor (settings))
    return fop_preconditioner_root_new (settings, rows, columns, what, error);
  if (!fop_check_size (what, (1.0 + 2.0 * wide + 4.0 * bounded) * (double) m * (double) m, error))
    return NULL;

  Left *self = g_new0 (Left, 1);
  self->wide = wide;
  self->known_at = N_NUMBERS + m * m;
  if (wide)
    {
      self->s = g_new0 (double, m *m);
      self->ps = g_new0 (double, m *m);
    }
  else
    {
      self->pg = g_new0 (double, m *columns);
      self->w = g_new0 (double, m *k);
      self->pw = g_new0 (double, m *k);
      self->a = g_new0 (double, m *k);
      self->gram = g_new0 (double, k *k);
      self->inner = g_new0 (double, k *k);
      self->turned = g_new0 (double, k *k);
    }
  if (bounded)
    {
      self->work = fop_eigen_work_new (m, TRUE);
      self->vectors = g_new (double, m *m);
      self->values = g_new (double, m);
    }
  fop_preconditioner_init (&self->base, &left_class, m, columns,
                           self->known_at + (wide ? 0 : m * k), settings);
  return &self->base;
}
