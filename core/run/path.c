/* SPDX-License-Identifier: GPL-3.0-or-later */

/* θ along a run, at evenly spaced steps. */

#include "core/run/path.h"

#include <string.h>

FopPath *
fop_path_new (gsize n)
{
  FopPath *path = g_new0 (FopPath, 1);
  gsize most = MIN (FOP_PATH_BUDGET / sizeof (double) / n, FOP_PATH_MOST) & ~(gsize) 1;

  path->n = n;
  path->most = most < FOP_PATH_LEAST ? 0 : most;
  path->stride = 1;
  path->values = g_new (double, path->most *n);
  return path;
}

FopPath *
fop_path_copy (const FopPath *path)
{
  FopPath *copy = g_memdup2 (path, sizeof *path);

  copy->most = path->count;
  copy->values = g_memdup2 (path->values, path->count * path->n * sizeof (double));
  return copy;
}

void
fop_path_free (FopPath *path)
{
  if (path == NULL)
    return;
  g_free (path->values);
  g_free (path);
}

static void
thin (FopPath *path)
{
  for (gsize i = 1; i < path->count / 2; i++)
    memcpy (path->values + i * path->n, path->values + 2 * i * path->n, path->n * sizeof (double));
  path->count /= 2;
  path->stride *= 2;
}

void
fop_path_offer (FopPath *path, guint64 step, const double *theta)
{
  if (path->most == 0 || step != path->count * path->stride)
    return;
  if (path->count == path->most)
    thin (path);
  memcpy (path->values + path->count * path->n, theta, path->n * sizeof (double));
  path->count++;
}

void
fop_path_cut (FopPath *path, guint64 step)
{
  path->count = (gsize) MIN (path->count, step / path->stride + 1);
}
