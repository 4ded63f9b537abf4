/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text tables as a format of data files. */

#include "core/data/csv.h"
#include "core/data/formats.h"
#include "core/data/matrix-guess.h"

static FopDataset *
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_open (path, error);
  FopCsvOptions options = {
    .choice = { .label = fop_settings_columns (source, "label-column"),
                .features = fop_settings_columns (source, "columns"),
                .ignore = fop_settings_columns (source, "ignore"),
                .like = like != NULL ? like->columns : NULL },
    .header = FOP_CSV_HEADER_GUESS,
    .drop_missing = fop_settings_choice (source, "missing") == 1,
    .maximum_rows = fop_format_maximum_rows (source),
  };

  if (fop_settings_has (source, "header"))
    options.header
        = fop_settings_boolean (source, "header") ? FOP_CSV_HEADER_YES : FOP_CSV_HEADER_NO;
  return lines != NULL ? fop_csv_read (lines, &options, error) : NULL;
}

static FopArray *
read_matrix (const char *path, const char *member, const char *content, gsize length,
             gsize *extents, GPtrArray **notes, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_new (path, content, length);

  return fop_csv_read_matrix (lines, notes, error);
}

static const char *const partners[] = { "label-column", NULL };
static const char *const suffixes[] = { "csv", "tsv", "txt", "dat", NULL };

const FopFormat fop_csv_format = {
  .key = "csv",
  .what = "a text table",
  .suffixes = suffixes,
  .partners = partners,
  .is_text = TRUE,
  .load = load,
  .read_matrix = read_matrix,
  .suggests_matrix = fop_text_suggests_matrix,
};
