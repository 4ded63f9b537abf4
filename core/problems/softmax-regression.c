/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Softmax regression: any number of classes, by cross-entropy. */

#include "core/problems/linear-model.h"

#include <math.h>

extern const FopProblemClass fop_softmax_regression_class;

static const FopParameter parameters[] = {
  FOP_LINEAR_MODEL_PARAMETERS (FOP_REDUCTION_MEAN),
};

/* @p becomes softmax(@z); log Σ exp z is returned. The largest score is taken out first. */
static double
softmax (gsize c, const double *z, double *p)
{
  double largest = z[0], sum = 0;

  for (gsize j = 1; j < c; j++)
    largest = fmax (largest, z[j]);
  for (gsize j = 0; j < c; j++)
    {
      p[j] = exp (z[j] - largest);
      sum += p[j];
    }
  for (gsize j = 0; j < c; j++)
    p[j] /= sum;
  return largest + log (sum);
}

static double
losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    {
      gsize y = (gsize) targets[i];

      sum += softmax (c, z + i * c, slopes + i * c) - z[i * c + y];
      slopes[i * c + y] -= 1;
    }
  return sum;
}

/* (diag p − p pᵀ) u */
static void
curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
       double *product)
{
  for (gsize i = 0; i < rows; i++)
    {
      double *p = product + i * c;
      double mean = 0;

      softmax (c, z + i * c, p);
      for (gsize j = 0; j < c; j++)
        mean += p[j] * u[i * c + j];
      for (gsize j = 0; j < c; j++)
        p[j] *= u[i * c + j] - mean;
    }
}

static gsize
hits (gsize rows, gsize c, const double *z, const double *targets)
{
  gsize n = 0;

  for (gsize i = 0; i < rows; i++)
    {
      gsize best = 0;

      for (gsize j = 1; j < c; j++)
        if (z[i * c + j] > z[i * c + best])
          best = j;
      n += best == (gsize) targets[i];
    }
  return n;
}

static const FopLinearModel model = {
  .name = "softmax regression",
  .targets = FOP_TARGETS_CLASSES,
  .constant = 1,
  .bias_block = TRUE,
  .likelihood = TRUE,
  .curvature_bound = NAN,
  .losses = losses,
  .curve = curve,
  .hits = hits,
};

static FopProblem *
softmax_regression_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_linear_model_new (&fop_softmax_regression_class, &model, settings, seed, error);
}

const FopProblemClass fop_softmax_regression_class = {
  .kind = "softmax-regression",
  .title = "Softmax regression",
  .help = "−log softmax(Wᵀx + b)_y over the rows of a data set with classes y, mean or sum, plus "
          "½ λ ‖W‖². W is features × classes; b is a block of its own. Starts at 0.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = softmax_regression_create,
  .free = fop_linear_model_free,
  .evaluate = fop_linear_model_evaluate,
  .hessian = fop_linear_model_hessian,
  .hessian_product = fop_linear_model_hessian_product,
  .measure = fop_linear_model_measure,
};
