/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of text tables. */

#include "core/data/csv-field.h"
#include "core/data/number.h"
#include "core/settings/plain-text.h"

#include <string.h>

const char *
fop_csv_cut_field (char separator, const char *at, const char *end, FopCsvField *field)
{
  at = fop_csv_skip_blanks (separator, at, end);
  *field = (FopCsvField){ at, at, FALSE, TRUE };
  if (at < end && *at == '"')
    {
      *field = (FopCsvField){ at + 1, at + 1, TRUE, FALSE };
      for (at++; at < end && !field->closed; at++)
        if (*at != '"')
          field->end = at + 1;
        else if (at + 1 < end && at[1] == '"')
          field->end = ++at + 1;
        else
          field->closed = TRUE;
    }
  while (!fop_csv_ends_field (separator, at, end))
    {
      at++;
      /* Text after a closing quote belongs to the field, which is then not a number. */
      if (!field->quoted || !g_ascii_isspace (at[-1]))
        field->end = at;
    }
  while (field->end > field->begin && (field->end[-1] == ' ' || field->end[-1] == '\t'))
    field->end--;
  while (field->begin < field->end && (*field->begin == ' ' || *field->begin == '\t'))
    field->begin++;
  return at;
}

GArray *
fop_csv_cut_line (char separator, const char *at, const char *end)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (FopCsvField));

  for (;;)
    {
      FopCsvField field;

      at = fop_csv_cut_field (separator, at, end, &field);
      g_array_append_val (fields, field);
      if (separator == ' ')
        at = fop_csv_skip_blanks (separator, at, end);
      if (at == end)
        return fields;
      if (separator != ' ')
        at++;
    }
}

gboolean
fop_csv_field_number (const FopCsvField *field, double *value)
{
  const char *begin = field->begin, *end = field->end;
  const char *stop;

  if (end - begin >= 2 && *begin == '\'' && end[-1] == '\'')
    {
      begin++;
      end--;
    }
  stop = fop_number_parse (begin, end, value);
  return field->closed && stop == end;
}

gboolean
fop_csv_field_is_missing (const FopCsvField *field)
{
  static const char *const words[] = { "", "?", "NA", "N/A", "NaN", "null" };
  gsize length = (gsize) (field->end - field->begin);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (length == strlen (words[i]) && g_ascii_strncasecmp (field->begin, words[i], length) == 0)
      return field->closed;
  return FALSE;
}

gboolean
fop_csv_field_is_text (const FopCsvField *field)
{
  double value;

  return !fop_csv_field_is_missing (field) && !fop_csv_field_number (field, &value);
}

char *
fop_csv_field_text (const FopCsvField *field)
{
  g_autoptr (GString) text = g_string_new_len (field->begin, (gssize) (field->end - field->begin));

  if (field->quoted)
    g_string_replace (text, "\"\"", "\"", 0);
  else if (text->len >= 2 && text->str[0] == '\'' && text->str[text->len - 1] == '\'')
    {
      g_string_truncate (text, text->len - 1);
      g_string_erase (text, 0, 1);
    }
  return fop_plain_text (text->str, (gssize) text->len);
}
