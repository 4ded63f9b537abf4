/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/history-csv.h"

#include "core/settings/whole-file.h"

#include <math.h>

static void
write_number (FILE *file, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  fputc (',', file);
  if (!isnan (value))
    fputs (g_ascii_formatd (text, sizeof text, "%.17g", value), file);
}

static void
write_header (FILE *file, const FopCurves *curves)
{
  fputs ("step", file);
  for (gsize c = 0; c < curves->n_columns; c++)
    fprintf (file, ",%s", curves->names[c]);
  for (gsize c = 0; c < curves->n_columns && curves->stride > 1; c++)
    fprintf (file, ",%s-min,%s-max", curves->names[c], curves->names[c]);
  fputc ('\n', file);
}

static void
write_bucket (FILE *file, const FopCurves *curves, gsize bucket)
{
  fprintf (file, "%" G_GUINT64_FORMAT, bucket * curves->stride);
  for (gsize c = 0; c < curves->n_columns; c++)
    write_number (file, fop_curves_bucket (curves, c, bucket).value);
  for (gsize c = 0; c < curves->n_columns && curves->stride > 1; c++)
    {
      FopBucket values = fop_curves_bucket (curves, c, bucket);

      write_number (file, values.minimum);
      write_number (file, values.maximum);
    }
  fputc ('\n', file);
}

static void
write_last (FILE *file, const FopCurves *curves)
{
  fprintf (file, "%" G_GUINT64_FORMAT, curves->last_step);
  for (gsize c = 0; c < curves->n_columns; c++)
    write_number (file, curves->last[c]);
  for (gsize c = 0; c < curves->n_columns; c++)
    {
      write_number (file, curves->last[c]);
      write_number (file, curves->last[c]);
    }
  fputc ('\n', file);
}

gboolean
fop_history_write_csv (const FopCurves *curves, const char *path, GError **error)
{
  g_autoptr (FopWholeFile) file = fop_whole_file_open (path, error);

  if (!file)
    return FALSE;
  write_header (file->stream, curves);
  for (gsize i = 0; i < curves->n_buckets; i++)
    write_bucket (file->stream, curves, i);
  if (curves->last_step % curves->stride != 0)
    write_last (file->stream, curves);
  return fop_whole_file_commit (file, error);
}
