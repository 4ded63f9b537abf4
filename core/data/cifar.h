/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_cifar_read:
 * @path: a batch, or the folder that holds data_batch_1.bin and its like
 * @content: (out) (transfer full): the bytes of the batch, or of all the folder's training batches,
 *   by name, one behind the other
 * @notes: (inout): is told of copies that a browser made, such as "data_batch_1 (1).bin", which are
 *   passed over where the batch itself is there
 *
 * Returns: %FALSE with %FOP_ERROR_IO naming the file, or the folder that has no such batches
 */
gboolean fop_cifar_read (const char *path, char **content, gsize *length, GPtrArray **notes,
                         GError **error);

/**
 * fop_cifar_parse:
 * @path: name of the file, for messages
 * @content: its bytes, unpacked
 * @maximum_rows: take the first so many; 0 takes all
 *
 * Reads images in the binary version of CIFAR-10: for each a byte of the class, 0 to 9, and 32 × 32
 * pixels of red, then of green, then of blue. Bytes p become p/255, and the three numbers of a
 * pixel stand beside each other. Several batches in one file, one behind the other, are one set.
 *
 * Returns: (transfer full): the rows with the shape of an image, or %NULL with %FOP_ERROR_FORMAT
 *   naming the file: a length that is no whole number of images, or a class that does not exist
 */
FopDataset *fop_cifar_parse (const char *path, const char *content, gsize length,
                             gsize maximum_rows, GError **error);

G_END_DECLS
