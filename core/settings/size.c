/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory budget: asked before an allocation whose size comes from input. */

#include "core/settings/size.h"
#include "core/settings/error.h"

static char *
size_text (double bytes)
{
  static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize unit = 0;

  for (; bytes >= 1024.0 && unit + 1 < G_N_ELEMENTS (units); unit++)
    bytes /= 1024.0;
  g_ascii_formatd (number, sizeof number, "%.4g", bytes);
  return g_strdup_printf ("%s %s", number, units[unit]);
}

gboolean
fop_check_size (const char *what, double count, GError **error)
{
  double bytes = count * (double) sizeof (double);
  g_autofree char *needed = NULL, *limit = NULL;

  /* Written so that a NaN is refused too. */
  if (bytes >= 0.0 && bytes <= FOP_SIZE_LIMIT_BYTES)
    return TRUE;

  needed = size_text (bytes);
  limit = size_text (FOP_SIZE_LIMIT_BYTES);
  g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
               "%s would need %s, and the limit for one array is %s", what, needed, limit);
  return FALSE;
}
