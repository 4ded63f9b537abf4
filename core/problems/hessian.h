/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * FopSpectrumShape:
 * @FOP_SPECTRUM_LOG: λ_i = κ^(−i/(n−1)): evenly spaced logarithms
 * @FOP_SPECTRUM_LINEAR: evenly spaced between 1 and 1/κ
 * @FOP_SPECTRUM_CLUSTERED: a third each at 1, 1/√κ and 1/κ
 */
typedef enum
{
  FOP_SPECTRUM_LOG,
  FOP_SPECTRUM_LINEAR,
  FOP_SPECTRUM_CLUSTERED
} FopSpectrumShape;

/** The names of the shapes, NULL-terminated. */
extern const char *const fop_spectrum_shapes[];

/**
 * fop_hessian_eigenvalues:
 * @condition: κ, at least 1
 * @values: (out): @n eigenvalues, descending from 1 to 1/κ; 1 if n = 1
 */
void fop_hessian_eigenvalues (FopSpectrumShape shape, double condition, gsize n, double *values);

/**
 * fop_hessian_rotated:
 * @eigenvalues: Λ, nonnegative
 * @seed: of Q from the Haar distribution, on the stream FOP_STREAM_PROBLEM
 * @hessian: (out): Q Λ Qᵀ, n × n, both triangles
 *
 * O(n³), and n² doubles of workspace.
 */
void fop_hessian_rotated (gsize n, const double *eigenvalues, guint64 seed, double *hessian);

/**
 * fop_hessian_check:
 *
 * Returns: %FALSE with @error naming the entry if @hessian is not square, not finite, or not
 *   symmetric (to within 1e-12 times its largest entry)
 */
gboolean fop_hessian_check (const FopArray *hessian, GError **error);

G_END_DECLS
