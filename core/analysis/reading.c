/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instruments of a matrix from another program. */

#include "core/analysis/reading.h"

#include "core/analysis/measurement.h"
#include "core/analysis/spread.h"
#include "core/settings/error.h"
#include "core/settings/plain-text.h"

#include <math.h>

static gsize
count_negative (const FopSpectrum *spectrum)
{
  double rounding = fop_spread_rounding (spectrum->n, spectrum->preconditioner);
  gsize n = 0;

  while (n < spectrum->n && spectrum->preconditioner[n] < -rounding)
    n++;
  return n;
}

FopReading *
fop_reading_new (const char *name, guint64 step, FopArray *matrix, const FopArray *hessian,
                 GError **error)
{
  gsize n = matrix->rows;
  const double *h = hessian != NULL ? hessian->values : NULL;
  g_autoptr (FopSpectrum) spectrum = NULL;
  FopReading *reading;

  g_return_val_if_fail (matrix->rows == matrix->columns, NULL);
  if (hessian != NULL && hessian->rows != n)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s is of order %" G_GSIZE_FORMAT ", the Hessian of order %" G_GSIZE_FORMAT
                   "; their orders must be equal",
                   name, n, hessian->rows);
      return NULL;
    }
  spectrum = fop_spectrum_new (n, matrix->values, h, error);
  if (spectrum == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  reading = g_new0 (FopReading, 1);
  reading->ref_count = 1;
  reading->name = fop_plain_text (name, -1);
  reading->step = step;
  reading->matrix = fop_array_ref (matrix);
  reading->spectrum = g_steal_pointer (&spectrum);
  reading->n_negative = count_negative (reading->spectrum);
  fop_measurement_read (&(FopMeasurement){ .n = n,
                                           .columns = 1,
                                           .preconditioner = matrix->values,
                                           .spectrum = reading->spectrum,
                                           .hessian = h,
                                           .rate = NAN,
                                           .observed = NAN },
                        reading->values);
  return reading;
}

FopReading *
fop_reading_ref (FopReading *reading)
{
  g_atomic_int_inc (&reading->ref_count);
  return reading;
}

void
fop_reading_unref (FopReading *reading)
{
  if (!g_atomic_int_dec_and_test (&reading->ref_count))
    return;
  g_free (reading->name);
  fop_array_unref (reading->matrix);
  fop_spectrum_free (reading->spectrum);
  g_free (reading);
}

char *
fop_reading_note (const FopReading *reading)
{
  const double *values = reading->spectrum->preconditioner;
  gsize n = reading->spectrum->n;

  if (values[0] == 0 && values[n - 1] == 0)
    return g_strdup ("all entries are zero");
  if (reading->n_negative > 0)
    return g_strdup_printf ("not positive: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                            " eigenvalues are negative, down to %.4g",
                            reading->n_negative, n, values[0]);
  if (!isfinite (reading->spectrum->condition))
    return g_strdup ("singular: the smallest eigenvalue is zero up to rounding");
  return NULL;
}
