/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instruments of a preconditioner in one snapshot. */

#include "core/study/inspection.h"

#include "core/analysis/contraction.h"
#include "core/analysis/measurement.h"
#include "core/analysis/reach.h"
#include "core/linalg/product.h"
#include "core/linalg/singular.h"
#include "core/study/layer-curvature.h"

#include <math.h>

static gboolean
covers_all (const FopSnapshot *snapshot, const FopRunView *view, const FopMatrix *matrix)
{
  const FopProblem *problem = snapshot->problem;

  return view->theta && matrix->order == problem->dimension
         && problem->dimension <= FOP_INSPECTION_HESSIAN_MAX
         && problem->hessian_work <= FOP_INSPECTION_WORK_MAX;
}

typedef void (*Curvature) (const FopProblem *problem, const double *theta, double *matrix,
                           double *work);

static double *
curvature_at (const FopProblem *problem, Curvature curvature, const double *theta)
{
  g_autofree double *work = g_new0 (double, problem->work_size);
  double *matrix = g_new (double, problem->dimension * problem->dimension);

  curvature (problem, theta, matrix, work);
  return matrix;
}

/* The smallest J among the known minima; NaN if none is known, or if J changes with the step. */
static double
least_loss (const FopProblem *problem)
{
  g_autofree double *work = g_new0 (double, problem->work_size + 1);
  double least = NAN;

  for (gsize i = 0; i < problem->n_minima && !problem->stochastic; i++)
    least
        = fmin (least, problem->klass->evaluate (problem, problem->minima + i * problem->dimension,
                                                 FOP_STEP_ALL, NULL, work));
  return least;
}

static double
observed_contraction (const FopProblem *problem, const FopRunView *view)
{
  double least = least_loss (problem);
  double now = view->loss - least, before = view->last_loss - least;

  if (now > 1e-12 * fabs (least) && before > 0)
    return sqrt (now / before);
  return view->gradient_norm / view->last_norm;
}

/* The gradient that the matrix multiplies: G of its block, as rows × columns; %NULL if P is on the
 * right. */
static const double *
part (const FopMatrix *matrix, const double *gradient)
{
  return gradient != NULL && !matrix->right && matrix->rows == matrix->order
             ? gradient + matrix->offset
             : NULL;
}

/* The matrix that acts on the same parameters from the other side; %NULL if there is none. */
static const FopMatrix *
other_side (const FopRunView *view, const FopMatrix *matrix)
{
  for (gsize i = 0; i < view->n_preconditioners; i++)
    {
      const FopMatrix *other = view->preconditioners[i];

      if (other->offset == matrix->offset && other->right != matrix->right)
        return other;
    }
  return NULL;
}

/* Bᵀ of B, m × c. */
static double *
transposed (gsize m, gsize c, const double *b)
{
  double *turned = g_new (double, m *c);

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < c; j++)
      turned[j * m + i] = b[i * c + j];
  return turned;
}

/*
 * For a step G ↦ C G B, C = L Lᵀ and B = R Rᵀ: ∂J/∂L = −ε S L with S = (G B) Hᵀ + H (G B)ᵀ, and
 * ∂J/∂R = −ε S R with S = (C G)ᵀ H + Hᵀ (C G).
 */
static double
two_sided_hypergradient (const FopRunView *view, const FopMatrix *matrix, const FopMatrix *other)
{
  gsize m = matrix->rows, c = matrix->columns;
  g_autofree double *product = NULL, *g = NULL, *h = NULL, *last = NULL, *others = NULL;

  if (matrix->last == NULL || other->last == NULL)
    return NAN;
  last = fop_matrix_dense (matrix, matrix->last);
  others = fop_matrix_dense (other, other->last);
  product = g_new (double, m *c);
  if (!matrix->right)
    {
      fop_product (m, c, c, 1, view->gradient + matrix->offset, others, 0, product);
      return fop_hypergradient (m, c, last, product, view->last_gradient + matrix->offset,
                                view->sensitivity);
    }
  fop_product (m, c, m, 1, others, view->gradient + matrix->offset, 0, product);
  g = transposed (m, c, product);
  h = transposed (m, c, view->last_gradient + matrix->offset);
  return fop_hypergradient (c, m, last, g, h, view->sensitivity);
}

/* The arrays of a matrix, m × m: its own, or the expanded ones of a diagonal matrix. */
typedef struct
{
  const double *values, *symmetric, *last;
  double *written, *written_last;
} Dense;

static void
dense_init (Dense *dense, const FopMatrix *matrix)
{
  *dense = (Dense){ matrix->values, matrix->symmetric, matrix->last, NULL, NULL };
  if (!matrix->diagonal)
    return;
  dense->values = dense->symmetric = dense->written = fop_matrix_dense (matrix, matrix->values);
  dense->last = dense->written_last = fop_matrix_dense (matrix, matrix->last);
}

static void
dense_clear (Dense *dense)
{
  g_free (dense->written);
  g_free (dense->written_last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dense, dense_clear)

static void
read_instruments (FopInspection *inspection, const FopSnapshot *snapshot, const FopRunView *view,
                  const Dense *dense, const double *hessian, const double *fisher)
{
  const FopMatrix *matrix = inspection->matrix, *other = other_side (view, matrix);

  fop_measurement_read (
      &(FopMeasurement){ .n = matrix->order,
                         .columns = matrix->columns,
                         .preconditioner = dense->symmetric,
                         .whole = dense->values,
                         .spectrum = inspection->spectrum,
                         .hessian = hessian,
                         .fisher = fisher,
                         .gradient = part (matrix, view->gradient),
                         .last_gradient = part (matrix, view->last_gradient),
                         .last_preconditioner = dense->last,
                         .rate = view->theta ? view->rate : NAN,
                         .sensitivity = view->theta ? view->sensitivity : NAN,
                         .observed
                         = view->theta ? observed_contraction (snapshot->problem, view) : NAN },
      inspection->values);
  if (other != NULL)
    inspection->values[FOP_INSTRUMENT_HYPERGRADIENT]
        = two_sided_hypergradient (view, matrix, other);
}

static int
descending (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

/* Singular values of M; %NULL if M is not stored or not finite. */
static double *
singular_values (const FopMatrix *matrix)
{
  gsize n = matrix->order;
  g_autofree double *values = g_new (double, n), *copy = NULL;

  if (matrix->factor == NULL)
    return NULL;
  if (matrix->diagonal)
    {
      for (gsize i = 0; i < n; i++)
        values[i] = fabs (matrix->factor[i]);
      qsort (values, n, sizeof (double), descending);
      return g_steal_pointer (&values);
    }
  copy = g_memdup2 (matrix->factor, n * n * sizeof (double));
  return fop_singular_values (n, copy, values) ? g_steal_pointer (&values) : NULL;
}

static void
find_reaches (FopInspection *inspection, const Dense *dense)
{
  const FopMatrix *matrix = inspection->matrix;
  const double *inverse
      = inspection->spectrum != NULL ? inspection->spectrum->inverse_hessian : NULL;
  gsize n = matrix->order;

  inspection->reaches[FOP_REACH_PRECONDITIONER] = fop_reach (n, dense->values, 0);
  inspection->reaches[FOP_REACH_DIFFERENCE] = fop_reach (n, dense->values, 1);
  if (matrix->factor != NULL)
    inspection->reaches[FOP_REACH_FACTOR]
        = matrix->diagonal ? fop_reach_of (n, matrix->factor) : fop_reach (n, matrix->factor, 0);
  if (inverse != NULL)
    inspection->reaches[FOP_REACH_INVERSE_HESSIAN] = fop_reach (n, inverse, 0);
}

/* For a single layer: its matrix is smaller than its Hessian and is expanded for comparison. */
static void
read_layer (FopInspection *inspection, const FopSnapshot *snapshot, const FopRunView *view)
{
  const FopMatrix *matrix = inspection->matrix;
  g_autoptr (FopLayerCurvature) curvature = fop_layer_curvature_new (
      snapshot->problem, view, matrix, FOP_INSPECTION_LAYER_MAX, FOP_INSPECTION_LAYER_WORK_MAX);
  g_autoptr (FopSpectrum) spectrum = NULL;
  double values[FOP_N_INSTRUMENTS];

  if (curvature == NULL)
    return;
  spectrum = fop_spectrum_new (curvature->n, curvature->preconditioner, curvature->hessian, NULL);
  if (spectrum == NULL)
    return;
  fop_measurement_read (
      &(FopMeasurement){ .n = curvature->n,
                         .columns = 1,
                         .preconditioner = curvature->preconditioner,
                         .spectrum = spectrum,
                         .hessian = curvature->hessian,
                         .fisher = curvature->fisher,
                         .gradient = view->gradient ? view->gradient + matrix->offset : NULL,
                         .last_gradient
                         = view->last_gradient ? view->last_gradient + matrix->offset : NULL,
                         .rate = view->rate,
                         .observed = NAN },
      values);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    if (fop_instrument (i)->of_curvature)
      inspection->values[i] = values[i];
}

static FopInspection *
inspect (const FopSnapshot *snapshot, gsize run, gsize block, FopMatrix *matrix)
{
  const FopRunView *view = &snapshot->runs[run];
  const FopProblemClass *klass = snapshot->problem->klass;
  gboolean all = covers_all (snapshot, view, matrix);
  gint64 begin = g_get_monotonic_time ();
  g_autofree double *hessian = NULL, *fisher = NULL;
  FopInspection *inspection = g_new0 (FopInspection, 1);
  g_auto (Dense) dense = { 0 };

  dense_init (&dense, matrix);
  if (all && klass->hessian)
    hessian = curvature_at (snapshot->problem, klass->hessian, view->theta);
  if (all && klass->fisher && !snapshot->problem->fisher_singular)
    fisher = curvature_at (snapshot->problem, klass->fisher, view->theta);
  inspection->ref_count = 1;
  inspection->identity = fop_identity (snapshot, run, block);
  inspection->matrix = fop_matrix_ref (matrix);
  inspection->spectrum
      = fop_spectrum_new (matrix->order, dense.symmetric, hessian, &inspection->error);
  inspection->singular = singular_values (matrix);
  find_reaches (inspection, &dense);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    inspection->values[i] = NAN;
  if (inspection->spectrum != NULL)
    read_instruments (inspection, snapshot, view, &dense, hessian, fisher);
  if (inspection->spectrum != NULL && hessian == NULL)
    read_layer (inspection, snapshot, view);
  inspection->seconds = 1e-6 * (double) (g_get_monotonic_time () - begin);
  return inspection;
}

FopInspection *
fop_inspection_new (const FopSnapshot *snapshot, gsize run, gsize block)
{
  const FopRunView *view = run < snapshot->n_runs ? &snapshot->runs[run] : NULL;

  if (!view || block >= view->n_preconditioners)
    return NULL;
  return inspect (snapshot, run, block, view->preconditioners[block]);
}

FopInspection *
fop_inspection_new_plain (const FopSnapshot *snapshot, gsize run)
{
  gsize n = snapshot->problem->dimension;
  g_autoptr (FopMatrix) identity = NULL;

  if (run >= snapshot->n_runs || !snapshot->runs[run].theta || n > FOP_INSPECTION_HESSIAN_MAX)
    return NULL;
  identity = fop_matrix_new ("", n, TRUE);
  for (gsize i = 0; i < n; i++)
    identity->values[i] = 1;
  identity->last = g_memdup2 (identity->values, n * sizeof (double));
  return inspect (snapshot, run, 0, identity);
}

FopInspection *
fop_inspection_ref (FopInspection *inspection)
{
  g_atomic_int_inc (&inspection->ref_count);
  return inspection;
}

void
fop_inspection_unref (FopInspection *inspection)
{
  if (!g_atomic_int_dec_and_test (&inspection->ref_count))
    return;
  g_clear_pointer (&inspection->matrix, fop_matrix_unref);
  g_clear_pointer (&inspection->spectrum, fop_spectrum_free);
  g_clear_error (&inspection->error);
  g_free (inspection->singular);
  g_free (inspection);
}
