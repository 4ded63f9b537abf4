/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/history-csv.h"

#include "core/settings/csv-writer.h"

static void
write_header (FopCsvWriter *csv, const FopCurves *curves)
{
  fop_csv_writer_word (csv, "step");
  for (gsize c = 0; c < curves->n_columns; c++)
    fop_csv_writer_word (csv, curves->names[c]);
  for (gsize c = 0; c < curves->n_columns && curves->stride > 1; c++)
    {
      g_autofree char *minimum = g_strconcat (curves->names[c], "-min", NULL);
      g_autofree char *maximum = g_strconcat (curves->names[c], "-max", NULL);

      fop_csv_writer_word (csv, minimum);
      fop_csv_writer_word (csv, maximum);
    }
  fop_csv_writer_end_row (csv);
}

static void
write_bucket (FopCsvWriter *csv, const FopCurves *curves, gsize bucket)
{
  fop_csv_writer_count (csv, bucket * curves->stride);
  for (gsize c = 0; c < curves->n_columns; c++)
    fop_csv_writer_number (csv, fop_curves_bucket (curves, c, bucket).value);
  for (gsize c = 0; c < curves->n_columns && curves->stride > 1; c++)
    {
      FopBucket values = fop_curves_bucket (curves, c, bucket);

      fop_csv_writer_number (csv, values.minimum);
      fop_csv_writer_number (csv, values.maximum);
    }
  fop_csv_writer_end_row (csv);
}

static void
write_last (FopCsvWriter *csv, const FopCurves *curves)
{
  fop_csv_writer_count (csv, curves->last_step);
  for (gsize c = 0; c < curves->n_columns; c++)
    fop_csv_writer_number (csv, curves->last[c]);
  for (gsize c = 0; c < curves->n_columns; c++)
    {
      fop_csv_writer_number (csv, curves->last[c]);
      fop_csv_writer_number (csv, curves->last[c]);
    }
  fop_csv_writer_end_row (csv);
}

gboolean
fop_history_write_csv (const FopCurves *curves, const char *path, GError **error)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();

  write_header (csv, curves);
  for (gsize i = 0; i < curves->n_buckets; i++)
    write_bucket (csv, curves, i);
  if (curves->last_step % curves->stride != 0)
    write_last (csv, curves);
  return fop_csv_writer_write (csv, path, error);
}
