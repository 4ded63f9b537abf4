/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_IDX_NONE,
  FOP_IDX_IMAGES, /* 00 00 08 03: unsigned bytes, count × rows × columns */
  FOP_IDX_LABELS  /* 00 00 08 01: unsigned bytes, count */
} FopIdxKind;

/** The kind according to the first four bytes; FOP_IDX_NONE for other files. */
FopIdxKind fop_idx_kind (const char *content, gsize length);

/**
 * fop_idx_parse:
 * @images_path, @labels_path: names of the files, for messages
 * @images, @labels: their bytes, decompressed
 * @maximum_rows: maximum number of rows to read; 0 for all
 *
 * Reads images and labels in the IDX format of the MNIST digits. Pixels p become p/255; targets are
 * the labels as written.
 *
 * Returns: (transfer full): the rows with the shape of an image, or %NULL with %FOP_ERROR_FORMAT
 *   naming the file: a wrong magic number, a length other than the header's, images without pixels,
 *   or different counts
 */
FopDataset *fop_idx_parse (const char *images_path, const char *images, gsize images_length,
                           const char *labels_path, const char *labels, gsize labels_length,
                           gsize maximum_rows, GError **error);

G_END_DECLS
