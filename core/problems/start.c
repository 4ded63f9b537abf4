/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The `start` and `dimension` parameters that many problems share. */

#include "core/problems/start.h"

#include "core/settings/error.h"

#include <string.h>

static gboolean
check_length (const FopArray *start, gsize dimension, GError **error)
{
  gsize length = start->rows * start->columns;

  if (length == dimension)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "start: has %" G_GSIZE_FORMAT " numbers, but the problem has %" G_GSIZE_FORMAT
               " dimensions",
               length, dimension);
  return FALSE;
}

gboolean
fop_start_dimension (const FopSettings *settings, gsize *dimension, GError **error)
{
  const FopArray *start = fop_settings_array (settings, "start");
  gint64 declared = fop_settings_integer (settings, "dimension");

  if (!fop_check_size ("dimension: the start", (double) declared, error))
    return FALSE;
  if (start != NULL && !fop_settings_has (settings, "dimension"))
    {
      const FopParameterTable *table = fop_settings_table (settings);
      gssize index = fop_parameter_table_find (table, "dimension");

      *dimension = start->rows * start->columns;
      if ((double) *dimension >= table->parameters[index].minimum)
        return TRUE;
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "start: has %" G_GSIZE_FORMAT " numbers; this problem needs at least %.0f",
                   *dimension, table->parameters[index].minimum);
      return FALSE;
    }
  *dimension = (gsize) declared;
  return start == NULL || check_length (start, *dimension, error);
}

gboolean
fop_start_take (const FopSettings *settings, FopProblem *problem, GError **error)
{
  const FopArray *start = fop_settings_array (settings, "start");

  if (start == NULL)
    return TRUE;
  if (!check_length (start, problem->dimension, error))
    return FALSE;
  memcpy (problem->start, start->values, problem->dimension * sizeof (double));
  return TRUE;
}
