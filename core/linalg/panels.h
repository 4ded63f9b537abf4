/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/pieces.h"

G_BEGIN_DECLS

#define fop_panels_mirror   FOP_PRECISION (fop_panels_mirror)
#define fop_panels_multiply FOP_PRECISION (fop_panels_multiply)
#define fop_panels_add      FOP_PRECISION (fop_panels_add)

/*
 * Symmetric matrices of order m by panels: row-major, m × m, of which each row holds its columns
 * from 0 to the end of the block on the diagonal that it passes through. So a panel, the rows of a
 * block, is an ordinary matrix, and BLAS's products of those are up to three times as fast on few
 * columns as the ones it has for symmetric matrices. What stands right of the blocks is of no
 * meaning. In both precisions.
 */

/* Long enough for BLAS to be fast, short enough that blocks on the diagonal, computed whole, are a
 * small part. */
#define FOP_PANEL 64u

/** Column behind the last one that row @i holds. */
static inline gsize
fop_panels_end (gsize m, gsize i)
{
  return MIN (i - i % FOP_PANEL + FOP_PANEL, m);
}

/** Makes the blocks on the diagonal symmetric, as their lower triangles have it. */
void fop_panels_mirror (gsize m, FopReal *s);

/** Y ← S X; X and Y have m rows and must not overlap. About 2m² multiplications a column. */
void fop_panels_multiply (const FopReal *s, FopPiece x, FopPiece y);

/** S ← S + A Bᵀ, which has to be symmetric; A and B have m rows. */
void fop_panels_add (FopPiece a, FopPiece b, FopReal *s);

G_END_DECLS
