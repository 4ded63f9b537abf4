/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The root of a preconditioner that acts on parts of θ. */

#include "core/analysis/factor.h"

#include "core/linalg/root.h"
#include "core/settings/error.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

typedef struct
{
  gsize offset, rows, columns;
  gboolean right;
  double *diagonal; /* (nullable): R's, if it is diagonal; */
  double *root;     /* otherwise R */
} Part;

struct _FopFactor
{
  gsize n;
  GArray *parts;
  double *scratch; /* n */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->diagonal);
  g_free (part->root);
}

FopFactor *
fop_factor_new (gsize n)
{
  FopFactor *factor = g_new (FopFactor, 1);

  factor->n = n;
  factor->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  factor->scratch = g_new (double, n);
  g_array_set_clear_func (factor->parts, clear_part);
  return factor;
}

void
fop_factor_free (FopFactor *factor)
{
  if (factor == NULL)
    return;
  g_array_unref (factor->parts);
  g_free (factor->scratch);
  g_free (factor);
}

static double *
root_of_diagonal (gsize order, const double *values, GError **error)
{
  g_autofree double *root = g_new (double, order);

  for (gsize i = 0; i < order; i++)
    {
      double value = values[i];

      if (!(value >= 0 && value < INFINITY))
        {
          g_set_error (error, FOP_ERROR, isfinite (value) ? FOP_ERROR_RANGE : FOP_ERROR_NOT_FINITE,
                       "the preconditioner has %g on its diagonal, at %" G_GSIZE_FORMAT, value,
                       i + 1);
          return NULL;
        }
      root[i] = sqrt (value);
    }
  return g_steal_pointer (&root);
}

gboolean
fop_factor_add (FopFactor *factor, gsize offset, gsize rows, gsize columns, gboolean right,
                gboolean diagonal, const double *matrix, GError **error)
{
  gsize order = right ? columns : rows;
  Part part = { offset, rows, columns, right, NULL, NULL };

  g_return_val_if_fail (offset + rows * columns <= factor->n, FALSE);

  if (diagonal)
    {
      part.diagonal = root_of_diagonal (order, matrix, error);
      if (part.diagonal == NULL)
        return FALSE;
    }
  else
    {
      g_autofree double *root = g_memdup2 (matrix, order * order * sizeof *matrix);

      if (!fop_symmetric_root (order, root, error))
        return FALSE;
      part.root = g_steal_pointer (&root);
    }
  g_array_append_val (factor->parts, part);
  return TRUE;
}

/* G ↦ R G, or G ↦ G Rᵀ from the right; with the transpose Rᵀ G and G R. */
static void
apply_part (const Part *part, gboolean transpose, const double *g, double *product)
{
  int m = (int) part->rows, c = (int) part->columns;

  if (part->diagonal != NULL)
    for (gsize i = 0; i < part->rows; i++)
      for (gsize j = 0; j < part->columns; j++)
        product[i * part->columns + j]
            = part->diagonal[part->right ? j : i] * g[i * part->columns + j];
  else if (part->right)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, transpose ? CblasNoTrans : CblasTrans, m, c, c, 1, g,
                 c, part->root, c, 0, product, c);
  else if (c == 1)
    cblas_dgemv (CblasRowMajor, transpose ? CblasTrans : CblasNoTrans, m, m, 1, part->root, m, g, 1,
                 0, product, 1);
  else
    cblas_dgemm (CblasRowMajor, transpose ? CblasTrans : CblasNoTrans, CblasNoTrans, m, c, m, 1,
                 part->root, m, g, c, 0, product, c);
}

void
fop_factor_apply (FopFactor *factor, gboolean transpose, const double *x, double *y)
{
  memcpy (y, x, factor->n * sizeof *y);
  for (guint i = 0; i < factor->parts->len; i++)
    {
      const Part *part = &g_array_index (factor->parts, Part, i);

      apply_part (part, transpose, y + part->offset, factor->scratch);
      memcpy (y + part->offset, factor->scratch, part->rows * part->columns * sizeof *y);
    }
}
