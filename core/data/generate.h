/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_GENERATE_BLOBS,     /* round clouds around centres drawn from N(0, I) */
  FOP_GENERATE_MOONS,     /* two half circles that reach into each other; 2 features, 2 classes */
  FOP_GENERATE_SPIRALS,   /* one arm of a turn and a half for each class; 2 features */
  FOP_GENERATE_GAUSSIANS, /* correlated normal features, targets from a noisy linear map of them */
  FOP_GENERATE_GRATINGS,  /* images of stripes, the class is their orientation */
  FOP_GENERATE_STROKES    /* images of ten digits, drawn with a pen */
} FopGenerateKind;

/**
 * FopGenerator:
 * @rows, @features, @classes: at least 1, 1 and 2; moons and spirals have 2 features,
 *   gratings and strokes pixels², and strokes 10 classes
 * @noise: standard deviation; of the points around their curve or centre; for gaussians, added to
 *   the linear map; for images, to each pixel
 * @correlation: gaussians: of neighbouring features, in (−1, 1): features i and j have covariance
 *   correlation^|i−j|
 * @seed: draws centres, linear map and rows
 * @held_out: draw other rows of the same distribution
 * @pixels: gratings and strokes: images are so high and wide; else 0
 *
 * Rows are drawn one after the other: fewer rows are the first of more.
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
 *   classes take turns, row by row, and for gaussians the class has the largest value of one linear
 *   map each
 *
 * Returns: (transfer full): the set, its classes numbered where targets are not real; %NULL with
 *   %FOP_ERROR_TOO_LARGE
 */
FopDataset *fop_generate (const FopGenerator *generator, gboolean real_targets, GError **error);

G_END_DECLS
