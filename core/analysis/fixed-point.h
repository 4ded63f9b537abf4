/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/bit-store.h"

G_BEGIN_DECLS

/* Numbers are integer multiples of 2^-52, of magnitude below 2048. */
#define FOP_FIXED_FRACTION_BITS 52
#define FOP_FIXED_LIMIT         2048.0

/* Numbers are multiplied by integer multiples of 2^-16. */
#define FOP_FIXED_DENOMINATOR 65536u

/**
 * FopFixed:
 * @name: static, for messages: "θ"
 * @units: n numbers in units of 2^-52
 *
 * A vector whose every update can be undone bit for bit. Sums are exact, and the bits dropped by a
 * product go to a bit store.
 */
typedef struct
{
  const char *name;
  gsize n;
  gint64 *units;
} FopFixed;

/** Zeros. */
FopFixed *fop_fixed_new (const char *name, gsize n);
void fop_fixed_free (FopFixed *fixed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopFixed, fop_fixed_free)

gboolean fop_fixed_equal (const FopFixed *a, const FopFixed *b);

/** The numbers as doubles, rounded if larger than 2. */
void fop_fixed_read (const FopFixed *fixed, double *values);

/**
 * fop_fixed_add:
 *
 * Adds @factor·@values, each product rounded to the grid.
 *
 * Returns: %FALSE with %FOP_ERROR_RANGE or %FOP_ERROR_NOT_FINITE naming the coordinate (counted
 *   from 0) whose value would leave the range or is not finite; @fixed is then unspecified
 */
gboolean fop_fixed_add (FopFixed *fixed, double factor, const double *values, GError **error);

/** Undoes fop_fixed_add() with the same @factor and @values. */
void fop_fixed_subtract (FopFixed *fixed, double factor, const double *values);

/** The numerator n of the multiple n/2^16 nearest to @factor, which lies in [0, 1]. */
guint32 fop_fixed_numerator (double factor);

/**
 * fop_fixed_multiply:
 * @numerator: n, at most d = FOP_FIXED_DENOMINATOR
 * @digits: workspace for n digits
 *
 * Multiplies by n/d: ⌊units/d⌋·n plus a digit from the store in exchange for the remainder, so that
 * the error of the product is below n units. A product with 0 puts the entire numbers into the
 * store.
 */
void fop_fixed_multiply (FopFixed *fixed, guint32 numerator, FopBitStore *store, guint32 *digits);

/** Undoes fop_fixed_multiply() with the same @numerator. */
void fop_fixed_divide (FopFixed *fixed, guint32 numerator, FopBitStore *store, guint32 *digits);

G_END_DECLS
