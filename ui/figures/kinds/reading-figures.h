/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/reading.h"
#include "ui/figures/charts/matrix-figure.h"

G_BEGIN_DECLS

/* Figures of matrices that no run of ours made. Each takes a reference of @reading. */

/** P, beside the best multiple of H⁻¹ where a Hessian is known. @look: (nullable) */
FigFigure *fig_reading_matrix_new (FopReading *reading, const FigMatrixLook *look);
/** The eigenvalues of P, and where a Hessian is known of H and PH. */
FigFigure *fig_reading_spectrum_new (FopReading *reading);
/** The eigenvectors of P as images: see fig_kernels_side(). Returns: (nullable): %NULL where P is
 * of no such order. O(n³) */
FigFigure *fig_reading_kernels_new (FopReading *reading);

G_END_DECLS
