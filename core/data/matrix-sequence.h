/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopMatrixSequence:
 *
 * Matrices in the order of their steps: those of one file, or of many (P-000100.npy, P-000200.npy),
 * which are read on demand. Not for concurrent use.
 */
typedef struct _FopMatrixSequence FopMatrixSequence;

/**
 * fop_matrix_sequence_new:
 * @names: NULL-terminated, at least one: files for fop_matrix_file_read(). The last integer in a
 *   name is its step; files without one count from 0. A file with several matrices must be the only
 *   one, and their steps count from 0; a single matrix is step 0, whatever its name
 *
 * Reads the first file; the others must exist.
 *
 * Returns: (transfer full): the sequence in order of ascending steps, or %NULL with @error
 */
FopMatrixSequence *fop_matrix_sequence_new (const char *const *names, GError **error);
void fop_matrix_sequence_free (FopMatrixSequence *sequence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopMatrixSequence, fop_matrix_sequence_free)

gsize fop_matrix_sequence_length (const FopMatrixSequence *sequence);
guint64 fop_matrix_sequence_step (const FopMatrixSequence *sequence, gsize index);
/** (nullable) Notes on the file read last; see core/data/notes.h. */
const GPtrArray *fop_matrix_sequence_notes (const FopMatrixSequence *sequence);
/** The file of the matrix. */
const char *fop_matrix_sequence_name (const FopMatrixSequence *sequence, gsize index);

/** Returns: (transfer full): matrix @index as rows × columns, or %NULL with @error. */
FopArray *fop_matrix_sequence_read (FopMatrixSequence *sequence, gsize index, GError **error);

/**
 * fop_matrix_siblings:
 *
 * Returns: (transfer full): @path and the files next to it whose names differ only in their last
 *   integer, in order of ascending steps; only @path if its name has none
 */
GStrv fop_matrix_siblings (const char *path);

G_END_DECLS
