/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in separated columns: CSV, TSV and their relatives. One pass over the bytes. */

#include "core/data/csv.h"
#include "core/data/labels.h"
#include "core/data/number.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *path;
  char separator; /* ' ' stands for any run of blanks */
  gsize line, first_line, columns, label_column, capacity;
  FopDataset *rows;
} Csv;

/* A field: the text between blanks, without its quotes. */
typedef struct
{
  const char *begin, *end;
  gboolean quoted, closed;
} Field;

static inline const char *
skip_blanks (const Csv *csv, const char *at, const char *end)
{
  while (at < end && (*at == ' ' || (*at == '\t' && csv->separator != '\t')))
    at++;
  return at;
}

static inline gboolean
ends_field (const Csv *csv, const char *at, const char *end)
{
  return at == end || *at == csv->separator || (csv->separator == ' ' && *at == '\t');
}

/* Cuts the field at @at out, and returns where it stops: at its separator or at @end. */
static const char *
cut_field (const Csv *csv, const char *at, const char *end, Field *field)
{
  at = skip_blanks (csv, at, end);
  *field = (Field){ at, at, FALSE, TRUE };
  if (at < end && *at == '"')
    {
      *field = (Field){ at + 1, at + 1, TRUE, FALSE };
      for (at++; at < end && !field->closed; at++)
        if (*at != '"')
          field->end = at + 1;
        else if (at + 1 < end && at[1] == '"')
          field->end = ++at + 1;
        else
          field->closed = TRUE;
    }
  while (!ends_field (csv, at, end))
    {
      at++;
      /* What follows a closing quote belongs to the field, and makes it no number. */
      if (!field->quoted || !g_ascii_isspace (at[-1]))
        field->end = at;
    }
  while (field->end > field->begin && (field->end[-1] == ' ' || field->end[-1] == '\t'))
    field->end--;
  return at;
}

static gboolean
field_number (const Field *field, double *value)
{
  const char *stop = fop_number_parse (field->begin, field->end, value);

  return field->closed && stop == field->end;
}

static void
set_field_error (const Csv *csv, gsize column, const Field *field, GError **error)
{
  gsize length = (gsize) (field->end - field->begin);
  g_autofree char *bytes = g_strndup (field->begin, MIN (length, 40));
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  const char *hint = csv->line == csv->first_line
                         ? "; the first line holds numbers only, or names only"
                         : "; every row needs a number there";
  double value = 0.0;

  if (!field->closed)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT
                 ": the quote is not closed on its line",
                 csv->path, csv->line, column + 1);
  else if (length == 0)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT
                 " is empty; every row needs a number there",
                 csv->path, csv->line, column + 1);
  else if (field_number (field, &value))
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT
                 ": \"%s\" is not finite; every value has to be a finite number",
                 csv->path, csv->line, column + 1, text);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT ": \"%s%s\" is not a number%s",
                 csv->path, csv->line, column + 1, text, length > 40 ? "…" : "", hint);
}

/* The separator of the file: the strongest that its first line has outside quotes. */
static char
sniff_separator (const char *at, const char *end)
{
  static const char candidates[] = { '\t', ';', ',', ' ' };
  gboolean found[G_N_ELEMENTS (candidates)] = { FALSE };
  gboolean quoted = FALSE;

  for (; at < end; at++)
    {
      quoted ^= *at == '"';
      for (gsize i = 0; i < G_N_ELEMENTS (candidates) && !quoted; i++)
        found[i] |= *at == candidates[i];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (found[i])
      return candidates[i];
  return ',';
}

/* Counts the columns of the first line; whether it is a header. */
static gboolean
read_first_line (Csv *csv, const char *at, const char *end)
{
  gboolean header = TRUE;

  csv->columns = 0;
  for (;;)
    {
      Field field;
      double value;

      at = cut_field (csv, at, end, &field);
      csv->columns++;
      header = header && field.begin < field.end && !field_number (&field, &value);
      if (csv->separator == ' ')
        at = skip_blanks (csv, at, end);
      if (at == end)
        return header;
      if (csv->separator != ' ')
        at++;
    }
}

static gboolean
start_rows (Csv *csv, gint64 label_column, GError **error)
{
  if (csv->columns < 2)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s:%" G_GSIZE_FORMAT
                   ": one column only; at least one feature and the label are "
                   "needed, separated by tabs, semicolons, commas or blanks",
                   csv->path, csv->line);
      return FALSE;
    }
  if (!fop_label_column (csv->path, label_column, csv->columns, &csv->label_column, error))
    return FALSE;
  csv->rows = fop_dataset_new (0, csv->columns - 1, error);
  return csv->rows != NULL;
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
      g_autofree char *what
          = g_strdup_printf ("%s:%" G_GSIZE_FORMAT ": the data up to here", csv->path, csv->line);

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
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
               "%s:%" G_GSIZE_FORMAT ": column %" G_GSIZE_FORMAT ": the row has %s%" G_GSIZE_FORMAT
               " columns, and the first line has %" G_GSIZE_FORMAT,
               csv->path, csv->line, columns, columns > csv->columns ? "at least " : "", columns,
               csv->columns);
  return FALSE;
}

static gboolean
read_row (Csv *csv, const char *at, const char *end, GError **error)
{
  double *input, *target;

  if (!make_room_for_row (csv, error))
    return FALSE;
  input = csv->rows->inputs + csv->rows->rows * csv->rows->features;
  target = csv->rows->targets + csv->rows->rows;

  for (gsize column = 0; column < csv->columns; column++)
    {
      const char *begin, *stop;
      double value = 0.0;

      if (column > 0)
        {
          if (csv->separator == ' ')
            at = skip_blanks (csv, at, end);
          if (at == end)
            return set_ragged_error (csv, column, error);
          if (csv->separator != ' ')
            at++;
        }

      /* Most fields are bare numbers; the others are cut out with care. */
      begin = skip_blanks (csv, at, end);
      stop = fop_number_parse (begin, end, &value);
      if (stop != NULL && csv->separator != ' ')
        stop = skip_blanks (csv, stop, end);
      if (stop == NULL || !ends_field (csv, stop, end) || !isfinite (value))
        {
          Field field;

          stop = cut_field (csv, begin, end, &field);
          if (!field_number (&field, &value) || !isfinite (value))
            {
              set_field_error (csv, column, &field, error);
              return FALSE;
            }
        }
      if (column == csv->label_column)
        *target = value;
      else
        *input++ = value;
      at = stop;
    }
  if (skip_blanks (csv, at, end) < end)
    return set_ragged_error (csv, csv->columns + 1, error);
  csv->rows->rows++;
  return TRUE;
}

/* Blank, or a comment. */
static gboolean
is_passed_over (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  return at == end || *at == '#';
}

/* The first line of a text may carry a byte order mark. */
static gboolean
check_encoding (const Csv *csv, const char **begin, const char *end, GError **error)
{
  gsize length = (gsize) (end - *begin);

  if (length >= 2 && (memcmp (*begin, "\xff\xfe", 2) == 0 || memcmp (*begin, "\xfe\xff", 2) == 0))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s:1: the text is UTF-16; save it as UTF-8 or plain ASCII", csv->path);
      return FALSE;
    }
  if (length >= 3 && memcmp (*begin, "\xef\xbb\xbf", 3) == 0)
    *begin += 3;
  return TRUE;
}

/* The first line that is not passed over: what the columns are, and perhaps a row. */
static gboolean
read_first_row (Csv *csv, const char *begin, const char *end, gint64 label_column, GError **error)
{
  gboolean header;

  csv->first_line = csv->line;
  csv->separator = sniff_separator (begin, end);
  header = read_first_line (csv, begin, end);
  return start_rows (csv, label_column, error) && (header || read_row (csv, begin, end, error));
}

static gboolean
read_lines (Csv *csv, FopLines *lines, gint64 label_column, gsize maximum_rows, GError **error)
{
  const char *begin, *end;
  GError *failure = NULL;

  while ((maximum_rows == 0 || csv->rows == NULL || csv->rows->rows < maximum_rows)
         && fop_lines_next (lines, &begin, &end, &failure))
    {
      if (++csv->line == 1 && !check_encoding (csv, &begin, end, error))
        return FALSE;
      if (end > begin && end[-1] == '\r')
        end--;
      if (is_passed_over (begin, end))
        continue;
      if (csv->rows == NULL ? !read_first_row (csv, begin, end, label_column, error)
                            : !read_row (csv, begin, end, error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (csv->rows == NULL || csv->rows->rows == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: there are no rows of numbers",
                   csv->path);
      return FALSE;
    }
  return TRUE;
}

FopDataset *
fop_csv_read (FopLines *lines, gint64 label_column, gsize maximum_rows, GError **error)
{
  Csv csv = { .path = fop_lines_path (lines) };
  gboolean is_read = read_lines (&csv, lines, label_column, maximum_rows, error);
  g_autoptr (FopDataset) rows = csv.rows;

  if (!is_read)
    return NULL;
  rows->inputs = g_renew (double, rows->inputs, rows->rows * rows->features);
  rows->targets = g_renew (double, rows->targets, rows->rows);
  return g_steal_pointer (&rows);
}
