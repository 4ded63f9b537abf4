/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_GENERATE_BLOBS,     /* isotropic Gaussian clusters around centers drawn from N(0, I) */
  FOP_GENERATE_MOONS,     /* two interleaving half circles; 2 features, 2 classes */
  FOP_GENERATE_SPIRALS,   /* one arm of one and a half turns per class; 2 features */
  FOP_GENERATE_GAUSSIANS, /* correlated normal features, targets from a noisy linear map of them */
  FOP_GENERATE_GRATINGS,  /* images of stripes whose orientation is the class */
  FOP_GENERATE_STROKES    /* images of the ten digits drawn with a pen */
} FopGenerateKind;

/**
 * FopGenerator:
 * @rows, @features, @classes: at least 1, 1 and 2; moons and spirals have 2 features,
 *   gratings and strokes pixels², and strokes 10 classes
 * @noise: standard deviation; of the points around their curve or center; for gaussians, added to
 *   the linear map; for images, to each pixel
 * @correlation: gaussians: of neighboring features, in (−1, 1): features i and j have covariance
 *   correlation^|i−j|
 * @seed: of centers, linear map and rows
 * @held_out: draw other rows of the same distribution
 * @pixels: gratings and strokes: height and width of images; else 0
 *
 * Rows are drawn in order: a smaller set is the beginning of a larger one.
 */
typedef struct
{
  FopGenerateKind kind;
  gsize rows, features, classes;
  double noise, correlation;
  guint64 seed;
  gboolean held_out;
  gsize pixels;
} FopGenerator;

/**
 * fop_generate:
 * @real_targets: the value of the linear map (gaussians) or the class number as a number; otherwise
 *   classes alternate row by row, and for gaussians the class is the argmax of one linear map per
 *   class
 *
 * Returns: (transfer full): the set, with numbered classes unless targets are real; %NULL with
 *   %FOP_ERROR_TOO_LARGE
 */
FopDataset *fop_generate (const FopGenerator *generator, gboolean real_targets, GError **error);

G_END_DECLS
