/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopCsvField:
 *
 * A field: the text between blanks, without its quotes; a quote within quotes still stands twice.
 */
typedef struct
{
  const char *begin, *end;
  gboolean quoted, closed;
} FopCsvField;

static inline const char *
fop_csv_skip_blanks (char separator, const char *at, const char *end)
{
  while (at < end && (*at == ' ' || (*at == '\t' && separator != '\t')))
    at++;
  return at;
}

static inline gboolean
fop_csv_ends_field (char separator, const char *at, const char *end)
{
  return at == end || *at == separator || (separator == ' ' && *at == '\t');
}

/**
 * fop_csv_cut_field:
 * @separator: of the columns; ' ' stands for any run of blanks and tabs
 * @at: where the field starts, @end the end of its line
 *
 * Returns: where the field stops: at its separator or at @end
 */
const char *fop_csv_cut_field (char separator, const char *at, const char *end, FopCsvField *field);

/** All fields of a line: FopCsvField, whose texts are borrowed. */
GArray *fop_csv_cut_line (char separator, const char *at, const char *end);

/** Whether the field is a number, infinities and NaN included; quotes of both kinds may enclose it.
 */
gboolean fop_csv_field_number (const FopCsvField *field, double *value);

/** Whether the field says that there is no value: empty, ?, NA, N/A, NaN, null. */
gboolean fop_csv_field_is_missing (const FopCsvField *field);

/** Whether it is text: neither a number nor missing. */
gboolean fop_csv_field_is_text (const FopCsvField *field);

/** Returns: (transfer full): its text, quotes undone, as fop_plain_text() writes it. */
char *fop_csv_field_text (const FopCsvField *field);

G_END_DECLS
