/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopArray:
 * @rows, @columns: shape; a vector has one column
 * @values: row-major, all finite
 * @file: (nullable): absolute path of the .npy it came from; written back as that path
 *
 * An immutable, reference-counted array of an experiment; may be shared between threads.
 */
typedef struct
{
  gint ref_count;
  gsize rows, columns;
  double *values;
  char *file;
} FopArray;

/** Copies @values. */
FopArray *fop_array_new (gsize rows, gsize columns, const double *values, const char *file);
/** @values: (transfer full): from g_malloc() or g_try_malloc(). */
FopArray *fop_array_new_take (gsize rows, gsize columns, double *values, const char *file);
FopArray *fop_array_ref (FopArray *array);
void fop_array_unref (FopArray *array);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopArray, fop_array_unref)

/** Same shape, same bits, same file; %NULL equals only %NULL. */
gboolean fop_array_equal (const FopArray *a, const FopArray *b);

G_END_DECLS
