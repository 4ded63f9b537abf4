/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places kept of a run, and memory for them: larger problems keep fewer, and none where it would be
 * less than FOP_PATH_LEAST. */
#define FOP_PATH_MOST   128u
#define FOP_PATH_LEAST  8u
#define FOP_PATH_BUDGET ((gsize) 4 << 20)

/**
 * FopPath:
 * @n: length of θ
 * @most: places that there is room for, even; 0: too many parameters
 * @count: places there are
 * @stride: steps between them: place i is θ at step i · @stride
 * @values: count × n
 *
 * Where a run was, in bounded memory: when there is no more room, every other place is dropped.
 */
typedef struct
{
  gsize n, most, count;
  guint64 stride;
  double *values;
} FopPath;

/** Takes its memory here. */
FopPath *fop_path_new (gsize n);
FopPath *fop_path_copy (const FopPath *path);
void fop_path_free (FopPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopPath, fop_path_free)

/** θ at step @step; kept where it is the next place. Allocates nothing. */
void fop_path_offer (FopPath *path, guint64 step, const double *theta);
/** Forgets the places after @step. */
void fop_path_cut (FopPath *path, guint64 step);

G_END_DECLS
