/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guesses the layout of a text table from its first two lines. */

#include "core/data/csv-layout.h"
#include "core/data/csv-field.h"
#include "core/data/notes.h"

#include <string.h>

/* A line, cut into its fields. */
typedef GArray Fields;

static const FopCsvField *
field_at (const Fields *fields, gsize index)
{
  return &g_array_index (fields, FopCsvField, index);
}

static gboolean
is_empty (const FopCsvField *field)
{
  return field->begin == field->end;
}

static gboolean
is_text_at (const Fields *fields, gsize index)
{
  return fields != NULL && index < fields->len && fop_csv_field_is_text (field_at (fields, index));
}

static gboolean
is_number_at (const Fields *fields, gsize index)
{
  double value;

  return fields != NULL && index < fields->len
         && !fop_csv_field_is_missing (field_at (fields, index))
         && fop_csv_field_number (field_at (fields, index), &value);
}

/* Written as an integer: only digits. */
static gboolean
is_whole (const FopCsvField *field)
{
  for (const char *at = field->begin; at < field->end; at++)
    if (!g_ascii_isdigit (*at))
      return FALSE;
  return field->begin < field->end;
}

/* Whether @field is several numbers separated by spaces only. */
static gboolean
holds_numbers (const FopCsvField *field)
{
  g_autoptr (GArray) pieces = fop_csv_cut_line (' ', field->begin, field->end);
  gboolean all = pieces->len > 1;

  for (gsize i = 0; all && i < pieces->len; i++)
    all = is_number_at (pieces, i);
  return all;
}

/* Mixed tabs and spaces: a field between tabs contains several numbers. */
static gboolean
mixes_blanks (const GString *line)
{
  g_autoptr (GArray) fields = fop_csv_cut_line ('\t', line->str, line->str + line->len);

  for (gsize i = 0; i < fields->len; i++)
    if (holds_numbers (field_at (fields, i)))
      return TRUE;
  return FALSE;
}

/* The separator: the one of highest priority in the first line outside quotes. */
static char
find_separator (const GString *first, const GString *second)
{
  static const char candidates[] = { '\t', ';', ',', ' ' };
  gboolean found[G_N_ELEMENTS (candidates)] = { FALSE };
  gboolean quoted = FALSE;

  for (const char *at = first->str; at < first->str + first->len; at++)
    {
      quoted ^= *at == '"';
      for (gsize i = 0; i < G_N_ELEMENTS (candidates) && !quoted; i++)
        found[i] |= *at == candidates[i];
    }
  if (found[0] && mixes_blanks (second != NULL ? second : first))
    return ' ';
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (found[i])
      return candidates[i];
  return ',';
}

/* Whether the fields from @from on are consecutive integers. */
static gboolean
counts_up (const Fields *fields, gsize from)
{
  double before = 0, value = 0;

  for (gsize i = from; i < fields->len; i++, before = value)
    if (!is_whole (field_at (fields, i)) || !fop_csv_field_number (field_at (fields, i), &value)
        || (i > from && value != before + 1))
      return FALSE;
  return fields->len > from;
}

static gboolean
are_quoted (const Fields *fields, gboolean wanted)
{
  for (gsize i = 0; i < fields->len; i++)
    if (field_at (fields, i)->quoted != wanted)
      return FALSE;
  return TRUE;
}

static gboolean
has_other_form (const Fields *fields)
{
  for (gsize i = 0; i < fields->len; i++)
    if (is_number_at (fields, i) && !is_whole (field_at (fields, i)))
      return TRUE;
  return FALSE;
}

/* Whether the second line continues counting from @last. */
static gboolean
goes_on (const Fields *second, double last)
{
  double value = 0;

  for (guint i = 0; i < MIN (second->len, 2); i++)
    if (is_number_at (second, i)
        && (!is_whole (field_at (second, i)) || !fop_csv_field_number (field_at (second, i), &value)
            || value != last + 1 + i))
      return FALSE;
  return is_number_at (second, 0);
}

static gboolean
is_start (const FopCsvField *field)
{
  return field->end == field->begin + 1 && (*field->begin == '0' || *field->begin == '1');
}

/* Whether a first line of numbers is a header. */
static gboolean
numbers_are_header (const Fields *first, const Fields *second, gsize from, FopCsvLayout *layout)
{
  gsize n = first->len - from;
  double start = 0, last = 0;
  gboolean other;

  if (second == NULL)
    return FALSE;
  if (are_quoted (first, TRUE) && are_quoted (second, FALSE))
    return TRUE;
  if (!counts_up (first, from))
    return FALSE;
  fop_csv_field_number (field_at (first, from), &start);
  fop_csv_field_number (field_at (first, first->len - 1), &last);
  if (from == 0 && goes_on (second, last))
    return FALSE;
  other = has_other_form (second);
  layout->counts = n > 1 && start <= 1;
  if (from > 0) /* no name above an index, which is names or counts, too */
    return start <= 1 && (!is_number_at (second, 0) || is_start (field_at (second, 0)));
  return start <= 1 ? n > 2 || (n == 2 && other) : n > 2 && other;
}

/* Whether a first line of names and numbers is a header. */
static gboolean
mixture_is_header (const Fields *first, const Fields *second)
{
  gboolean all_text = TRUE, is_new = FALSE;
  double before = -1, value = 0;
  gboolean counts = TRUE;

  for (gsize i = 0; i < first->len; i++)
    {
      gboolean is_text = is_text_at (first, i);

      all_text = all_text && (is_text || is_empty (field_at (first, i)));
      is_new = is_new || (is_text && is_number_at (second, i));
      if (!is_number_at (first, i))
        continue;
      fop_csv_field_number (field_at (first, i), &value);
      counts = counts && is_whole (field_at (first, i)) && (before < 0 || value == before + 1);
      before = value;
    }
  return all_text
         || (is_new
             && (counts
                 || (is_text_at (first, first->len - 1) && is_number_at (second, first->len - 1))));
}

static gboolean
find_header (const Fields *first, const Fields *second, FopCsvLayout *layout)
{
  gsize n_text = 0, n_empty = 0;

  for (gsize i = 0; i < first->len; i++)
    {
      n_text += is_text_at (first, i);
      n_empty += is_empty (field_at (first, i));
    }
  if (n_text > 0)
    return mixture_is_header (first, second);
  layout->is_numeric = n_empty == 0;
  if (n_empty == 0)
    return numbers_are_header (first, second, 0, layout);
  return n_empty == 1 && is_empty (field_at (first, 0)) && first->len > 1
         && numbers_are_header (first, second, 1, layout);
}

/* Whether the last field of both lines is empty, or only that of the header or of the rows, which
 * then have one more field. */
static gboolean
has_trailing (const Fields *first, const Fields *second, gboolean has_header)
{
  gboolean of_first = first->len > 1 && is_empty (field_at (first, first->len - 1));
  gboolean of_second
      = second != NULL && second->len > 1 && is_empty (field_at (second, second->len - 1));

  if (second == NULL)
    return of_first;
  if (of_first)
    return of_second || second->len < first->len;
  return has_header && of_second && second->len == first->len + 1;
}

static char **
read_names (const Fields *first, gsize n, gboolean has_unnamed_index)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (has_unnamed_index)
    g_strv_builder_add (names, "");
  for (gsize i = 0; i + has_unnamed_index < n; i++)
    {
      g_autofree char *name
          = i < first->len ? fop_csv_field_text (field_at (first, i)) : g_strdup ("");

      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static void
note_header (const FopCsvLayout *layout, const GString *first, FopCsvHeader header,
             const char *place, GPtrArray **notes)
{
  g_autofree char *line = g_utf8_make_valid (first->str, (gssize) MIN (first->len, 40));
  const char *more = first->len > 40 ? "…" : "";

  if (header != FOP_CSV_HEADER_GUESS)
    return;
  if (layout->has_header && g_ascii_isdigit (first->str[strspn (first->str, " \t\",;'")]))
    fop_notes_add (notes, place,
                   "the first line, %s%s, is read as column names; \"header\": false reads it as "
                   "a row",
                   line, more);
  else if (layout->counts && !layout->has_header)
    fop_notes_add (notes, place,
                   "the first line, %s%s, is read as a row; \"header\": true reads it as column "
                   "names",
                   line, more);
}

/* The column with the rows' names or numbers: unnamed, or, in a matrix, containing text. */
static gsize
find_index (const Fields *first, const Fields *second, const FopCsvLayout *layout, gsize n,
            gboolean is_matrix)
{
  char **names = layout->columns != NULL ? layout->columns->names : NULL;
  gboolean has_text = is_text_at (second != NULL ? second : first, 0)
                      && (layout->has_header || is_text_at (first, 0));

  if (n < 2)
    return n;
  if (names != NULL && *names[0] == '\0' && *names[1] != '\0')
    return 0;
  return is_matrix && has_text ? 0 : n;
}

void
fop_csv_layout_clear (FopCsvLayout *layout)
{
  g_clear_pointer (&layout->columns, fop_columns_unref);
}

void
fop_csv_layout_guess (FopCsvLayout *layout, const GString *first, const GString *second,
                      FopCsvHeader header, gboolean is_matrix, const char *place, GPtrArray **notes)
{
  g_autoptr (GArray) one = NULL, other = NULL;
  g_auto (GStrv) names = NULL;
  gboolean is_short;
  gsize n;

  if (layout->separator == '\0')
    layout->separator = find_separator (first, second);
  one = fop_csv_cut_line (layout->separator, first->str, first->str + first->len);
  if (second != NULL)
    other = fop_csv_cut_line (layout->separator, second->str, second->str + second->len);

  layout->counts = layout->is_numeric = FALSE;
  layout->has_header = header == FOP_CSV_HEADER_GUESS ? find_header (one, other, layout)
                                                      : header == FOP_CSV_HEADER_YES;
  layout->trailing = has_trailing (one, other, layout->has_header);
  n = one->len - (layout->trailing && is_empty (field_at (one, one->len - 1)) ? 1 : 0);
  /* R omits the header field above the row names. */
  is_short = layout->has_header && other != NULL && !layout->trailing && other->len == n + 1;
  n += is_short ? 1 : 0;
  if (layout->has_header)
    names = read_names (one, n, is_short);
  layout->columns = fop_columns_new (n, (const char *const *) names);
  layout->index = find_index (one, other, layout, n, is_matrix);
  if (layout->trailing && !is_matrix)
    fop_notes_add (
        notes, place,
        "the trailing separator of the lines is ignored: there are %" G_GSIZE_FORMAT " columns", n);
  if (!is_matrix)
    note_header (layout, first, header, place, notes);
}
