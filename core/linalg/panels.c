/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symmetric matrices as panels of ordinary matrices. */
#include "core/linalg/panels.h"

void
fop_panels_mirror (gsize m, FopReal *s)
{
  for (gsize i = 0; i < m; i++)
    for (gsize j = i + 1; j < fop_panels_end (m, i); j++)
      s[i * m + j] = s[j * m + i];
}

/* Rows @first to @end − 1. */
static FopPiece
rows (FopPiece piece, gsize first, gsize end)
{
  piece.at += first * piece.pitch;
  piece.rows = end - first;
  return piece;
}

/* The part of a panel left of its diagonal block also represents, transposed, the part above the
 * block. */
void
fop_panels_multiply (const FopReal *s, FopPiece x, FopPiece y)
{
  gsize m = x.rows;

  for (gsize i = 0, end; i < m; i = end)
    {
      end = fop_panels_end (m, i);
      FopPiece panel = { (FopReal *) s + i * m, end - i, end, m };
      FopPiece left = { (FopReal *) s + i * m, end - i, i, m };

      fop_piece_product (1, panel, rows (x, 0, end), 0, rows (y, i, end));
      if (i > 0)
        fop_piece_product_transposed (1, left, rows (x, i, end), 1, rows (y, 0, i));
    }
}

void
fop_panels_add (FopPiece a, FopPiece b, FopReal *s)
{
  gsize m = a.rows;

  for (gsize i = 0, end; i < m; i = end)
    {
      end = fop_panels_end (m, i);
      FopPiece panel = { s + i * m, end - i, end, m };

      fop_piece_product_by_transposed (1, rows (a, i, end), rows (b, 0, end), 1, panel);
    }
}
