/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopNpzWriter:
 *
 * Writes an .npz file array by array, atomically: a zip archive of uncompressed .npy files, as
 * numpy.savez() does. The same arrays give the same bytes, since no times are stored.
 *
 * Names are ASCII, without ".npy", and different from each other. After a failure nothing more is
 * written, and fop_npz_writer_commit() reports it.
 */
typedef struct _FopNpzWriter FopNpzWriter;

/** Returns: (transfer full): the file, or %NULL with %FOP_ERROR_IO. */
FopNpzWriter *fop_npz_writer_open (const char *path, GError **error);

/** An array of doubles in C order. @n, @shape: see fop_npy_header(). */
void fop_npz_writer_numbers (FopNpzWriter *writer, const char *name, gsize n, const gsize *shape,
                             const double *values);
/** A vector of @n integers. */
void fop_npz_writer_integers (FopNpzWriter *writer, const char *name, gsize n,
                              const gint64 *values);
/** A vector of @n texts in UTF-8, or a single one. */
void fop_npz_writer_texts (FopNpzWriter *writer, const char *name, gsize n,
                           const char *const *texts);
void fop_npz_writer_text (FopNpzWriter *writer, const char *name, const char *text);

/** Moves the file into place. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean fop_npz_writer_commit (FopNpzWriter *writer, GError **error);
void fop_npz_writer_free (FopNpzWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopNpzWriter, fop_npz_writer_free)

G_END_DECLS
