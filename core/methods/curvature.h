/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"
#include "core/methods/rows.h"

G_BEGIN_DECLS

/*
 * Methods whose preconditioner is the inverse of a matrix C that the problem has at θ, its Hessian
 * or its Fisher matrix: (C + λI) d = g, θ ← θ − ε d.
 */

/* Larger matrices would take seconds a step. */
#define FOP_CURVATURE_ORDER_MAX 4096u

#define FOP_ROW_DAMPING(fallback_, help_)                                                          \
  {                                                                                                \
    .key = "damping", .label = "Damping", .symbol = "λ", .type = FOP_PARAMETER_REAL,               \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG, .minimum = 0, .maximum = G_MAXDOUBLE,         \
    .low = 1e-8, .high = 10, .fallback = (fallback_), .help = (help_)                              \
  }

/** Writes C at θ, n × n, both triangles. As `hessian` of FopProblemClass. */
typedef void (*FopCurvature) (const FopProblem *problem, const double *theta, double *matrix,
                              double *work);

/** "damping", the λ that the last step took. */
extern const char *const fop_curvature_columns[];

/**
 * fop_curvature_method_new:
 * @curvature: (nullable): the problem's
 * @lack: what to say where it has none: "has no Hessian in closed form"
 *
 * Returns: (transfer full): the method, or %NULL with FOP_ERROR_COMBINATION or FOP_ERROR_TOO_LARGE
 */
FopMethod *fop_curvature_method_new (const FopMethodClass *klass, FopCurvature curvature,
                                     const char *lack, const FopProblem *problem, GError **error);

/* For the class. */
void fop_curvature_method_free (FopMethod *method);
void fop_curvature_method_configure (FopMethod *method, const FopSettings *settings);
void fop_curvature_method_reset (FopMethod *method);
void fop_curvature_method_step (FopMethod *method, FopStep *step, double *theta);
gsize fop_curvature_method_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_curvature_method_preconditioner_info (const FopMethod *method,
                                                                gsize index);
/** (C + λI)⁻¹ of the last step; I before the first. */
void fop_curvature_method_preconditioner (const FopMethod *method, gsize index, double *matrix);

/* The members of a FopMethodClass that such methods share. */
#define FOP_CURVATURE_METHOD                                                                       \
  .columns = fop_curvature_columns, .free = fop_curvature_method_free,                             \
  .configure = fop_curvature_method_configure, .reset = fop_curvature_method_reset,                \
  .step = fop_curvature_method_step, .n_preconditioners = fop_curvature_method_n_preconditioners,  \
  .preconditioner_info = fop_curvature_method_preconditioner_info,                                 \
  .preconditioner = fop_curvature_method_preconditioner

G_END_DECLS
