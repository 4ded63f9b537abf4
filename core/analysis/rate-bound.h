/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopRateBound:
 *
 * Convergence rates, from the spectrum of P, of plain steps θ ← θ − ε P g on a quadratic with
 * positive definite Hessian H. With w = H^½ (θ − θ*) the excess loss is ‖w‖²/2, and a step takes w
 * to (I − ε H^½ P H^½) w, a symmetric matrix whose eigenvalues are 1 − ε λ with λ those of PH. So
 *
 *   J_{t+1} − J* ≤ max (1 − ε λ)² (J_t − J*), over the eigenvalues λ of PH,
 *
 * and no smaller factor holds for all θ. For a positive definite P each λ lies within [λ_min(P)
 * λ_min(H), λ_max(P) λ_max(H)] (Ostrowski), so P's own spectral interval also gives a bound: with
 * bounded eigenvalues of P and a small enough ε, the loss decreases at a linear rate. This bound is
 * much looser if P is close to H⁻¹, since it ignores directions.
 */
typedef struct _FopRateBound FopRateBound;

typedef enum
{
  FOP_RATE_BOUND_PRECONDITIONER, /* from the interval of P's eigenvalues */
  FOP_RATE_BOUND_PRECONDITIONED, /* from the eigenvalues of PH */
  FOP_RATE_BOUND_N
} FopRateBoundFrom;

/**
 * fop_rate_bound_new:
 * @hessian: n × n, symmetric, row-major, both triangles
 *
 * Returns: (transfer full): the bound's workspace; or %NULL with FOP_ERROR_NOT_FINITE, or
 *   FOP_ERROR_RANGE if H is not positive definite
 */
FopRateBound *fop_rate_bound_new (gsize n, const double *hessian, GError **error);
void fop_rate_bound_free (FopRateBound *bound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRateBound, fop_rate_bound_free)

/**
 * fop_rate_bound_factors:
 * @preconditioner: (nullable): P, n × n, symmetric, both triangles; %NULL is I
 * @rate: ε
 * @factors: (out caller-allocates): upper bounds on the factor by which a step multiplies J − J*,
 *   FOP_RATE_BOUND_N of them; NaN for P's interval if P has an eigenvalue that is not positive
 *
 * 4 n³ flops; no allocation.
 *
 * Returns: %FALSE if P is not finite; @factors is then untouched
 */
gboolean fop_rate_bound_factors (FopRateBound *bound, const double *preconditioner, double rate,
                                 double *factors);

G_END_DECLS
