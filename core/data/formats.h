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
 * @key: (nullable): key of fop_dataset_table; %NULL where it holds no data set
 * @what: in messages: "a NumPy array (.npy)"
 * @partners: (nullable): NULL-terminated: further keys that mean something for it alone or for few
 * @is_text: its first bytes are not sure to tell it from other texts
 * @is: whether a file starts like this
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
 * @head: its first bytes, unpacked: 64 KiB, or all
 *
 * Returns: what the file is, or %NULL with %FOP_ERROR_FORMAT where it is of a known format that is
 *   not read, is no text and of none that is known, or is called .mtx and has not its first line
 */
const FopFormat *fop_format_of (const char *path, const char *head, gsize length, GError **error);

/** Returns: the format whose key is given in @source; %NULL where none is. */
const FopFormat *fop_format_given (const FopSettings *source);

/** Rows that are read from the start of a file: those that are skipped and those that are taken; 0
 * for all. */
gsize fop_format_maximum_rows (const FopSettings *source);

G_END_DECLS
