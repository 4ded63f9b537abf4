/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Parts of every summary.json. */

/** JSON has no NaN and no infinities: those become null. */
void fop_summary_set_number (JsonObject *object, const char *key, double value);

/** Adds `notes`, a list of sentences; empty if @notes is %NULL. */
void fop_summary_add_notes (JsonObject *object, const GPtrArray *notes);

/**
 * Returns: (transfer full): the versions of the program and of the libraries that affect its
 * numbers.
 */
JsonObject *fop_summary_versions (void);

/* * @values: FOP_N_INSTRUMENTS. Adds the instruments by their keys, null if undefined. */
void fop_summary_add_instruments (JsonObject *object, const double *values);

/**
 * fop_summary_list_files:
 *
 * Adds `files`: the names of all files below @directory, and the summary itself, so that the next
 * run that writes there knows what it may remove.
 *
 * Returns: %FALSE with %FOP_ERROR_IO
 */
gboolean fop_summary_list_files (JsonObject *root, const char *directory, GError **error);

/** Writes @root (transfer full), atomically. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean fop_summary_write (JsonObject *root, const char *path, GError **error);

G_END_DECLS
