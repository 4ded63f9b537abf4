/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The effect of the step θ ← θ − ε P g near a minimum with Hessian H: θ − θ* is multiplied by I − ε
 * P H. If H is positive definite, this is similar to the symmetric matrix I − ε H^½ P H^½: in the
 * worst case the distance √((θ − θ*)ᵀ H (θ − θ*)) is multiplied by the spectral radius. Other
 * distances may grow more at first, unless PH is normal. @values: eigenvalues of PH, ascending, n
 * of them.
 */

/** The spectral radius of I − ε P H, max |1 − ε λ|. */
double fop_contraction_radius (gsize n, const double *values, double rate);

/**
 * The largest rate at which no component of the distance along a positive eigenvalue grows,
 * 2/λ_max; infinite if none is positive. Components along negative eigenvalues grow at any rate.
 */
double fop_contraction_rate_limit (gsize n, const double *values);

/**
 * fop_contraction_curvature_limit:
 * @momentum: μ in [0, 1]; 0 for plain steps
 * @nesterov: whether the momentum is Nesterov's
 *
 * The converse: the largest λ_max(PH) for which none of these components grows at the rate ε, also
 * with momentum. On an eigenvector of PH, heavy-ball steps d ← μ d + g have the roots of z² − (1 +
 * μ − ελ) z + μ, and Nesterov's those of z² − (1 + μ)(1 − ελ) z + μ (1 − ελ). The first root to
 * leave the unit circle is z = −1.
 *
 * Returns: 2/ε, 2 (1 + μ)/ε, or 2 (1 + μ)/((1 + 2 μ) ε); NaN if @rate is not positive
 */
double fop_contraction_curvature_limit (double rate, double momentum, gboolean nesterov);

/**
 * fop_hypergradient:
 * @p: (nullable): P_{t−1}, n × n, both triangles; %NULL is I
 * @g, @h: n × @columns, row-major: g_t and g_{t−1}
 * @rate: ε
 *
 * With S = G Hᵀ + H Gᵀ and P = M Mᵀ, ∂J_t/∂M_{t−1} = −ε S M after a step that moved θ by −ε P H
 * plus terms independent of P. Its norm needs no M: ‖S M‖² = tr (S P S). 2 n² (n + 2 columns) flops
 * for several columns, 4 n² for one.
 *
 * Returns: ε ‖S M‖_F with the sign of −ε ⟨G, P H⟩, half the derivative along M itself
 */
double fop_hypergradient (gsize n, gsize columns, const double *p, const double *g, const double *h,
                          double rate);

G_END_DECLS
