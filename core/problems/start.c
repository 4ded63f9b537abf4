/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The `start` and `dimension` parameters that many problems share. */

#include "core/problems/start.h"

#include "core/data/philox.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <gsl/gsl_randist.h>
#include <string.h>

gboolean
fop_start_dimension (const FopSettings *settings, const char *const *arrays, gsize *dimension,
                     GError **error)
{
  const FopParameterTable *table = fop_settings_table (settings);
  const FopParameter *parameter = &table->parameters[fop_parameter_table_find (table, "dimension")];
  const char *said_by = fop_settings_has (settings, "dimension") ? "dimension" : NULL;
  gsize n = (gsize) fop_settings_integer (settings, "dimension");

  for (gsize i = 0; arrays[i] != NULL; i++)
    {
      const FopArray *array = fop_settings_array (settings, arrays[i]);

      if (array == NULL)
        continue;
      if (said_by != NULL && array->rows != n)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "%s: has %" G_GSIZE_FORMAT
                       " %s, but its %s makes the problem have %" G_GSIZE_FORMAT " dimensions",
                       arrays[i], array->rows, array->columns == 1 ? "numbers" : "rows", said_by,
                       n);
          return FALSE;
        }
      if (said_by == NULL)
        said_by = arrays[i];
      n = array->rows;
    }
  if ((double) n < parameter->minimum)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "%s: has %" G_GSIZE_FORMAT " rows; this problem needs at least %.0f", said_by, n,
                   parameter->minimum);
      return FALSE;
    }
  *dimension = n;
  return fop_check_size ("dimension: the start", (double) n, error);
}

void
fop_start_draw (FopProblem *problem, double scale, guint64 seed)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_START, 0);

  for (gsize i = 0; i < problem->dimension; i++)
    problem->start[i] = gsl_ran_gaussian (rng, scale);
  gsl_rng_free (rng);
}

gboolean
fop_start_take (const FopSettings *settings, FopProblem *problem, GError **error)
{
  const FopArray *start = fop_settings_array (settings, "start");

  if (start == NULL)
    return TRUE;
  if (start->rows != problem->dimension)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "start: has %" G_GSIZE_FORMAT " numbers, but the problem has %" G_GSIZE_FORMAT
                   " dimensions",
                   start->rows, problem->dimension);
      return FALSE;
    }
  memcpy (problem->start, start->values, problem->dimension * sizeof (double));
  return TRUE;
}
