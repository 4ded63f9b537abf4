/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spectral densities as text. */

#include "core/settings/whole-file.h"
#include "core/study/density.h"

static void
write_masses (FILE *file, const char *word, gsize n, const double *nodes, const double *weights)
{
  char node[G_ASCII_DTOSTR_BUF_SIZE], weight[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < n; i++)
    fprintf (file, "%s,%s,%s\n", word, g_ascii_formatd (node, sizeof node, "%.17g", nodes[i]),
             g_ascii_formatd (weight, sizeof weight, "%.17g",
                              weights != NULL ? weights[i] : 1.0 / (double) n));
}

static void
write_matrix (FILE *file, const char *word, const char *exact, const FopMatrixDensity *density,
              gsize n)
{
  const FopSpectralDensity *estimate = density->estimate;

  if (estimate != NULL)
    write_masses (file, word, estimate->n_probes * estimate->size, estimate->nodes,
                  estimate->weights);
  if (density->exact != NULL)
    write_masses (file, exact, n, density->exact, NULL);
}

gboolean
fop_density_write_csv (const FopDensity *density, const char *path, GError **error)
{
  g_autoptr (FopWholeFile) file = fop_whole_file_open (path, error);

  if (file == NULL)
    return FALSE;
  fputs ("matrix,eigenvalue,weight\n", file->stream);
  write_matrix (file->stream, "hessian", "exact-hessian", &density->hessian, density->n);
  write_matrix (file->stream, "preconditioned", "exact-preconditioned", &density->preconditioned,
                density->n);
  return fop_whole_file_commit (file, error);
}
