/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopRateBound:
 *
 * What the spectrum of P says of the speed of plain steps θ ← θ − ε P g on a quadratic with
 * positive definite Hessian H. With w = H^½ (θ − θ*) the loss above the minimum is ‖w‖²/2, and a
 * step takes w to (I − ε H^½ P H^½) w, a symmetric matrix whose eigenvalues are 1 − ε λ with λ
 * those of PH. So
 *
 *   J_{t+1} − J* ≤ max (1 − ε λ)² (J_t − J*), over the eigenvalues λ of PH,
 *
 * and no smaller number serves for all θ. For a positive definite P each λ lies within
 * [λ_min(P) λ_min(H), λ_max(P) λ_max(H)] (Ostrowski), and so P's own interval gives a bound as
 * well: bounded eigenvalues of P, a small enough ε, and the loss falls at a linear rate. It is the
 * wider one by far where P is like H⁻¹, for it knows nothing of directions.
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
 *   FOP_ERROR_RANGE where H is not positive definite
 */
FopRateBound *fop_rate_bound_new (gsize n, const double *hessian, GError **error);
void fop_rate_bound_free (FopRateBound *bound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopRateBound, fop_rate_bound_free)

/**
 * fop_rate_bound_factors:
 * @preconditioner: (nullable): P, n × n, symmetric, both triangles; %NULL is I
 * @rate: ε
 * @factors: (out caller-allocates): what a step multiplies J − J* by at most, FOP_RATE_BOUND_N of
 *   them; NaN for P's interval where P has an eigenvalue that is not positive
 *
 * 4 n³ flops; no allocation.
 *
 * Returns: %FALSE where P is not finite; @factors is then untouched
 */
gboolean fop_rate_bound_factors (FopRateBound *bound, const double *preconditioner, double rate,
                                 double *factors);

G_END_DECLS
