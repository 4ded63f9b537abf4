/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/line-search.h"
#include "core/methods/method.h"
#include "core/methods/rows.h"

G_BEGIN_DECLS

/*
 * Methods whose preconditioner is the inverse of a curvature matrix C at θ, the Hessian or the
 * Fisher matrix: (C + λI) d = g, θ ← θ − ε d.
 */

/* Larger matrices would take seconds per step. */
#define FOP_CURVATURE_ORDER_MAX 4096u

#define FOP_ROW_DAMPING(fallback_, help_)                                                          \
  {                                                                                                \
    .key = "damping", .label = "Damping", .symbol = "λ", .type = FOP_PARAMETER_REAL,               \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG, .minimum = 0, .maximum = G_MAXDOUBLE,         \
    .low = 1e-8, .high = 10, .fallback = (fallback_), .help = (help_)                              \
  }

#define FOP_ROW_FLOOR                                                                              \
  {                                                                                                \
    .key = "floor", .label = "Eigenvalue floor", .symbol = "φ", .type = FOP_PARAMETER_REAL,        \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED, .minimum = 1e-12,    \
    .maximum = 1e6, .low = 1e-3, .high = 10, .fallback = 0.1,                                      \
    .help = "If a negative eigenvalue requires more damping, λ becomes (1 + φ)|λ_min|: the "    \
            "larger φ, the shorter the steps along negative curvature. Only a line search keeps " \
            "the loss from rising.",                                                               \
  }

/* The text on the methods' pages after "λ becomes". */
#define FOP_CURVATURE_DAMPING_HELP                                                                                    \
  "(1 + φ) |λ_min|, or, if λ_min is not below −n 2.2·10⁻¹⁶ max|λ_i|, 10⁻⁸ max|λ_i| − λ_min: the " \
  "smallest eigenvalue of the matrix is then φ |λ_min| (at least 10⁻⁸ max|λ_i|).\n"                            \
  "α is ε times the schedule's factor. With line-search, α satisfies the strong Wolfe "                            \
  "conditions, J(θ + α d) ≤ J + 10⁻⁴ α g·d and |∇J(θ + α d)·d| ≤ 0.9 |g·d|, and ε times the "      \
  "factor is the first value tried. " FOP_LINE_SEARCH_HELP                                                            \
  " If no trial point decreases the loss sufficiently, θ stays.\n"

#define FOP_ROW_LINE_SEARCH                                                                           \
  {                                                                                                   \
    .key = "line-search", .label = "Line search", .type = FOP_PARAMETER_BOOLEAN, .maximum = 1,        \
    .help = "Searches along d, starting from ε, for a step length that satisfies the strong "        \
            "Wolfe conditions (10⁻⁴, 0.9), instead of using ε itself. Every trial point counts " \
            "as an evaluation; not with batches.",                                                    \
  }

/** Writes C at θ, n × n, both triangles. Like `hessian` of FopProblemClass. */
typedef void (*FopCurvatureFunction) (const FopProblem *problem, const double *theta,
                                      double *matrix, double *work);

/**
 * "damping", the λ of the last step; "step-length", its ε or the result of the line search;
 * "trials", the number of points that the search evaluated.
 */
extern const FopHistoryColumn fop_curvature_columns[];

/**
 * fop_curvature_method_new:
 * @curvature: (nullable): the problem's
 * @lack: the message if it has none: "has no exact Hessian"
 * @settings: with FOP_ROW_DAMPING, FOP_ROW_FLOOR and FOP_ROW_LINE_SEARCH
 *
 * Returns: (transfer full): the method, or %NULL with FOP_ERROR_COMBINATION or FOP_ERROR_TOO_LARGE
 */
FopMethod *fop_curvature_method_new (const FopMethodClass *klass, FopCurvatureFunction curvature,
                                     const char *lack, const FopSettings *settings,
                                     const FopProblem *problem, GError **error);

/* For the class. */
void fop_curvature_method_free (FopMethod *method);
void fop_curvature_method_configure (FopMethod *method, const FopSettings *settings);
void fop_curvature_method_reset (FopMethod *method);
void fop_curvature_method_step (FopMethod *method, FopStep *step, double *theta);
gsize fop_curvature_method_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_curvature_method_preconditioner_info (const FopMethod *method,
                                                                gsize block);
/** (C + λI)⁻¹ of the last step; I before the first. */
void fop_curvature_method_preconditioner (const FopMethod *method, gsize block, double *matrix);
/** U⁻¹ of C + λI = UᵀU, which is M in P = M Mᵀ. */
gboolean fop_curvature_method_factor (const FopMethod *method, gsize block, double *matrix);

/* The members of a FopMethodClass shared by such methods. */
#define FOP_CURVATURE_METHOD                                                                       \
  .columns = fop_curvature_columns, .free = fop_curvature_method_free,                             \
  .configure = fop_curvature_method_configure, .reset = fop_curvature_method_reset,                \
  .step = fop_curvature_method_step, .n_preconditioners = fop_curvature_method_n_preconditioners,  \
  .preconditioner_info = fop_curvature_method_preconditioner_info,                                 \
  .preconditioner = fop_curvature_method_preconditioner, .factor = fop_curvature_method_factor

G_END_DECLS
