/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in separated columns: CSV, TSV and their relatives. One pass over the bytes. */

#include "core/data/csv.h"
#include "core/data/class-names.h"
#include "core/data/csv-field.h"
#include "core/data/csv-lines.h"
#include "core/data/notes.h"
#include "core/data/number.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *path;
  const FopCsvOptions *options;
  FopCsvLines lines;
  FopCsvLayout layout;
  gsize dropped, capacity, label_line;
  FopClassNames *names; /* (nullable): of text labels */
  GPtrArray *row_names; /* (nullable): of a matrix */
  FopDataset *rows;
} Csv;

static void
csv_clear (Csv *csv)
{
  fop_csv_lines_clear (&csv->lines);
  fop_csv_layout_clear (&csv->layout);
  g_clear_pointer (&csv->names, fop_class_names_free);
  g_clear_pointer (&csv->row_names, g_ptr_array_unref);
  g_clear_pointer (&csv->rows, fop_dataset_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Csv, csv_clear)

/* A table with columns of steps and losses is a training log. */
static gboolean
is_training_log (const FopColumns *columns)
{
  gboolean has_step = FALSE, has_loss = FALSE;

  for (gsize i = 0; columns->names != NULL && i < columns->n; i++)
    {
      g_autofree char *name = g_ascii_strdown (columns->names[i], -1);

      has_step |= g_str_equal (name, "step") || g_str_equal (name, "epoch")
                  || g_str_equal (name, "iteration");
      has_loss |= strstr (name, "loss") != NULL;
    }
  return has_step && has_loss;
}

static const char *
hint_for (const Csv *csv, const FopCsvField *field)
{
  if (memchr (field->begin, '\0', (gsize) (field->end - field->begin)) != NULL)
    return "; it contains a zero byte: the file is damaged, or is not text";
  if (csv->lines.line == csv->lines.first_line && !csv->layout.has_header)
    return "; the first line must be all numbers or all names, unless \"header\" says which it is";
  if (csv->layout.has_header)
    return "; every row needs a number there (\"ignore\" leaves a column out)";
  return "; every row needs a number there";
}

static gboolean
set_field_error (const Csv *csv, gsize column, const FopCsvField *field, GError **error)
{
  g_autofree char *text = fop_csv_field_text (field), *quoted = fop_parameter_quote (text);
  g_autofree char *name = fop_columns_text (csv->layout.columns, column);
  double value = 0.0;

  if (!field->closed)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": %s: the quote is not closed before the end of the file",
                 csv->path, csv->lines.line, name);
  else if (fop_csv_field_is_missing (field) && is_training_log (csv->layout.columns))
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT
                 ": %s has no value; with its steps and losses this looks like a training log, "
                 "not training data",
                 csv->path, csv->lines.line, name);
  else if (fop_csv_field_is_missing (field))
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": %s %s%s; every row needs a number there (\"missing\": "
                 "\"drop\" leaves out rows without one)",
                 csv->path, csv->lines.line, name,
                 *text == '\0' ? "is empty" : "has no value: ", *text == '\0' ? "" : quoted);
  else if (fop_csv_field_number (field, &value))
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s:%" G_GSIZE_FORMAT
                 ": %s: %s is not finite; every value must be a finite number",
                 csv->path, csv->lines.line, name, quoted);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": %s: %s is not a number%s", csv->path, csv->lines.line,
                 name, quoted, hint_for (csv, field));
  return FALSE;
}

static gboolean
make_room_for_row (Csv *csv, GError **error)
{
  FopDataset *rows = csv->rows;
  const gsize limit = (gsize) FOP_SIZE_LIMIT_BYTES / sizeof (double) / rows->features;

  if (rows->rows < csv->capacity)
    return TRUE;
  if (rows->rows >= limit)
    {
      g_autofree char *what = g_strdup_printf ("%s:%" G_GSIZE_FORMAT ": the data up to here",
                                               csv->path, csv->lines.line);

      return fop_check_size (what, ((double) rows->rows + 1.0) * (double) rows->features, error);
    }
  csv->capacity = MIN (MAX (csv->capacity * 2, 256), limit);
  rows->inputs = g_renew (double, rows->inputs, csv->capacity * rows->features);
  rows->targets = g_renew (double, rows->targets, csv->capacity);
  return TRUE;
}

static gboolean
set_ragged_error (const Csv *csv, gsize columns, GError **error)
{
  gsize n = csv->layout.columns->n;

  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT ": the row has %s%" G_GSIZE_FORMAT
               " columns, but the first line has %" G_GSIZE_FORMAT,
               csv->path, csv->lines.line, columns, columns > n ? "at least " : "", columns, n);
  return FALSE;
}

/* Reads a text label as its number among the names so far. */
static gboolean
read_name (Csv *csv, gsize column, const FopCsvField *field, double *value, GError **error)
{
  g_autofree char *text = fop_csv_field_text (field);

  if (memchr (field->begin, '\0', (gsize) (field->end - field->begin)) != NULL)
    return set_field_error (csv, column, field, error);
  if (csv->names == NULL)
    {
      csv->names = fop_class_names_new (csv->rows->targets, csv->rows->rows);
      csv->label_line = csv->lines.line;
      csv->rows->first_text = g_strdup_printf (
          "%s:%" G_GSIZE_FORMAT ": the label %s is not a number", csv->path, csv->lines.line, text);
    }
  if (fop_class_names_add (csv->names, text, value))
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT
               ": \"%s\" exceeds the limit of %d distinct class names; is this the label column?",
               csv->path, csv->lines.line, column + 1, text, FOP_CLASSES_MAX);
  return FALSE;
}

/* Among text labels, a number is also a name. */
static gboolean
read_number_label (Csv *csv, gsize column, const FopCsvField *field, double *value, GError **error)
{
  return csv->names == NULL || fop_class_names_add_number (csv->names, *value, value)
         || read_name (csv, column, field, value, error);
}

/* Reads a field that is not a plain number: quoted, text, missing. @is_missing: drop the row. */
static gboolean
read_field (Csv *csv, gsize column, gsize place, const FopCsvField *field, double *value,
            gboolean *is_missing, GError **error)
{
  if (place == FOP_COLUMN_LEFT_OUT && field->closed)
    {
      if (csv->row_names != NULL)
        g_ptr_array_add (csv->row_names, fop_csv_field_text (field));
      return TRUE;
    }
  if (fop_csv_field_is_missing (field) && csv->options->drop_missing)
    return *is_missing = TRUE;
  if (fop_csv_field_number (field, value) && isfinite (*value))
    return place != FOP_COLUMN_LABEL || read_number_label (csv, column, field, value, error);
  if (place == FOP_COLUMN_LABEL && fop_csv_field_is_text (field) && field->closed)
    return read_name (csv, column, field, value, error);
  return set_field_error (csv, column, field, error);
}

static gboolean
ends_row (const Csv *csv, const char *at, const char *end)
{
  const char separator = csv->layout.separator;

  at = fop_csv_skip_blanks (separator, at, end);
  if (at < end && csv->layout.trailing && *at == separator)
    at = fop_csv_skip_blanks (separator, at + 1, end);
  return at == end;
}

static gboolean
read_row (Csv *csv, const char *at, const char *end, GError **error)
{
  const FopColumns *columns = csv->layout.columns;
  const char separator = csv->layout.separator;
  gboolean is_missing = FALSE;
  double *inputs, *target;

  if (!make_room_for_row (csv, error))
    return FALSE;
  inputs = csv->rows->inputs + csv->rows->rows * csv->rows->features;
  target = csv->rows->targets + csv->rows->rows;

  for (gsize column = 0; column < columns->n; column++)
    {
      const gsize place = columns->places[column];
      const char *begin, *stop;
      double value = 0.0;

      if (column > 0)
        {
          if (separator == ' ')
            at = fop_csv_skip_blanks (separator, at, end);
          if (at == end)
            return set_ragged_error (csv, column, error);
          if (separator != ' ')
            at++;
        }

      /* Fast path: most fields are plain numbers. */
      begin = fop_csv_skip_blanks (separator, at, end);
      stop = fop_number_parse (begin, end, &value);
      if (stop != NULL && separator != ' ')
        stop = fop_csv_skip_blanks (separator, stop, end);
      if (stop == NULL || !fop_csv_ends_field (separator, stop, end) || !isfinite (value))
        {
          FopCsvField field;

          stop = fop_csv_cut_field (separator, begin, end, &field);
          if (!read_field (csv, column, place, &field, &value, &is_missing, error))
            return FALSE;
        }
      else if (place == FOP_COLUMN_LABEL
               && !read_number_label (csv, column, &(FopCsvField){ begin, stop, FALSE, TRUE },
                                      &value, error))
        return FALSE;
      if (place < FOP_COLUMN_LABEL)
        inputs[place] = value;
      else if (place == FOP_COLUMN_LABEL)
        *target = value;
      at = stop;
    }
  if (!ends_row (csv, at, end))
    return set_ragged_error (csv, columns->n + 1, error);
  csv->dropped += is_missing;
  csv->rows->rows += !is_missing;
  return TRUE;
}

static gboolean
start_rows (Csv *csv, GError **error)
{
  const FopColumnChoice *choice = &csv->options->choice;
  FopCsvLayout *layout = &csv->layout;
  g_autoptr (GPtrArray) notes = NULL;

  if (layout->columns->n < 2 && !choice->no_label)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s:%" G_GSIZE_FORMAT
                   ": there is only one column; a row needs at least one feature and the label, "
                   "separated by tabs, semicolons, commas or spaces",
                   csv->path, csv->lines.first_line);
      return FALSE;
    }
  if (!fop_columns_choose (layout->columns, choice, layout->index, csv->path, &notes, error))
    return FALSE;
  csv->rows = fop_dataset_new (0, layout->columns->features, error);
  if (csv->rows == NULL)
    return FALSE;
  csv->rows->columns = fop_columns_ref (layout->columns);
  csv->rows->notes = g_steal_pointer (&notes);
  if (choice->no_label && layout->index == 0)
    csv->row_names = g_ptr_array_new_with_free_func (g_free);
  return TRUE;
}

/* Reads the first two lines, which determine the layout. */
static gboolean
read_beginning (Csv *csv, GError **error)
{
  const FopColumnChoice *choice = &csv->options->choice;
  g_autoptr (GString) first = NULL, second = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gsize second_line;
  gboolean is_row;

  if (!fop_csv_lines_begin (&csv->lines, &first, &second, &csv->layout.separator, error))
    return FALSE;
  second_line = csv->lines.line;
  fop_csv_layout_guess (&csv->layout, first, second, csv->options->header, choice->no_label,
                        csv->path, &notes);
  csv->lines.line = csv->lines.first_line;
  if (!start_rows (csv, error))
    return FALSE;
  fop_notes_add_all (&csv->rows->notes, notes);
  /* Whether a matrix has a numeric header follows from its shape, after reading. */
  is_row = !csv->layout.has_header || (choice->no_label && csv->layout.is_numeric);
  if (is_row && !read_row (csv, first->str, first->str + first->len, error))
    return FALSE;
  csv->lines.line = second_line;
  if (second != NULL
      && (csv->options->maximum_rows == 0 || csv->rows->rows < csv->options->maximum_rows))
    return read_row (csv, second->str, second->str + second->len, error);
  return TRUE;
}

static gboolean
read_rows (Csv *csv, GError **error)
{
  const gsize maximum_rows = csv->options->maximum_rows;
  const char *begin, *end;
  GError *failure = NULL;

  if (!read_beginning (csv, error))
    return FALSE;
  while ((maximum_rows == 0 || csv->rows->rows < maximum_rows)
         && fop_csv_lines_next (&csv->lines, &begin, &end, &failure))
    if (!read_row (csv, begin, end, error))
      return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (csv->rows->rows > 0)
    return TRUE;
  if (csv->dropped > 0)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s: every one of its %" G_GSIZE_FORMAT
                 " rows has a missing value and was dropped",
                 csv->path, csv->dropped);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: there are no rows of numbers", csv->path);
  return FALSE;
}

static void
finish_labels (Csv *csv)
{
  FopDataset *rows = csv->rows;

  if (csv->names == NULL)
    return;
  if (fop_class_names_has_numbers (csv->names))
    fop_notes_add (&rows->notes, csv->path,
                   "line %" G_GSIZE_FORMAT
                   " has a label that is text, so all labels are read as names",
                   csv->label_line);
  rows->class_names = fop_class_names_finish (csv->names, rows->targets, rows->rows);
}

FopDataset *
fop_csv_read (FopLines *lines, const FopCsvOptions *options, GError **error)
{
  g_auto (Csv) csv
      = { .path = fop_lines_path (lines), .options = options, .lines = { .lines = lines } };
  FopDataset *rows;

  if (!read_rows (&csv, error))
    return NULL;
  rows = csv.rows;
  if (csv.dropped > 0)
    fop_notes_add (&rows->notes, csv.path,
                   "%" G_GSIZE_FORMAT " row%s with a missing value %s dropped", csv.dropped,
                   csv.dropped == 1 ? "" : "s", csv.dropped == 1 ? "was" : "were");
  finish_labels (&csv);
  rows->inputs = g_renew (double, rows->inputs, rows->rows * rows->features);
  rows->targets = g_renew (double, rows->targets, rows->rows);
  return g_steal_pointer (&csv.rows);
}

/* Whether the numeric line read as the first row is a header. */
static gboolean
first_row_is_header (const Csv *csv)
{
  const FopDataset *rows = csv->rows;

  if (!csv->layout.is_numeric || rows->features == 1 || rows->rows == rows->features
      || csv->layout.index == 0)
    return FALSE;
  return csv->layout.has_header || (csv->layout.counts && rows->rows == rows->features + 1);
}

/* The rows of a square matrix must be named in the order of its columns. */
static gboolean
check_row_names (const Csv *csv, GError **error)
{
  char **names = csv->layout.columns->names;
  const GPtrArray *rows = csv->row_names;
  gsize first = csv->layout.index + 1;

  if (names == NULL || rows == NULL || rows->len + first != csv->layout.columns->n)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      const char *own = g_ptr_array_index (rows, i);

      if (g_str_equal (own, names[first + i])
          || !g_strv_contains ((const char *const *) names + first, own))
        continue;
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: row %u is named %s and column %u %s: rows and columns are in different "
                   "orders",
                   csv->path, i + 1, own, i + 1, names[first + i]);
      return FALSE;
    }
  return TRUE;
}

FopArray *
fop_csv_read_matrix (FopLines *lines, GPtrArray **notes, GError **error)
{
  const FopCsvOptions options = { .choice = { .no_label = TRUE } };
  g_auto (Csv) csv
      = { .path = fop_lines_path (lines), .options = &options, .lines = { .lines = lines } };
  gsize first;

  if (!read_rows (&csv, error) || !check_row_names (&csv, error))
    return NULL;
  first = first_row_is_header (&csv) ? 1 : 0;
  if (csv.layout.index == 0)
    fop_notes_add (notes, csv.path, "the first column is read as row names");
  if (first > 0)
    fop_notes_add (notes, csv.path, "the first line, consecutive numbers, is read as column names");
  return fop_array_new (csv.rows->rows - first, csv.rows->features,
                        csv.rows->inputs + first * csv.rows->features, NULL);
}
