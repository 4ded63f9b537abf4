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
 * @is: (nullable): whether the first bytes match; %NULL for text that no other format recognizes
 * @load: (nullable): reads a data set from @path, the setting @key of @source; targets are as
 *   written
 * @name_files: (nullable): sets the keys of a data set one file of which is @path; %NULL: sets @key
 * @read_matrix: (nullable): reads a matrix; @extents, zeroed, receives those of a NumPy array, as
 * in fop_npz_read()
 * @suggests_matrix: (nullable): whether the file is more likely to be a matrix than a data set
 *
 * A format of data files, fop_NAME_format in the file of its reader.
 */
typedef struct
{
  const char *key, *what, *model, *needs;
  const char *const *partners, *const *suffixes;
  gboolean is_text, has_members;
  gboolean (*is) (const char *path, const char *head, gsize length);
  FopDataset *(*load) (const char *path, const FopSettings *source, const FopDataset *like,
                       GError **error);
  gboolean (*name_files) (FopSettings *source, const char *path, const char *head, gsize length,
                          GError **error);
  FopArray *(*read_matrix) (const char *path, const char *member, const char *content, gsize length,
                            gsize *extents, GPtrArray **notes, GError **error);
  gboolean (*suggests_matrix) (const char *path, const char *head, gsize length);
} FopFormat;

/**
 * FOP_FORMATS:
 * @set: (NAME, label, help): the data sets fop_NAME_format, with their setting, whose key is NAME
 * @second: (key, label, help): the setting of the second file of the format before it
 * @matrix: (NAME): fop_NAME_format, which holds matrices only
 *
 * The formats, in the order in which files are tried, text after the others. A new one is one row
 * here.
 */
/* clang-format off */
#define FOP_FORMATS(set, second, matrix) \
  set (images, "Images", \
       "IDX file of images, plain or gzip-compressed; pixels are scaled to [0, 1]. Needs " \
       "labels.") \
  second (labels, "Labels", \
          "IDX file with the labels of the images.") \
  set (csv, "CSV or TSV", \
       "Text table with one row per line and columns separated by tabs, semicolons, commas " \
       "or spaces. Features are numbers; labels may be text.") \
  set (libsvm, "LIBSVM", \
       "Text file in LIBSVM's sparse format: a label and index:value pairs per line.") \
  set (npy, "NumPy array", \
       ".npy file with a two-dimensional array, one column of which contains the labels.") \
  set (npz, "NumPy archive", \
       ".npz file with arrays under the usual names, such as x and y, or x_train and " \
       "y_train. Held-out data use x_test and y_test of the same file.") \
  set (cifar, "CIFAR-10", \
       "Batch of CIFAR-10 in its binary version, or the folder with data_batch_1.bin and so " \
       "on, which are concatenated. Pixels are scaled to [0, 1].") \
  matrix (matrix_market)
/* clang-format on */

extern const FopFormat *const fop_formats[];
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
