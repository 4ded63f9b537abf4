/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_FORMAT_IDX,
  FOP_FORMAT_NPY,
  FOP_FORMAT_NPZ,
  FOP_FORMAT_MATRIX_MARKET,
  FOP_FORMAT_CIFAR,
  FOP_FORMAT_LIBSVM,
  FOP_FORMAT_CSV, /* any other text */
  FOP_N_FORMATS
} FopFormatId;

/**
 * FopFormat:
 * @key: (nullable): key of fop_dataset_table; %NULL if it is not a data set
 * @what: in messages: "a NumPy array (.npy)"
 * @partners: (nullable): NULL-terminated: further keys that apply to it or to few formats only
 * @is_text: whether its first bytes may not distinguish it from other text
 * @is: whether the first bytes match
 * @load: (nullable): @source has @key; targets are as written
 *
 * A format of data files.
 */
typedef struct
{
  FopFormatId id;
  const char *key, *what;
  const char *const *partners;
  gboolean is_text;
  gboolean (*is) (const char *path, const char *head, gsize length);
  FopDataset *(*load) (const FopSettings *source, const FopDataset *like, GError **error);
} FopFormat;

/** The table, FOP_N_FORMATS rows by id, in the order in which files are tried. */
extern const FopFormat fop_formats[FOP_N_FORMATS];

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
