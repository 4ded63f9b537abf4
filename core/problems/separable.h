/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/start.h"

G_BEGIN_DECLS

/**
 * FopTerm:
 *
 * φ(x), φ′(x) and φ″(x).
 */
typedef struct
{
  double value, slope, curvature;
} FopTerm;

/**
 * FopSeparable:
 * @term: φ
 * @start: the coordinates of the start, alternating
 * @reach: plot range [−reach, reach]² if n = 2
 * @minimum: the minimizer of φ
 *
 * A function Σ φ(x_i) in any number of dimensions. Given this struct, the functions below implement
 * the problem.
 */
typedef struct
{
  FopTerm (*term) (double x);
  double start[2];
  double reach;
  double minimum;
} FopSeparable;

/**
 * fop_separable_new:
 * @separable: copied
 * @settings: with `dimension` and `start`
 *
 * Returns: (transfer full): the problem, or %NULL with @error
 */
FopProblem *fop_separable_new (const FopProblemClass *klass, const FopSeparable *separable,
                               const FopSettings *settings, GError **error);

/* For the class. */
double fop_separable_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                               double *gradient, double *work);
void fop_separable_hessian (const FopProblem *problem, const double *theta, double *hessian,
                            double *work);
void fop_separable_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                                    const double *vector, double *product, double *work);

G_END_DECLS
