/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `--set RUN.KEY=VALUE`. */
#include "core/experiment/experiment.h"
#include "core/settings/error.h"

#include <string.h>

/* Splits "RUN.KEY=VALUE"; RUN may contain dots and equals signs, so the run names determine where
 * to split. */
static gboolean
split_assignment (const FopExperiment *experiment, const char *assignment, char **run, char **key,
                  const char **value)
{
  for (const char *equals = strchr (assignment, '='); equals != NULL;
       equals = strchr (equals + 1, '='))
    {
      const char *dot = g_strrstr_len (assignment, equals - assignment, ".");

      if (dot == NULL || dot == assignment || dot + 1 == equals)
        continue;
      g_free (*run);
      g_free (*key);
      *run = g_strndup (assignment, (gsize) (dot - assignment));
      *key = g_strndup (dot + 1, (gsize) (equals - dot - 1));
      *value = equals + 1;
      if (strcmp (*run, "*") == 0 || fop_experiment_find_run (experiment, *run) >= 0)
        return TRUE;
    }
  return *run != NULL;
}

/* The new settings of one run, or %NULL with @error. */
static FopSettings *
assign_one (const FopRunSpec *spec, const char *key, const char *value, GError **error)
{
  g_autoptr (FopSettings) settings = fop_settings_copy (spec->settings);

  if (!fop_settings_set_text (settings, key, value, spec->name, error)
      || !fop_settings_check_applies (settings, key, spec->name, error))
    return NULL;
  return g_steal_pointer (&settings);
}

static void
put (FopExperiment *experiment, gsize index, FopSettings *settings)
{
  FopRunSpec *spec = fop_run_spec_copy (fop_experiment_run (experiment, index));

  fop_run_spec_take_settings (spec, settings);
  fop_experiment_take_run (experiment, index, spec);
}

static gboolean
assign_all (FopExperiment *experiment, const char *key, const char *value, GError **error)
{
  g_autoptr (GPtrArray) changed
      = g_ptr_array_new_full (experiment->runs->len, (GDestroyNotify) fop_settings_unref);
  gboolean any = FALSE;

  for (gsize i = 0; i < experiment->runs->len; i++)
    {
      const FopRunSpec *spec = fop_experiment_run (experiment, i);
      gboolean has = fop_parameter_table_find (&spec->method->table, key) >= 0
                     && fop_settings_applies (spec->settings, key);
      FopSettings *settings = has ? assign_one (spec, key, value, error) : NULL;

      if (has && settings == NULL)
        return FALSE;
      any |= has;
      g_ptr_array_add (changed, settings);
    }
  if (!any)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY,
                   "*.%s: no run has this key, or it has no effect in any", key);
      return FALSE;
    }
  for (gsize i = 0; i < changed->len; i++)
    if (changed->pdata[i] != NULL)
      put (experiment, i, g_steal_pointer (&changed->pdata[i]));
  return TRUE;
}

gboolean
fop_experiment_assign (FopExperiment *experiment, const char *assignment, GError **error)
{
  g_autofree char *run = NULL, *key = NULL;
  g_autoptr (FopSettings) settings = NULL;
  const char *value;
  gssize index;

  if (!split_assignment (experiment, assignment, &run, &key, &value))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "“%s”: expected RUN.KEY=VALUE, such as FOP.hyper-rate=0.01", assignment);
      return FALSE;
    }
  index = fop_experiment_find_run (experiment, run);
  if (index < 0)
    return strcmp (run, "*") == 0
               ? assign_all (experiment, key, value, error)
               : fop_experiment_require_run (experiment, run, assignment, error) >= 0;
  settings = assign_one (fop_experiment_run (experiment, (gsize) index), key, value, error);
  if (settings == NULL)
    return FALSE;
  put (experiment, (gsize) index, g_steal_pointer (&settings));
  return TRUE;
}
