/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spectral densities as text. */

#include "core/settings/csv-writer.h"
#include "core/study/density.h"

static void
write_masses (FopCsvWriter *csv, const char *word, gsize n, const double *nodes,
              const double *weights)
{
  for (gsize i = 0; i < n; i++)
    {
      fop_csv_writer_word (csv, word);
      fop_csv_writer_number (csv, nodes[i]);
      fop_csv_writer_number (csv, weights != NULL ? weights[i] : 1.0 / (double) n);
      fop_csv_writer_end_row (csv);
    }
}

static void
write_matrix (FopCsvWriter *csv, const char *word, const char *exact,
              const FopMatrixDensity *density, gsize n)
{
  const FopSpectralDensity *estimate = density->estimate;

  if (estimate != NULL)
    write_masses (csv, word, estimate->n_probes * estimate->size, estimate->nodes,
                  estimate->weights);
  if (density->exact != NULL)
    write_masses (csv, exact, n, density->exact, NULL);
}

gboolean
fop_density_write_csv (const FopDensity *density, const char *path, GError **error)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();

  fop_csv_writer_word (csv, "matrix");
  fop_csv_writer_word (csv, "eigenvalue");
  fop_csv_writer_word (csv, "weight");
  fop_csv_writer_end_row (csv);
  write_matrix (csv, "hessian", "exact-hessian", &density->hessian, density->n);
  write_matrix (csv, "preconditioned", "exact-preconditioned", &density->preconditioned,
                density->n);
  return fop_csv_writer_write (csv, path, error);
}
