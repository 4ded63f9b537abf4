/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"
#include "core/analysis/spectrum.h"
#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopReading:
 * @name: of the matrix: its file, as fop_plain_text()
 * @step: its position in a sequence
 * @matrix: P, n × n, symmetric
 * @spectrum: its eigenvalues, and those with H
 * @values: FOP_N_INSTRUMENTS values; NaN if an instrument is undefined
 * @n_negative: number of eigenvalues that are negative beyond rounding
 *
 * The instruments of a matrix from another program. Immutable, reference-counted.
 */
typedef struct
{
  gint ref_count;
  char *name;
  guint64 step;
  FopArray *matrix;
  FopSpectrum *spectrum;
  double values[FOP_N_INSTRUMENTS];
  gsize n_negative;
} FopReading;

/**
 * fop_reading_new:
 * @matrix: square and symmetric, see fop_matrix_use(); a reference is taken
 * @hessian: (nullable): H
 *
 * O(n³): call it on a worker thread if n is large.
 *
 * Returns: (transfer full): the reading, or %NULL with %FOP_ERROR_COMBINATION if the orders differ,
 *   %FOP_ERROR_LAPACK or %FOP_ERROR_TOO_LARGE
 */
FopReading *fop_reading_new (const char *name, guint64 step, FopArray *matrix,
                             const FopArray *hessian, GError **error);
FopReading *fop_reading_ref (FopReading *reading);
void fop_reading_unref (FopReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopReading, fop_reading_unref)

/**
 * fop_reading_note:
 *
 * Returns: (transfer full) (nullable): a description of anything unusual: a zero matrix, one that
 *   is not positive; %NULL if there is nothing
 */
char *fop_reading_note (const FopReading *reading);

G_END_DECLS
