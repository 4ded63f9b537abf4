/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a foresight. */

#include "core/study/foresight.h"

#include "core/output/history-csv.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean
write_curves (const FopCurves *curves, const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return fop_history_write_csv (curves, path, error);
}

gboolean
fop_foresight_write (const FopForesight *foresight, const char *directory, GError **error)
{
  g_autofree char *start = g_build_filename (directory, "start-hypergradient.npy", NULL);
  g_autofree char *matrix = g_build_filename (directory, "preconditioner-hypergradient.npy", NULL);

  if (g_mkdir (directory, 0777) != 0 && errno != EEXIST)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the folder could not be created: %s",
                   directory, g_strerror (errno));
      return FALSE;
    }
  return write_curves (foresight->steps, directory, "foresight.csv", error)
         && write_curves (foresight->schedule, directory, "schedule.csv", error)
         && write_curves (foresight->iterations, directory, "iterations.csv", error)
         && fop_npy_write (start, foresight->n, 0, foresight->start, error)
         && (foresight->preconditioner == NULL
             || fop_npy_write (matrix, foresight->n, foresight->n, foresight->preconditioner,
                               error));
}
