/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_cifar_read:
 * @path: a batch, or the folder with data_batch_1.bin and so on
 * @content: (out) (transfer full): the bytes of the batch, or of all training batches in the
 *   folder, concatenated in order of their names
 * @notes: (inout): receives a note on copies made by a browser, such as "data_batch_1 (1).bin",
 *   which are ignored if the batch itself is there
 *
 * Returns: %FALSE with %FOP_ERROR_IO naming the file, or the folder without such batches
 */
gboolean fop_cifar_read (const char *path, char **content, gsize *length, GPtrArray **notes,
                         GError **error);

/**
 * fop_cifar_parse:
 * @path: name of the file, for messages
 * @content: its bytes, unpacked
 * @maximum_rows: maximum number of rows to read; 0 for all
 *
 * Reads images in the binary version of CIFAR-10: for each image one byte for the class, 0 to 9,
 * and 32 × 32 pixels of red, then green, then blue. Bytes p become p/255, and the three channels of
 * a pixel are adjacent. Several concatenated batches in one file are one set.
 *
 * Returns: (transfer full): the rows with the shape of an image, or %NULL with %FOP_ERROR_FORMAT
 *   naming the file: a length that is not a multiple of the image size, or an invalid class
 */
FopDataset *fop_cifar_parse (const char *path, const char *content, gsize length,
                             gsize maximum_rows, GError **error);

G_END_DECLS
