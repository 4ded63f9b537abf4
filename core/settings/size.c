/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory budget: checked before allocations whose size depends on input. */

#include "core/settings/size.h"
#include "core/settings/error.h"
#include "core/settings/memory.h"

#include <math.h>

#define SMALL (1024.0 * 1024.0) /* bytes that are always granted */

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

/* What a thread has requested, so that the creator of an object learns what its parts take. */
static _Thread_local double asked;

static gboolean
check (const char *what, double bytes, double most, const char *most_is_for, GError **error)
{
  double left = INFINITY;
  g_autofree char *needed = NULL, *limit = NULL;

  /* Written so that a NaN is refused too. */
  if (bytes >= 0.0 && bytes <= SMALL)
    return TRUE;
  if (bytes >= 0.0 && bytes <= most)
    {
      left = fop_memory_left ();
      if (bytes <= left)
        return TRUE;
    }

  needed = size_text (bytes);
  limit = size_text (MIN (most, left));
  if (left < INFINITY)
    g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                 "%s would need %s, but only %s of the memory that this process may use are left",
                 what, needed, limit);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE, "%s would need %s; the limit for %s is %s",
                 what, needed, most_is_for, limit);
  return FALSE;
}

gboolean
fop_check_sum (const char *what, double count, GError **error)
{
  return check (what, count * (double) sizeof (double), FOP_SIZE_LIMIT_BYTES, "one array", error);
}

gboolean
fop_check_size (const char *what, double count, GError **error)
{
  if (!fop_check_sum (what, count, error))
    return FALSE;
  asked += count * (double) sizeof (double);
  return TRUE;
}

gboolean
fop_check_all (const char *what, double bytes, GError **error)
{
  return check (what, bytes, FOP_SIZE_LIMIT_ALL_BYTES, "all runs", error);
}

double
fop_size_asked (void)
{
  double bytes = asked;

  asked = 0;
  return bytes;
}
