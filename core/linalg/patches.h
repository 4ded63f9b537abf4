/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/precision.h"

G_BEGIN_DECLS

/**
 * FopPatches:
 * @rows, @columns, @channels: the image: rows × columns × channels, channels innermost
 * @kernel: k: a patch is k × k pixels; at most min (rows, columns) + 2 padding
 * @stride: pixels from one patch to the next, at least 1
 * @padding: zeros around the image, less than k
 *
 * The layout of square patches on an image. With the patches as rows of a matrix (im2col), a
 * convolution is a product with the kernels: the patch at one position has k²·channels numbers, in
 * the order kernel row, kernel column, channel.
 */
typedef struct
{
  gsize rows, columns, channels;
  gsize kernel, stride, padding;
} FopPatches;

/** Number of patches vertically and horizontally. */
gsize fop_patches_down (const FopPatches *patches);
gsize fop_patches_across (const FopPatches *patches);

#define fop_patches_gather         FOP_PRECISION (fop_patches_gather)
#define fop_patches_scatter        FOP_PRECISION (fop_patches_scatter)
#define fop_patches_gather_turned  FOP_PRECISION (fop_patches_gather_turned)
#define fop_patches_scatter_turned FOP_PRECISION (fop_patches_scatter_turned)

/**
 * fop_patches_gather:
 * @image: one image
 * @matrix: (out): down·across × k²·channels: the patches, row by row of the image
 */
void fop_patches_gather (const FopPatches *patches, const FopReal *image, FopReal *matrix);

/**
 * fop_patches_scatter:
 * @matrix: down·across × k²·channels
 * @image: (out): for each pixel, the sum of its values in all patches: the transpose of gathering
 */
void fop_patches_scatter (const FopPatches *patches, const FopReal *matrix, FopReal *image);

/**
 * fop_patches_gather_turned, fop_patches_scatter_turned:
 * @matrix: k² × down·across: the transpose of the matrix of fop_patches_gather()
 *
 * Only for one channel and stride 1: rows of the image are then copied in one piece, which is
 * faster than patch by patch.
 */
void fop_patches_gather_turned (const FopPatches *patches, const FopReal *image, FopReal *matrix);
void fop_patches_scatter_turned (const FopPatches *patches, const FopReal *matrix, FopReal *image);

G_END_DECLS
