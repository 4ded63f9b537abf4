/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Maximum number of points kept of a run, and memory for them. Larger problems keep fewer, and none
 * if fewer than FOP_PATH_LEAST would fit. */
#define FOP_PATH_MOST   128u
#define FOP_PATH_LEAST  8u
#define FOP_PATH_BUDGET ((gsize) 4 << 20)

/**
 * FopPath:
 * @n: length of θ
 * @most: capacity in points, even; 0 if there are too many parameters
 * @count: number of points
 * @stride: steps between points: point i is θ at step i · @stride
 * @values: count × n
 *
 * The trajectory of θ in bounded memory: when it is full, every other point is dropped.
 */
typedef struct
{
  gsize n, most, count;
  guint64 stride;
  double *values;
} FopPath;

/** Allocates all memory of the path. */
FopPath *fop_path_new (gsize n);
FopPath *fop_path_copy (const FopPath *path);
void fop_path_free (FopPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopPath, fop_path_free)

/** Offers θ at @step, which is kept if it is the next point. Does not allocate. */
void fop_path_offer (FopPath *path, guint64 step, const double *theta);
/** Removes the points after @step. */
void fop_path_cut (FopPath *path, guint64 step);

G_END_DECLS
