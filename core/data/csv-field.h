/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopCsvField:
 *
 * A field: its text without surrounding spaces and quotes; quotes inside quotes are still doubled.
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
 * @separator: of the columns; ' ' means any run of spaces and tabs
 * @at: start of the field; @end: end of its line
 *
 * Returns: the end of the field: its separator or @end
 */
const char *fop_csv_cut_field (char separator, const char *at, const char *end, FopCsvField *field);

/** All fields of a line: FopCsvField, whose texts are borrowed. */
GArray *fop_csv_cut_line (char separator, const char *at, const char *end);

/* * Whether the field is a number, including infinities and NaN; it may be in quotes of either
 * kind. */
gboolean fop_csv_field_number (const FopCsvField *field, double *value);

/** Whether the field marks a missing value: empty, ?, NA, N/A, NaN, null. */
gboolean fop_csv_field_is_missing (const FopCsvField *field);

/** Whether it is text: neither a number nor missing. */
gboolean fop_csv_field_is_text (const FopCsvField *field);

/** Returns: (transfer full): its text, unquoted, as fop_plain_text(). */
char *fop_csv_field_text (const FopCsvField *field);

G_END_DECLS
