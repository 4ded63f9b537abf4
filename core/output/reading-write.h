/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/reading.h"

G_BEGIN_DECLS

/**
 * FopReadingWriter:
 *
 * Collects the results of reading matrices one after the other: lines of text, not the matrices.
 */
typedef struct _FopReadingWriter FopReadingWriter;

FopReadingWriter *fop_reading_writer_new (void);
void fop_reading_writer_free (FopReadingWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopReadingWriter, fop_reading_writer_free)

void fop_reading_writer_add (FopReadingWriter *writer, const FopReading *reading);

/**
 * fop_reading_writer_commit:
 * @directory: created if it does not exist
 *
 * Writes:
 *
 *   instruments.csv   one row per matrix: step, then the instruments by their keys
 *   eigenvalues.csv   step,index,eigenvalue, ascending
 *   summary.json      versions; for each matrix file, step, order, note and `analysis`: the
 *                     instruments by their keys, null if undefined
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_reading_writer_commit (FopReadingWriter *writer, const char *directory,
                                    GError **error);

/** Adds to the notes of the summary; see core/data/notes.h. */
void fop_reading_writer_note (FopReadingWriter *writer, const GPtrArray *notes);

G_END_DECLS
