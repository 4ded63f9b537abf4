/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/product.h"

G_BEGIN_DECLS

/*
 * Symmetric matrices of order m by panels: row-major, m × m, of which each row holds its columns
 * from 0 to the end of the block on the diagonal that it passes through. So a panel, the rows of a
 * block, is an ordinary matrix, and BLAS's products of those are up to three times as fast on few
 * columns as the ones it has for symmetric matrices. What stands right of the blocks is of no
 * meaning.
 */

/** Column behind the last one that row @i holds. */
gsize fop_panels_end (gsize m, gsize i);

/** Makes the blocks on the diagonal symmetric, as their lower triangles have it. */
void fop_panels_mirror (gsize m, double *s);

/** Y ← S X; X and Y have m rows and must not overlap. About 2m² multiplications a column. */
void fop_panels_multiply (const double *s, FopPiece x, FopPiece y);

/** S ← S + A Bᵀ, which has to be symmetric; A and B have m rows. */
void fop_panels_add (FopPiece a, FopPiece b, double *s);

G_END_DECLS
