/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/document/origin.h"

#include "core/settings/file.h"
#include "ui/document/speed.h"

WbOrigin *
wb_origin_new (FopExperiment *experiment, const char *path, const char *sum)
{
  WbOrigin *origin = g_new0 (WbOrigin, 1);

  origin->path = g_strdup (path);
  origin->sum = g_strdup (sum);
  if (experiment != NULL)
    {
      origin->saved = fop_experiment_ref (experiment);
      origin->speed = wb_suitable_speed (experiment);
    }
  return origin;
}

void
wb_origin_free (WbOrigin *origin)
{
  g_free (origin->path);
  g_free (origin->sum);
  fop_experiment_unref (origin->saved);
  g_free (origin);
}

void
wb_origin_saved (WbOrigin *origin, FopExperiment *version, const char *path)
{
  char *kept = g_strdup (path); /* @path may be origin->path */

  g_free (origin->path);
  origin->path = kept;
  g_free (origin->sum);
  origin->sum = fop_file_sum (kept);
  fop_experiment_ref (version);
  fop_experiment_unref (origin->saved);
  origin->saved = version;
}

static gboolean
same_runs (const FopExperiment *a, const FopExperiment *b)
{
  if (a->runs->len != b->runs->len)
    return FALSE;
  for (gsize i = 0; i < a->runs->len; i++)
    {
      const FopRunSpec *one = fop_experiment_run (a, i), *other = fop_experiment_run (b, i);

      if (!g_str_equal (one->name, other->name) || one->method != other->method)
        return FALSE;
    }
  return TRUE;
}

gboolean
wb_origin_differs (const WbOrigin *origin, const FopExperiment *version)
{
  if (origin->saved == NULL || version == NULL)
    return FALSE;
  if (origin->path != NULL)
    return !fop_experiment_equal (version, origin->saved);
  return version->problem != origin->saved->problem || !same_runs (version, origin->saved);
}

gboolean
wb_origin_changed_outside (const WbOrigin *origin)
{
  g_autofree char *sum = origin->path != NULL ? fop_file_sum (origin->path) : NULL;

  return sum != NULL && g_strcmp0 (sum, origin->sum) != 0;
}
