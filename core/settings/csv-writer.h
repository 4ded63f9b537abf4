/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * FopCsvWriter:
 *
 * Builds the text of a CSV file field by field, separated by commas, with a line feed after each
 * row.
 */
typedef struct _FopCsvWriter FopCsvWriter;

FopCsvWriter *fop_csv_writer_new (void);
void fop_csv_writer_free (FopCsvWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCsvWriter, fop_csv_writer_free)

/** Adds a field verbatim: column names contain no commas or quotes. */
void fop_csv_writer_word (FopCsvWriter *writer, const char *word);
/** Adds any text, in quotes if it contains a comma, a quote or a line break (RFC 4180). */
void fop_csv_writer_text (FopCsvWriter *writer, const char *text);
void fop_csv_writer_count (FopCsvWriter *writer, guint64 count);
/**
 * Adds a number with 17 digits, which reads back as the same double, with a decimal point in every
 * locale; infinities are inf and -inf, NaN is an empty field.
 */
void fop_csv_writer_number (FopCsvWriter *writer, double value);
void fop_csv_writer_end_row (FopCsvWriter *writer);

/** Writes the rows added so far to @stream and forgets them, so that a long file needs no memory.
 */
void fop_csv_writer_pour (FopCsvWriter *writer, FILE *stream);

/** Writes the file atomically. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean fop_csv_writer_write (const FopCsvWriter *writer, const char *path, GError **error);

G_END_DECLS
