/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/pieces.h"

G_BEGIN_DECLS

#define fop_panels_mirror   FOP_PRECISION (fop_panels_mirror)
#define fop_panels_multiply FOP_PRECISION (fop_panels_multiply)
#define fop_panels_add      FOP_PRECISION (fop_panels_add)

/*
 * Symmetric matrices of order m stored by panels: row-major, m × m, where each row is valid from
 * column 0 to the end of its diagonal block. A panel, the rows of a block, is thus an ordinary
 * matrix, and BLAS multiplies these up to three times as fast with few columns as symmetric
 * matrices. Elements to the right of the diagonal blocks are unspecified. In both precisions.
 */

/* Large enough for BLAS to be fast, small enough that the diagonal blocks, which are computed in
 * full, are a small part. */
#define FOP_PANEL 64u

/** One past the last valid column of row @i. */
static inline gsize
fop_panels_end (gsize m, gsize i)
{
  return MIN (i - i % FOP_PANEL + FOP_PANEL, m);
}

/** Copies the lower triangles of the diagonal blocks to their upper triangles. */
void fop_panels_mirror (gsize m, FopReal *s);

/** Y ← S X; X and Y have m rows and must not overlap. About 2m² multiplications per column. */
void fop_panels_multiply (const FopReal *s, FopPiece x, FopPiece y);

/** S ← S + A Bᵀ, which must be symmetric; A and B have m rows. */
void fop_panels_add (FopPiece a, FopPiece b, FopReal *s);

G_END_DECLS
