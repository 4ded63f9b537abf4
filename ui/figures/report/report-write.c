/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a report. */

#include "core/settings/whole-file.h"
#include "ui/figures/report/report.h"

#include <string.h>

static gboolean
is_pdf (const char *path)
{
  return g_str_has_suffix (path, ".pdf");
}

gboolean
fig_report_can_write (const char *path)
{
  return is_pdf (path) || g_str_has_suffix (path, ".html");
}

gboolean
fig_report_write (const FigReport *report, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize length;

  if (is_pdf (path))
    bytes = fig_report_to_pdf (report, error);
  else
    {
      char *html = fig_report_to_html (report);

      bytes = g_bytes_new_take (html, strlen (html));
    }
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return fop_whole_file_write (path, data, length, error);
}
