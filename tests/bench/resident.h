/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/**
 * resident_bytes:
 * @field: "VmRSS:" now, "VmHWM:" the most ever
 *
 * What of this process stands in memory, by /proc/self/status; getrusage() would count what the
 * process was before its exec.
 */
static inline double
resident_bytes (const char *field)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (at = strstr (text, field)) == NULL)
    return 0;
  return 1024 * g_ascii_strtod (at + strlen (field), NULL);
}
