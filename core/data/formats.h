/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopFormat:
 * @key: (nullable): key of fop_dataset_table; %NULL if it is not a data set
 * @what: in messages: "a NumPy array (.npy)"
 * @model: (nullable): kind of the problem suggested for a data set of this format
 * @needs: (nullable): the key of a second file, which must be given as well
 * @partners: (nullable): NULL-terminated: further keys that apply to it or to few formats only
 * @suffixes: (nullable): NULL-terminated: suffixes of its files, for dialogs
 * @is_text: whether its first bytes may not distinguish it from other text
 * @has_members: whether it holds named arrays
 * @is: whether the first bytes match
 * @load: (nullable): reads a data set; @source has @key; targets are as written
 * @name_files: (nullable): sets the keys of a data set one file of which is @path; %NULL: sets @key
 * @read_matrix: (nullable): reads a matrix; @extents, zeroed, receives those of a NumPy array, as
 * in fop_npz_read()
 * @suggests_matrix: (nullable): whether the file is more likely to be a matrix than a data set
 *
 * A format of data files.
 */
typedef struct
{
  const char *key, *what, *model, *needs;
  const char *const *partners, *const *suffixes;
  gboolean is_text, has_members;
  gboolean (*is) (const char *path, const char *head, gsize length);
  FopDataset *(*load) (const FopSettings *source, const FopDataset *like, GError **error);
  gboolean (*name_files) (FopSettings *source, const char *path, const char *head, gsize length,
                          GError **error);
  FopArray *(*read_matrix) (const char *path, const char *member, const char *content, gsize length,
                            gsize *extents, GPtrArray **notes, GError **error);
  gboolean (*suggests_matrix) (const char *path, const char *head, gsize length);
} FopFormat;

/** The table, in the order in which files are tried. */
extern const FopFormat fop_formats[];
extern const gsize fop_n_formats;

/** Returns: (nullable): the format of data sets that has @key. */
const FopFormat *fop_format_find (const char *key);

/**
 * fop_format_of:
 * @path: name of the file
 * @head: its first 64 KiB, decompressed, or all of it
 *
 * Returns: the format of the file, or %NULL with %FOP_ERROR_FORMAT if it is a known but unsupported
 *   format, unknown and not text, or named .mtx without the first line of that format
 */
const FopFormat *fop_format_of (const char *path, const char *head, gsize length, GError **error);

/** Returns: the format whose key is given in @source; %NULL if there is none. */
const FopFormat *fop_format_given (const FopSettings *source);

/** Number of rows to read from the start of a file, including skipped ones; 0 for all. */
gsize fop_format_maximum_rows (const FopSettings *source);

G_END_DECLS
