/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ of order m to the left of a matrix of c columns, tracked as P itself. Compiled in both
 * precisions: inputs and outputs are double; P and computations with it use FopReal. */
#include "core/linalg/eigen.h"
#include "core/linalg/panels.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <string.h>

/*
 * Slice of state: these, followed by A in panels, m × m, and, if narrow, by the m × c matrices G of
 * the last pair, P G, and U. If PENDING is not 0, P = A + G Uᵀ + U Gᵀ. An update consists of two
 * products, of G and H with one matrix each. The H of the next update is the G of this one, so the
 * product with G is deferred, and both are added to A at once.
 */
enum
{
  TOUCHED = FOP_TRACKER_TOUCHED,
  LOW,  /* lower bound of the eigenvalues of P; maintained if bounds are set */
  HIGH, /* upper bound */
  PENDING,
  N_NUMBERS = FOP_STATE_ALIGNMENT
};

enum
{
  KNOWN_G,
  KNOWN_PG,
  KNOWN_U,
  N_KNOWN
};

/* For c ≥ m/3, forming S takes less work: 2m²c + 2m³ multiplications against 2m²c + 15mc². */
#define WIDE 3

/* The distance from 1 to the next larger number. */
#define EPSILON ((double) (sizeof (FopReal) == sizeof (float) ? FLT_EPSILON : DBL_EPSILON))

typedef struct
{
  FopTracker base;
  gboolean wide;
  FopReal *around;                   /* m × 4c: W = [G H] and P W J = [P H, P G] */
  FopReal *moved;                    /* narrow: m × 2c, A of the formulas below */
  FopReal *turned;                   /* narrow: m × 3c, a matrix between two copies of another */
  FopReal *inner, *last;             /* narrow: c × 4c; c × 2c */
  FopReal *core, *share;             /* narrow: 2c × 2c; c × 2c */
  FopReal *s, *ps;                   /* wide: m × m each */
  FopEigenWork *work;                /* if bounds are set, like the next three */
  double *matrix, *vectors, *values; /* m × m, m × m, m */
} Matrix;

static void
finalize (FopTracker *tracker)
{
  Matrix *self = (Matrix *) tracker;

  g_free (self->around);
  g_free (self->moved);
  g_free (self->turned);
  g_free (self->inner);
  g_free (self->last);
  g_free (self->core);
  g_free (self->share);
  g_free (self->s);
  g_free (self->ps);
  g_clear_pointer (&self->work, fop_eigen_work_free);
  g_free (self->matrix);
  g_free (self->vectors);
  g_free (self->values);
}

static FopReal *
panels_in (const double *state)
{
  return (FopReal *) (state + N_NUMBERS);
}

/* A separate matrix, m × @columns. */
static FopPiece
whole (const Matrix *self, FopReal *values, gsize columns)
{
  return (FopPiece){ values, self->base.rows, columns, columns };
}

static FopPiece
known (const Matrix *self, const double *state, gsize which)
{
  gsize m = self->base.rows, c = self->base.columns;

  return whole (self, panels_in (state) + m * m + which * m * c, c);
}

/* S ← S + X Vᵀ + V Xᵀ for @turned = [X V X]. */
static void
add_turned (const Matrix *self, FopReal *s)
{
  gsize c = self->base.columns;
  FopPiece turned = whole (self, self->turned, 3 * c);

  fop_panels_add (fop_piece_columns (turned, 0, 2 * c), fop_piece_columns (turned, c, 2 * c), s);
}

/* A ← P */
static void
settle (const Matrix *self, double *state)
{
  gsize c = self->base.columns;
  FopPiece turned = whole (self, self->turned, 3 * c);

  if (self->wide || state[PENDING] == 0)
    return;
  fop_piece_copy (known (self, state, KNOWN_G), fop_piece_columns (turned, 0, c));
  fop_piece_copy (known (self, state, KNOWN_U), fop_piece_columns (turned, c, c));
  fop_piece_copy (known (self, state, KNOWN_G), fop_piece_columns (turned, 2 * c, c));
  add_turned (self, panels_in (state));
  state[PENDING] = 0;
}

/* Y ← P X, c columns each. */
static void
multiply (const Matrix *self, const double *state, FopPiece x, FopPiece y)
{
  gsize c = self->base.columns;
  FopPiece share = { self->share, c, c, c };

  fop_panels_multiply (panels_in (state), x, y);
  if (self->wide || state[PENDING] == 0)
    return;
  fop_piece_product_transposed (1, known (self, state, KNOWN_U), x, 0, share);
  fop_piece_product (1, known (self, state, KNOWN_G), share, 1, y);
  fop_piece_product_transposed (1, known (self, state, KNOWN_G), x, 0, share);
  fop_piece_product (1, known (self, state, KNOWN_U), share, 1, y);
}

/* As for a vector: the spectrum is computed only if it may exceed the bounds. Returns: whether P
 * changed. */
static gboolean
project (Matrix *self, double *state)
{
  gsize m = self->base.rows;
  const FopBounds *bounds = &self->base.bounds;
  FopPiece panels = whole (self, panels_in (state), m);

  if (self->work == NULL || (state[LOW] >= bounds->minimum && state[HIGH] <= bounds->maximum))
    return FALSE;

  settle (self, state);
  fop_piece_hand_out (panels, self->matrix);
  /* A matrix that is no longer finite is left unchanged; the run ends with it. */
  memcpy (self->vectors, self->matrix, m * m * sizeof (double));
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
                      1, self->matrix, (blasint) m);
          state[TOUCHED] = 1;
          changed = TRUE;
        }
    }
  fop_piece_take_in (self->matrix, panels);
  fop_panels_mirror (m, panels.at);
  state[LOW] = CLAMP (self->values[0], bounds->minimum, bounds->maximum);
  state[HIGH] = CLAMP (self->values[m - 1], bounds->minimum, bounds->maximum);
  return changed;
}

static void
reset (FopTracker *tracker, double *state)
{
  gsize m = tracker->rows;

  memset (state, 0, tracker->state_size * sizeof (double));
  state[LOW] = state[HIGH] = 1;
  for (gsize i = 0; i < m; i++)
    panels_in (state)[i * m + i] = 1;
  project ((Matrix *) tracker, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  const Matrix *self = (const Matrix *) tracker;
  gsize c = tracker->columns;
  FopPiece around = whole (self, self->around, 4 * c);
  FopPiece input = fop_piece_columns (around, 0, c), output = fop_piece_columns (around, c, c);

  fop_piece_take_in (x, input);
  multiply (self, state, input, output);
  fop_piece_hand_out (output, y);
}

/* W and P W J. As for a vector, H is usually the G of the last pair, and P H is then known.
 * Returns: whether this is the case */
static gboolean
multiply_pair (Matrix *self, const double *state, const FopGradientPair *pair)
{
  gsize c = self->base.columns;
  FopPiece around = whole (self, self->around, 4 * c), known_g = known (self, state, KNOWN_G);
  FopPiece g = fop_piece_columns (around, 0, c), h = fop_piece_columns (around, c, c);
  FopPiece ph = fop_piece_columns (around, 2 * c, c), pg = fop_piece_columns (around, 3 * c, c);
  gboolean follows;

  fop_piece_take_in (pair->g, g);
  fop_piece_take_in (pair->h, h);
  follows = fop_piece_equal (h, known_g);
  multiply (self, state, g, pg);
  if (follows)
    fop_piece_copy (known (self, state, KNOWN_PG), ph);
  else
    multiply (self, state, h, ph);
  return follows;
}

/* From @inner = Gᵀ [G, H, P H, P G] and @last = Hᵀ [H, P H]: K in @core. Returns: ‖S M‖_F */
static double
form_core (Matrix *self)
{
  gsize c = self->base.columns, k = 2 * c;
  double sum = 0;

  for (gsize i = 0; i < c; i++)
    for (gsize j = 0; j < c; j++)
      {
        const FopReal *gg = self->inner, *gh = gg + c, *g_ph = gg + 2 * c, *g_pg = gg + 3 * c;
        const FopReal *hh = self->last, *h_ph = hh + c;
        gsize at = i * 4 * c + j, last = i * k + j;

        self->core[i * k + j] = h_ph[last];
        self->core[(c + i) * k + j] = self->core[j * k + c + i] = g_ph[at];
        self->core[(c + i) * k + c + j] = g_pg[at];
        sum += (double) (h_ph[last] * gg[at] + g_pg[at] * hh[last])
               + 2 * (double) (g_ph[at] * gh[j * 4 * c + i]);
      }
  return sqrt (sum);
}

/* Stores G, P G and U = A_G, the deferred factor of G, for the next step. If H is the G of the
 * previous step, A_H is added to the U deferred by that step. */
static void
move (Matrix *self, double *state, gboolean follows)
{
  gsize m = self->base.rows, c = self->base.columns;
  FopPiece h = fop_piece_columns (whole (self, self->around, 4 * c), c, c);
  FopPiece turned = whole (self, self->turned, 3 * c), moved = whole (self, self->moved, 2 * c);
  FopPiece between = fop_piece_columns (turned, c, c), u = known (self, state, KNOWN_U);

  if (!follows)
    settle (self, state);
  fop_piece_copy (h, fop_piece_columns (turned, 0, c));
  fop_piece_copy (fop_piece_columns (moved, c, c), between);
  fop_piece_copy (h, fop_piece_columns (turned, 2 * c, c));
  for (gsize i = 0; state[PENDING] != 0 && i < m; i++)
    for (gsize j = 0; j < c; j++)
      between.at[i * between.pitch + j] += u.at[i * c + j];
  add_turned (self, panels_in (state));
  fop_piece_copy (fop_piece_columns (moved, 0, c), u);
  state[PENDING] = 1;
}

/*
 * P ← (I + γS) P (I + γS) with S = G Hᵀ + H Gᵀ = W J Wᵀ, W = [G H], where J swaps the first c
 * columns with the last c; the rank of S is 2c. With K = J Wᵀ P W J,
 *
 *   P ← P + W Aᵀ + A Wᵀ,   A = γ P W J + ½γ² W K,   ‖S M‖²_F = tr S P S = Σ K_ij (WᵀW)_ij
 *
 * (for one column, A is the pair a, b in the update for a vector), and the new P G is
 * P G + W AᵀG + A WᵀG with GᵀA = γ Gᵀ P W J + ½γ² GᵀW K.
 *
 * Returns: the coefficient γ, or 0 if P is unchanged; @image is set to P G
 */
static double
learn_narrow (Matrix *self, double *state, const FopLearning *learning, const FopGradientPair *pair,
              double *image)
{
  gsize c = self->base.columns, k = 2 * c;
  FopPiece around = whole (self, self->around, 4 * c), moved = whole (self, self->moved, k);
  FopPiece w = fop_piece_columns (around, 0, k), pwj = fop_piece_columns (around, k, k);
  FopPiece g = fop_piece_columns (around, 0, c), h = fop_piece_columns (around, c, c);
  FopPiece pg = fop_piece_columns (around, 3 * c, c), known_pg = known (self, state, KNOWN_PG);
  FopPiece inner = { self->inner, c, 4 * c, 4 * c }, last = { self->last, c, k, k };
  FopPiece core = { self->core, k, k, k }, share = { self->share, c, k, k };
  gboolean follows = multiply_pair (self, state, pair);

  fop_piece_product_transposed (1, g, around, 0, inner);
  fop_piece_product_transposed (1, h, fop_piece_columns (around, c, k), 0, last);
  double coefficient = fop_learning_coefficient (learning, pair, form_core (self));

  if (coefficient == 0)
    settle (self, state);
  else
    {
      double half = 0.5 * coefficient * coefficient;

      fop_piece_scale (coefficient, pwj, moved);
      fop_piece_product (half, w, core, 1, moved);
      move (self, state, follows);
      fop_piece_scale (coefficient, fop_piece_columns (inner, k, k), share);
      fop_piece_product (half, fop_piece_columns (inner, 0, k), core, 1, share);
      fop_piece_product_by_transposed (1, w, share, 1, pg);
      fop_piece_product_by_transposed (1, moved, fop_piece_columns (inner, 0, k), 1, pg);
    }
  fop_piece_copy (g, known (self, state, KNOWN_G));
  fop_piece_copy (pg, known_pg);
  fop_piece_hand_out (pg, image);
  return coefficient;
}

/*
 * The same if c is not small compared with m: S itself is formed, m²c, and
 *
 *   P ← P + γ (S P + P S) + γ² S P S,   ‖S M‖²_F = tr S P S
 *
 * takes two products of m³.
 */
static double
learn_wide (Matrix *self, double *state, const FopLearning *learning, const FopGradientPair *pair,
            double *image)
{
  gsize m = self->base.rows, c = self->base.columns;
  FopPiece around = whole (self, self->around, 4 * c), g = fop_piece_columns (around, 0, c);
  FopPiece h = fop_piece_columns (around, c, c), pg = fop_piece_columns (around, 2 * c, c);
  FopPiece s = whole (self, self->s, m), ps = whole (self, self->ps, m);
  FopPiece p = whole (self, panels_in (state), m);

  fop_piece_take_in (pair->g, g);
  fop_piece_take_in (pair->h, h);
  fop_piece_product_by_transposed (1, g, h, 0, s);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j <= i; j++)
      s.at[i * m + j] = s.at[j * m + i] = s.at[i * m + j] + s.at[j * m + i];
  fop_panels_multiply (p.at, s, ps);
  double size = sqrt (fop_sum_of_products (m * m, s.at, ps.at));
  double coefficient = fop_learning_coefficient (learning, pair, size);
  if (coefficient != 0)
    {
      fop_piece_product (coefficient * coefficient, s, ps, 1, p);
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < fop_panels_end (m, i); j++)
          p.at[i * m + j] += (FopReal) coefficient * (ps.at[i * m + j] + ps.at[j * m + i]);
    }
  fop_panels_multiply (p.at, g, pg);
  fop_piece_hand_out (pg, image);
  return coefficient;
}

static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  Matrix *self = (Matrix *) tracker;
  double coefficient = self->wide ? learn_wide (self, state, learning, pair, image)
                                  : learn_narrow (self, state, learning, pair, image);

  if (coefficient == 0)
    return;
  state[TOUCHED] = 1;
  if (self->work != NULL)
    {
      double rounding = ((double) tracker->rows + 8) * EPSILON * state[HIGH];
      fop_bounds_widen (coefficient, pair->cosine, &state[LOW], &state[HIGH]);
      state[LOW] -= rounding;
      state[HIGH] += rounding;
      if (project (self, state))
        {
          apply (tracker, state, pair->g, image);
          if (!self->wide)
            fop_piece_take_in (image, known (self, state, KNOWN_PG));
        }
    }
}

static double
trace (const FopTracker *tracker, const double *state)
{
  const Matrix *self = (const Matrix *) tracker;
  gsize m = tracker->rows;
  const FopReal *panels = panels_in (state);
  double sum = 0;

  for (gsize i = 0; i < m; i++)
    sum += (double) panels[i * m + i];
  if (!self->wide && state[PENDING] != 0)
    sum += 2
           * fop_sum_of_products (tracker->dimension, known (self, state, KNOWN_G).at,
                                  known (self, state, KNOWN_U).at);
  return (double) tracker->columns * sum;
}

/* P = A + G Uᵀ + U Gᵀ, of which only the lower triangle is used. */
static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  const Matrix *self = (const Matrix *) tracker;
  gsize m = tracker->rows, c = tracker->columns;

  fop_piece_hand_out (whole (self, panels_in (state), m), values);
  if (!self->wide && state[PENDING] != 0)
    {
      g_autofree double *g = g_new (double, m *c), *u = g_new (double, m *c);

      fop_piece_hand_out (known (self, state, KNOWN_G), g);
      fop_piece_hand_out (known (self, state, KNOWN_U), u);
      fop_product_both (m, c, g, u, 1, values);
    }
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < i; j++)
      values[j * m + i] = values[i * m + j];
}

static const FopTrackerClass matrix_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_tracker_single,
  .matrix_info = fop_tracker_single_info,
  .matrix = matrix,
};

FopTracker *
FOP_PRECISION (fop_matrix_tracker_new) (const FopSettings *settings, const FopTracked *of,
                                        GError **error)
{
  gsize m = of->rows, columns = of->columns, k = 2 * columns;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds), wide = columns >= m / WIDE;
  gsize kept = m * m + (wide ? 0 : N_KNOWN * m * columns);

  if (!fop_check_size (of->what, (1.0 + 2.0 * wide + 5.0 * bounded) * (double) m * (double) m,
                       error))
    return NULL;

  Matrix *self = g_new0 (Matrix, 1);
  self->wide = wide;
  self->around = g_new0 (FopReal, m * 4 * columns);
  if (wide)
    {
      self->s = g_new0 (FopReal, m * m);
      self->ps = g_new0 (FopReal, m * m);
    }
  else
    {
      self->moved = g_new0 (FopReal, m * k);
      self->turned = g_new0 (FopReal, m * 3 * columns);
      self->inner = g_new0 (FopReal, columns * 4 * columns);
      self->last = g_new0 (FopReal, columns * k);
      self->core = g_new0 (FopReal, k * k);
      self->share = g_new0 (FopReal, columns * k);
    }
  if (bounded)
    {
      self->work = fop_eigen_work_new (m, TRUE);
      self->matrix = g_new (double, m *m);
      self->vectors = g_new (double, m *m);
      self->values = g_new (double, m);
    }
  fop_tracker_init (&self->base, &matrix_class, m, columns,
                    N_NUMBERS + (kept * sizeof (FopReal) + sizeof (double) - 1) / sizeof (double),
                    settings);
  return &self->base;
}
