/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagonal matrices, written out. */
#include "core/linalg/diagonal.h"

#include <string.h>

/* The last first, for the first row may be where they come from. */
void
fop_diagonal_expand (gsize n, const double *diagonal, double *matrix)
{
  memset (matrix + n, 0, (n * n - n) * sizeof (double));
  for (gsize i = n; i-- > 1;)
    {
      matrix[i * n + i] = diagonal[i];
      matrix[i] = 0;
    }
  matrix[0] = diagonal[0];
}
