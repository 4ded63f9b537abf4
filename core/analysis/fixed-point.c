/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors in fixed point, whose sums and products can be undone bit for bit. */

#include "core/analysis/fixed-point.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

#define UNIT_BITS        16
#define UNITS_IN_ONE     0x1p52
#define UNITS_END        0x1p63
#define DENOMINATOR_MASK (FOP_FIXED_DENOMINATOR - 1)

G_STATIC_ASSERT (FOP_FIXED_DENOMINATOR == 1u << UNIT_BITS);

FopFixed *
fop_fixed_new (const char *name, gsize n)
{
  FopFixed *fixed = g_new0 (FopFixed, 1);

  fixed->name = name;
  fixed->n = n;
  fixed->units = g_new0 (gint64, n);
  return fixed;
}

void
fop_fixed_free (FopFixed *fixed)
{
  if (fixed == NULL)
    return;
  g_free (fixed->units);
  g_free (fixed);
}

gboolean
fop_fixed_equal (const FopFixed *a, const FopFixed *b)
{
  return a->n == b->n && memcmp (a->units, b->units, a->n * sizeof *a->units) == 0;
}

void
fop_fixed_read (const FopFixed *fixed, double *values)
{
  for (gsize i = 0; i < fixed->n; i++)
    values[i] = (double) fixed->units[i] / UNITS_IN_ONE;
}

static double
in_units (double factor, double value)
{
  return rint (factor * value * UNITS_IN_ONE);
}

static void
refuse (const FopFixed *fixed, gsize index, double change, GError **error)
{
  double value = (double) fixed->units[index] / UNITS_IN_ONE + change;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g", value);
  if (isfinite (change))
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                 "%s[%" G_GSIZE_FORMAT "] would become %s, outside the fixed-point range ±%g of "
                 "exact reversal",
                 fixed->name, index, number, FOP_FIXED_LIMIT);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                 "%s[%" G_GSIZE_FORMAT "] would become %s: training diverges", fixed->name, index,
                 number);
}

gboolean
fop_fixed_add (FopFixed *fixed, double factor, const double *values, GError **error)
{
  for (gsize i = 0; i < fixed->n; i++)
    {
      double units = in_units (factor, values[i]);
      gint64 sum;

      /* Written so that a NaN is refused too. */
      if (!(fabs (units) < UNITS_END)
          || __builtin_add_overflow (fixed->units[i], (gint64) units, &sum))
        {
          refuse (fixed, i, factor * values[i], error);
          return FALSE;
        }
      fixed->units[i] = sum;
    }
  return TRUE;
}

void
fop_fixed_subtract (FopFixed *fixed, double factor, const double *values)
{
  for (gsize i = 0; i < fixed->n; i++)
    fixed->units[i] -= (gint64) in_units (factor, values[i]);
}

guint32
fop_fixed_numerator (double factor)
{
  g_return_val_if_fail (factor >= 0 && factor <= 1, 0);
  return (guint32) rint (factor * FOP_FIXED_DENOMINATOR);
}

void
fop_fixed_multiply (FopFixed *fixed, guint32 numerator, FopBitStore *store, guint32 *digits)
{
  g_return_if_fail (numerator <= FOP_FIXED_DENOMINATOR);

  if (numerator == FOP_FIXED_DENOMINATOR)
    return;
  if (numerator == 0)
    {
      fop_bit_store_put (store, fixed->units);
      memset (fixed->units, 0, fixed->n * sizeof *fixed->units);
      return;
    }
  for (gsize i = 0; i < fixed->n; i++)
    digits[i] = (guint32) (fixed->units[i] & DENOMINATOR_MASK);
  fop_bit_store_exchange (store, FOP_FIXED_DENOMINATOR, numerator, digits);
  /* The shift of a signed number rounds down, as required for ⌊units/d⌋. */
  for (gsize i = 0; i < fixed->n; i++)
    fixed->units[i] = (fixed->units[i] >> UNIT_BITS) * numerator + digits[i];
}

void
fop_fixed_divide (FopFixed *fixed, guint32 numerator, FopBitStore *store, guint32 *digits)
{
  g_return_if_fail (numerator <= FOP_FIXED_DENOMINATOR);

  if (numerator == FOP_FIXED_DENOMINATOR)
    return;
  if (numerator == 0)
    {
      fop_bit_store_get (store, fixed->units);
      return;
    }

  gint64 divisor = (gint64) numerator;

  for (gsize i = 0; i < fixed->n; i++)
    {
      gint64 remainder = fixed->units[i] % divisor;

      remainder += remainder < 0 ? divisor : 0;
      digits[i] = (guint32) remainder;
      fixed->units[i] = (fixed->units[i] - remainder) / divisor;
    }
  fop_bit_store_take_back (store, FOP_FIXED_DENOMINATOR, numerator, digits);
  for (gsize i = 0; i < fixed->n; i++)
    fixed->units[i] = fixed->units[i] * FOP_FIXED_DENOMINATOR + digits[i];
}
