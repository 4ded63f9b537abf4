/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagonal matrices as full ones. */
#include "core/linalg/diagonal.h"

#include <string.h>

/* In reverse, since the numbers may be in the first row. */
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
