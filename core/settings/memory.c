/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/memory.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define RESERVE (64.0 * 1024 * 1024) /* for allocations too small to be checked */

/* The number after @key in a kernel file, or the first if @key is empty; NaN if there is none:
 * "max". */
static double
number_in (const char *path, const char *key)
{
  g_autofree char *text = NULL;
  const char *at;
  char *end;
  double number;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NAN;
  at = strstr (text, key);
  if (at == NULL)
    return NAN;
  number = g_ascii_strtod (at + strlen (key), &end);
  return end > at + strlen (key) ? number : NAN;
}

/* @used: in pages, a field of /proc/self/statm */
static double
left_of_limit (int resource, gsize field)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
      || !g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return INFINITY;
  fields = g_strsplit (text, " ", -1);
  if (g_strv_length (fields) <= field)
    return INFINITY;
  return (double) limit.rlim_cur
         - g_ascii_strtod (fields[field], NULL) * (double) sysconf (_SC_PAGESIZE);
}

/* Memory left in the control group at @path below /sys/fs/cgroup (version 2). Its page cache does
 * not count, since it is reclaimable. */
static double
left_of_group (const char *path)
{
  g_autofree char *limit = g_build_filename ("/sys/fs/cgroup", path, "memory.max", NULL);
  g_autofree char *use = g_build_filename ("/sys/fs/cgroup", path, "memory.stat", NULL);
  double left = number_in (limit, "") - number_in (use, "anon ");

  return isnan (left) ? INFINITY : left;
}

static double
left_of_groups (void)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  const char *own;
  double left = INFINITY;

  if (!g_file_get_contents ("/proc/self/cgroup", &text, NULL, NULL))
    return INFINITY;
  own = strstr (text, "0::/");
  if (own == NULL)
    return INFINITY;
  path = g_strndup (own + strlen ("0::"), strcspn (own + strlen ("0::"), "\n"));
  for (;;)
    {
      char *above = g_path_get_dirname (path);

      left = fmin (left, left_of_group (path));
      if (g_str_equal (above, path))
        {
          g_free (above);
          return left;
        }
      g_free (path);
      path = above;
    }
}

static double
left_of_machine (void)
{
  double available = number_in ("/proc/meminfo", "MemAvailable:");
  double swap = number_in ("/proc/meminfo", "SwapFree:");

  return isnan (available) ? INFINITY : (available + (isnan (swap) ? 0 : swap)) * 1024;
}

double
fop_memory_left (void)
{
  double left = fmin (fmin (left_of_limit (RLIMIT_AS, 0), left_of_limit (RLIMIT_DATA, 5)),
                      fmin (left_of_groups (), left_of_machine ()));

  return fmax (left - RESERVE, 0);
}
