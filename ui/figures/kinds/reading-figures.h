/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/reading.h"
#include "ui/figures/charts/matrix-figure.h"

G_BEGIN_DECLS

/* Figures of matrices from files. Each takes a reference to @reading. */

/** P and, if there is a Hessian, the best-fitting multiple of H⁻¹. @look: (nullable) */
FigFigure *fig_reading_matrix_new (FopReading *reading, const FigMatrixLook *look);
/** The eigenvalues of P and, if there is a Hessian, of H and PH. */
FigFigure *fig_reading_spectrum_new (FopReading *reading);
/** The eigenvectors of P as images: see fig_kernels_side(). O(n³). Returns: (nullable): %NULL if
 * the order of P is not suitable. */
FigFigure *fig_reading_kernels_new (FopReading *reading);

G_END_DECLS
